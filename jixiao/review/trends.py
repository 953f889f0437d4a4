"""How the main amounts and the execution rates went over the years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from jixiao.derive.dossier import Dossier
from jixiao.figures import RATE, Figure
from jixiao.glossary import term
from jixiao.review.facts import Fact, facts_of, prior_facts
from jixiao.review.review_types import Trend, TrendLine

_AMOUNTS = ("three_public", "public_funds", "project_outlay")
_COLUMNS = ("budget", "final")
_MOST_PROJECTS = 8


def list_trends(dossiers: Mapping[int, Dossier]) -> tuple[Trend, ...]:
    """Return the charts over all years that the dossiers tell of; last year's column speaks for a year without one."""
    facts: dict[int, Mapping[str, Fact]] = {year: facts_of(dossier).values for year, dossier in dossiers.items()}
    for year, dossier in dossiers.items():
        facts.setdefault(year - 1, prior_facts(facts_of(dossier)).values)
    years = tuple(year for year in sorted(facts) if facts[year])
    values = [facts[year] for year in years]
    charts = [*_amounts(years, values), _rates(years, values, dossiers)]
    return tuple(chart for chart in charts if any(value is not None for line in chart.lines for value in line.values))


def _amounts(years: tuple[int, ...], values: list[Mapping[str, Fact]]) -> Iterator[Trend]:
    for name in _AMOUNTS:
        path = f"{term('annex1')}.{term(name)}"
        lines = (TrendLine(term(column), _line(f"{path}.{term(column)}", values)) for column in _COLUMNS)
        yield Trend(term(name), "万元", years, tuple(lines))


def _rates(years: tuple[int, ...], values: list[Mapping[str, Fact]], dossiers: Mapping[int, Dossier]) -> Trend:
    rate = f"{term('funds')}.{term('execution_rate')}"
    names = {f"{term('annex2')}.{rate}": "部门整体"}
    projects = {one.identifier: str(one.name) for year in sorted(dossiers) for one in dossiers[year].projects}
    if len(projects) <= _MOST_PROJECTS:
        names |= {f"{term('projects')}.{identifier}.{rate}": name for identifier, name in projects.items()}
    lines = tuple(TrendLine(name, _line(path, values)) for path, name in names.items())
    return Trend("预算执行率", "%", years, lines)


def _line(path: str, values: list[Mapping[str, Fact]]) -> tuple[Decimal | None, ...]:
    return tuple(_amount(facts[path].figure if path in facts else None) for facts in values)


def _amount(figure: Figure | None) -> Decimal | None:
    if figure is None or figure.literal is not None:
        return None
    return figure.amount * 100 if figure.unit == RATE else figure.amount
