"""Sheets cut into lines and grids."""

import pytest

from jixiao.docx.package import BadPackage
from jixiao.importing.documents import FiledGrid
from jixiao.importing.sheet_blocks import SheetCells, Span, cut_sheet

Shown = list[str | list[tuple[str, ...]]]


def cut(*rows: str, merged: tuple[Span, ...] = ()) -> Shown:
    """Return lines as texts and grids as rows; cells of a drawn row are parted by |."""
    texts = [[cell.strip() for cell in row.split("|")] for row in rows]
    blocks = cut_sheet(SheetCells("表", (0, 0), texts, merged=merged))
    return [list(block.rows) if isinstance(block, FiledGrid) else block.text for block in blocks]


def test_a_title_and_a_note_are_lines_round_the_table() -> None:
    found = cut("标题||", "甲|1|", "乙|2|3", "注：略||", merged=((0, 0, 0, 2),))
    assert found == ["标题", [("甲", "1", ""), ("乙", "2", "3")], "注：略"]


def test_an_empty_row_stays_in_its_table() -> None:
    assert cut("甲|1", "|", "乙|2") == [[("甲", "1"), ("", ""), ("乙", "2")]]


def test_a_title_below_an_empty_row_begins_another_table() -> None:
    assert cut("甲|1", "|", "表二|", "乙|2") == [[("甲", "1")], "表二", [("乙", "2")]]


def test_a_label_beside_a_merged_blank_is_a_row() -> None:
    assert cut("甲|1|2", "备注||", merged=((1, 1, 1, 2),)) == [[("甲", "1", "2"), ("备注", "")]]


def test_merged_cells_span_and_go_on() -> None:
    sheet = SheetCells("表", (2, 1), [["甲", "一", ""], ["", "二", "三"]], merged=((2, 1, 3, 1), (2, 2, 2, 3)))
    (grid,) = cut_sheet(sheet)
    assert isinstance(grid, FiledGrid)
    assert grid.columns == ((1, 2, 4), (1, 2, 3, 4))
    assert grid.continued == {(1, 0)}


def test_overlapping_ranges_are_refused() -> None:
    with pytest.raises(BadPackage, match="互相重叠"):
        cut("甲|1", "乙|2", merged=((0, 0, 1, 0), (1, 0, 1, 1)))


def test_an_empty_sheet_has_no_blocks() -> None:
    assert list(cut_sheet(SheetCells("表", (0, 0), []))) == []


def test_a_cell_whose_value_is_not_known_is_doubtful_and_its_row_is_no_title() -> None:
    sheet = SheetCells("表", (0, 0), [["甲", "1"], ["乙", ""]], unread=frozenset({(1, 1)}))
    [grid] = cut_sheet(sheet)
    assert isinstance(grid, FiledGrid)
    assert grid.rows == (("甲", "1"), ("乙", ""))
    assert grid.doubtful == {(1, 1)}
