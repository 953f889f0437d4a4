"""Intervals of rounded figures."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from jixiao.figures import round_half_up
from jixiao.rules.interval import Interval, add_intervals

AMOUNTS = st.decimals(-1000, 1000, places=4)
RATES = [Interval.exact(Decimal(one)) for one in (90, 10, 80, 6)]


@given(AMOUNTS, st.integers(0, 3))
def test_what_was_rounded_lies_in_the_interval_of_what_is_printed(amount: Decimal, places: int) -> None:
    assert Interval.rounded(round_half_up(amount, places), places).meets(Interval.exact(amount))


@given(st.lists(AMOUNTS, max_size=6))
def test_a_sum_of_exact_values_is_exact(amounts: list[Decimal]) -> None:
    assert add_intervals(map(Interval.exact, amounts)) == Interval.exact(sum(amounts, Decimal(0)))


@given(AMOUNTS, AMOUNTS)
def test_what_was_added_can_be_taken_away(one: Decimal, other: Decimal) -> None:
    left, right = Interval.rounded(one, 2), Interval.rounded(other, 2)
    assert (left + right - right).meets(left)


def test_a_product_may_turn_signs() -> None:
    assert Interval(Decimal(-1), Decimal(2)) * Interval(Decimal(3), Decimal(4)) == Interval(Decimal(-4), Decimal(8))


def test_there_is_no_quotient_where_the_divisor_may_be_nothing() -> None:
    assert Interval.exact(Decimal(1)).over(Interval(Decimal(-1), Decimal(1))) is None
    assert Interval.exact(Decimal(1)).over(Interval.exact(Decimal(4))) == Interval.exact(Decimal("0.25"))


def test_a_rate_on_the_line_of_a_step_takes_its_score() -> None:
    assert Interval.exact(Decimal("0.9")).stepped(RATES) == Interval.exact(Decimal(10))
    assert Interval.exact(Decimal("0.89")).stepped(RATES) == Interval.exact(Decimal(6))
    assert Interval.exact(Decimal("0.79")).stepped(RATES) == Interval.exact(Decimal(0))


def test_what_touches_meets() -> None:
    assert Interval(Decimal(1), Decimal(2)).meets(Interval(Decimal(2), Decimal(3)))
    assert not Interval(Decimal(1), Decimal(2)).meets(Interval(Decimal("2.01"), Decimal(3)))
