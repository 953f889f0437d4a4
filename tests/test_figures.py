"""Figures: exact amounts that know where they come from."""

from decimal import ROUND_DOWN, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.figures import RATE, Figure, Formula, Operator, Text, count_decimals, round_half_up, total
from jixiao.findings import Place
from tests.support.figures import entered

# What can be entered: up to twelve digits before the point and eight after it.
LIMIT = Decimal(10) ** 12
AMOUNTS = st.decimals(-LIMIT + 1, LIMIT - 1, places=8) | st.decimals(-LIMIT + 1, LIMIT - 1, places=2)
FIGURES = AMOUNTS.map(lambda amount: entered(str(amount)))


def test_the_digits_entered_are_kept() -> None:
    assert str(entered("5").amount) == "5"
    assert str(entered("5.00").amount) == "5.00"
    assert entered("5").amount == entered("5.00").amount


@given(FIGURES, FIGURES)
def test_what_is_added_and_taken_away_again_leaves_the_same(a: Figure, b: Figure) -> None:
    assert ((a + b) - b).amount == a.amount


@given(st.lists(FIGURES, max_size=60))
def test_a_total_is_exact_whatever_the_context_of_the_caller(figures: list[Figure]) -> None:
    with localcontext(prec=3):
        whole = total(figures)
    assert Fraction(whole.amount) == sum(Fraction(figure.amount) for figure in figures)


@given(st.lists(FIGURES, max_size=60).flatmap(lambda figures: st.tuples(st.just(figures), st.permutations(figures))))
def test_a_total_does_not_depend_on_the_order(case: tuple[list[Figure], list[Figure]]) -> None:
    figures, shuffled = case
    assert total(figures).amount == total(shuffled).amount


@given(AMOUNTS, st.integers(0, 8))
def test_halves_are_rounded_away_from_zero(amount: Decimal, places: int) -> None:
    step = Fraction(1, 10**places)
    exact = Fraction(amount) / step
    nearest = abs(exact) // 1 + (1 if abs(exact) % 1 >= Fraction(1, 2) else 0)
    rounded = round_half_up(amount, places)
    assert Fraction(rounded) == nearest * step * (1 if amount >= 0 else -1)
    assert rounded.as_tuple().exponent == -places


@pytest.mark.parametrize(
    ("amount", "places", "rounded"),
    [
        ("0.125", 2, "0.13"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("9.8660", 1, "9.9"),
        ("1", 2, "1.00"),
        ("6.35", 1, "6.4"),
    ],
)
def test_rounding_as_the_forms_round(amount: str, places: int, rounded: str) -> None:
    assert str(round_half_up(Decimal(amount), places)) == rounded


@given(FIGURES, FIGURES)
def test_a_rate_times_its_divisor_is_the_dividend(a: Figure, b: Figure) -> None:
    if b.amount:
        rate = a / b
        assert rate.unit == RATE
        assert abs(Fraction(rate.amount) * Fraction(b.amount) - Fraction(a.amount)) < Fraction(1, 10**25)


@given(FIGURES)
def test_division_by_zero_does_not_apply(a: Figure) -> None:
    rate = a / entered("0.00")
    assert (rate.amount, rate.literal, rate.unit) == (Decimal(0), "不适用", RATE)
    assert rate.if_missing(0).literal is None
    assert rate.if_missing(1).amount == 1


def test_a_rate_that_exists_needs_no_stand_in() -> None:
    rate = entered("1") / entered("4")
    assert rate.if_missing(0) is rate


def test_a_rate_times_points_is_points() -> None:
    score = (entered("3") / entered("4")) * entered("10", unit="分")
    assert (score.amount, score.unit) == (Decimal("7.5"), "分")
    assert (entered("10", unit="分") * (entered("3") / entered("4"))).unit == "分"


def test_a_score_is_capped() -> None:
    ten = entered("10", unit="分")
    assert entered("10.01", unit="分").capped(ten).amount == 10
    assert entered("9.9", unit="分").capped(ten).amount == Decimal("9.9")


def test_different_units_do_not_add() -> None:
    with pytest.raises(ValueError, match=r"万元.*人"):
        entered("1") + entered("1", unit="人")
    with pytest.raises(ValueError, match=r"人.*万元"):
        entered("1", unit="人") - entered("1")
    with pytest.raises(ValueError, match="不同单位不能相加"):
        total([entered("1"), entered("1", unit="人")])


def test_a_total_of_nothing_is_0_in_the_unit_asked_for() -> None:
    assert (total([]).amount, total([]).unit) == (Decimal(0), "万元")
    assert total([], "分").unit == "分"
    assert list(total([]).leaves()) == []


def test_a_blank_counts_as_0() -> None:
    blank = Figure(Decimal(0), "万元", Place("a.yaml"), literal="")
    assert blank.blank
    assert not entered("0").blank
    assert total([blank, entered("2.5")]).amount == Decimal("2.5")
    assert not total([blank, blank]).blank


@given(st.lists(FIGURES, min_size=1, max_size=12))
def test_the_leaves_of_a_formula_are_the_entered_figures(figures: list[Figure]) -> None:
    derived = total(figures)
    for figure in figures:
        derived = (derived + figure).rounded(2).capped(derived).shown_with(1)
    assert [id(leaf) for leaf in derived.leaves()] == [id(figure) for figure in figures]


def test_the_leaves_come_in_the_order_of_the_formula_each_once() -> None:
    a, b, c = (entered(amount) for amount in "123")
    assert list(((a - b) / (c + a)).leaves()) == [a, b, c]


def test_a_formula_names_its_operator_and_operands() -> None:
    a, b = entered("3"), entered("1")
    assert (a - b).origin == Formula(Operator.MINUS, (a, b))
    assert (a / b).origin == Formula(Operator.DIVIDED_BY, (a, b))
    assert a.rounded(1).origin == Formula(Operator.ROUND, (a,), 1)
    assert not (a - b).entered


def test_a_linked_figure_keeps_its_source() -> None:
    typed = entered("1.36", path="附件1.三公经费.公务接待.决算")
    linked = typed.linked("别处").linked("又一处")
    assert (linked.path, linked.amount) == ("又一处", typed.amount)
    assert linked.source is typed
    assert linked.entered
    assert list(linked.leaves()) == [typed]


def test_a_link_to_a_derived_figure_is_not_entered() -> None:
    derived = entered("1") + entered("2")
    assert derived.linked("别处").source is derived
    assert not derived.linked("别处").entered


def test_a_text_keeps_its_place_when_reworded() -> None:
    text = Text("大楼运行维护费", Place("a.yaml", 5, 5), "各项目.building.名称")
    reworded = text.reworded("    " + text)
    assert reworded == "    大楼运行维护费"
    assert (reworded.place, reworded.path) == (text.place, text.path)


def test_rounding_is_half_up_also_where_the_caller_rounds_otherwise() -> None:
    with localcontext(rounding=ROUND_DOWN, prec=2):
        assert entered("1234567.885").rounded(2).amount == Decimal("1234567.89")


@pytest.mark.parametrize(
    ("amount", "decimals"), [("1.50", 1), ("1.5", 1), ("100", 0), ("1E+2", 0), ("0.00", 0), ("0.05", 2)]
)
def test_zeros_at_the_end_are_no_decimals(amount: str, decimals: int) -> None:
    assert count_decimals(Decimal(amount)) == decimals
