"""What formulas come to: exact, with lineage, in the unit that follows from their parts."""

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.figures import MONEY, POINTS, RATE, TO_FILL_IN, Figure
from jixiao.findings import Place
from jixiao.forms.formula import parse_formula
from jixiao.forms.formula_figures import PLAIN, reckon, unit_of
from jixiao.forms.formula_tree import FieldReference, FormulaFault

HERE = Place("description.yaml", 5, 10)


def money(amount: str, path: str = "", *, literal: str | None = None, unit: str = MONEY) -> Figure:
    return Figure(Decimal(amount), unit, HERE, path, literal=literal)


def come_to(text: str, figures: Mapping[str, Figure] | None = None) -> Figure:
    def look_up(reference: FieldReference) -> list[Figure]:
        return [(figures or {})[path] for path in reference.paths]

    return reckon(parse_formula(text), look_up, lambda offset: Place(HERE.file, 5, 10 + offset))


def unit(text: str, units: Mapping[str, str]) -> str:
    return unit_of(parse_formula(text), lambda reference: units[reference.paths[0]])


FIGURES = {
    "预算": money("80", "预算"),
    "执行": money("60", "执行"),
    "空": money("0", literal=""),
    "分值": money("10", unit=POINTS),
    "无": money("0"),
}


def test_a_quotient_is_a_rate_with_both_amounts_behind_it() -> None:
    rate = come_to("执行 ÷ 预算", FIGURES)
    assert (rate.amount, rate.unit) == (Decimal("0.75"), RATE)
    assert [leaf.path for leaf in rate.leaves()] == ["执行", "预算"]


def test_a_rate_times_points_is_points_and_no_more_than_allowed() -> None:
    score = come_to("不超过(执行 ÷ 预算 × 分值, 分值)", FIGURES)
    assert (score.amount, score.unit) == (Decimal("7.5"), POINTS)


def test_nothing_divided_by_nothing_does_not_apply() -> None:
    assert come_to("执行 ÷ 无", FIGURES).literal == "不适用"


def test_a_number_written_out_takes_the_unit_of_what_it_is_set_against() -> None:
    assert come_to("1 - 执行 ÷ 预算", FIGURES).amount == Decimal("0.25")
    assert come_to("执行 ÷ 10000", FIGURES).unit == MONEY
    assert come_to("执行 × 2", FIGURES).unit == MONEY


def test_blanks_count_nothing_in_a_sum_and_not_at_all_in_a_mean() -> None:
    assert come_to("合计({预算, 空, 执行})", FIGURES).amount == 140
    assert come_to("平均({预算, 空, 执行})", FIGURES).amount == 70


@pytest.mark.parametrize(("executed", "points"), [("80", 10), ("64", 7), ("63.99", 5), ("1", 0)])
def test_bands_give_the_points_of_the_highest_line_reached(executed: str, points: int) -> None:
    figures = {**FIGURES, "执行": money(executed)}
    assert come_to("分档(执行 ÷ 预算, 100:10, 80:7, 60%:5)", figures).amount == points


def test_rounding_a_rate_counts_decimals_of_a_per_cent() -> None:
    assert come_to("四舍五入(执行 ÷ 7, 2)", FIGURES).amount == Decimal("8.57")
    assert come_to("四舍五入(预算 ÷ 执行, 1)", FIGURES).amount == Decimal("1.333")


def test_what_rests_on_an_open_place_is_open() -> None:
    figures = {**FIGURES, "执行": money("0", literal=TO_FILL_IN)}
    assert come_to("分档(执行 ÷ 预算, 100:10)", figures).unknown
    assert come_to("不超过(执行 ÷ 预算 × 分值, 分值)", figures).unknown


def test_units_follow_from_the_parts() -> None:
    units = {"预算": MONEY, "人数": "人", "率": RATE, "分值": POINTS}
    assert unit("预算 ÷ 预算", units) == RATE
    assert unit("预算 ÷ 人数", units) == PLAIN
    assert unit("率 × 分值", units) == POINTS
    assert unit("分档(率, 60:5)", units) == POINTS


def test_units_that_do_not_go_together_are_told_where_they_meet() -> None:
    with pytest.raises(FormulaFault) as fault:
        unit("预算 + 人数", {"预算": MONEY, "人数": "人"})
    assert fault.value.offset == 3


def joined(left: tuple[str, Decimal], right: tuple[str, Decimal]) -> tuple[str, Decimal]:
    if len(left[0]) % 3 == 0:
        return f"({left[0]} − {right[0]})", left[1] - right[1]
    return f"({left[0]} + {right[0]})", left[1] + right[1]


AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=4)


@given(st.recursive(AMOUNTS.map(lambda one: (format(one, "f"), one)), lambda inner: st.builds(joined, inner, inner)))
def test_arithmetic_is_that_of_exact_decimals(written: tuple[str, Decimal]) -> None:
    text, value = written
    if len(text) <= 500:
        assert come_to(text).amount == value
