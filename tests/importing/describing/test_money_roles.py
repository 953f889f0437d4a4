"""Columns of a table of money are told apart by what their headings say, and by their order."""

import pytest

from jixiao.importing.describing.money_roles import part_of_year
from jixiao.model.form_roles import Role
from tests.support.drafted import propose_drawn


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("1-7月执行数", Role.MIDYEAR_OUTTURN),
        ("1—8月预算执行数", Role.MIDYEAR_OUTTURN),
        ("上半年支出数", Role.MIDYEAR_OUTTURN),
        ("全年预计执行数", Role.EXPECTED_OUTTURN),
        ("预计执行率", Role.EXPECTED_OUTTURN),
        ("全年执行数", None),
        ("7月底前", None),
    ],
)
def test_a_heading_says_which_part_of_the_year_it_is_of(heading: str, role: Role | None) -> None:
    assert part_of_year(heading) is role


def roles(*headings: str) -> list[Role | None]:
    drawn = f"| 资金 | {' | '.join(headings)} |\n| 合计 | {' | '.join('3' * len(headings))} |"
    return [one.guess.role for one in propose_drawn(drawn).fields]


def test_of_two_budgets_the_first_is_that_at_the_years_start() -> None:
    assert roles("预算批复", "调整后预算数", "实际支出数")[1:] == [Role.FULL_YEAR_BUDGET, Role.OUTTURN]
    assert roles("年初预算数", "1-6月支出数", "预计全年支出数") == [
        Role.INITIAL_BUDGET,
        Role.MIDYEAR_OUTTURN,
        Role.EXPECTED_OUTTURN,
    ]


def test_the_rate_of_some_months_is_not_the_years() -> None:
    assert roles("年初预算数", "1-6月执行数", "1-6月执行率")[2] is None
