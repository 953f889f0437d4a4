"""What a text in described forms may speak of: their lines, projects and indicators, found by roles and labels.

A line is called as in the paths of its figures, or as the set's 同义标签 and 用语 have it; which of its columns a
figure is, its role says, or the role of a field of that name in the same form.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path

from msgspec import Struct

from jixiao.derive.described_dossier import DescribedDossier, FilledForm
from jixiao.figures import RATE, Figure, Text
from jixiao.forms.described_set import FormField
from jixiao.model.field_patterns import last_step, parent
from jixiao.model.form_roles import FieldKind, ListRole, Role
from jixiao.patterns import compile_late
from jixiao.render.printing import Print
from jixiao.rules.claim_subjects import is_line_name, list_project_names, list_row_subjects, strip_quotes
from jixiao.rules.claim_words import Column, find_column
from jixiao.rules.described_sheets import read_sheets
from jixiao.rules.form_tables import FormRow
from jixiao.rules.held_numbers import Held, Subject, hold_figure, merge_subjects

COLUMNS = {
    Role.INITIAL_BUDGET: Column.INITIAL,
    Role.FULL_YEAR_BUDGET: Column.BUDGET,
    Role.OUTTURN: Column.FINAL,
    Role.PRIOR_OUTTURN: Column.PRIOR,
    Role.EXECUTION_RATE: Column.RATE,
    Role.TOTAL_SCORE: Column.SCORE,
}
_OF_WHOLE = (Column.INITIAL, Column.BUDGET, Column.FINAL, Column.PRIOR)
_MONEY = ("万元", "元")
# As many lines as this bear a name that says nothing: 合计, 其他资金.
_MOST_LINES = 4
_SHORT = compile_late(r"[^\W\d_A-Za-z]{2}[费数]")
_ENDINGS = (("费", "费用"), ("经费", "费"), ("金额", ""), ("", "费"), ("", "经费"), ("数", "人数"), ("人数", "人员"))
_CODE = compile_late(r"^\[?[0-9A-Za-z_]{3,}\]?\s*[-—]?\s*(?=[^\W\d_A-Za-z])|(?<!\s)\s*\[[0-9A-Za-z]+\]$")
_PRINTED = compile_late(r"-?[0-9]+(?:\.[0-9]+)?%?")


class PrintedFigures(Struct, frozen=True, dict=True):
    """The figures of a package by their paths, and what is printed of each."""

    figures: Mapping[str, Figure]
    prints: Mapping[str, tuple[Print, ...]]

    def hold(self, path: str) -> Held | None:
        """Return the number at a path as claims are held against it; None where there is none."""
        figure = self.figures.get(path)
        if figure is None:
            return None
        prints = self.prints.get(path, ())
        shown = min((one for one in prints if _amount_of(one) is not None), key=_is_filed, default=None)
        where = shown.spoken if shown is not None else ""
        is_open = any(one.unknown for one in prints)
        return hold_figure(figure, path, map(_amount_of, prints), shown=shown, where=where, is_open=is_open)

    def columns(self, paths: Mapping[Column, Iterable[str]]) -> dict[Column, tuple[Held, ...]]:
        """Return the numbers at some paths by column; no column without one."""
        found = {column: tuple(filter(None, map(self.hold, dict.fromkeys(each)))) for column, each in paths.items()}
        return {column: held for column, held in found.items() if held}


def _amount_of(one: Print) -> Decimal | None:
    words = one.printed.strip()
    if _PRINTED.fullmatch(words) is None:
        return None
    return Decimal(words.rstrip("%")).scaleb(-2 if words.endswith("%") else 0)


def _is_filed(one: Print) -> bool:
    return one.override is not None


def list_figures(dossier: DescribedDossier, prints: Iterable[Print]) -> PrintedFigures:
    """Return every figure of a package by its path, with its prints."""
    figures: dict[str, Figure] = {}
    for form in dossier.forms:
        rows = (row for each in form.rows.values() for row in each)
        for value in (*form.values.values(), *(value for row in rows for value in row.values())):
            if isinstance(value, Figure) and value.path:
                figures.setdefault(value.path, value)
    by_path: dict[str, list[Print]] = {}
    for one in prints:
        by_path.setdefault(one.path, []).append(one)
    return PrintedFigures(figures, {path: tuple(each) for path, each in by_path.items()})


@cache
def _words() -> dict[str, list[str]]:
    return tomllib.loads(Path(__file__).with_name("subject_words.toml").read_text("utf-8"))


class SubjectFinder:
    """Finds what the texts of a package may speak of: those of its unit's forms, and those of one project's form."""

    def __init__(self, dossier: DescribedDossier, printed: PrintedFigures) -> None:
        self.forms, self.printed = dossier.forms, printed
        self.rows: dict[str, list[FormRow]] = {}
        for sheet in read_sheets(dossier):
            self.rows.setdefault(sheet.where, []).extend(sheet.rows)
        about = dossier.described.description
        groups = [[strip_quotes(str(one)) for one in group] for group in (*about.wordings, *about.topics)]
        self.also: dict[str, list[str]] = {}
        for group in groups:
            for name in group:
                self.also.setdefault(name, []).extend(group)

    def of_unit(self) -> tuple[Subject, ...]:
        """Return what the texts of the unit's own forms may speak of."""
        whole = [form for form in self.forms if not form.form.is_per_project]
        lines = (subject for form in whole for subject in self._whole(form, _words()["unit"]))
        rows = [row for each in self.rows.values() for row in each]
        return merge_subjects((*lines, *self._projects(), *self._lines(whole), *list_row_subjects(rows)))

    def of_project(self, form: FilledForm) -> tuple[Subject, ...]:
        """Return what the texts of a project's form may speak of: itself, its lines and indicators, other projects."""
        whole = self._whole(form, _words()["project"])
        return merge_subjects(
            (*whole, *self._projects(), *self._lines([form]), *list_row_subjects(self.rows.get(form.label, ())))
        )

    def implied(self, form: FilledForm) -> Subject | None:
        """Return what a text of a form speaks of where it names nothing: all that the form is about."""
        words = _words()["project" if form.form.is_per_project else "unit"]
        return next(iter(self._whole(form, words)), None)

    def _whole(self, form: FilledForm, called: Iterable[str]) -> Iterator[Subject]:
        columns = self.printed.columns(total_paths(form))
        if columns.get(Column.FINAL) or columns.get(Column.SCORE):
            held = {last_step(parent(path)) for path in _paths_of(columns)}
            names = [*called, *(name for step in held for name in self.also.get(step, ()))]
            yield from (Subject(name, columns) for name in names if len(name) > 2)

    def _projects(self) -> Iterator[Subject]:
        named: dict[str, dict[Column, list[str]]] = {}
        for form in self.forms:
            for name, paths in (*_own_project(form), *_listed_projects(form)):
                for column, each in paths.items():
                    named.setdefault(name, {}).setdefault(column, []).extend(each)
        for name, paths in named.items():
            columns = self.printed.columns(paths)
            for called in list_project_names(name) if columns else ():
                yield Subject(called, columns, is_project=True)

    def _lines(self, forms: Iterable[FilledForm]) -> Iterator[Subject]:
        named: dict[str, dict[tuple[str, ...], dict[Column, list[str]]]] = {}
        for form in forms:
            for way, name, column, path in _lines_of(form):
                named.setdefault(name, {}).setdefault(way, {}).setdefault(column, []).append(path)
        for name, lines in named.items():
            for paths in lines.values() if len(lines) <= _MOST_LINES else ():
                if columns := self.printed.columns(paths):
                    yield from (
                        Subject(called, columns)
                        for called in self._called(name)
                        if called not in named or called == name
                    )

    def _called(self, name: str) -> Iterator[str]:
        bare = strip_quotes(name)
        others = [f"{bare.removesuffix(end)}{instead}" for end, instead in _ENDINGS if bare.endswith(end)]
        plain = (one for one in (bare, *others) if is_line_name(one) or _SHORT.fullmatch(one))
        yield from dict.fromkeys((*plain, *self.also.get(bare, ())))


def _paths_of(columns: Mapping[Column, Iterable[Held]]) -> Iterator[str]:
    return (held.path for each in columns.values() for held in each)


def total_paths(form: FilledForm) -> dict[Column, list[str]]:
    """Return the paths of all that a form is about: of several sources of money those beside the execution rate."""
    rates = {parent(one.path) for one, _ in form.by_role(Role.EXECUTION_RATE)}
    found: dict[Column, list[str]] = {}
    for role, column in COLUMNS.items():
        values = [(field, value) for field, value in form.by_role(role) if isinstance(value, Figure)]
        if column in _OF_WHOLE and not (len(values) == 1 and not rates):
            values = [(field, value) for field, value in values if parent(field.path) in rates]
        if values:
            found[column] = [value.path for _, value in values]
    return found


def project_name(form: FilledForm) -> str:
    """Return what a project's form calls it, without its code; "" where it does not, or nobody knows yet."""
    for _, value in form.by_role(Role.PROJECT_NAME):
        if isinstance(value, Text) and not value.unknown:
            return strip_quotes(_CODE.sub("", value.strip()))
    return ""


def _own_project(form: FilledForm) -> Iterator[tuple[str, dict[Column, list[str]]]]:
    name = project_name(form) if form.form.is_per_project else ""
    if name:
        yield name, total_paths(form)


def _listed_projects(form: FilledForm) -> Iterator[tuple[str, dict[Column, list[str]]]]:
    for path, rows in form.rows.items():
        listed = form.form.lists[path]
        column = listed.by_role(Role.NAME)
        if listed.description.role is not ListRole.PROJECTS or column is None:
            continue
        for row in rows:
            name = row[column.name]
            if isinstance(name, Text) and not name.unknown and len(name.strip()) > 1:
                held = {COLUMNS[role]: listed.by_role(role) for role in COLUMNS}
                paths: dict[Column, list[str]] = {}
                for each, one in held.items():
                    value = row[one.name] if one is not None else None
                    if one is not None and isinstance(value, Figure):
                        for called in _also_called(each, last_step(one.name)):
                            paths.setdefault(called, []).append(value.path)
                yield strip_quotes(_CODE.sub("", name.strip())), paths


def _lines_of(form: FilledForm) -> Iterator[tuple[tuple[str, ...], str, Column, str]]:
    """Yield the figures in columns of named lines: the way to the line, its name, the column, the figure's path."""
    steps = _column_steps(form)
    whole = {parent(one.path) for one, _ in form.by_role(Role.EXECUTION_RATE)}
    for path, value in form.values.items():
        field = form.form.fields[path]
        if not isinstance(value, Figure) or parent(path) in whole or field.description.kind in _SCORES:
            continue
        column, parts = _column_of(field, value, steps), path.split(".")
        names = [part for part in parts if part not in steps and find_column(part) is None]
        for one in _also_called(column, parts[-1]) if names and column is not None else ():
            yield (form.form.name, *names[:-1]), names[-1], one, value.path


def _also_called(column: Column, word: str) -> tuple[Column, ...]:
    """Return the columns that a figure under a word may be said to be in: 预算 that is the 年初预算 is either."""
    named = find_column(word)
    return (column, Column.BUDGET) if named is Column.BUDGET and column is Column.INITIAL else (column,)


_SCORES = (FieldKind.POINTS, FieldKind.SCORE, FieldKind.YEAR)


def _column_steps(form: FilledForm) -> dict[str, Column]:
    """Return what the last steps of a form's paths are columns of, by the roles of the fields that have one."""
    found: dict[str, Column] = {}
    for field in form.form.fields.values():
        role = field.description.role
        if role in COLUMNS and field.description.kind not in _SCORES:
            found.setdefault(last_step(field.path), COLUMNS[role])
    return found


def _column_of(field: FormField, value: Figure, steps: Mapping[str, Column]) -> Column | None:
    role, last = field.description.role, last_step(field.path)
    column = COLUMNS.get(role) if role else None
    column = column or steps.get(last) or find_column(last) or find_column(last_step(parent(field.path)))
    if column is None and last[-2:] and find_column(last[-2:]) is Column.FINAL:
        column = Column.FINAL
    if column is None and value.unit not in _MONEY:
        column = Column.RATE if value.unit == RATE else Column.FINAL
    return column
