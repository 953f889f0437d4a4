"""What a finding weighs against each other: entered figures, how often each counts, and when both sides agree."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from jixiao.derive.balance import derive_balance
from jixiao.figures import Figure, total
from jixiao.findings import Place

AMOUNTS = st.decimals("-9999.99", "9999.99", places=2)


def typed(path: str, amount: Decimal | str = "1", line: int = 1) -> Figure:
    return Figure(Decimal(amount), "万元", Place("data/2024/annex1.yaml", line), path)


def weights(left: list[Figure], right: list[Figure]) -> dict[str, int]:
    return {one.path: one.weight for one in derive_balance(left, right, None).operands}


def test_summands_count_once_on_the_left_and_against_on_the_right() -> None:
    a, b, c = typed("a"), typed("b"), typed("c")
    assert weights([a + b], [c]) == {"a": 1, "b": 1, "c": -1}


def test_what_is_subtracted_counts_against() -> None:
    assert weights([typed("a") - typed("b")], []) == {"a": 1, "b": -1}


def test_what_stands_in_two_sums_counts_twice_and_on_both_sides_not_at_all() -> None:
    a, b = typed("a"), typed("b")
    assert weights([total([a, b]), a], []) == {"a": 2, "b": 1}
    assert weights([a + b], [a]) == {"a": 0, "b": 1}


def test_repeated_and_rounded_figures_count_like_themselves() -> None:
    assert weights([typed("a").linked("again").rounded(2)], []) == {"a": 1}


def test_the_terms_of_a_rate_are_named_but_are_no_summands() -> None:
    assert weights([typed("a") / typed("b")], []) == {"a": 0, "b": 0}


def test_operands_keep_their_line_and_amount() -> None:
    [one] = derive_balance([typed("a", "3.5", line=7)], [], None).operands
    assert (one.place.line, one.amount) == (7, Decimal("3.5"))


@given(AMOUNTS, AMOUNTS)
def test_a_gap_is_closed_by_just_that_growth(left: Decimal, right: Decimal) -> None:
    sides = derive_balance([typed("a", left)], [typed("b", right)], right - left)
    assert sides.closed_by(right - left)
    assert not sides.closed_by(right - left + Decimal("0.01"))


@given(AMOUNTS, AMOUNTS)
def test_a_limit_is_kept_by_any_growth_up_to_the_gap(gap: Decimal, less: Decimal) -> None:
    sides = derive_balance([typed("a")], [], gap, at_most=True)
    assert sides.closed_by(gap - abs(less))
    assert not sides.closed_by(gap + abs(less) + Decimal("0.01"))


def test_where_no_gap_can_be_said_nothing_closes_it() -> None:
    assert not derive_balance([typed("a")], [], None).closed_by(Decimal(0))
