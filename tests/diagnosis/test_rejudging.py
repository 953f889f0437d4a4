"""Values are exchanged in memory, and the year is judged as if it had been typed so."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from jixiao.derive.derivation import derive
from jixiao.diagnosis.rejudging import reprint, with_amounts, with_values
from jixiao.rules.catalogue import all_rules
from jixiao.rules.printed_package import PrintedPackage
from tests.diagnosis.made_year import OUTTURN, TURNED, spoilt


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


def test_what_is_mended_in_memory_is_judged_as_if_it_had_been_typed(tmp_path: Path) -> None:
    clean, wrong = spoilt(tmp_path / "clean"), spoilt(tmp_path / "wrong", TURNED)
    submission = with_amounts(wrong.book, {OUTTURN: Decimal("58.9")})
    year = reprint(submission, derive(submission), wrong.folders)
    assert year is not None
    found = {(one.code, one.subject, one.found) for one in year.ask(all_rules())}
    assert found == {(one.code, one.subject, one.found) for one in clean.findings}
