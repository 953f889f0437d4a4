"""Annex 1's records: amounts in 万元, people whole, sizes in ㎡; only adjustments may be negative."""

from decimal import Decimal

from jixiao.model.annex1 import Adjustment, Buildings, Spending, SupportedStaff
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
