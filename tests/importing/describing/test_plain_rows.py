"""Rows of labels and values, read from left to right."""

from jixiao.importing.describing.plain_rows import is_wide, read_plain_row
from jixiao.importing.describing.table_shapes import SortedTable
from jixiao.importing.describing.vocabulary import Vocabulary
from jixiao.importing.paper_grid import place_cells
from tests.support.paper import draw_grid


def table(drawing: str) -> SortedTable:
    return SortedTable(place_cells(draw_grid(drawing)), Vocabulary(), None)


def labels(drawing: str, row: int = 0) -> list[tuple[str, str]]:
    return [(one.beside[0], one.text) for one in read_plain_row(table(drawing), 0, row)]


def test_words_behind_a_label_are_its_value() -> None:
    assert labels("| 单位 | 示例中学 | 电话 | |") == [("单位", "示例中学"), ("电话", "")]


def test_a_mark_says_that_there_is_no_value() -> None:
    assert labels("| 上年决算 | —— | 本年预算 | 3 |") == [("本年预算", "3")]


def test_a_cell_that_ends_in_a_colon_is_written_on_in_itself() -> None:
    assert labels("| 负责人： | 会计： |") == [("负责人", "负责人："), ("会计", "会计：")]


def test_a_colon_over_what_it_consists_of_leads_to_that() -> None:
    drawing = """
        | 按性质分： | 按来源分： |
        | 其中：基本支出：3 | 其中：拨款：2 |
    """
    assert labels(drawing) == []
    assert [one[0] for one in labels(drawing, 1)] == ["基本支出", "拨款"]


def test_a_cell_over_half_the_width_is_one_for_sentences() -> None:
    drawn = table("| 说明 | «3» |")
    assert [is_wide(drawn, cell) for cell in drawn.rows[0]] == [False, True]
