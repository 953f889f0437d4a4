"""Files of strangers: wrong kinds, traps, giants. Each is refused in words, and no year is begun."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest

from jixiao.docx.package import BadPackage
from jixiao.errors import UsageError
from jixiao.importing import import_run
from jixiao.importing.foreign_files import open_file, read_foreign
from jixiao.paths import Workspace
from jixiao.publish.source_map import NAMESPACE
from tests.support.imported import REFERENCE, empty_project, imported, stored
from tests.support.wml import document, external, paragraph, table
from tests.support.wml import run as text_run

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return empty_project(tmp_path / "project")


def zipped(*names: str, content: bytes = b"x") -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content)
    return written.getvalue()


def stream(name: str) -> bytes:
    return OLE + name.encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "文件是空的"),
        (b"%PDF-1.7 ...", "PDF 文件"),
        (b"{\\rtf1 ...}", "RTF 文件"),
        (b"\x89PNG\r\n", "这是图片"),
        (b"<html><body>", "网页或 XML 文件"),
        (b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", "网页或 XML 文件"),
        (bytes(range(256)) * 4, "不是文字"),
        (zipped("xl/workbook.xml", "[Content_Types].xml"), "Excel 文件"),
        (zipped("mimetype", "content.xml"), "OpenDocument 文件"),
        (zipped("报告.docx"), "ZIP 压缩文件"),
        (zipped("word/document.xml", "[Content_Types].xml")[:-30], "已损坏"),
        (zipped("../../etc/cron.d/x", "[Content_Types].xml"), "不安全的成员名"),
        (zipped("word/document.xml", content=bytes(9_000_000)), "压缩炸弹"),
        (document(paragraph(""), members={"word/vbaProject.bin": b"x"}), "带有宏"),
        (document(paragraph(""), links=external("image", "http://192.0.2.1/a.png")), "文件以外的内容"),
        (document("", members={"word/document.xml": "<!DOCTYPE w [<!ENTITY a 'a'>]><w>&a;</w>"}), "DOCTYPE"),
        (document(table("<w:tr><w:tc><w:p/></w:tc></w:tr>" * 60_001), members={"a.bin": b""}), "压缩炸弹|行超过"),
        (stream("EncryptedPackage"), "打开密码"),
        (stream("Workbook"), "不是 Excel 文件"),
        (stream("PowerPoint Document"), "不是 Word 文件"),
        (stream("Workbook") + "_VBA_PROJECT".encode("utf-16-le"), "带有宏"),
        (zipped("xl/workbook.bin", "[Content_Types].xml"), "二进制的 Excel 文件"),
        (zipped("xl/workbook.xml", "xl/vbaProject.bin", "[Content_Types].xml"), "带有宏"),
        (stream("WordDocument") + "_VBA_PROJECT".encode("utf-16-le"), "带有宏"),
        (b"\t1\n" * 130_000, "单元格超过上限"),
        (b"x" * 5_000_001, "文本文件超过"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_words(data: bytes, message: str) -> None:
    with pytest.raises(BadPackage, match=message):
        read_foreign("文件", data)


def test_a_refusal_names_the_file_and_begins_no_year(workspace: Workspace, tmp_path: Path) -> None:
    bad = stored(tmp_path, "附件3.docx", b"%PDF-1.7")
    with pytest.raises(UsageError, match=r"附件3.docx：这是 PDF 文件.*没有建立任何文件"):
        imported(workspace, REFERENCE, bad)
    assert workspace.years() == []


def test_a_file_that_is_not_there_or_too_large_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UsageError, match="没有文件"):
        open_file(tmp_path / "没有.docx")
    monkeypatch.setattr("jixiao.importing.foreign_files.MAX_FILE", 10)
    with pytest.raises(UsageError, match="不予读取"):
        open_file(stored(tmp_path, "大.txt", "一二三四五六"))


def test_a_sound_document_that_is_something_else_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    letter = stored(tmp_path, "通知.docx", document(paragraph(text_run("关于召开会议的通知"))))
    with pytest.raises(UsageError, match=r"通知.docx：没有认出任何一张表"):
        imported(workspace, letter)
    with pytest.raises(UsageError, match=r"通知.docx：没有认出任何一张表"):
        imported(workspace, REFERENCE, letter)
    assert workspace.years() == []


def test_half_a_package_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    text = REFERENCE.read_text("utf-8")
    half = stored(tmp_path, "报送件.txt", text[: text.index("附件2\n")])
    with pytest.raises(UsageError, match="没有认出附件2"):
        imported(workspace, half)
    assert workspace.years() == []


def test_a_package_of_another_year_is_refused(workspace: Workspace) -> None:
    with pytest.raises(UsageError, match="文件里写的是 2023 年度，--year 是 2022"):
        imported(workspace, REFERENCE, year=2022)


def test_more_rows_than_a_package_has_are_refused(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_run, "MAX_ROWS", 100)
    with pytest.raises(UsageError, match=r"表格行 .* 个，超过上限 100 个"):
        imported(workspace, REFERENCE)


def test_cells_made_to_take_long_do_not(workspace: Workspace, tmp_path: Path) -> None:
    poisons = ["：" * 50_000 + "甲", "(" * 50_000, "甲" + " " * 50_000 + "乙", "7" * 50_000]
    text = REFERENCE.read_text("utf-8")
    for n, words in enumerate(("理论中心组学习", "自评通知", "档案保管保护费", "编制人数")):
        before, *pieces = text.split(words)
        # Each word's places get all four in turn.
        text = before + "".join(poisons[(n + place) % 4] + piece for place, piece in enumerate(pieces))
    started = time.process_time()
    plan = imported(workspace, stored(tmp_path, "报送件.txt", text))
    assert time.process_time() - started < 30
    assert plan.files


def test_what_stands_in_a_text_is_never_a_template(workspace: Workspace, tmp_path: Path) -> None:
    hostile = "一段{{ 单位.填表人 }}、{% for 项 in 各项目 %}、{# 注 #}和**重**。"
    text = REFERENCE.read_text("utf-8").replace("重点完成以下工作：", hostile)
    plan = imported(workspace, stored(tmp_path, "报送件.txt", text))
    written = plan.files["report/06-performance.md"].decode()
    assert r"一段\{\{ 单位.填表人 \}\}、\{\% for 项 in 各项目 \%\}、\{\# 注 \#\}和＊＊重＊＊。" in written
    assert ("报告 六 第5段", "会被当作标记的符号改为全角，或在前面加反斜杠") in plan.normalised


def test_tracked_changes_and_comments_are_told(tmp_path: Path) -> None:
    changed = '<w:ins w:id="1" w:author="审核人甲" w:date="2024-06-01T08:00:00Z">' + text_run("乙") + "</w:ins>"
    note = '<w:comment w:id="4" w:author="审核人甲">' + paragraph(text_run("请核对")) + "</w:comment>"
    data = document(paragraph(text_run("甲") + changed) + paragraph("<w:r><w:drawing/></w:r>"), comments=note)
    assert read_foreign("文件", data).notes == ("文件里有修订，按接受全部修订后的文字读取", "批注 1 条没有读入")


def test_a_source_map_names_projects_and_a_forged_one_names_none(tmp_path: Path) -> None:
    def mapped(path: str) -> dict[str, str]:
        content = (
            f'<sourceMap xmlns="{NAMESPACE}" year="2023"><mark path="{path}" printed="大楼运行维护费"/></sourceMap>'
        )
        return dict(read_foreign("文件", with_map(content)).identifiers)

    assert mapped("各项目.building.名称") == {"大楼运行维护费": "building"}
    assert mapped("各项目.../../x.名称") == {}
    with pytest.raises(BadPackage, match="DOCTYPE"):
        read_foreign("文件", with_map(f'<!DOCTYPE a [<!ENTITY b "b">]><sourceMap xmlns="{NAMESPACE}">&b;</sourceMap>'))


def with_map(content: str) -> bytes:
    link = external("customXml", "../customXml/item1.xml").replace(' TargetMode="External"', "")
    return document(paragraph(text_run("正文")), links=link, members={"customXml/item1.xml": content})
