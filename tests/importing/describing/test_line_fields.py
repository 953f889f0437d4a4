"""Labels and values that share a line or a cell."""

import pytest

from jixiao.importing.describing.line_fields import find_inline
from jixiao.importing.describing.vocabulary import Vocabulary


def found(text: str, *, in_cell: bool = False) -> list[tuple[str, str]]:
    return [(one.label, text[one.start : one.end]) for one in find_inline(text, Vocabulary(), None, in_cell=in_cell)]


def test_each_value_of_a_line_goes_with_the_label_before_it() -> None:
    line = "填表人：填表人甲  填报日期：2031年3月8日  联系电话：0000-0000000  单位负责人签字："
    assert found(line) == [("填表人", "填表人甲"), ("填报日期", "2031年3月8日"), ("联系电话", "0000-0000000")]


def test_room_for_a_value_is_one() -> None:
    assert found("填报单位（盖章）：＿＿＿＿  填报日期：") == [("填报单位（盖章）", ""), ("填报日期", "")]


def test_a_unit_that_the_form_states_stays() -> None:
    assert found("填报单位：示例局    单位：万元") == [("填报单位", "示例局")]


@pytest.mark.parametrize(
    "text",
    [
        "注：产出50分、效益30分",
        "附件：",
        "备注：一个项目一张表",
        "填报须知：每个项目填一张表。不得空格。",
        "没有冒号的一行",
    ],
)
def test_what_explains_the_form_holds_no_value(text: str) -> None:
    assert found(text) == []


def test_a_cell_may_hold_a_label_and_a_number() -> None:
    assert found("其中：基本支出：356.07", in_cell=True) == [("基本支出", "356.07")]


@pytest.mark.parametrize("text", ["1、公务接待：先审批", "指标1：更新册数", "甲：乙丙丁"])
def test_a_cell_of_words_is_a_value_as_a_whole(text: str) -> None:
    assert found(text, in_cell=True) == []
