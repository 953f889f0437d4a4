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
        ("维修费总额{}万元，由水电维修13800元和门窗维修10000元组成。", "2.38", "2.83"),
        ("支出结构上，基本支出与项目支出的比例分别为63.75%、{}%。", "36.25", "42.25"),
        ("基本支出484.2万元、项目支出275.3万元，构成全年支出{}万元。", "759.5", "795.5"),
        ("以上支出累计{}万元，包括会议费2.1万元和培训费1.6万元。", "3.7", "7.3"),
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
        "以上支出累计9万元，包括会议费2.1万元和培训费1.6万元等。",
        "奖励资金9万元，由市级专项5万元和单位经费3万元等构成。",
    ],
)
def test_some_of_the_parts_may_be_named(text: str) -> None:
    assert False not in verdicts(text)
