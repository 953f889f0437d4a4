"""What an indicator earns: schemes, unsigned targets, limits."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from jixiao.model.formset import FormSet
from jixiao.model.schemes import AtMostScoring, EqualScoring
from tests.support.book import book_with, found, real_form_set, row, sheet
from tests.support.indicator_rules import codes, only


def form_set_with(**changes: Any) -> FormSet:
    form_set = real_form_set()
    return form_set.model_copy(update={"scoring": form_set.scoring.model_copy(update=changes)})


def test_the_schemes_for_limits_and_for_unsigned_targets_are_data() -> None:
    inverse = form_set_with(at_most_scoring=AtMostScoring.INVERSE)
    told, expected, _ = only("S306", row("≤10次", "12次"), inverse)
    assert "10 ÷ 12 × 10 = 8.33" in told
    assert expected == "8.33"
    deviating = form_set_with(equal_scoring=EqualScoring.BY_DEVIATION)
    told, expected, _ = only("S306", row("10次", "12次"), deviating)
    assert "12 次 不等于 10 次，(1 − 2 ÷ 10) × 10 = 8" in told
    assert codes(row("10次", "12次")) == []


@given(st.integers(1, 1000), st.integers(0, 3000), st.integers(1, 50), st.sampled_from("≥≤"))
def test_the_score_the_rule_demands_satisfies_it(target: int, actual: int, points: int, sign: str) -> None:
    def judged(score: str) -> list[Any]:
        return found("S306", book_with(sheet(row(f"{sign}{target}次", f"{actual}次", str(points), score, "事出有因"))))

    for finding in judged(str(points)):
        assert judged(finding.expected) == []


def test_an_unsigned_target_of_what_is_better_low_is_not_judged() -> None:
    assert codes(row("5%", "2%", level3="投诉率")) == ["S315"]
