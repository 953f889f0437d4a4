"""A document as blocks: text, tables, bookmarks, tracked changes, comments, automatic numbers."""

from __future__ import annotations

import json
from typing import Any

from jixiao.docx.block_reader import read_paper
from jixiao.docx.blocks import Paragraph, RevisionKind, Table, TrackedChange, WordDocument
from jixiao.docx.unread import Unread, UnreadThing
from tests.support.docx import squeezed_rows
from tests.support.package import built_package
from tests.support.project import ROOT
from tests.support.wml import cell, document, paragraph, row, run, table

INSERTED = '<w:ins w:id="1" w:author="审核人甲" w:date="2024-06-01T08:00:00Z">{}</w:ins>'
DELETED = '<w:del w:id="2" w:author="审核人甲" w:date="2024-06-01T08:00:00Z">{}</w:del>'
BY = ("审核人甲", "2024-06-01T08:00:00Z")


def read(body: str, **parts: Any) -> WordDocument:
    return read_paper(document(body, **parts))


def first(body: str, **parts: str) -> Paragraph:
    return read(body, **parts).paragraphs[0]


def rows(body: str) -> list[list[str]]:
    return read(body).tables[0].grid


def test_content_controls_are_looked_through_wherever_they_stand() -> None:
    def control(content: str) -> str:
        return f"<w:sdt><w:sdtPr><w:alias w:val='别名'/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    inner = f"<w:tc><w:tcPr/>{paragraph(control(control(run('甲'))))}</w:tc>"
    body = control(paragraph(run("首")) + table(control(row(control(inner), cell("乙")))))
    assert read(body).paragraphs[0].text == "首"
    assert rows(body) == [["甲", "乙"]]


def test_a_cell_that_continues_a_merge_is_empty_and_one_that_spans_stands_once() -> None:
    wide, start = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>'
    body = table(
        row(cell("一", properties=start), cell("二", "三", properties=wide)),
        row(cell("x", properties="<w:vMerge/>"), cell("四"), cell("五")),
    )
    assert rows(body) == [["一", "二\n三"], ["", "四", "五"]]
    spanning = read(body).tables[0].rows[0].cells[1]
    assert (spanning.span, spanning.continues) == (2, False)


def test_a_table_in_a_cell_is_read_within_it() -> None:
    inner = table(row(cell("甲"), cell("乙")))
    body = table(row(f"<w:tc><w:tcPr/>{inner}{paragraph(run('丙'))}</w:tc>"))
    assert rows(body) == [["甲\n乙\n丙"]]
    nested = read(body).tables[0].rows[0].cells[0].blocks[0]
    assert isinstance(nested, Table)
    assert nested.grid == [["甲", "乙"]]


def test_rows_and_paragraph_marks_tell_their_changes() -> None:
    deleted = DELETED.replace(">{}</w:del>", "/>")
    read_table = read(table(row(cell("甲")), row(cell("乙"), properties=deleted))).tables[0]
    assert read_table.rows[1].changes == (TrackedChange(RevisionKind.DELETED, *BY),)
    assert read_table.grid == [["甲"]]
    assert first(paragraph(run("甲"), f"<w:rPr>{deleted}</w:rPr>")).changes == (
        TrackedChange(RevisionKind.DELETED, *BY),
    )


def test_a_comment_knows_its_author_and_what_it_hangs_on() -> None:
    body = paragraph(run("共") + '<w:commentRangeStart w:id="4"/>' + run("12万元") + '<w:commentRangeEnd w:id="4"/>')
    note = (
        f'<w:comment w:id="4" w:author="审核人甲" w:date="2024-06-01T08:00:00Z">{paragraph(run("请核对"))}</w:comment>'
    )
    [comment] = read(body, comments=note).comments
    assert (comment.author, comment.text, comment.anchor) == ("审核人甲", "请核对", "12万元")


def test_headers_footers_and_text_boxes_are_read() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{paragraph(run('框'))}</w:txbxContent></w:pict></w:r>"
    paper = read(paragraph(run("文") + box), header=paragraph(run("眉")))
    assert [one.text for one in paper.paragraphs] == ["文", "框"]
    assert [(one.kind, one.member, len(one.blocks)) for one in paper.stories] == [("header", "word/header.xml", 1)]


def test_pictures_are_named_as_not_read() -> None:
    assert read(paragraph("<w:r><w:drawing/></w:r>")).unread == (UnreadThing(Unread.PICTURE),)


def test_the_built_package_reads_as_the_reference_has_it() -> None:
    annexes = json.loads((ROOT / "tests/data/annexes-2023.json").read_text("utf-8"))
    expected = [row for annex in annexes.values() for row in annex["rows"]]
    found = [row for table in read_paper(built_package().whole).tables for row in table.grid]
    assert squeezed_rows(found) == squeezed_rows(expected)
