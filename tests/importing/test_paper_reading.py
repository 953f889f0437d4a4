"""A filed form read by its layout: every cell is a value, a word of the form, a mark, or told as not read."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.importing.paper_cells import PaperReading
from tests.importing.test_form_layout import FUNDS, TEMPLATE
from tests.support.paper import layout_of, read_drawing, values_of

LAYOUT = layout_of(TEMPLATE, FUNDS)
FILED = """
    （2030年度）
    | 项目名称 | 示例工程«3» |
    | 项目资金（万元） | 2029年决算数 | 2030年预算数(A) | 分值 |
    | 年度资金总额： | 1.50 | 2 | / |
    | 绩效指标 | 三级指标 | 分值 | 得分 |
    | | 甲 | 5 | 4 |
    | ^ | 乙 | 6 | 6 |
    | 总分 | «2» | 10 |
    填表人：填表人甲  联系电话：
"""


def left(reading: PaperReading) -> list[str]:
    return [one.text for one in reading.left]


def test_a_form_filed_as_its_template_is_read_whole() -> None:
    reading = read_drawing(LAYOUT, FILED)
    assert left(reading) == []
    assert values_of(reading.read) == {
        "年度": "2030",
        "项目名称": "示例工程",
        "资金.总额.决算": "1.50",
        "资金.总额.预算": "2",
        "绩效指标[1].三级指标": "甲",
        "绩效指标[1].分值": "5",
        "绩效指标[1].得分": "4",
        "绩效指标[2].三级指标": "乙",
        "绩效指标[2].分值": "6",
        "绩效指标[2].得分": "6",
        "总分": "10",
        "填表人": "填表人甲",
    }


def test_columns_may_stand_in_another_order() -> None:
    changed = FILED.replace("2029年决算数 | 2030年预算数(A)", "2030年预算数 | 2029年决算数").replace(
        "1.50 | 2 |", "2 | 1.50 |"
    )
    assert values_of(read_drawing(LAYOUT, changed).read) == values_of(read_drawing(LAYOUT, FILED).read)


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        ("2030年预算数(A)", "1-7月执行数", ["1-7月执行数", "2"]),
        ("年度资金总额：", "上级补助", ["上级补助", "1.50", "2"]),
        ("项目名称", "工程地点", ["工程地点", "示例工程"]),
        ("| 分值 | 得分 |\n    | | 甲", "| 分值 | 核定分 |\n    | | 甲", ["核定分", "4", "6", "10"]),
    ],
)
def test_what_stands_under_or_beside_an_unknown_label_is_told_and_not_read(old: str, new: str, lost: list[str]) -> None:
    reading = read_drawing(LAYOUT, FILED.replace(old, new))
    known = values_of(read_drawing(LAYOUT, FILED).read)
    assert left(reading) == lost
    assert values_of(reading.read).items() <= known.items()


def test_what_is_no_value_of_its_kind_is_told() -> None:
    reading = read_drawing(LAYOUT, FILED.replace("1.50", "约1.5"))
    assert [(one.path, one.text) for one in reading.left] == [("资金.总额.决算", "约1.5")]


def test_a_second_row_of_one_label_is_told() -> None:
    twice = FILED.replace("| 绩效指标 |", "| 年度资金总额： | 7 | 8 | / |\n    | 绩效指标 |")
    assert left(read_drawing(LAYOUT, twice)) == ["7", "8"]


def test_a_second_row_beside_a_label_that_goes_on_is_told_and_not_read() -> None:
    going_on = FILED.replace("    | 绩效指标 |", "    | ^ | 7 | 8 | / |\n    | 绩效指标 |")
    assert [one.text for one in read_drawing(LAYOUT, going_on).left] == ["7", "8"]


def test_a_heading_over_several_cells_of_a_row_is_the_heading_of_none() -> None:
    split = FILED.replace("三级指标 | 分值 | 得分", "三级指标 | 分值«2» | 得分").replace(
        "| | 甲 | 5 |", "| | 甲 | 5 | 5 |"
    )
    reading = read_drawing(LAYOUT, split.replace("| ^ | 乙 | 6 | 6 |", "| ^ | 乙 | 6 | 6 | 6 |"))
    assert [one.text for one in reading.left][:2] == ["5", "5"]


def test_headings_that_are_repeated_on_a_new_page_are_no_row_of_the_list() -> None:
    repeated = FILED.replace("    | ^ | 乙", "    | 绩效指标 | 三级指标 | 分值 | 得分 |\n    | ^ | 乙")
    assert values_of(read_drawing(LAYOUT, repeated).read) == KNOWN


def test_two_lists_under_the_same_headings_are_told_apart_by_their_group() -> None:
    template = """
        | 长期指标 | 名称 | 指标值 |
        | | | {%tr for 行 in 长期 %} |
        | {% 合并 loop.first %} | {{ 行.名称 }} | {{ 行.指标值 }} |
        | | | {%tr endfor %} |
        | 年度指标 | 名称 | 指标值 |
        | | | {%tr for 行 in 年度 %} |
        | {% 合并 loop.first %} | {{ 行.名称 }} | {{ 行.指标值 }} |
        | | | {%tr endfor %} |
    """
    filed = """
        | 年度指标 | 名称 | 指标值 |
        | | 甲 | 1 |
        | 长期指标 | 名称 | 指标值 |
        | | 乙 | 2 |
    """
    reading = read_drawing(layout_of(template, "各项: {其他: 文字}"), filed)
    assert values_of(reading.read) == {
        "年度[1].名称": "甲",
        "年度[1].指标值": "1",
        "长期[1].名称": "乙",
        "长期[1].指标值": "2",
    }


def test_points_of_a_level_beside_its_name_are_no_field() -> None:
    template = """
        | 一级指标 | 得分 |
        | {%tr for 行 in 指标 %} | |
        | {{ 行.一级指标 }}（{{ 行.一级分值 }}分） | {{ 行.得分 }} |
        | {%tr endfor %} | |
    """
    layout = layout_of(template, "各项: {}\n列表: {指标: {各项: {一级指标: 文字, 得分: 得分}}}")
    reading = read_drawing(layout, "| 一级指标 | 得分 |\n| 产出（60分） | 50 |\n| 效益 | 30 |")
    assert left(reading) == []
    assert values_of(reading.read) == {
        "指标[1].一级指标": "产出",
        "指标[1].得分": "50",
        "指标[2].一级指标": "效益",
        "指标[2].得分": "30",
    }


REPORT = layout_of(
    """
    一、问题
    {{ 问题 }}
    二、措施
    {{ 措施 }}
    报告日期
    {{ 日期 }}
    """,
    "各项: {问题: 文字, 措施: 文字, 日期: 日期}",
)


def test_a_line_that_is_only_a_value_is_known_by_the_words_before_it() -> None:
    reading = read_drawing(REPORT, "一、问题\n没有\n二、措施\n提前办\n报告日期\n2031年3月1日")
    assert values_of(reading.read) == {"问题": "没有", "措施": "提前办", "日期": "2031-03-01"}


def test_a_value_that_is_also_a_label_of_its_row_is_a_value() -> None:
    template = """
        | 指标 | 材料 |
        | 通知 | {{ 材料.通知 }} |
        | 记录 | {{ 材料.记录 }} |
    """
    reading = read_drawing(layout_of(template, "各项: {材料.*: 文字}"), "| 指标 | 材料 |\n| 通知 | 通知 |\n| 记录 | |")
    assert values_of(reading.read) == {"材料.通知": "通知"}


def test_the_next_heading_is_no_value_and_a_second_line_is_told() -> None:
    reading = read_drawing(REPORT, "一、问题\n二、措施\n提前办\n还有一件")
    assert values_of(reading.read) == {"措施": "提前办"}
    assert left(reading) == ["还有一件"]


_CELLS = [line.strip().strip("|").split("|") for line in FILED.split("\n") if line.strip().startswith("|")]
KNOWN = values_of(read_drawing(LAYOUT, FILED).read)
_HOLDS_NOTHING = re.compile(r"(?:«[0-9]+»)?")


@settings(max_examples=80)
@given(st.lists(st.tuples(st.sampled_from(["删行", "换行", "改字", "加格"]), st.integers(0, 6)), max_size=3))
def test_however_a_table_was_changed_no_cell_is_read_wrongly_or_passed_over(changes: list[tuple[str, int]]) -> None:
    rows = [[cell.strip() for cell in row] for row in _CELLS]
    for kind, number in changes:
        at = number % len(rows)
        if kind == "删行":
            del rows[at]
        elif kind == "换行" and at:
            rows[at - 1], rows[at] = rows[at], rows[at - 1]
        elif kind == "改字":
            rows[at][-1] = f"别的{rows[at][-1]}"
        elif kind == "加格":
            rows[at].insert(1, "别的")
    drawing = "（2030年度）\n" + "\n".join(f"| {' | '.join(row)} |" for row in rows)
    reading = read_drawing(LAYOUT, drawing)
    written = [cell for row in rows for cell in row if cell != "^" and not _HOLDS_NOTHING.fullmatch(cell)]
    assert len({one.place for one in reading.cells if one.place.table}) == len(written)
    named = {"甲", "乙", "示例工程"}
    for one in reading.read:
        in_a_list = one.path.startswith("绩效指标[")
        assert in_a_list or one.value == KNOWN[one.path] or "别的" in one.text
        assert one.text not in named or one.path.endswith(("名称", "三级指标"))


@pytest.mark.parametrize("label", ["总的分数", ""])
def test_a_row_with_a_cell_under_several_headings_is_none_of_the_list(label: str) -> None:
    listed = FILED.replace("| 总分 | «2» | 10 |", f"| {label} «2» | 10 | 10 |")
    reading = read_drawing(LAYOUT, listed)
    assert "绩效指标[3].分值" not in values_of(reading.read)
    assert [text.strip() for text in left(reading)] == [*[label] * bool(label), "10", "10"]
