"""What was measured, as plain values: tables of series, and the ratios that were aimed at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.measuring import Series


@dataclass(frozen=True, slots=True)
class Row:
    """One thing measured: by column, what several runs gave; ``bar`` is what a chart shows of it."""

    name: str
    cells: Mapping[str, Series]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio that was aimed at: ``target`` is what it should be at most, or with ``at_least`` at least."""

    name: str
    value: float
    target: float | None
    basis: str
    at_least: bool = False

    @property
    def kept(self) -> bool:
        """Whether the aim was reached; always, where there was none."""
        if self.target is None:
            return True
        return self.value >= self.target if self.at_least else self.value <= self.target


@dataclass(slots=True)
class Section:
    """One chapter of the results. ``chart`` names the column that a chart draws, in ``unit``; "" for no chart."""

    title: str
    intro: str
    unit: str
    rows: list[Row] = field(default_factory=list)
    ratios: list[Ratio] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    chart: str = ""

    @property
    def columns(self) -> Sequence[str]:
        """The names of the columns, in the order they came."""
        return list(dict.fromkeys(name for row in self.rows for name in row.cells))
