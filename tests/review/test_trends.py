"""The charts over all years."""

from decimal import Decimal

import pytest

from jixiao.review.review_types import Trend
from jixiao.review.trends import list_trends
from tests.support.sides import YEAR, clean_side


@pytest.fixture(scope="module")
def trends() -> dict[str, Trend]:
    return {trend.title: trend for trend in list_trends({YEAR: clean_side().dossier})}


def test_last_years_column_speaks_for_a_year_without_a_dossier(trends: dict[str, Trend]) -> None:
    trend = trends["三公经费"]
    assert (trend.unit, trend.years) == ("万元", (YEAR - 1, YEAR))
    assert {line.name: line.values for line in trend.lines} == {
        "预算": (None, Decimal(8)),
        "决算": (Decimal("6.8"), Decimal("6.55")),
    }


def test_rates_are_given_in_per_cent_for_the_whole_and_each_project(trends: dict[str, Trend]) -> None:
    trend = trends["预算执行率"]
    assert trend.unit == "%"
    assert trend.lines[0].name == "部门整体"
    assert len(trend.lines) == 4
    assert all(value is None or 50 < value <= 100 for line in trend.lines for value in line.values)


def test_a_year_s_own_dossier_goes_before_last_years_column() -> None:
    dossier = clean_side().dossier
    [trend, *_] = list_trends({YEAR - 1: dossier, YEAR: dossier})
    [finals] = [line.values for line in trend.lines if line.name == "决算"]
    assert finals == (Decimal("6.8"), Decimal("6.55"), Decimal("6.55"))


def test_without_years_there_is_no_chart() -> None:
    assert list_trends({}) == ()
