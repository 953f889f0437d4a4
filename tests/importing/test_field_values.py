"""Filed cells as values of their fields: what is read, what is normalised, what stays to fill in."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao.importing.field_values import NOT_FILED, convert_field, convert_fields, join_items, join_lines, walk_values
from jixiao.importing.table_reader import FiledValue
from jixiao.model.annex2 import Annex2
from jixiao.model.base import Record
from jixiao.model.basic import BasicOutlay, InitialBasic
from jixiao.model.project import Funds, Project
from jixiao.model.unit import Staff, Unit
from jixiao.paths import Workspace
from tests.importing.filed_annexes import Rows, plan_with, values


def test_what_is_no_number_is_left_to_fill_in_and_told(no_year: Workspace) -> None:
    def change(annexes: dict[str, Rows]) -> None:
        annexes["annex1"][9][2] = "约655万元"
        annexes["annex1"][8][2] = "约2万元"
        annexes["annex1"][1][1] = "21.5"

    plan = plan_with(no_year, change)
    annex1 = values(plan, "annex1.yaml")
    assert (annex1["三公经费.公务接待.预算"], annex1["财政供养人员.编制数"]) == ("待填", "待填")
    assert [(one.text, one.problem) for one in plan.unread] == [("21.5", "位数不对"), ("约2万元", "认不出数")]
    filed = {one.filed.path: one.filed.value.text for one in plan.overridden}
    assert filed["附件1.项目支出.预算"] == "约655万元"


def test_blank_cells_and_dashes_are_nothing_and_print_as_filed(no_year: Workspace) -> None:
    def change(annexes: dict[str, Rows]) -> None:
        annexes["annex1"][5][2:] = ["—", ""]

    plan = plan_with(no_year, change)
    assert values(plan, "annex1.yaml")["三公经费.公车购置.决算"] == "0"
    filed = {one.filed.path: one.filed.value.text for one in plan.overridden}
    assert (filed["附件1.三公经费.公车购置.预算"], filed["附件1.三公经费.公车购置.决算"]) == ("—", "")


def test_words_that_look_like_templates_stay_words(no_year: Workspace, tmp_path: Path) -> None:
    hostile = "{{ 单位.填表人 }}{% for 项 in 各项目 %}"

    def change(annexes: dict[str, Rows]) -> None:
        annexes["annex2"][9][1] = hostile

    assert values(plan_with(no_year, change), "annex2.yaml")["年度总体目标.预期目标"] == hostile


def filed(text: str, unit: str | None = None) -> FiledValue:
    return FiledValue("", text, "第1行第2格", unit)


@pytest.mark.parametrize(
    ("model", "name", "text", "found", "problem"),
    [
        (Project, "name", "甲\n项目", "甲项目", ""),
        (Project, "supervisor", " ", None, ""),
        (Project, "name", " ", "待填", "是空白"),
        (Unit, "filled_on", "２０２４年６月２７日", "2024-06-27", ""),
        (Unit, "filled_on", "六月", "待填", "认不出日期"),
        (BasicOutlay, "added", "-3.20万元", "-3.20", ""),
        (InitialBasic, "personnel_funds", "-3.2", "待填", "此处不应为负数"),
        (InitialBasic, "personnel_funds", "1234567890123", "待填", "位数不对"),
        (Staff, "retired", "21.5", "待填", "位数不对"),
        (Staff, "retired", "二十", "待填", "认不出数"),
        (Funds, "outturn", "", None, ""),
    ],
)
def test_a_cell_becomes_what_its_field_asks_for(
    model: type[Record], name: str, text: str, found: str | None, problem: str
) -> None:
    value = convert_field(model.model_fields[name], filed(text))
    assert (value.text, value.problem) == (found, problem)


def test_nothing_filed_is_left_to_fill_in_and_what_is_given_counts() -> None:
    tree = convert_fields(Annex2, lambda _: None, given={"绩效指标": {"产出指标": {}}})
    assert list(tree) == ["收入", "年度总体目标", "绩效指标", "总分偏差原因"]
    assert (tree["绩效指标"], tree["总分偏差原因"]) == ({"产出指标": {}}, NOT_FILED)
    assert [value.text for value in walk_values(tree)] == ["待填"] * 7


@pytest.mark.parametrize(
    ("text", "lines", "items"),
    [
        ("甲\n乙", "甲乙", "甲乙"),
        ("甲。\n乙", "甲。乙", "甲。\n乙"),
        ("1.甲\n2.乙\n续", "1.甲2.乙续", "1.甲\n2.乙续"),
        ("共\n1.5万卷", "共1.5万卷", "共1.5万卷"),
        (" 甲\u200b\t乙 \n\n", "甲 乙", "甲 乙"),
    ],
)
def test_breaks_within_a_cell_are_layout_but_before_items(text: str, lines: str, items: str) -> None:
    assert (join_lines(text), join_items(text)) == (lines, items)
