"""Values are exchanged in memory; what holds none of them stays the very object it was."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from jixiao.diagnosis.exchange import with_amounts, with_values
from jixiao.rules.printed_package import PrintedPackage
from tests.diagnosis.made_year import OUTTURN, spoilt


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> PrintedPackage:
    case = spoilt(tmp_path_factory.mktemp("made"))
    return case.book


def test_only_what_holds_the_value_is_made_anew(book: PrintedPackage) -> None:
    year = with_amounts(book, {OUTTURN: Decimal("1.5")})
    assert year.annex2 is book.submission.annex2
    [changed] = [new for new, old in zip(year.projects, book.submission.projects, strict=True) if new is not old]
    assert changed.identifier == "heritage"
    assert changed.project.funds.current_grant.outturn.amount == Decimal("1.5")


def test_the_year_it_is_made_of_stays_as_it_is(book: PrintedPackage) -> None:
    before = book.submission.projects
    with_amounts(book, {OUTTURN: Decimal(7)})
    assert book.submission.projects is before
    assert book.figures[OUTTURN].amount == Decimal("58.9")


def test_with_nothing_exchanged_a_tree_is_itself(book: PrintedPackage) -> None:
    assert with_values(book.submission, lambda value: value) is book.submission
    assert with_amounts(book, {"各项目.nobody.资金": Decimal(1)}).projects is book.submission.projects


def test_a_blank_that_is_given_an_amount_is_blank_no_more(book: PrintedPackage, tmp_path: Path) -> None:
    year = with_amounts(book, {OUTTURN: Decimal(0)})
    heritage = next(one for one in year.projects if one.identifier == "heritage")
    assert heritage.project.funds.current_grant.outturn.literal is None
