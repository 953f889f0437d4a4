"""A described form set as its description and its templates together make it: which fields there are, and what each is.

The description says what fields are, by path or by pattern; the templates' tags say which there are. A field that only
a pattern describes exists where a tag prints it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from jixiao.figures import MONEY
from jixiao.findings import Place
from jixiao.forms.formula_tree import Expression, FieldReference
from jixiao.forms.template_tags import TemplateTags
from jixiao.model.field_patterns import ANY, best_patterns, last_step
from jixiao.model.form_roles import NUMBER_KINDS, Copies, FilingDuty, MoneyUnit, Owner, Presence, Role, unit_of_kind

if TYPE_CHECKING:
    from jixiao.model.form_description import Description, FieldDescription, FormDescription, FormTie, ListDescription

# What the year itself gives every form: templates print it, no data file holds it.
GIVEN = ("年度", "上年度", "单位", "序号")
# What the rows of a list give beside their columns: their number, the points of all that is of one indicator.
LEVEL1_POINTS, LEVEL2_POINTS = "一级分值", "二级分值"
GIVEN_OF_ROWS = ("序号", LEVEL1_POINTS, LEVEL2_POINTS)
_MONEY = {MoneyUnit.TEN_THOUSAND: MONEY, MoneyUnit.YUAN: "元"}


class FormField(Struct, frozen=True):
    """One field of a form: its path in it (a list's column: 绩效指标.得分), the pattern it fits, what it is.

    The pattern of a column is its name in the list, which may have several steps: 可能性.确定能.
    """

    path: str
    pattern: str
    description: FieldDescription

    @property
    def name(self) -> str:
        """What it is called itself; a column, what it is called in its list."""
        return self.pattern if self.path.endswith(f".{self.pattern}") else last_step(self.path)

    @property
    def is_given(self) -> bool:
        """Whether the year or the unit gives the value, and not the form's data."""
        return self.path.partition(".")[0] in GIVEN

    @property
    def is_entered(self) -> bool:
        """Whether the unit may fill it in."""
        return self.description.owner is Owner.UNIT and not self.is_given

    @property
    def is_number(self) -> bool:
        """Whether formulas can reckon with it."""
        return self.description.kind in NUMBER_KINDS


class FormList(Struct, frozen=True):
    """Rows that repeat: the path of the list and its columns by their names."""

    path: str
    description: ListDescription
    columns: Mapping[str, FormField]

    def by_role(self, role: Role) -> FormField | None:
        """Return the column of a role; None where the list has none."""
        return next((one for one in self.columns.values() if one.description.role is role), None)


class BoundFormula(Struct, frozen=True):
    """The formula of one field: its tree, what ``*`` in its paths stands for, and the place where it begins."""

    target: str
    tree: Expression
    stars: tuple[str, ...]
    text: str
    place: Place

    def place_at(self, offset: int) -> Place:
        """Return the place of the sign so many characters in."""
        return shifted(self.place, offset)

    def bound(self, reference: FieldReference) -> FieldReference:
        """Return one of its references with the names that ``*`` stands for."""
        left = iter(self.stars)
        steps = tuple((next(left, ANY),) if step == (ANY,) else step for step in reference.steps)
        return replace(reference, steps=steps)


class BoundTie(Struct, frozen=True):
    """Two formulas that must agree, and what the description says of them."""

    description: FormTie
    left: BoundFormula
    right: BoundFormula


def shifted(place: Place, offset: int) -> Place:
    """Return the place so many characters further on in a line."""
    return Place(place.file, place.line, place.column + offset)


class DescribedForm(Struct, frozen=True, dict=True):
    """One form: what the description says of it, its fields and lists by path, its formulas by what they give."""

    description: FormDescription
    number: int
    fields: Mapping[str, FormField]
    lists: Mapping[str, FormList]
    tags: TemplateTags
    formulas: Mapping[str, BoundFormula] = {}
    ties: tuple[BoundTie, ...] = ()

    @property
    def name(self) -> str:
        """What formulas and messages call it."""
        return str(self.description.name)

    @property
    def money(self) -> str:
        """The unit of its amounts."""
        return _MONEY[self.description.money_unit]

    @property
    def is_per_project(self) -> bool:
        """Whether a year has one for each project."""
        return self.description.copies is Copies.PER_PROJECT

    @property
    def is_optional(self) -> bool:
        """Whether a year, or a project, may do without it."""
        return self.description.filing is FilingDuty.OPTIONAL

    @cached_property
    def all_fields(self) -> dict[str, FormField]:
        """Its fields and the columns of its lists, by path."""
        columns = {one.path: one for each in self.lists.values() for one in each.columns.values()}
        return {**self.fields, **columns}

    def list_of(self, path: str) -> FormList | None:
        """Return the list that a column belongs to; None for a field of the form itself."""
        held = (one for name, one in self.lists.items() if path.startswith(f"{name}."))
        return next((one for one in held if path.removeprefix(f"{one.path}.") in one.columns), None)

    def by_role(self, role: Role) -> list[FormField]:
        """Return its own fields of a role in order."""
        return [one for one in self.fields.values() if one.description.role is role]

    def unit_of(self, field: FormField) -> str:
        """Return what a field's figures are in; "" for a number without a unit."""
        return unit_of_kind(field.description.kind, money=self.money, measure=field.description.measure)

    def follows(self, field: FormField) -> bool:
        """Return whether a field's value follows from others where it is left out."""
        return field.path in self.formulas or field.description.drawn_from is not None

    def must_be_filled(self, field: FormField) -> bool:
        """Return whether a field may not be left out."""
        return field.description.presence is Presence.REQUIRED and not self.follows(field)


class DescribedSet(Struct, frozen=True):
    """A form set: the name of its folder, what its description says, its forms by name in the order of the package."""

    name: str
    folder: str
    description: Description
    forms: Mapping[str, DescribedForm]


def expand_fields(described: Mapping[str, FieldDescription], tags: TemplateTags) -> dict[str, FormField]:
    """Return a form's own fields by path in the description's order: those named, and those that tags print."""
    printed = dict.fromkeys(tag.path for tag in tags.values if not tag.within)
    by_pattern: dict[str, list[str]] = {}
    for path in printed:
        for pattern in best_patterns(described, path)[:1]:
            by_pattern.setdefault(pattern, []).append(path)
    pairs = ((pattern, path) for pattern in described for path in _paths_of(pattern, by_pattern))
    return {path: FormField(path, pattern, described[pattern]) for pattern, path in pairs}


def _paths_of(pattern: str, printed: Mapping[str, Iterable[str]]) -> Iterator[str]:
    yield from printed.get(pattern, ()) if ANY in pattern.split(".") else [pattern]


def expand_lists(described: Mapping[str, ListDescription]) -> dict[str, FormList]:
    """Return a form's lists by path."""
    found = {}
    for path, one in described.items():
        columns = {name: FormField(f"{path}.{name}", name, field) for name, field in one.fields.items()}
        found[path] = FormList(path, one, columns)
    return found
