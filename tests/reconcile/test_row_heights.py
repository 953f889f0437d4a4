"""Rows as high as their words need."""

from jixiao.reconcile.row_heights import with_heights
from jixiao.reconcile.sheet_layout import FormSheet, SheetCell, SheetTableSpan
from jixiao.reconcile.word_passages import WordPassage


def sheet(*cells: SheetCell) -> FormSheet:
    return with_heights(FormSheet("表", cells, (1000, 1000), (SheetTableSpan(0, 1, (0, 1, 2)),)))


def cell(words: str, row: int, rows: int = 1) -> SheetCell:
    return SheetCell(WordPassage(words), row, 0, rows)


def test_a_row_is_higher_where_more_is_written() -> None:
    low, high = sheet(cell("甲", 0), cell("甲" * 40, 1)).heights
    assert 15 <= low < 40 < high


def test_what_spans_rows_makes_them_all_higher() -> None:
    plain, spanned = sheet(cell("甲", 0), cell("乙", 1)), sheet(cell("甲" * 40, 0, rows=2), cell("", 1))
    assert all(one < other for one, other in zip(plain.heights, spanned.heights, strict=True))


def test_a_row_beyond_what_excel_has_becomes_several_with_merged_cells() -> None:
    made = sheet(cell("甲" * 600, 0), cell("乙", 1))
    first, second = made.cells
    assert first.rows > 1
    assert (second.row, len(made.heights)) == (first.rows, first.rows + 1)
    assert max(made.heights) <= 400
    assert (made.tables[0].first, made.tables[0].last) == (0, first.rows)
