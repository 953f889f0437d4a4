"""A year on our own forms is printed and judged again with other amounts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from jixiao.diagnosis.printed_year import PrintedYear
from tests.diagnosis.made_year import OUTTURN, TURNED, spoilt


@pytest.fixture(scope="module")
def spoilt_year(tmp_path_factory: pytest.TempPathFactory) -> PrintedYear:
    case = spoilt(tmp_path_factory.mktemp("turned"), TURNED)
    return PrintedYear(case.book, case.folders, date(2025, 6, 1))


def test_figures_are_told_apart_by_the_files_that_hold_them(spoilt_year: PrintedYear) -> None:
    figures = spoilt_year.typed
    assert OUTTURN in figures.own
    assert all(one.startswith("核对数") for one in figures.controls)
    assert all(one.startswith("上年") for one in figures.prior)
    assert all("预算" in one for one in figures.budgets)
    assert all("追加" in one or "调整" in one for one in figures.signed)


def test_the_amount_that_was_meant_makes_findings_vanish(spoilt_year: PrintedYear, tmp_path: Path) -> None:
    case = spoilt(tmp_path / "again", TURNED)
    open_ones = [one for one in case.findings if one.weighty and not one.explains]
    after = spoilt_year.retry({OUTTURN: Decimal("58.9")}, open_ones)
    assert after is not None
    assert len(after.vanished) == len({(one.code, one.subject) for one in open_ones})
    assert spoilt_year.retry({OUTTURN: Decimal("5890")}, open_ones) is None


def test_what_ties_weigh_is_yielded_whether_it_agrees_or_not(spoilt_year: PrintedYear) -> None:
    gaps = {one.gap for one in spoilt_year.balances() if not one.at_most}
    assert Decimal(0) in gaps
    assert len(gaps) > 1
