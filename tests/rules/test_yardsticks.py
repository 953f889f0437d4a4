"""What an entered number is measured by."""

from __future__ import annotations

from decimal import Decimal

from jixiao.rules.yardsticks import Kind, MeasuredNumber, Yardstick, list_measured_numbers
from tests.support.book import clean_book


def measured(path: str) -> MeasuredNumber:
    return next(one for one in list_measured_numbers(clean_book()) if one.figure.path == path)


def kinds(path: str) -> set[Kind]:
    return {one.kind for one in measured(path).yardsticks}


def test_a_yardstick_says_how_many_times_it_an_amount_is() -> None:
    assert Yardstick(Kind.PARTNER, "预算", Decimal(40)).times(Decimal(10)) == Decimal("0.25")


def test_an_outturn_is_measured_by_its_budget() -> None:
    partners = [one for one in measured("附件1.政府采购金额.决算").yardsticks if one.kind is Kind.PARTNER]
    assert [(one.name, one.amount) for one in partners] == [("附件1.政府采购金额.预算", Decimal(40))]


def test_a_line_of_last_years_form_measures_this_years() -> None:
    last_year = [one for one in measured("附件1.三公经费.公务接待.决算").yardsticks if one.kind is Kind.LAST_YEAR]
    assert {one.amount for one in last_year} == {Decimal("1.4")}


def test_money_is_measured_by_all_there_is_people_and_departments_by_all_posts() -> None:
    assert Kind.WHOLE in kinds("附件1.政府采购金额.决算")
    assert {Kind.WHOLE} <= kinds("单位.人员.退休人员") & kinds("单位.人员.内设机构数")


def test_a_tie_limits_what_stands_on_its_lesser_side() -> None:
    assert Kind.LIMIT in kinds("附件1.财政供养人员.在职人数")


def test_what_is_nothing_measures_nothing_and_is_not_measured() -> None:
    assert all(one.amount for one in list_measured_numbers(clean_book()))
    assert all(mark.amount for one in list_measured_numbers(clean_book()) for mark in one.yardsticks)
