"""What a sentence reckons from its own numbers."""

from __future__ import annotations

import pytest

from jixiao.rules.claim_reading import list_claims
from jixiao.rules.printed_package import PrintedPackage
from tests.rules.test_sentences_hold import said


def verdicts(package: PrintedPackage) -> set[bool]:
    """Return whether what is claimed holds."""
    return {one.holds for one in list_claims(package)}


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("甲支出0.56万元、乙支出1.2万元，合计1.76万元。", True),
        ("甲支出0.56万元、乙支出1.2万元，合计1.78万元。", False),
        ("甲支出330.204万元、乙支出58.4万元，合计388.6万元。", True),
        ("培训20期，其中线上12期、线下6期。", True),
        ("培训20期，其中线上12期、线下9期。", False),
        ("来访由35批减少到28批，减少7批。", True),
        ("来访由35批减少到28批，减少9批。", False),
        ("合格率97.5%，比目标95%高2.5个百分点。", True),
        ("合格率97.5%，比目标95%高3个百分点。", False),
        ("预算60万元，支出45万元，执行率75%。", True),
        ("预算60万元，支出45万元，执行率80%。", False),
        ("收到意见30条，采纳24条，采纳率80%。", True),
        ("收到意见30条，采纳24条，采纳率90%。", False),
        ("培训4期，每期80人，共320人次。", True),
        ("培训4期，每期80人，共300人次。", False),
        ("上半年培训4期，下半年培训3期，全年培训8期。", False),
        ("合格率97%，低于95%的目标值。", False),
        ("维修8次，共24天，平均每次3天。", True),
        ("维修8次，共24天，平均每次4天。", False),
    ],
)
def test_sums_changes_rates_and_means(text: str, *, holds: bool) -> None:
    assert (False not in verdicts(said(text))) is holds


@pytest.mark.parametrize(
    "text", ["一季度培训2期、二季度培训3期，全年培训9期。", "上半年培训4期，下半年培训3期，演练5期。"]
)
def test_parts_of_the_year_that_do_not_make_it_up_are_no_sum(text: str) -> None:
    assert verdicts(said(text)) == set()
