"""Rows of headings are told from rows of labels and values."""

from jixiao.importing.describing.table_shapes import SortedTable, find_headings, fits_under, headings_of
from jixiao.importing.describing.vocabulary import Vocabulary
from jixiao.importing.paper_grid import place_cells
from tests.support.drafted import shipped_words
from tests.support.paper import draw_grid


def table(drawing: str, vocabulary: Vocabulary | None = None) -> SortedTable:
    return SortedTable(place_cells(draw_grid(drawing)), vocabulary or Vocabulary(), None)


FUNDS = """
    | 单位 | 示例局 | 电话 | 0000-0000001 |
    | 资金 | | 预算 | 执行 |
    | ^ | 合计 | 3 | 2 |
    | ^ | 财政 | | |
"""


def test_a_row_over_values_is_one_of_headings_and_a_row_of_labels_and_values_is_none() -> None:
    assert [find_headings(table(FUNDS), row) for row in range(4)] == [(), (1,), (), ()]


def test_the_corner_of_a_table_and_its_merged_label_count_as_no_values() -> None:
    sorted_table = table(FUNDS)
    assert fits_under(sorted_table, 2, 1)
    assert headings_of(sorted_table, (1,), sorted_table.rows[2][2]) == ("预算",)


def test_headings_of_two_rows_are_one() -> None:
    drawing = """
        | 名称 | 指标«2» | 完成 |
        | ^ | 性质 | 数值 | ^ |
        | | | | |
    """
    sorted_table = table(drawing)
    assert find_headings(sorted_table, 0) == (0, 1)
    assert headings_of(sorted_table, (0, 1), sorted_table.rows[2][1]) == ("性质", "指标")


def test_a_group_that_begins_below_is_no_second_row_of_headings() -> None:
    drawing = """
        | 主管部门 | 示例市教育局«2» | 实施单位 |
        | 资金 | 预算 | 执行 | 得分 |
        | ^ | 3 | 2 | 1 |
    """
    assert find_headings(table(drawing), 0) == ()


def test_headings_that_some_form_has_are_known_over_anything() -> None:
    drawing = """
        | 一级指标 | 二级指标 | 三级指标 | 自编的一栏 |
        | 产出 | 数量 | 面积 | 甲 |
    """
    assert find_headings(table(drawing, shipped_words()), 0) == (0,)
    assert find_headings(table(drawing), 0) == ()


def test_headings_over_words_are_known_by_how_they_end() -> None:
    drawing = """
        | 年度任务 | 任务名称 | 主要内容 | 完成情况 |
        | ^ | 接收档案 | 接收三十家 | 接收三十一家 |
        | ^ | 开放档案 | 开放一万件 | 开放两万件 |
    """
    assert [find_headings(table(drawing), row) for row in range(3)] == [(0,), (), ()]


def test_labels_with_words_beside_them_are_no_headings_of_the_row_below() -> None:
    drawing = """
        | 主管部门 | 示例市文化局«2» | 实施单位 | 示例市图书馆 |
        | 预算情况 | 年初预算数 | 调整数 | 执行数 | 执行率 |
        | 合计 | 3 | 2 | 2 | 50% |
    """
    assert find_headings(table(drawing, shipped_words()), 0) == ()


def test_an_empty_cell_of_a_total_may_lie_under_several_headings() -> None:
    drawing = """
        | 一级指标 | 三级指标 | 分值 | 指标值 | 完成值 | 得分 |
        | 产出 | 甲 | 50 | 3 | 3 | 50 |
        | 合计«2» | 50 | «2» | 50 |
        | 备注«2» | 50 | «2» | 50 |
    """
    sorted_table = table(drawing)
    assert [fits_under(sorted_table, row, 0) for row in (2, 3)] == [True, False]


def test_questions_answered_with_yes_or_no_are_no_headings() -> None:
    drawing = """
        | 是否跨年项目 | 否 | 是否调整目标 | 是 |
        | 资金情况 | 年初预算 | 调整预算 | 支出数 |
        | 财政资金 | 3 | 3 | 2 |
    """
    assert [find_headings(table(drawing), row) for row in range(2)] == [(), (1,)]
