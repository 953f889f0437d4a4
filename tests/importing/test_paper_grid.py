"""What stands to the left of a cell and above it, in tables whose cells are merged."""

import time

from jixiao.importing.paper_grid import PaperCell, PaperGrid, place_cells
from tests.support.paper import draw_grid

TABLE = """
    | 项目资金 | «2»      | 年初  | 全年 |
    | ^        | 总额«2»  | 1     | 2    |
    | ^        | 其中：甲«2» | 3  | 4    |
    | 目标     | 5«4» |
"""


def paper(drawing: str, *headings: int) -> PaperGrid:
    return PaperGrid(place_cells(draw_grid(drawing)), lambda text: "" if text.isdigit() else text, frozenset(headings))


def cell(grid: PaperGrid, text: str) -> PaperCell:
    return next(one for row in grid.rows for one in row if one.text == text)


def test_a_cell_covers_the_columns_it_spans() -> None:
    grid = paper(TABLE)
    assert [(one.first, one.last) for one in grid.rows[1]] == [(0, 1), (1, 3), (3, 4), (4, 5)]
    assert (cell(grid, "5").first, cell(grid, "5").last) == (1, 5)


def test_to_the_left_stand_the_row_s_label_and_that_of_its_group() -> None:
    beside = paper(TABLE).left_of(cell(paper(TABLE), "4"))
    assert (beside.labels, beside.between, beside.goes_on) == (("其中：甲", "项目资金"), 1, False)


def test_a_label_that_begins_in_a_row_above_is_told_from_the_row_s_own() -> None:
    grid = paper("| 人员 | 编制 |\n| ^ | 5 |\n| 车辆 | 6 |", 0)
    assert [grid.left_of(cell(grid, text)).goes_on for text in ("5", "6")] == [True, False]


def test_above_stands_the_nearest_heading_over_its_columns() -> None:
    grid = paper(TABLE, 0)
    assert grid.above(cell(grid, "4")) == ("全年",)
    assert grid.above(cell(grid, "3")) == ("年初",)


def test_headings_of_two_rows_are_told_from_below() -> None:
    grid = paper("| 指标 | 指标值«2» | 得分 |\n| ^ | 性质 | 数 | ^ |\n| 甲 | ≥ | 7 | 8 |", 0, 1)
    assert grid.above(cell(grid, "7")) == ("数", "指标值")
    assert grid.above(cell(grid, "8")) == ("得分",)


def test_a_table_without_a_grid_has_cells_of_one_column() -> None:
    grid = draw_grid("| 甲 | 1 |\n| 乙 | 2 | 3 |")
    rows = place_cells(type(grid)(grid.rows))
    assert [(one.first, one.last) for one in rows[1]] == [(0, 1), (1, 2), (2, 3)]


def test_a_row_wider_than_its_headings_is_under_none_of_them_unless_it_has_as_many_cells() -> None:
    grid = paper("| 名称 | 年初 | 全年 |\n| 甲 | 别的 | 1 | 2 |\n| 乙«2» | 3 | 4 |", 0)
    assert grid.above(cell(grid, "2")) == ()
    assert grid.above(cell(grid, "4")) == ("全年",)


def test_a_cell_merged_over_many_rows_is_followed_up_once_for_all() -> None:
    rows = 3000
    grid = paper("| 甲 | 0 |\n" + "| ^ | 1 |\n" * rows)
    started = time.process_time()
    assert {grid.left_of(row[1]).labels for row in grid.rows} == {("甲",)}
    assert grid.owner(grid.rows[rows][0]) == grid.rows[0][0]
    assert time.process_time() - started < 2


def test_a_heading_that_comes_twice_is_told_apart_by_the_one_before_it() -> None:
    drawing = "| 一级 | 权重 | 二级 | 权重 |\n| 甲 | 1 | 乙 | 2 |"
    rows = place_cells(draw_grid(drawing))
    paper = PaperGrid(rows, lambda text: text if text in {"一级", "二级", "权重"} else "", frozenset({0}))
    assert [paper.above(rows[1][number]) for number in (0, 1, 3)] == [("一级",), ("权重", "一级"), ("权重", "二级")]
