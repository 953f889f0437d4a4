"""A dossier as a flat list of facts under names that survive reordering.

Figures and texts go under their paths. Indicators go under their words instead of their position, so
that moving a row changes nothing, and projects under their identifiers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from jixiao.derive.dossier import GROUPS, Dossier, IndicatorRow, Projects
from jixiao.figures import Figure, Text
from jixiao.findings import Place
from jixiao.glossary import term
from jixiao.model.base import Record, field_names
from jixiao.model.evaluation import unnumbered
from jixiao.model.scalars import Day
from jixiao.render.printing import format_value
from jixiao.submission.succession import Succession

# In the order in which a package shows them.
_PARTS = tuple(name for name in field_names(Dossier) if name in GROUPS)
_ROW_FIELDS = ("target", "actual", "points", "score", "deviation")


class Fact(Struct, frozen=True):
    """One value: its name in the comparison, its words as printed, the value, and whether it was typed there."""

    name: str
    words: str
    value: Figure | Text | Day

    @property
    def figure(self) -> Figure | None:
        """The value if it is a figure."""
        return self.value if isinstance(self.value, Figure) else None

    @property
    def entered(self) -> bool:
        """Whether it was typed where it stands, not computed or drawn from elsewhere."""
        if isinstance(self.value, Figure):
            return isinstance(self.value.origin, Place)
        return isinstance(self.value, Day) or self.value.entered


class IndicatorKey(Struct, frozen=True):
    """An indicator's table and level 1 and 2, and its words without a typed number."""

    table: str
    level1: str
    level2: str
    words: str

    @property
    def group(self) -> tuple[str, str, str]:
        """The table and the levels it stands under."""
        return self.table, self.level1, self.level2

    @property
    def name(self) -> str:
        """The indicator's name in the comparison."""
        return f"{self.table}.{self.level1}.{self.level2}「{self.words}」"


class Facts(Struct, frozen=True):
    """Everything a year states: ``values`` by name, indicators in their order.

    ``projects`` are numbers and names by identifier; 0 where a project's number is not kept.
    """

    year: int
    values: Mapping[str, Fact]
    indicators: tuple[IndicatorKey, ...] = ()
    projects: Mapping[str, tuple[int, str]] = field(default_factory=dict)


def facts_of(dossier: Dossier, parts: Iterable[str] = _PARTS) -> Facts:
    """Return the facts of a dossier, or of some of its parts by their English names."""
    collector = _Collector()
    for name in parts:
        collector.walk(getattr(dossier, name), term(name))
    projects = {form.identifier: (form.number, str(form.name)) for form in dossier.projects}
    return Facts(int(dossier.year), collector.values, tuple(collector.indicators), projects)


def prior_facts(facts: Facts) -> Facts:
    """Return what a dossier's facts state of the year before: the final accounts in Annex 1's first column."""
    column, own = f".{term('prior_final')}", f".{term('final')}"
    values = {
        name.removesuffix(column) + own: Fact(name.removesuffix(column) + own, fact.words, fact.value)
        for name, fact in facts.values.items()
        if name.endswith(column) and fact.words
    }
    return Facts(facts.year - 1, values)


def with_moved(facts: Facts, past: Succession) -> Facts:
    """Return last year's facts with the final accounts of projects that have moved to another class since.

    Their own line shows 0 for last year; what they had stands on a line in their old class.
    """
    line, own = f"{term('annex1')}.{term('project_outlay')}", term("final")
    moved = {f"{line}.{one}.{own}": past.formers[one].final for one in past.moved if not past.parts.get(one)}
    values = {name: Fact(name, format_value(figure), figure) for name, figure in moved.items()}
    return replace(facts, values={**facts.values, **values})


class _Collector:
    def __init__(self) -> None:
        self.values: dict[str, Fact] = {}
        self.indicators: list[IndicatorKey] = []

    def walk(self, value: Any, path: str) -> None:
        if isinstance(value, Figure | Text | Day):
            self.values[path] = Fact(path, format_value(value), value)
        elif isinstance(value, Projects):
            for form in value:
                self.walk(form, f"{path}.{form.identifier}")
        elif isinstance(value, tuple):
            self._items(value, path)
        else:
            kind: Any = type(value)
            for name, called in _members(kind):
                self.walk(getattr(value, name), f"{path}.{called}")

    def _items(self, items: tuple[Any, ...], path: str) -> None:
        if items and isinstance(items[0], IndicatorRow):
            self._indicator_rows(items, path.rpartition(".")[0])
            return
        for number, item in enumerate(items, start=1):
            key = getattr(item, "key", "") or getattr(item, "level2", "") or str(number)
            self.walk(item, f"{path.rpartition('.')[0]}.{str(key).split(chr(10))[0]}")

    def _indicator_rows(self, rows: tuple[Any, ...], table: str) -> None:
        for key, row in keyed_rows(rows, table):
            self.indicators.append(key)
            for name in _ROW_FIELDS:
                self.walk(getattr(row, name), f"{key.name}.{term(name)}")


def _members(kind: type) -> tuple[tuple[str, str], ...]:
    """Return what a record or a part of a dossier holds, by field name and official term."""
    held = field_names(kind)
    return tuple((name, term(name)) for name in held if issubclass(kind, Record) or name not in ("projects", "key"))


def keyed_rows(rows: tuple[IndicatorRow, ...], table: str) -> Iterator[tuple[IndicatorKey, IndicatorRow]]:
    """Yield each row with its key; rows of the same words are numbered ＃2, ＃3."""
    level1 = ""
    seen: dict[IndicatorKey, int] = {}
    for row in rows:
        level1 = re.sub(r"\s|[(（].*", "", row.level1) if row.level1_starts else level1
        key = IndicatorKey(table, level1, str(row.level2), unnumbered(str(row.level3)))
        seen[key] = seen.get(key, 0) + 1
        if seen[key] > 1:
            key = IndicatorKey(table, level1, str(row.level2), f"{key.words}＃{seen[key]}")
        yield key, row
