"""Annex 2: income by source; the words on the total may be left blank."""

from jixiao.figures import total
from jixiao.model.annex2 import Annex2, Income
from tests.model.entered import entered, found

INCOME = "一般公共预算: 100\n政府性基金拨款: 0\n纳入专户管理的非税收入拨款: 0\n其他资金: 2.5\n"


def test_sources_of_income_add_up() -> None:
    income = entered(Income, INCOME)
    parts = (income.general_budget, income.government_funds, income.special_account, income.other_funds)
    assert str(total(parts).amount) == "102.5"


def test_every_part_is_asked_for() -> None:
    assert found(Annex2, f"收入:\n{''.join(f'  {line}' for line in INCOME.splitlines(keepends=True))}") == [
        "M002:5", "M002:5",
    ]  # fmt: skip
