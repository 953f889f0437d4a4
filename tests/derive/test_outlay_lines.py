"""Outlays from budget to balance, as the report tells them."""

from __future__ import annotations

from tests.support.book import derive_once


def test_what_basic_outlay_left_over_is_its_income_less_what_was_spent() -> None:
    basic = derive_once().basic_outlay
    assert basic.balance.amount == basic.full_year_income.amount - basic.final.total.amount
    assert basic.full_year_income.amount == basic.initial.total.amount + basic.added.amount


def test_the_shares_of_basic_and_project_outlay_make_the_whole() -> None:
    dossier = derive_once()
    shares = dossier.basic_outlay.share_of_whole.amount + dossier.project_outlay.share_of_whole.amount
    assert round(shares, 9) == 1


def test_lines_of_outlay_bear_the_terms_of_the_report() -> None:
    dossier = derive_once()
    assert dossier.whole_outlay.final.path == "整体支出.决算"
    assert dossier.basic_outlay.final.total.path.startswith("基本支出.决算")
