"""The roll-up for programs; amounts are texts, exact."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from jixiao.fleet.rollup import LINES, Rollup
from jixiao.fleet.rollup_figures import MEASURES
from jixiao.fleet.statistics import Bin
from jixiao.plain import json_pieces


def rollup_json(rollup: Rollup) -> Iterator[str]:
    """Yield the roll-up as JSON in pieces; ends with a line end."""
    return json_pieces(_without_units(rollup), "units", (row.as_json() for row in rollup.rows))


def _without_units(rollup: Rollup) -> dict[str, Any]:
    return {
        "year": rollup.year,
        "scope": rollup.scope,
        "notes": list(rollup.notes),
        "measures": {one.key: {"title": one.title, "unit": one.unit} for one in MEASURES},
        "statuses": {status.value: number for status, number in rollup.statuses.items()},
        "totals": {"units": rollup.known, **{key: _words(amount) for key, amount in rollup.totals.items()}},
        "grades": _bins(rollup.grades),
        "scores": _bins(rollup.scores),
        "execution_rates": _bins(rollup.rates),
        "outliers": [
            {
                "unit": one.unit,
                "name": one.name,
                "aspect": one.aspect.title,
                "value": _words(one.value),
                "lower": _words(one.fences.lower),
                "median": _words(one.fences.median),
                "upper": _words(one.fences.upper),
            }
            for one in rollup.outliers
        ],
        "movers": [
            {
                "unit": one.unit,
                "name": one.name,
                "amount": _words(one.amount),
                "ratio": _words(one.ratio),
                **{line: _words(amount) for line, amount in zip(LINES, one.changes, strict=True)},
            }
            for one in rollup.movers
        ],
        "codes": [
            {
                "code": one.code,
                "title": one.title,
                "units": one.units,
                "standing": one.standing,
                "hints": one.hints,
                "waived": one.waived,
            }
            for one in rollup.codes
        ],
    }


def _bins(bins: tuple[Bin, ...]) -> list[dict[str, Any]]:
    return [{"label": one.label, "units": one.count} for one in bins]


def _words(amount: Decimal | None) -> str | None:
    return None if amount is None else format(amount, "f")
