"""Sides of a comparison: whole years, and years of which only the final accounts are kept."""

import pytest

from jixiao.review.review_types import SideName
from jixiao.review.side import AccountsSide, facts_of_both
from jixiao.submission.read import read_accounts
from tests.support.sides import CLEAN, PROJECTS, YEAR, clean_side


def accounts_side() -> AccountsSide:
    accounts = read_accounts(CLEAN, YEAR - 1)
    assert accounts is not None
    return AccountsSide(SideName(f"{YEAR - 1} 年度", YEAR - 1, whole=False), accounts)


def test_accounts_are_laid_out_as_the_whole_year_beside_them() -> None:
    old, new = facts_of_both(accounts_side(), clean_side())
    assert (old.year, new.year) == (YEAR - 1, YEAR)
    assert old.values["附件1.三公经费.公务接待.决算"].words == "1.4"
    assert old.values["附件1.项目支出.upkeep.决算"].words == "80.2"
    assert old.values.keys() <= new.values.keys()


def test_accounts_know_the_names_of_their_projects_and_no_numbers() -> None:
    old, _ = facts_of_both(accounts_side(), clean_side())
    assert set(old.projects) == set(PROJECTS)
    assert {number for number, _ in old.projects.values()} == {0}


def test_the_sides_may_be_turned_round() -> None:
    there, back = facts_of_both(accounts_side(), clean_side()), facts_of_both(clean_side(), accounts_side())
    assert there == back[::-1]


def test_two_years_of_accounts_have_nothing_to_be_laid_out_by() -> None:
    with pytest.raises(ValueError, match="neither side is whole"):
        facts_of_both(accounts_side(), accounts_side())
