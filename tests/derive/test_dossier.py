"""The types of what is printed: projects by identifier, fields taken over by name."""

from __future__ import annotations

from types import SimpleNamespace

from jixiao.derive.dossier import Amounts, BudgetAndFinal, Projects, copy_fields
from tests.support.book import derive_once
from tests.support.package import entry


def test_projects_are_gone_through_in_order_and_found_by_identifier() -> None:
    projects = derive_once().projects
    assert len(projects) == len(list(projects)) == len(projects.by_identifier())
    assert [projects.by_identifier()[form.identifier] for form in projects] == list(projects)
    assert Projects(()).by_identifier() == {}


def test_fields_of_one_name_are_taken_over_and_others_left_out() -> None:
    record = SimpleNamespace(budget=entry("1"), final=entry("2"), remark="不印")
    assert copy_fields(BudgetAndFinal, record) == BudgetAndFinal(record.budget, record.final)


def test_a_field_given_by_hand_goes_before_the_records() -> None:
    funds = next(iter(derive_once().projects)).funds
    changed = copy_fields(Amounts, funds.annual_total, outturn=funds.points)
    assert changed == Amounts(funds.annual_total.initial_budget, funds.annual_total.full_year_budget, funds.points)
