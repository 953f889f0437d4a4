"""Ratios of what the forms hold."""

from __future__ import annotations

import pytest

from jixiao.rules.claim_reading import list_claims
from jixiao.rules.claims import ClaimKind
from tests.rules.test_sentences_hold import said


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("三公经费占支出总额的0.86%。", True),
        ("三公经费占支出总额的8.6%。", False),
        ("三公经费占支出总额的8.6‰。", True),
        ("三公经费占支出总额的0.86‰。", False),
        ("基本支出支出484.2万元，占全部支出的63.75%。", True),
        ("基本支出在支出总额中占63.75%。", True),
        ("基本支出在支出总额中占36.75%。", False),
        ("在支出总额中，基本支出占60%。", False),
        ("人均公用经费2.16万元。", True),
        ("人均公用经费4.86万元。", False),
        ("按在职27人计算，公用经费人均2.16万元。", True),
        ("按在职27人计算，公用经费人均4.86万元。", False),
        ("三公经费预算完成程度为81.88%。", True),
        ("三公经费预算完成程度为88.18%。", False),
        ("三公经费完成预算的81.88%。", True),
        ("三公经费仅为预算的75%。", False),
        ("公车运行维护费是公务接待费的3.85倍。", True),
        ("公车运行维护费是公务接待费的2倍。", False),
    ],
)
def test_times_shares_and_means(text: str, *, holds: bool) -> None:
    assert all(one.holds for one in list_claims(said(text))) is holds


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("公用经费支出58.4万元，在支出总额中占7.69%。", True),
        ("公用经费支出58.4万元，在支出总额中占9.76%。", False),
        ("支出总额中公用经费所占比例为7.69%。", True),
        ("支出总额中公用经费所占比例为9.76%。", False),
        ("公用经费预算60万元，支出58.4万元，完成97.33%。", True),
        ("公用经费预算60万元，支出58.4万元，完成93.77%。", False),
        ("公用经费预算执行率达到93.77%。", False),
    ],
)
def test_a_whole_may_stand_before_or_behind_its_part(text: str, holds: bool) -> None:
    read = [one.holds for one in list_claims(said(text)) if one.kind in (ClaimKind.SHARE, ClaimKind.RECKONED)]
    assert read
    assert all(read) is holds
