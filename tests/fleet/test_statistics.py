"""Sums are exact, quartiles are those of a spreadsheet, every value falls into one bin."""

from __future__ import annotations

import statistics
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.fleet.statistics import average, bins, change, fences, quantile, quotient, sum_known

amounts = st.decimals(min_value=-(10**12), max_value=10**12, places=6)


@given(st.lists(st.one_of(st.none(), amounts)))
def test_sums_are_exact_and_pass_over_what_is_not_known(values: list[Decimal | None]) -> None:
    assert Fraction(sum_known(values)) == sum((Fraction(one) for one in values if one is not None), Fraction(0))


@given(st.lists(st.decimals(0, 100, places=1), max_size=20))
def test_the_average_is_the_sum_by_the_number(values: list[Decimal]) -> None:
    assert average(iter(values)) == (quotient(sum(values, Decimal(0)), Decimal(len(values))))


@given(st.lists(st.integers(-1000, 1000), min_size=2, max_size=40))
def test_quartiles_are_those_of_a_spreadsheet(values: list[int]) -> None:
    ordered = [Decimal(one) for one in sorted(values)]
    ours = [quantile(ordered, Decimal(quarter) / 4) for quarter in (1, 2, 3)]
    assert [float(one) for one in ours] == pytest.approx(statistics.quantiles(values, n=4, method="inclusive"))


def test_a_value_far_from_the_others_is_outside_the_fences() -> None:
    found = fences([Decimal(one) for one in (90, 91, 92, 93, 94, 95, 96, 97, 20)])
    assert found
    assert (found.lower, found.median, found.upper) == (Decimal(79), Decimal(93), Decimal(107))
    assert found.outside(Decimal(20))
    assert not found.outside(Decimal(79))


@pytest.mark.parametrize("values", [[1, 2, 3, 4, 5, 6, 900], [5] * 20 + [900]])
def test_few_values_or_all_alike_have_no_fences(values: list[int]) -> None:
    assert fences(map(Decimal, values)) is None


@given(st.lists(st.decimals(0, 200, places=2)))
def test_every_value_falls_into_one_bin(values: list[Decimal]) -> None:
    assert sum(one.units for one in bins(values, (60, 80, 100), beyond=True)) == len(values)


def test_the_lower_edge_belongs_to_a_bin_and_the_last_edge_to_the_one_below() -> None:
    found = bins(map(Decimal, ("59.99", "60", "79.99", "80", "100", "100.01")), (60, 80, 100), beyond=True)
    assert [(one.label, one.units) for one in found] == [
        ("60以下", 1),
        ("60—80", 2),
        ("80—100", 2),
        ("100以上", 1),
    ]


def test_what_is_not_known_stays_unknown() -> None:
    assert quotient(Decimal(1), Decimal(0)) is None
    assert quotient(None, Decimal(1)) is None
    assert change(None, Decimal(1)) is None
    assert change(Decimal("1.1"), Decimal("1.3")) == Decimal("0.2")
