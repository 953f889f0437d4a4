"""Rates and shares of two numbers of a sentence."""

from __future__ import annotations

import pytest

from tests.rules.test_claims_among import verdicts


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("预算500万元，执行480万元，执行率{}%。", "96", "91"),
        ("执行率{}%，即预算500万元，执行480万元。", "96", "91"),
        ("占地1200平方米，其中绿化360平方米，绿化率{}%。", "30", "35"),
        ("发放问卷200份，收回有效问卷190份，有效回收率{}%。", "95", "92"),
        ("报名250人，实到225人，到课率为{}%。", "90", "88"),
        ("完成投资3000万元，为计划4000万元的{}%。", "75", "80"),
        ("党建经费2.4万元，占总费用60万元的{}%。", "4", "6"),
        ("按50万元的12%缴纳，共{}万元。", "6", "8"),
        ("馆藏档案12万卷，数字化10万卷，数字化率{}%。", "83", "80"),
        ("预算12万元，支出9万元，执行率{}%。", "75", "80"),
    ],
)
def test_a_rate_is_that_of_the_two_numbers_its_words_tell(text: str, right: str, wrong: str) -> None:
    assert verdicts(text.format(right)) == {True}
    assert False in verdicts(text.format(wrong))


@pytest.mark.parametrize("rate", ["68", "66.67", "50", "80"])
def test_amounts_rounded_to_whole_units_give_many_rates(rate: str) -> None:
    assert False not in verdicts(f"预算3万元，支出2万元，执行率{rate}%。")


@pytest.mark.parametrize(
    "text",
    [
        "计划投资200万元，完成投资186万元，占计划的93%，其中设备投资占60%。",
        "完成投资3000万元，为年度计划的75%，为总投资8000万元的37.5%。",
        "在校学生1200人，教师80人，高级职称教师占35%。",
    ],
)
def test_a_share_of_something_unsaid_is_not_reckoned(text: str) -> None:
    assert False not in verdicts(text)
