"""A foreign document: what could act or reach out is refused."""

from __future__ import annotations

import io
import zipfile

import pytest

from jixiao.docx.block_reader import read_paper
from jixiao.docx.package import BadPackage
from tests.support.wml import document, external, paragraph, run

BODY = paragraph(run("正文"))
MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"


def refused(data: bytes, message: str) -> None:
    with pytest.raises(BadPackage, match=message):
        read_paper(data)


def test_macros_and_controls_are_refused_by_member_and_by_type() -> None:
    refused(document(BODY, members={"word/vbaProject.bin": b"x"}), "宏")
    refused(document(BODY, members={"word/activeX/activeX1.xml": b"x"}), "控件")
    refused(document(BODY, main=MACRO_TYPE), "宏")


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("image", "http://192.0.2.1/a.png"),
        ("oleObject", "file:///C:/x.xls"),
        ("frame", "https://192.0.2.1/"),
        ("subDocument", "chapter.docx"),
        ("attachedTemplate", "https://192.0.2.1/a.dotm"),
        ("attachedTemplate", r"\\192.0.2.1\share\a.dotm"),
        ("attachedTemplate", "file://192.0.2.1/share/a.dotm"),
    ],
)
def test_what_the_file_fetches_from_elsewhere_is_refused(kind: str, target: str) -> None:
    refused(document(BODY, links=external(kind, target)), "文件以外的内容")


def test_links_to_click_and_the_own_template_of_a_machine_do_no_harm() -> None:
    links = external("hyperlink", "https://example.cn/") + external(
        "attachedTemplate", "file:///C:/Users/甲/Normal.dotm"
    )
    assert read_paper(document(BODY, links=links)).paragraphs[0].text == "正文"


def test_entities_are_refused_unread() -> None:
    bomb = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><w>&a;</w>'
    refused(document(BODY, members={"word/document.xml": bomb}), "DOCTYPE")


def test_what_is_no_word_document_is_refused() -> None:
    for data in (b"", b"%PDF-1.7", b"{\\rtf1}", b"<html></html>"):
        refused(data, "已损坏或不是")
    refused(b"\xd0\xcf\x11\xe0" + bytes(600), "打开密码|旧版")
    refused(document(BODY, members={"word/document.xml": "<html/>"}), "不是可读取的 Word 文档（里面没有正文）")
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    refused(written.getvalue(), "找不到正文")
