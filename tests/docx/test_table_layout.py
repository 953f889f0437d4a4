"""Tables by the columns of their grid: rows that leave columns out, cells that others cover."""

from __future__ import annotations

from jixiao.docx.block_reader import read_paper
from jixiao.docx.blocks import Table
from tests.support.wml import cell, document, row, table

FULL = row(cell("一"), cell("二"), cell("三"), cell("四"))


def read(*rows: str) -> Table:
    return read_paper(document(table(*rows))).tables[0]


def wide(width: int, properties: str = "") -> str:
    return f'<w:tcW w:w="{width}" w:type="dxa"/>{properties}'


def test_columns_left_out_on_either_side_are_empty_cells() -> None:
    found = read(
        FULL,
        row(cell("丙"), cell("丁"), properties='<w:gridBefore w:val="2"/>'),
        row(cell("戊"), cell("己"), properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
    )
    assert found.grid == [["一", "二", "三", "四"], ["", "", "丙", "丁"], ["", "戊", "己", ""]]
    assert [one.columns for one in found.rows] == [(0, 1, 2, 3, 4), (2, 3, 4), (1, 2, 3)]


def test_a_wide_cell_above_columns_left_out_is_one_empty_cell() -> None:
    first = row(cell("一", properties='<w:gridSpan w:val="3"/>'), cell("二"))
    assert read(first, row(cell("乙"), properties='<w:gridBefore w:val="3"/>')).grid == [["一", "二"], ["", "乙"]]


def test_a_row_that_ends_before_the_grid_does_has_empty_cells_behind() -> None:
    assert read(FULL, row(cell("甲"), cell("乙"))).grid[1] == ["甲", "乙", "", ""]


def test_a_row_as_wide_as_the_others_is_not_short_however_many_its_cells() -> None:
    widths = row(*(cell(text, properties=wide(1000)) for text in "一二三四"))
    same = row(cell("甲", properties=wide(1000)), cell("乙", properties=wide(3000)))
    assert read(widths, same).grid[1] == ["甲", "乙"]


def test_a_cell_that_continues_none_stands_for_itself() -> None:
    orphan = row(cell("甲", properties="<w:vMerge/>"), cell("乙"))
    assert read(row(cell("一"), cell("二")), orphan).grid[1] == ["甲", "乙"]


def test_text_in_a_covered_cell_is_named_and_not_read() -> None:
    start = row(cell("一", properties='<w:vMerge w:val="restart"/>'), cell("二"))
    found = read(start, row(cell("盖住", properties="<w:vMerge/>"), cell("乙")), row(cell("甲"), cell("乙")))
    assert found.grid == [["一", "二"], ["", "乙"], ["甲", "乙"]]
    assert list(map(str, found.rows[1].cells[0].things)) == ["被合并格盖住的文字"]


def test_cells_merged_the_old_way_are_one() -> None:
    merged = row(cell("甲", properties='<w:hMerge w:val="restart"/>'), cell("", properties="<w:hMerge/>"), cell("丙"))
    found = read(row(cell("一"), cell("二"), cell("三")), merged)
    assert found.grid[1] == ["甲", "丙"]
    assert found.rows[1].columns == (0, 2, 3)
    hidden = read(
        merged.replace('<w:t xml:space="preserve"></w:t>', "<w:t>盖住</w:t>").replace("<w:t></w:t>", "<w:t>盖住</w:t>")
    )
    assert list(map(str, hidden.rows[0].cells[0].things)) == ["被合并格盖住的文字"]


def test_a_hidden_row_is_named() -> None:
    found = read(FULL, row(cell("甲"), properties="<w:hidden/>"))
    assert list(map(str, found.rows[1].cells[0].things)) == ["隐藏文字"]
