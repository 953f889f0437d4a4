"""Figures of a unit: exact, none where nobody knows, shown as the tables show them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks.believable.unit import YEAR
from jixiao.build.steps import Derived, open_year
from jixiao.fleet.rollup_figures import MEASURES, figures_of, format_measure, format_value
from tests.support.cases import clean_project


def test_every_measure_has_an_amount_of_the_unit(tmp_path: Path) -> None:
    case = open_year(clean_project(tmp_path), YEAR, draft=False)
    assert isinstance(case, Derived)
    figures = figures_of(case.dossier)
    assert list(figures) == [measure.key for measure in MEASURES]
    assert figures["outturn"] == case.dossier.annex2.funds.outturn.amount
    assert figures["three_public_final"] == case.dossier.annex1.three_public.final.amount
    assert figures["projects"] == len(case.dossier.projects)


@pytest.mark.parametrize(
    ("value", "percent", "words"),
    [
        ("1.005", False, "1.01"),
        ("-1.005", False, "-1.01"),
        ("3", False, "3.00"),
        ("0.98152", True, "98.15%"),
        (None, True, "—"),
    ],
)
def test_values_have_two_decimals_halves_up(value: str | None, percent: bool, words: str) -> None:
    assert format_value(None if value is None else Decimal(value), percent=percent) == words


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("outturn", "1051.4", "1051.40"),
        ("outturn", "1.2345", "1.2345"),
        ("execution_rate", "0.95", "95.00%"),
        ("score", "96.50", "96.5"),
        ("on_duty", "1E+2", "100"),
        ("projects", None, "—"),
    ],
)
def test_a_figure_is_shown_as_its_unit_asks(key: str, value: str | None, words: str) -> None:
    (measure,) = (measure for measure in MEASURES if measure.key == key)
    assert format_measure(None if value is None else Decimal(value), measure) == words
