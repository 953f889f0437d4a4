"""Annex 1's records: amounts in 万元, people whole, sizes in ㎡; only adjustments may be negative."""

from decimal import Decimal

import pytest

from jixiao.model.annex1 import Adjustment, Buildings, Spending, SupportedStaff, ThreePublic
from tests.model.entered import entered, found


def test_a_line_holds_budget_and_final_accounts_with_unit_and_path() -> None:
    line = entered(Spending, "预算: 3\n决算: 0.56\n")
    assert (line.final.amount, line.final.unit, line.final.path) == (Decimal("0.56"), "万元", "样.决算")


def test_only_an_adjustment_may_be_negative() -> None:
    budget = entered(Adjustment, "预算: -3.5\n决算: -1\n").budget
    assert budget is not None
    assert budget.amount == Decimal("-3.5")
    assert found(Spending, "预算: -3\n决算: 1\n") == ["M009:1"]


def test_people_are_whole_and_sizes_are_not() -> None:
    assert found(SupportedStaff, "编制数: 21.5\n在职人数: 21\n") == ["M014:1"]
    assert entered(Buildings, "批复规模: 0.5\n实际规模: 0\n预算投资: 0\n实际投资: 0\n").approved_size.unit == "㎡"


@pytest.mark.parametrize("word", ["无", "没有"])
def test_a_group_with_nothing_in_it_is_written_short(word: str) -> None:
    three = entered(ThreePublic, f"公车购置: {word}\n公车运行维护: {{预算: 3, 决算: 1}}\n出国经费: 无\n公务接待: 无\n")
    assert [str(three.car_purchase.budget.amount), str(three.car_purchase.final.amount)] == ["0", "0"]
    assert three.car_purchase.final.path.endswith("公车购置.决算")
    assert three.car_running.budget.amount == 3


def test_a_group_left_to_fill_in_is_one_place_and_other_words_are_none() -> None:
    rest = "公车运行维护: 无\n出国经费: 无\n公务接待: 无\n"
    assert found(ThreePublic, f"公车购置: 待填\n{rest}") == ["M022:1"]
    assert found(ThreePublic, f"公车购置: 很少\n{rest}") == ["M003:1"]
