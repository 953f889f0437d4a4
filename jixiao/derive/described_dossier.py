"""Everything that a package of described forms prints, all arithmetic done: one dossier for each set of a year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from jixiao.derive.bound_texts import BoundText
from jixiao.figures import POINTS, Figure, Text, total
from jixiao.forms.described_set import (
    LEVEL1_POINTS,
    LEVEL2_POINTS,
    BoundTie,
    DescribedForm,
    DescribedSet,
    FormField,
    FormList,
)
from jixiao.glossary import template_name, term
from jixiao.model.controls import Control
from jixiao.model.described_record import Value
from jixiao.model.form_roles import Role
from jixiao.model.movements import MovementReason
from jixiao.model.overrides import Override
from jixiao.model.scalars import Day
from jixiao.model.unit import DescribedUnit

LEVEL1_STARTS, LEVEL2_STARTS = "一级首行", "二级首行"
_OF_LEVELS = ((LEVEL1_STARTS, LEVEL1_POINTS), (LEVEL2_STARTS, LEVEL2_POINTS))
_SHOWN_OF_UNIT = ("unit_name", "filled_by", "filled_on", "telephone")


class FilledTie(Struct, frozen=True):
    """What two formulas that must agree come to in a form."""

    tie: BoundTie
    left: Figure
    right: Figure


class FilledForm(Struct, frozen=True):
    """One form with every value it prints, by path; of its lists row by row and by column.

    ``computed`` is what formulas come to, by path (指标[2].得分 for a row's), also where something was typed instead.
    ``bound`` are the texts with references or declared facts, by the text's path. ``label`` and ``title`` are the
    part's in the package.
    """

    form: DescribedForm
    file: str
    label: str
    title: str
    number: int
    identifier: str
    values: Mapping[str, Value]
    rows: Mapping[str, tuple[Mapping[str, Value], ...]]
    computed: Mapping[str, Figure]
    ties: tuple[FilledTie, ...]
    bound: Mapping[str, BoundText] = {}

    def by_role(self, role: Role) -> list[tuple[FormField, Value]]:
        """Return the form's own values of a role, in order."""
        return [(one, self.values[one.path]) for one in self.form.by_role(role)]

    def all_cells(self) -> Iterator[tuple[str, FormField, Value]]:
        """Yield its own values, then those of its lists row by row, each with its way and its field.

        The way is the path, of a row's value the list and the column.
        """
        yield from ((path, self.form.fields[path], value) for path, value in self.values.items())
        for path, rows in self.rows.items():
            columns = self.form.lists[path].columns
            yield from ((f"{path}.{name}", columns[name], value) for row in rows for name, value in row.items())

    def all_values(self) -> Iterator[Value]:
        """Yield its own values, then those of its lists row by row."""
        yield from (value for _, _, value in self.all_cells())


class DescribedDossier(Struct, frozen=True):
    """A package of one described set."""

    described: DescribedSet
    year: Text
    prior_year: Text
    unit: DescribedUnit
    forms: tuple[FilledForm, ...]
    overrides: tuple[Override, ...] = ()
    controls: tuple[Control, ...] = ()
    movements: tuple[MovementReason, ...] = ()

    @property
    def filled_on(self) -> Day:
        """The day the forms were filled in."""
        return self.unit.filled_on

    @property
    def title(self) -> str:
        """What the package is called."""
        name = self.described.description.package_name.replace("{年度}", self.year)
        return name.replace("{单位名称}", self.unit.unit_name)

    def context_of(self, form: FilledForm) -> dict[str, Any]:
        """Return the names that a form's template starts from."""
        unit = {template_name(term(name)): getattr(self.unit, name) for name in _SHOWN_OF_UNIT}
        tree: dict[str, Any] = {}
        for path, value in form.values.items():
            _hang(tree, path, value)
        for path, rows in form.rows.items():
            _hang(tree, path, _printed_rows(form.form, path, rows))
        given = {"年度": self.year, "上年度": self.prior_year, "序号": form.number, "单位": unit}
        return {**tree, **given}


def _hang(tree: dict[str, Any], path: str, leaf: object) -> None:
    *above, last = map(template_name, path.split("."))
    for step in above:
        tree = tree.setdefault(step, {})
    tree[last] = leaf


def _printed_rows(form: DescribedForm, path: str, rows: tuple[Mapping[str, Value], ...]) -> tuple[dict[str, Any], ...]:
    """Return rows as a template sees them, with where merged cells begin and what each indicator's points come to."""
    levels = _levels(form.lists[path], rows)
    points = form.lists[path].by_role(Role.INDICATOR_POINTS)
    printed: list[dict[str, Any]] = []
    sums = _sums_by_level(rows, levels, points)
    for number, (row, here) in enumerate(zip(rows, levels, strict=True), start=1):
        above = levels[number - 2] if number > 1 else None
        shown: dict[str, Any] = {"序号": number}
        for depth, (starts, sum_) in enumerate(_OF_LEVELS, start=1):
            shown[starts] = above is None or here[:depth] != above[:depth]
            if points is not None:
                shown[sum_] = sums[here[:depth]]
        for name, value in row.items():
            _hang(shown, name, value)
        printed.append(shown)
    return tuple(printed)


def _sums_by_level(
    rows: tuple[Mapping[str, Value], ...], levels: list[tuple[str, str]], points: FormField | None
) -> dict[tuple[str, ...], Figure]:
    """Return what the points of all rows of a level-1 indicator, and of one of level 2 below it, come to."""
    alike: dict[tuple[str, ...], list[Figure]] = {}
    for row, here in zip(rows, levels, strict=True):
        value = row[points.name] if points is not None else None
        for depth in (1, 2):
            alike.setdefault(here[:depth], []).extend([value] if isinstance(value, Figure) else [])
    return {level: total(figures, POINTS) for level, figures in alike.items()}


def _levels(listed: FormList, rows: tuple[Mapping[str, Value], ...]) -> list[tuple[str, str]]:
    """Return the indicators of level 1 and 2 that each row is of; one left blank is that of the row above."""
    columns = [listed.by_role(role) for role in (Role.LEVEL1, Role.LEVEL2)]
    found: list[tuple[str, str]] = []
    above = ("", "")
    for row in rows:
        first, second = (_level(row, column, before) for column, before in zip(columns, above, strict=True))
        above = (first, second)
        found.append(above)
    return found


def _level(row: Mapping[str, Value], column: FormField | None, above: str) -> str:
    """Return a row's indicator of a level; one left blank is that of the row above."""
    return above if column is None else str(row[column.name]) or above
