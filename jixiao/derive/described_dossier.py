"""Everything that a package of described forms prints, all arithmetic done: one dossier for each set of a year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from jixiao.figures import Figure, Text
from jixiao.forms.described_set import BoundTie, DescribedForm, DescribedSet, FormField
from jixiao.glossary import template_name, term
from jixiao.model.described_record import Value
from jixiao.model.form_description import Role
from jixiao.model.overrides import Override
from jixiao.model.scalars import Day
from jixiao.model.unit import DescribedUnit

LEVEL1_STARTS, LEVEL2_STARTS = "一级首行", "二级首行"
_SHOWN_OF_UNIT = ("unit_name", "filled_by", "filled_on", "telephone")


class FilledTie(Struct, frozen=True):
    """What two formulas that must agree come to in a form."""

    tie: BoundTie
    left: Figure
    right: Figure


class FilledForm(Struct, frozen=True):
    """One form with every value it prints, by path; of its lists row by row and by column.

    ``computed`` is what formulas come to, by path (指标[2].得分 for a row's), also where something was typed instead.
    ``label`` and ``title`` are the part's in the package.
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

    def by_role(self, role: Role) -> list[tuple[FormField, Value]]:
        """Return the form's own values of a role, in order."""
        return [(one, self.values[one.path]) for one in self.form.by_role(role)]


class DescribedDossier(Struct, frozen=True):
    """A package of one described set."""

    described: DescribedSet
    year: Text
    prior_year: Text
    unit: DescribedUnit
    forms: tuple[FilledForm, ...]
    overrides: tuple[Override, ...] = ()

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
    """Return rows as a template sees them, with where merged cells begin."""
    levels = [form.lists[path].by_role(role) for role in (Role.LEVEL1, Role.LEVEL2)]
    printed: list[dict[str, Any]] = []
    above: list[str] = ["", ""]
    for number, row in enumerate(rows, start=1):
        here = [_level(row, column, before) for column, before in zip(levels, above, strict=True)]
        starts = number == 1 or here[0] != above[0]
        flags = {LEVEL1_STARTS: starts, LEVEL2_STARTS: starts or here[1] != above[1], "序号": number}
        printed.append({**{template_name(name): value for name, value in row.items()}, **flags})
        above = here
    return tuple(printed)


def _level(row: Mapping[str, Value], column: FormField | None, above: str) -> str:
    """Return a row's indicator of a level; one left blank is that of the row above."""
    return above if column is None else str(row[column.name]) or above
