"""What was measured, as plain values: tables of series, and the ratios that were aimed at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.measuring import Series


@dataclass(frozen=True, slots=True)
class Row:
    """One thing measured: by column, what several runs gave."""

    name: str
    cells: Mapping[str, Series]


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
    """One chapter of the results. ``chart`` names the column that a chart draws, in ``unit``; "" for no chart.

    ``conditions`` say how noisy the machine was.
    """

    title: str
    intro: str
    unit: str
    rows: list[Row] = field(default_factory=list)
    ratios: list[Ratio] = field(default_factory=list)
    chart: str = ""
    conditions: str = ""

    @classmethod
    def restored(cls, told: dict[str, Any]) -> Section:
        """Return a section as ``dataclasses.asdict`` told it."""
        rows = [
            Row(one["name"], {name: Series(tuple(cell["values"])) for name, cell in one["cells"].items()})
            for one in told["rows"]
        ]
        return cls(**told | {"rows": rows, "ratios": [Ratio(**one) for one in told["ratios"]]})

    @property
    def columns(self) -> Sequence[str]:
        """The names of the columns, in the order they came."""
        return list(dict.fromkeys(name for row in self.rows for name in row.cells))
