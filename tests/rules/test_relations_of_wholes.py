"""What is left, what each has, what sources come to."""

from __future__ import annotations

import pytest

from tests.rules.test_claims_among import verdicts


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("经费25.5万元，支出23.2万元，结余{}万元。", "2.3", "3.2"),
        ("经费25.5万元，结余2.3万元，支出{}万元。", "23.2", "22.3"),
        ("计划40项，未完成{}项，实际完成38项。", "2", "4"),
        ("合同价198万元，审减8万元，审定{}万元。", "190", "188"),
        ("账面数86件，盘点数84件，盘亏{}件。", "2", "3"),
        ("新增贷款200万元，偿还150万元，净增{}万元。", "50", "60"),
        ("培训8场次640人次，场均{}人次。", "80", "90"),
        ("5天接待4500人次，日均{}人次。", "900", "950"),
        ("图书1200册，总价3.6万元，每册均价{}元。", "30", "35"),
        ("面积500平方米，每平方米800元，总造价{}万元。", "40", "45"),
        ("项目总投资800万元，中央资金500万元，省级资金200万元，地方配套{}万元。", "100", "150"),
    ],
)
def test_what_is_left_what_each_has_and_what_sources_give(text: str, right: str, wrong: str) -> None:
    assert verdicts(text.format(right)) == {True}
    assert False in verdicts(text.format(wrong))


@pytest.mark.parametrize(
    "text",
    [
        "计划40项，新增5项，未完成3项。",
        "项目支出275.3万元。年末结转和结余5.7万元（基本支出）、8.6万元（项目支出）。",
        "每期培训40人，共办6期，参加授课教师12人。",
        "总投资800万元，中央资金500万元，省级资金200万元已到位。",
        "总投资800万元，其中中央资金500万元，省级资金200万元，其余自筹。",
    ],
)
def test_parts_that_are_not_all_there_is_are_left_alone(text: str) -> None:
    assert False not in verdicts(text)
