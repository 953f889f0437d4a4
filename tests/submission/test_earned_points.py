"""What an indicator earns, by outcome, band and funds."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.submission.earned_points import find_band, find_budget_limit, find_earned
from jixiao.targets import Incomparable, Met, Missed, NoActual, Quantity, Unsettled, compare, parse
from tests.support.book import real_form_set

SCORING = real_form_set().scoring
TEN = Decimal(10)


def earned(target: str, actual: str) -> Decimal | None:
    return find_earned(compare(parse(target), parse(actual), year=2024), TEN, actual, SCORING).score


@pytest.mark.parametrize(
    ("target", "actual", "score"),
    [
        ("≥98%", "98%", "10"),
        ("≥98%", "97%", "9.9"),
        ("≤10次", "12次", "8"),
        ("≤10次", "30次", "0"),
        ("12月31日之前", "2024年12月20日", "10"),
        ("持续服务", "持续服务", "10"),
        ("无", "无", "10"),
    ],
)
def test_a_target_scores_in_full_or_in_proportion(target: str, actual: str, score: str) -> None:
    assert earned(target, actual) == Decimal(score)


@pytest.mark.parametrize(
    ("target", "actual"),
    [("6月底前", "2024年8月1日"), ("有所提升", "环境有所提升"), ("≥98%", "≥98%"), ("约10次", "9次"), ("≥98%", "")],
)
def test_what_only_a_person_can_say_has_no_score(target: str, actual: str) -> None:
    assert earned(target, actual) is None


@pytest.mark.parametrize("outcome", [Missed(), Incomparable("甲"), NoActual("乙"), Unsettled()])
def test_what_has_no_score_says_why(outcome: Missed | Incomparable | NoActual | Unsettled) -> None:
    assert find_earned(outcome, TEN, "", SCORING).how


def test_the_share_of_a_band_is_the_form_sets() -> None:
    band = find_band("部分达成年度指标", SCORING)
    assert band is not None
    assert find_earned(Incomparable(""), TEN, "部分达成年度指标", SCORING).score is None
    share = band.model_copy(update={"left_out_share": band.lower_bound})
    scoring = SCORING.model_copy(update={"quality_bands": [share]})
    assert find_earned(Incomparable(""), TEN, "部分达成年度指标", scoring).score == 6
    assert find_earned(Met(), TEN, "达成年度指标", SCORING).score == TEN


@given(st.integers(0, 400), st.integers(1, 300), st.sampled_from("≥≤"))
def test_a_score_lies_between_nothing_and_the_points(actual: int, target: int, sign: str) -> None:
    score = earned(f"{sign}{target}次", f"{actual}次")
    assert score is not None
    assert 0 <= score <= TEN


def test_a_budget_limits_actuals_in_money_only() -> None:
    limit = find_budget_limit(Decimal(60), "60", parse("58.9万元"))
    assert isinstance(limit, Quantity)
    assert limit.amount == 600_000
    assert find_budget_limit(Decimal(60), "60", parse("3集")) is None
