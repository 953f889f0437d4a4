"""What described forms weigh against each other, whether it agrees or not."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from jixiao.findings import Balance
from jixiao.rules.described_balances import list_described_balances, weigh_limit
from tests.support.described_year import derive_sample


def balances(folder: Path, old: str = "", new: str = "") -> list[Balance]:
    return list(list_described_balances(derive_sample(folder, old, new)))


def test_points_are_weighed_against_what_they_must_add_up_to(tmp_path: Path) -> None:
    assert [one.gap for one in balances(tmp_path) if not one.at_most] == [0, 0]


def test_points_too_many_miss_their_weight_by_the_gap(tmp_path: Path) -> None:
    (wrong,) = [one for one in balances(tmp_path, "分值: 60", "分值: 66") if not one.at_most and one.gap]
    assert wrong.gap == -6
    assert [(one.amount, one.weight) for one in wrong.operands] == [(Decimal(66), 1)]


def test_what_was_spent_is_weighed_against_its_lines_budget(tmp_path: Path) -> None:
    limits = [one.gap for one in balances(tmp_path) if one.at_most]
    assert limits == [25, 20, 5]


def test_an_amount_and_its_limit_are_two_sides(tmp_path: Path) -> None:
    (form,) = derive_sample(tmp_path).forms
    spent, limit = (form.values[f"资金.其他.{name}"] for name in ("执行", "预算"))
    sides = weigh_limit(spent, limit)  # type: ignore[arg-type]
    assert [one.weight for one in sides.operands] == [1, -1]
    assert sides.at_most
