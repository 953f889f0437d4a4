"""Places for values in a table: under headings, in rows that repeat, beside labels."""

from jixiao.importing.describing.vocabulary import Vocabulary
from tests.support.drafted import find_drawn

NOTHING_KNOWN = Vocabulary()


def fields(drawing: str) -> list[tuple[str, str, str]]:
    """Return the group, the row's label and the heading of each field that nothing is known of."""
    found = find_drawn(drawing, NOTHING_KNOWN).fields
    return [(one.group, "".join(one.beside[:1]), "".join(one.above[:1])) for one in found]


def test_a_value_is_beside_its_label() -> None:
    assert fields("| 编号 | 0012 | 地址 | |") == [("", "编号", ""), ("", "地址", "")]


def test_a_merged_label_is_the_group_of_those_beside_it() -> None:
    drawing = """
        | 立项 | 依据 | |
        | ^ | 必要性 | |
    """
    assert fields(drawing) == [("立项", "依据", ""), ("立项", "必要性", "")]


def test_values_stand_in_rows_under_headings_and_marks_stay() -> None:
    drawing = """
        | 资金 | | 预算 | 执行 |
        | ^ | 合计 | 3 | 2 |
        | ^ | 财政 | / | |
    """
    assert fields(drawing) == [("资金", "合计", "预算"), ("资金", "合计", "执行"), ("资金", "财政", "执行")]


def test_a_cell_merged_over_all_rows_belongs_to_none_of_them() -> None:
    drawing = """
        | 资金 | | 预算 | 原因 |
        | ^ | 合计 | 3 | 追加。 |
        | ^ | 财政 | 3 | ^ |
    """
    assert ("资金", "", "原因") in fields(drawing)


def test_a_unit_behind_a_value_says_what_it_is_in() -> None:
    assert find_drawn("| 总额 | 12 | 万元 |", NOTHING_KNOWN).fields[0].unit == "万元"


def test_rows_of_words_repeat_and_what_does_not_fit_ends_them() -> None:
    drawing = """
        | 计划 | 内容 | 开始时间 | 完成时间 |
        | ^ | 甲段铺设 | 2030年3月 | 2030年5月 |
        | ^ | 乙段铺设 | 2030年6月 | 2030年9月 |
        | 说明 | 无«3» |
    """
    (found,) = find_drawn(drawing, NOTHING_KNOWN).lists
    assert (found.spot.row, found.rows, found.group) == (1, 2, "计划")
    assert [column.above[0] for column in found.columns] == ["内容", "开始时间", "完成时间"]


def test_empty_rows_alike_repeat() -> None:
    drawing = """
        | 序号 | 内容 | 金额 |
        | | | |
        | | | |
    """
    assert len(find_drawn(drawing, NOTHING_KNOWN).lists) == 1


def test_the_total_of_a_list_stands_under_its_headings() -> None:
    drawing = """
        | 一级指标 | 三级指标 | 分值 | 得分 |
        | 产出 | 甲 | 60 | 58 |
        | 合计«2» | 100 | 98 |
    """
    found = find_drawn(drawing)
    assert found.lists[0].rows == 1
    assert [(one.beside, one.above, one.tail) for one in found.fields] == [
        (("合计",), ("分值",), True),
        (("合计",), ("得分",), True),
    ]


def test_rows_without_a_label_between_others_repeat_below_the_one_before() -> None:
    drawing = """
        | 项目 | 预算数 | 决算数 |
        | 业务专项 | 3 | 2 |
        | | | |
        | 公用经费 | 1 | 1 |
    """
    (found,) = find_drawn(drawing, NOTHING_KNOWN).lists
    assert (found.spot.row, found.group, found.within) == (2, "业务专项", True)


def test_rows_with_labels_of_their_own_below_an_empty_corner_are_no_list() -> None:
    drawing = """
        | 管理情况 | | 情况说明 | 问题和措施 |
        | ^ | 分配科学性 | 按人口。 | 无 |
        | ^ | 下达及时性 | 三十日内。 | 无 |
    """
    found = find_drawn(drawing)
    assert found.lists == []
    assert [one.beside for one in found.fields[::2]] == [("分配科学性",), ("下达及时性",)]
