"""A document as blocks: text, tables, bookmarks, tracked changes, comments, automatic numbers."""

from __future__ import annotations

import json
from typing import Any

import pytest

from jixiao.docx.block_reader import read_paper
from jixiao.docx.blocks import Paragraph, RevisionKind, Table, TextSpan, TrackedChange, WordDocument
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


def test_runs_breaks_tabs_and_links_make_one_text() -> None:
    link = f'<w:hyperlink r:id="x">{run("三")}</w:hyperlink>'
    body = paragraph(run("一") + "<w:r><w:tab/><w:t>二</w:t><w:br/></w:r>" + link + '<w:r><w:br w:type="page"/></w:r>')
    assert first(body).text == "一\t二\n三"


def test_what_word_hides_and_the_code_of_fields_are_no_text() -> None:
    field = run(" PAGE ", "instrText") + run("3")
    assert first(paragraph(run("见", properties="<w:vanish/>") + field)).text == "3"


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


def test_bookmarks_are_spans_of_the_accepted_text() -> None:
    def mark(name: str, content: str, id_: int) -> str:
        return f'<w:bookmarkStart w:id="{id_}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{id_}"/>'

    value = mark("_JX1", run("1") + DELETED.format(run("2", "delText")) + INSERTED.format(run("34")), 1)
    found = first(paragraph(run("共") + value + run("元") + mark("_JX2", "", 2)))
    assert found.bookmarks == (TextSpan("_JX1", 1, 4), TextSpan("_JX2", 5, 5))
    assert found.text[1:4] == "134"


def test_a_bookmark_over_two_paragraphs_covers_a_part_of_each() -> None:
    body = paragraph(run("前") + '<w:bookmarkStart w:id="7" w:name="段"/>' + run("起")) + paragraph(
        run("止") + '<w:bookmarkEnd w:id="7"/>' + run("后")
    )
    assert [one.bookmarks for one in read(body).paragraphs] == [
        (TextSpan("段", 1, 2, ends=False),),
        (TextSpan("段", 0, 1, begins=False),),
    ]


def test_tracked_changes_leave_both_texts_to_read() -> None:
    moved = INSERTED.replace("w:ins", "w:moveTo").format(run("丁"))
    found = first(paragraph(run("甲") + DELETED.format(run("乙", "delText")) + INSERTED.format(run("丙")) + moved))
    assert (found.text, found.original) == ("甲丙丁", "甲乙")
    assert [piece.changes for piece in found.pieces] == [
        (),
        (TrackedChange(RevisionKind.DELETED, *BY),),
        (TrackedChange(RevisionKind.INSERTED, *BY),),
        (TrackedChange(RevisionKind.INSERTED, *BY, moved=True),),
    ]


def test_what_was_inserted_and_deleted_again_is_in_neither_text() -> None:
    found = first(paragraph(run("甲") + INSERTED.format(DELETED.format(run("乙", "delText")))))
    assert (found.text, found.original) == ("甲", "甲")


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
    assert read(paragraph("<w:r><w:drawing/></w:r>")).unread == ("图片",)


STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="b"><w:name w:val="二级"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="c"><w:name w:val="三级"/><w:basedOn w:val="b"/></w:style>
<w:style w:type="paragraph" w:styleId="d"><w:name w:val="循环"/><w:basedOn w:val="d"/></w:style>
"""


@pytest.mark.parametrize(
    ("style", "name", "level"),
    [
        ("a", "Normal", None),
        ("1", "heading 1", 1),
        ("b", "二级", 2),
        ("c", "三级", 2),
        ("d", "循环", None),
        ("x", "Normal", None),
    ],
)
def test_a_heading_is_known_by_name_or_outline_level(style: str, name: str, level: int | None) -> None:
    found = first(paragraph(run("题"), f'<w:pStyle w:val="{style}"/>'), styles=STYLES)
    assert (found.style_name, found.level) == (name, level)


def test_a_paragraph_may_state_its_own_outline_level() -> None:
    stated = '<w:pStyle w:val="1"/><w:outlineLvl w:val="{}"/>'
    assert first(paragraph("", stated.format(2)), styles=STYLES).level == 3
    assert first(paragraph("", stated.format(9)), styles=STYLES).level is None


def test_the_built_package_reads_as_the_reference_has_it() -> None:
    annexes = json.loads((ROOT / "tests/data/annexes-2023.json").read_text("utf-8"))
    expected = [row for annex in annexes.values() for row in annex["rows"]]
    found = [row for table in read_paper(built_package().whole).tables for row in table.grid]
    assert squeezed_rows(found) == squeezed_rows(expected)
