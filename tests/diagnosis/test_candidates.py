"""Mends come from both ends, the likeliest first; what cannot be, or breaks what holds, is not tried."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from jixiao.build.steps import Judged
from jixiao.diagnosis.candidates import list_mends, strangeness
from jixiao.diagnosis.printed_year import PrintedYear
from jixiao.diagnosis.slips import Slip
from tests.diagnosis.made_year import OUTTURN, TURNED, spoilt


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Judged:
    return spoilt(tmp_path_factory.mktemp("turned"), TURNED)


@pytest.fixture(scope="module")
def year(case: Judged) -> PrintedYear:
    return PrintedYear(case.book, case.folders, date(2025, 6, 1))


def test_the_mend_that_closes_most_and_costs_least_comes_first(case: Judged, year: PrintedYear) -> None:
    first, *others = list_mends(year, [one for one in case.findings if one.weighty])
    assert first.amounts == ((OUTTURN, Decimal("58.9")),)
    assert first.slip is Slip.TRANSPOSED
    assert all((one.closes, -one.cost) <= (first.closes, -first.cost) for one in others)


def test_no_amount_is_below_zero_where_none_can_be_and_persons_stay_whole(case: Judged, year: PrintedYear) -> None:
    figures = year.typed
    for mend in list_mends(year, [one for one in case.findings if one.weighty]):
        for path, amount in mend.amounts:
            assert amount >= 0 or "年中追加" in path or "预算调整" in path
            assert figures.all[path].unit != "人" or amount == int(amount)


def test_an_amount_is_strange_as_far_as_it_lies_from_those_beside_it(year: PrintedYear) -> None:
    figures = year.typed
    assert strangeness(figures, OUTTURN, Decimal(60)) == 0
    assert strangeness(figures, OUTTURN, Decimal(600)) == pytest.approx(1)
    assert strangeness(figures, OUTTURN, Decimal(0)) == 0


def test_without_findings_there_is_nothing_to_mend(year: PrintedYear, tmp_path: Path) -> None:
    assert list_mends(year, []) == []
