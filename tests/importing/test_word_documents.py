"""A Word document as import reads it: what is no text is told with its place, and not taken for a value."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jixiao.importing.documents import Document, FiledGrid
from jixiao.importing.word_documents import read_word
from tests.support.imported import empty_project, imported
from tests.support.odd_package import ODD, stored_odd
from tests.support.wml import cell, document, paragraph, row, run, table

STRUCK = run("1本", properties="<w:strike/>") + run("2本")
LIST = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{}"/>'
    '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


def read(body: str, **parts: Any) -> Document:
    return read_word("文件", document(body, **parts))


def left_out(found: Document) -> list[tuple[str, str]]:
    return [(one.place, one.what) for one in found.left_out]


def test_a_cell_with_something_odd_is_told_with_its_place_and_doubted() -> None:
    found = read(table(row(cell("指标"), f"<w:tc><w:tcPr/>{paragraph(STRUCK)}</w:tc>")))
    assert left_out(found) == [("文件 第1张表第1行第2格", "删除线（文字读作“1本2本”）")]
    [grid] = found.blocks
    assert isinstance(grid, FiledGrid)
    assert grid.doubtful == {(0, 1)}


def test_a_paragraph_with_something_odd_is_told_with_its_place_and_doubted() -> None:
    found = read(paragraph(run("甲")) + paragraph(STRUCK))
    assert [one.doubtful for one in found.lines] == [False, True]
    assert left_out(found) == [("文件 第2段", "删除线（文字读作“1本2本”）")]


def test_a_picture_beside_the_text_leaves_it_what_it_is() -> None:
    found = read(paragraph(run("甲") + "<w:r><w:drawing/></w:r>"))
    assert ([one.doubtful for one in found.lines], left_out(found)) == (
        [False],
        [("文件 第1段", "图片或图形（文字读作“甲”）")],
    )


def test_automatic_numbers_are_read_in_cells_too_those_nobody_can_spell_are_told() -> None:
    numbered = f"<w:tc><w:tcPr/>{paragraph(run('甲'), NUMBERED)}{paragraph(run('乙'), NUMBERED)}</w:tc>"
    found = read(table(row(numbered)), numbering=LIST.format("decimal"))
    assert (found.rows, found.left_out) == ([("1、甲\n2、乙",)], ())
    [told] = read(paragraph(run("甲"), NUMBERED), numbering=LIST.format("hebrew1")).left_out
    assert told.what == "自动编号（hebrew1）（文字读作“甲”）"


def test_footnotes_are_told() -> None:
    note = f'<w:footnote w:id="2">{paragraph(run("另有一笔"))}</w:footnote>'
    assert left_out(read(paragraph(run("甲")), footnotes=note)) == [("文件 脚注", "脚注：“另有一笔”")]


def test_everything_odd_in_a_filed_package_is_listed_and_no_such_cell_is_taken(tmp_path: Path) -> None:
    for place in ("cell", "paragraph"):
        path, stood = stored_odd(place, tmp_path)
        plan = imported(empty_project(tmp_path / place), path)
        told = [one.text for one in plan.unread]
        elsewhere = {"moveTo", "text box"}  # read where they stand
        for odd in stood:
            if odd.partition(" ")[2] not in elsewhere:
                assert any(ODD[odd].value in text for text in told), odd
