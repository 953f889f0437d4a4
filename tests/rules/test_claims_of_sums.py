"""Totals behind their parts and before them."""

from __future__ import annotations

import pytest

from tests.rules.test_claims_among import verdicts


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("合计{}万元，其中基础工程300万元、配套工程180万元。", "480", "490"),
        ("共完成48件，其中简易件30件，普通件{}件。", "18", "16"),
        ("全年检查36次，第一季度8次、第二季度9次、第三季度10次、第四季度{}次。", "9", "12"),
        ("参训{}人，其中男职工28人，女职工17人。", "45", "49"),
        ("打印机6台、扫描仪4台，共购入{}台设备。", "10", "12"),
        ("办公费2万元、印刷费1万元，两项共{}万元。", "3", "4"),
    ],
)
def test_parts_that_are_all_of_a_whole_come_to_it(text: str, right: str, wrong: str) -> None:
    assert verdicts(text.format(right)) == {True}
    assert False in verdicts(text.format(wrong))


@pytest.mark.parametrize(
    "text",
    [
        "合计490万元，其中基础工程300万元、配套工程150万元，其余为设备费。",
        "投入资金100万元，其中主要包括设备60万元、材料20万元。",
        "建筑面积2000平方米，其中展厅1200平方米、库房600平方米。",
        "共有职工45人，其中男职工28人，党员17人。",
    ],
)
def test_some_of_the_parts_may_be_named(text: str) -> None:
    assert False not in verdicts(text)
