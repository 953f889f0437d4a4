"""A template as lines of text for git diff."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.shared import Mm

from jixiao.docx.package import BadPackage, write_package
from scripts.docx_text import docx_text
from tests.support.docx import W, body, form, rewritten, saved
from tests.support.project import ROOT

TEMPLATES = ROOT / "templates/yueyang-2023"
SECTION = "〔分节：纸张 215.9×279.4 毫米，页边距 上25.4 右31.7 下25.4 左31.7 毫米〕"


def lines(package: bytes) -> list[str]:
    return docx_text(package).splitlines()


def changed(change: Callable[[Document], object]) -> bytes:
    document = docx.Document(io.BytesIO(form("封面", cells=[["甲", "乙", "丙"], ["1", "2", "3"]])))
    change(document)
    return saved(document)


def test_paragraphs_and_rows_are_lines_with_their_placeholders() -> None:
    package = form("{{ 年度 }}年度", "第二段", cells=[["单位", "{{ 单位.单位名称 }}"], ["日期", "2024年"]])
    assert lines(package) == [
        "{{ 年度 }}年度",
        "第二段",
        "| 单位 | {{ 单位.单位名称 }} |",
        "| 日期 | 2024年 |",
        SECTION,
    ]


def test_a_placeholder_that_word_cut_into_runs_is_shown_whole() -> None:
    cut = "</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>"
    package = rewritten(form("{{ 年度 }}"), "word/document.xml", lambda xml: xml.replace("{ 年", "{ " + cut + "年"))
    assert lines(package)[0] == "{{ 年度 }}"


def test_merged_cells_breaks_and_further_paragraphs_show() -> None:
    def merge(document: Document) -> None:
        table = document.tables[0]
        table.cell(0, 0).merge(table.cell(1, 0))
        table.cell(0, 1).merge(table.cell(0, 2))
        table.cell(1, 1).paragraphs[0].add_run().add_break()
        table.cell(1, 2).add_paragraph("又一段")

    assert lines(changed(merge))[1:3] == ["| 甲 ¶ 1 | 乙 ¶ 丙〔跨2列〕 |", "| 〃 | 2⏎ | 3 ¶ 又一段 |"]


def test_the_page_shows() -> None:
    def turn(document: Document) -> None:
        document.sections[0].page_width, document.sections[0].page_height = Mm(297), Mm(210)
        document.sections[0].top_margin = Mm(37)

    assert lines(changed(turn))[-1] == "〔分节：纸张 297.0×210.0 毫米，页边距 上37.0 右31.7 下25.4 左31.7 毫米〕"


def test_headers_and_footers_follow_the_body_and_empty_ones_are_left_out() -> None:
    def name(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "机密"
        document.sections[0].footer.is_linked_to_previous = False

    found = lines(changed(name))
    assert found[-3:] == ["", "〔页眉 header1.xml〕", "机密"]


def test_fields_show_what_they_count() -> None:
    assert "— 〔PAGE〕1 —" in lines((TEMPLATES / "report.docx").read_bytes())


@pytest.mark.parametrize("template", sorted(TEMPLATES.glob("*.docx")), ids=lambda path: path.name)
def test_no_placeholder_of_a_template_is_left_out(template: Path) -> None:
    package = template.read_bytes()
    written = "".join(node.text or "" for node in body(package).iter(f"{W}t"))
    tags = re.findall(r"\{[{%].*?[}%]\}", written)
    shown = docx_text(package)
    assert [tag for tag in tags if tag not in shown] == []
    assert len(re.findall(r"\{[{%]", shown)) >= len(tags)


@pytest.mark.parametrize("broken", [b"", b"text", write_package({"a.xml": b"<a/>"})])
def test_what_is_no_docx_is_refused(broken: bytes) -> None:
    with pytest.raises(BadPackage):
        docx_text(broken)
