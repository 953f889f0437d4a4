"""The data of a new year on a form set that last year was not on: what has a place in it goes there, the rest is told.

A field's predecessor is the one that it names (原名), else the one of its path, else the only one of its role.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field

from jixiao.forms.described_set import DescribedForm, DescribedSet, FormField, FormList
from jixiao.model.data_files import project_file
from jixiao.model.field_patterns import ANY, match_pattern
from jixiao.model.form_roles import CHOICE_KINDS, REPEATED_ROLES, FieldKind, ListRole
from jixiao.patterns import compile_late
from jixiao.rollforward.described_skeleton import Words, describe_skeleton
from jixiao.rollforward.field_fate import follows_anew, is_asked, is_lasting
from jixiao.rollforward.former_form import FormerForm, FormerValue
from jixiao.rollforward.year_plan import YearPlan
from jixiao.targets.dates import MOVING_YEAR

_NUMBER = compile_late(r"[0-9]+(?:\.[0-9]+)?")


class _Filled(Struct):
    """A new form as far as it is filled in: ``met`` are former fields that have a place, ``fresh`` are new ones."""

    values: dict[str, Words] = field(default_factory=dict)
    rows: dict[str, list[dict[str, Words]]] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)
    fresh: list[str] = field(default_factory=list)
    former_whole: bool = True


def carry_into_set(plan: YearPlan, described: DescribedSet, former: Sequence[FormerForm]) -> set[str]:
    """Put the files of a set into the plan, filled in from ``former`` forms as far as they have what it asks for.

    Return which of their fields, each after its form's name, have a place in the set; what is new in it, the plan says.
    """
    leaving = {one.identifier for one in plan.dropped}
    kept = list(dict.fromkeys(one.identifier for one in former if one.identifier and one.identifier not in leaving))
    met: set[str] = set()
    known = {(one.name, one.identifier) for one in former}
    for form in described.forms.values():
        for file, identifier in _files(described, form, kept).items():
            if form.is_optional and (form.name, identifier) not in known:
                continue
            filled = _fill(form, [one for one in former if one.identifier == identifier], plan.year)
            plan.files[file] = describe_skeleton(form, filled.values, filled.rows).encode()
            met |= filled.met
            plan.fresh += [one for one in filled.fresh if one not in plan.fresh]
    return met


def _files(described: DescribedSet, form: DescribedForm, projects: Iterable[str]) -> dict[str, str]:
    """Return the names of a form's files, each with its project's identifier, "" for a form of the whole unit."""
    base = f"{described.name}/{form.description.source_file}"
    if not form.is_per_project:
        return {base: ""}
    numbered = enumerate(projects, start=1)
    return {f"{base}/{project_file(number, one).rpartition('/')[2]}": one for number, one in numbered}


def _fill(form: DescribedForm, former: Sequence[FormerForm], year: int) -> _Filled:
    filled = _Filled(former_whole=all(one.is_whole for one in former))
    ranked = sorted(former, key=lambda one: one.name != form.name)
    for path, about in form.fields.items():
        found = _predecessor(about, list(form.fields.values()), {one.name: one.values for one in ranked})
        words = _place(filled, form, about, found=found, year=year)
        if words:
            filled.values[path] = words
    for path, held in form.lists.items():
        name, rows = _predecessor_rows(held, ranked)
        filled.rows[path] = [_row(filled, form, held, name=name, row=row, year=year) for row in rows]
        if not rows and any(is_asked(form, column) for column in held.columns.values()):
            filled.fresh.append(f"{form.name}.{path}")
    return filled


def _row(
    filled: _Filled, form: DescribedForm, held: FormList, *, name: str, row: Mapping[str, FormerValue], year: int
) -> dict[str, Words]:
    columns = list(held.columns.values())
    found = {column.pattern: _predecessor(column, columns, {name: row}) for column in columns}
    placed = {
        column.pattern: _place(filled, form, column, found=found[column.pattern], year=year) for column in columns
    }
    return {column: words for column, words in placed.items() if words}


def _place(
    filled: _Filled, form: DescribedForm, about: FormField, *, found: tuple[str, FormerValue] | None, year: int
) -> Words:
    """Return the words that a field takes over, "" for none; what was met and what is new is noted."""
    if found is None:
        told = f"{form.name}.{about.path}"
        known = filled.former_whole or is_lasting(about.description)
        if known and is_asked(form, about) and told not in filled.fresh:
            filled.fresh.append(told)
        return ""
    path, value = found
    if not about.is_entered or follows_anew(form, about) or not is_lasting(about.description):
        filled.met.add(path)
        return ""
    words = _fitting(about, value.words, year)
    if words:
        filled.met.add(path)
    return words


def _predecessor(
    about: FormField, fields: Sequence[FormField], pools: Mapping[str, Mapping[str, FormerValue]]
) -> tuple[str, FormerValue] | None:
    """Return what a field was, with its path after its form's name; None for a field that is new."""
    wanted = _former_path(about)
    for name, pool in pools.items():
        if value := pool.get(wanted) or pool.get(wanted.removeprefix(f"{name}.")):
            return f"{name}.{wanted.removeprefix(f'{name}.')}", value
    role = about.description.role
    alike = [one for one in fields if one.description.role is role]
    if role is None or role in REPEATED_ROLES or len(alike) > 1 or about.description.former_path:
        return None
    for name, pool in pools.items():
        of_role = [(path, value) for path, value in pool.items() if value.role is role]
        if len(of_role) == 1:
            return f"{name}.{of_role[0][0]}", of_role[0][1]
    return None


def _former_path(about: FormField) -> str:
    """Return the path that a field says it had, steps for ``*`` put in as in its own pattern; else its own."""
    said = about.description.former_path
    if said is None:
        return about.name if about.name == about.pattern else about.path
    stars = iter(match_pattern(about.pattern, about.path) or ())
    return ".".join(next(stars, ANY) if step == ANY else step for step in str(said).split("."))


def _predecessor_rows(held: FormList, former: Sequence[FormerForm]) -> tuple[str, Sequence[Mapping[str, FormerValue]]]:
    """Return the rows that a list takes over, with the path of their list after its form's name."""
    for one in former:
        if held.path in one.lists:
            return f"{one.name}.{held.path}", one.lists[held.path].rows
    for one in former:
        of_role = [(path, rows) for path, rows in one.lists.items() if rows.role is held.description.role]
        if len(of_role) == 1 and held.description.role is not ListRole.OTHER:
            return f"{one.name}.{of_role[0][0]}", of_role[0][1].rows
    return "", []


def _fitting(about: FormField, words: Words, year: int) -> Words:
    """Return former words as a field can hold them, "" where it cannot."""
    kind, choices = about.description.kind, [str(one) for one in about.description.choices]
    listed = words if isinstance(words, list) else [words]
    if kind in CHOICE_KINDS:
        fits = all(one in choices for one in listed) and (kind is FieldKind.TICK or len(listed) == 1)
        return words if fits else ""
    text = "、".join(listed)
    if kind is FieldKind.POINTS:
        return text if _NUMBER.fullmatch(text) else ""
    if kind is FieldKind.TARGET:
        text = MOVING_YEAR.sub(lambda match: str(_moved(int(match["year"]), year)), text)
    return text if kind is FieldKind.TEXT or "\n" not in text else ""


def _moved(named: int, year: int) -> int:
    return named + 1 if named in (year - 1, year) else named
