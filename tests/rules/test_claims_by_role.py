"""Three numbers by the words before them."""

from __future__ import annotations

import pytest

from jixiao.rules.claim_reading import list_claims
from jixiao.rules.claims import ClaimKind
from tests.rules.test_sentences_hold import said


def holding(text: str) -> list[bool]:
    """Return of each number reckoned whether it holds."""
    return [one.holds for one in list_claims(said(text)) if one.kind is ClaimKind.RECKONED]


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("应缴15万元，已缴12万元，欠缴{}万元。", ("3", "5")),
        ("受理投诉62件，办结60件，未办结{}件。", ("2", "4")),
        ("发现隐患15处，整改12处，未整改{}处。", ("3", "2")),
        ("计划建设30处，已完成26处，剩余{}处。", ("4", "6")),
        ("上年结转5万元，本年收入60万元，本年支出58万元，年末结转{}万元。", ("7", "9")),
        ("本年收入60万元，本年支出58万元，年末结余{}万元。", ("2", "4")),
        ("办件量较上年的5000件增加1400件，达到{}件。", ("6400", "6500")),
        ("科室由上年的12个精简3个，现有{}个。", ("9", "8")),
        ("抽检200批次，合格196批次，不合格{}批次。", ("4", "6")),
        ("合同价28万元，比控制价30万元节约{}万元。", ("2", "3")),
        ("每户补助500元，共补助20户，合计{}万元。", ("1", "1.5")),
        ("40户共增收{}万元，户均增收1500元。", ("6", "8")),
        ("每村补助2万元，15个村共补助{}万元。", ("30", "36")),
        ("招录5人，退休3人，净增{}人。", ("2", "4")),
        ("平均每场120人，10场共{}人次。", ("1200", "1400")),
    ],
)
def test_what_others_come_to_holds_and_nothing_else(text: str, holds: tuple[str, str]) -> None:
    assert [holding(text.format(one)) for one in holds] == [[True], [False]]


@pytest.mark.parametrize(
    "text",
    [
        "受理投诉62件，办结58件，未办结3件，转办1件。",
        "上年结转2件，受理投诉62件，办结60件，未办结4件。",
        "受理投诉62件，办结60件。另收到来信3件。",
        "年初结余5万元。本年收入60万元，本年支出58万元，年末结余7万元。",
        "每户补助500元，共补助20户，其中残疾人家庭合计0.3万元，另发慰问金0.2万元。",
        "应到20人，实到约18人，缺席3人。",
    ],
)
def test_where_there_is_more_than_the_numbers_tell_nothing_is_said(text: str) -> None:
    assert all(holding(text))
