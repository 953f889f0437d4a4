"""The projects of a filed package: their forms, their lines below 项目支出 in Annex 1, their lasting identifiers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from jixiao.glossary import term
from jixiao.importing.field_values import NOT_FILED, FieldValue, Tree, convert_field, convert_fields, join_lines
from jixiao.importing.indicator_tables import FiledRows, read_indicators
from jixiao.importing.label_text import find_label, label_key
from jixiao.importing.table_reader import FiledForm, FiledValue, Row
from jixiao.model.base import Record
from jixiao.model.data_files import FINAL_ACCOUNTS, PROJECT_FILE, project_file
from jixiao.model.final_accounts import ProjectAccounts
from jixiao.model.formset import FormSet
from jixiao.model.scalars import OPEN
from jixiao.paths import Workspace
from jixiao.patterns import compile_late
from jixiao.source.regular_file import MAX_TEXT, read_if_regular

_ALIKE = 0.75
_COLUMNS = ("prior_final", "budget", "final")
_BEFORE_NAME = compile_late(r"^(?:[0-9]{1,2}[.、．)）]|[（(][0-9一二三四五六七八九十]{1,2}[)）]|其中[:：])\s*")
_BEHIND_NAME = compile_late(r"(?:项目)?(?:支出绩效自评表)?$")
_NOTE = compile_late(r"（上年决算含本年不再列支的(.+)）\s*$", re.DOTALL)
_LONGEST_ENDED = 200
_ENDED = compile_late(r"(?<![0-9])([0-9]+(?:\.[0-9]+)?万元)(?=、|$)")
_KEPT_NAME = compile_late(r"^名称: *(.+?)\s*$", re.MULTILINE)


class OutlayLine(Struct):
    """A line below 项目支出: a class, or a project in one; identifier and number once they are known.

    ``moved`` is the line that a project keeps in the class it was in last year.
    """

    name: str
    outlay_class: str
    is_class: bool
    values: Row
    identifier: str = ""
    number: int = 0
    moved: bool = False

    @property
    def key(self) -> str:
        """What names the line in paths."""
        if self.is_class:
            return self.outlay_class
        return f"{self.identifier}（{self.outlay_class}）" if self.moved else self.identifier

    @property
    def ended(self) -> bool:
        """Whether it is a project of last year that has nothing this year: its accounts are last year's alone."""
        prior, *own = (self.amount(name).text for name in _COLUMNS)
        return not self.is_class and prior not in ("0", OPEN) and set(own) == {"0"}

    def amount(self, column: str) -> FieldValue:
        """Return its amount in a column of Annex 1 (``prior_final``, ``budget``, ``final``), in 万元."""
        return convert_field(ProjectAccounts.model_fields["final"], self.values.get(term(column)))

    @property
    def printed(self) -> Row:
        """What it says under each path that is printed."""
        root = f"{term('annex1')}.{term('project_outlay')}.{self.key}"
        own = [term(name) for name in _COLUMNS]
        columns = [*own, *(key for key in self.values if key not in own and key != term("name"))]
        printed = {f"{root}.{key}": self.values[key] for key in columns if key in self.values}
        if not (self.is_class or self.ended):
            name = replace(self.values[term("name")], text=self.name)
            printed[f"{term('projects')}.{self.identifier}.{term('name')}"] = name
        return printed


def read_outlay_lines(rows: Sequence[Row], form_set: FormSet) -> Iterator[OutlayLine]:
    """Yield the lines in the order filed; a project that stands before any class has none."""
    kinds = form_set.outlay_classes
    classes = {label_key(str(words)): str(kind.name) for kind in kinds for words in (kind.printed_as, kind.name)}
    current = ""
    for row in rows:
        filed, ended = _split_note(row[term("name")])
        name = _BEFORE_NAME.sub("", join_lines(filed.text))
        if own := classes.get(label_key(filed.text)) or classes.get(label_key(name)):
            current = own
            yield OutlayLine(own, own, True, {**row, term("name"): filed})
            yield from (OutlayLine(join_lines(one[term("name")].text), own, False, one) for one in ended)
        elif name:
            yield OutlayLine(name, current, False, row)


def _split_note(filed: FiledValue) -> tuple[FiledValue, list[Row]]:
    """Return a class's name, and what a note behind it says of ended projects: 市级专项资金（上年决算含……）."""
    note = _NOTE.search(filed.text)
    if note is None:
        return filed, []
    keys = [term(name) for name in ("name", *_COLUMNS)]
    rows = [(name, amount, "0", "0") for name, amount in _list_ended(note[1])]
    ended = [{key: replace(filed, text=text) for key, text in zip(keys, row, strict=True)} for row in rows]
    return replace(filed, text=filed.text[: note.start()]), ended


def _list_ended(note: str) -> Iterator[tuple[str, str]]:
    """Yield the names and amounts of a note's list: 甲项目1.2万元、乙项目3万元."""
    begin = 0
    for amount in _ENDED.finditer(note):
        if name := note[begin : amount.start()].removeprefix("、"):
            yield name[-_LONGEST_ENDED:], amount[0]
            begin = amount.end()


def find_project(name: str, names: Sequence[str]) -> str | None:
    """Return which of the names a project's name is: the same, or one that is spelled a little otherwise."""
    known = {_BEHIND_NAME.sub("", label_key(one)): one for one in names}
    found = find_label(_BEHIND_NAME.sub("", label_key(name)), known, alike=_ALIKE)
    return known[found] if found else None


class Identifiers(Struct):
    """Gives projects the identifiers that other years know them by, and new ones to the others."""

    known: dict[str, str]
    taken: set[str] = field(default_factory=set)

    def assign(self, name: str, number: int) -> str:
        """Return the lasting identifier of a project, which no other gets."""
        same = find_project(name, [one for one, identifier in self.known.items() if identifier not in self.taken])
        fresh = (f"p{number}_{more}" if more > 1 else f"p{number}" for more in count(1))
        unknown = (one for one in fresh if one not in self.taken.union(self.known.values()))
        identifier = self.known[same] if same else next(unknown)
        self.taken.add(identifier)
        return identifier


def known_identifiers(workspace: Workspace, year: int, brought: Mapping[str, str], *, own: bool = False) -> Identifiers:
    """Return the projects' identifiers by name: as the other years have them, the nearest first, then those brought.

    With ``own`` the year's own data are asked first.
    """
    known: dict[str, str] = {}
    for other in sorted(workspace.years(), key=lambda one: (abs(one - year), one)):
        for name, identifier in _identifiers_in(workspace, other) if own or other != year else ():
            known.setdefault(name, identifier)
    for name, identifier in brought.items():
        if identifier not in known.values():
            known.setdefault(name, identifier)
    return Identifiers(known)


def _identifiers_in(workspace: Workspace, year: int) -> Iterator[tuple[str, str]]:
    from jixiao.submission.read import read_accounts

    for path in sorted((workspace.year(year) / "projects").glob("*.yaml")):
        file = PROJECT_FILE.fullmatch(f"projects/{path.name}")
        if file and (name := _KEPT_NAME.search(_text_of(path))):
            yield name[1].strip("'\""), file["identifier"]
    if (workspace.year(year) / FINAL_ACCOUNTS.name).is_file() and (accounts := read_accounts(workspace, year)):
        yield from ((str(one.name), str(one.identifier)) for one in accounts.project_outlay)


def _text_of(path: Path) -> str:
    return (read_if_regular(path, MAX_TEXT) or b"").decode("utf-8", errors="replace")


class FiledProject(Struct):
    """A project: its number, identifier, name, its filed form (None where only Annex 1 names it), its line there.

    ``values`` and ``indicators`` are those of the form, by path below the project.
    """

    number: int
    identifier: str
    name: str
    part: FiledForm | None = None
    line: OutlayLine | None = None
    values: Row = field(default_factory=dict)
    indicators: FiledRows = field(default_factory=FiledRows)

    @property
    def file(self) -> str:
        """Its data file in the folder of the year."""
        return project_file(self.number, self.identifier)

    @property
    def printed(self) -> Iterator[tuple[str, FiledValue]]:
        """What its form says under each path that is printed."""
        own, root = f"{term('this_project')}.", f"{term('projects')}.{self.identifier}"
        for path, filed in self.part.values.items() if self.part else ():
            yield f"{root}.{path.removeprefix(own)}" if path.startswith(own) else path, filed
        yield from ((f"{root}.{term('indicators')}.{path}", filed) for path, filed in self.indicators.values.items())


def list_projects(
    parts: Sequence[FiledForm], lines: Sequence[OutlayLine], identifiers: Identifiers, form_set: FormSet
) -> list[FiledProject]:
    """Return the projects by number: those with forms in the order filed, then those that only Annex 1 names.

    Their lines get number and identifier, those of last year's projects that have ended too: they are none of this
    year's.
    """
    own = f"{term('this_project')}."
    projects: list[FiledProject] = []
    free = [line for line in lines if not line.is_class and not line.ended]
    for number, part in enumerate(parts, start=1):
        values = {path.removeprefix(own): filed for path, filed in part.values.items() if path.startswith(own)}
        indicators = read_indicators(part.rows.get(f"{own}{term('indicator_rows')}", []), form_set)
        filed = values.get(term("name"))
        name = join_lines(filed.text) if filed else ""
        same = find_project(name, [line.name for line in free]) if name else None
        line = next((line for line in free if line.name == same), None)
        free = [other for other in free if other is not line]
        project = FiledProject(number, identifiers.assign(name or f"p{number}", number), name, part)
        project.line, project.values, project.indicators = line, values, indicators
        projects.append(project)
    for number, line in enumerate(free, start=len(projects) + 1):
        identifier = identifiers.assign(line.name, number)
        projects.append(FiledProject(number, identifier, line.name, line=line))
    for project in projects:
        if project.line is not None:
            project.line.identifier, project.line.number = project.identifier, project.number
    _name_ended([line for line in lines if line.ended], projects, identifiers)
    return projects


def _name_ended(ended: Sequence[OutlayLine], projects: Sequence[FiledProject], identifiers: Identifiers) -> None:
    """Give the lines of last year's projects their identifiers: one that has only moved is also this year's."""
    present = {project.name: project.identifier for project in projects}
    for number, line in enumerate(ended, start=len(projects) + 1):
        same = find_project(line.name, list(present))
        line.moved, line.number = same is not None, number
        line.identifier = present[same] if same else identifiers.assign(line.name, number)


def convert_project(project: FiledProject, lines: Sequence[OutlayLine], unit: str, model: type[Record]) -> Tree:
    """Return the data of a project with a form as its model asks; 实施单位 only where it is another than ``unit``."""
    values, line = dict(project.values), project.line
    total = f"{term('total_score')}.{term('deviation')}"
    if total in values:
        values[term("total_deviation")] = values[total]
    given: Tree = {term("outlay_class"): NOT_FILED, term("indicators"): project.indicators.tree}
    implementer = values.get(term("implementer"))
    if implementer and (name := join_lines(implementer.text)) not in ("", unit):
        given[term("implementer")] = FieldValue(name, implementer)
    if line and line.outlay_class:
        given[term("outlay_class")] = FieldValue(line.outlay_class, line.values.get(term("name")))
    if line and (position := _position(line, lines)):
        given[term("annex1_position")] = FieldValue(str(position))
    return convert_fields(model, values.get, given=given)


def _position(line: OutlayLine, lines: Sequence[OutlayLine]) -> int | None:
    """Return a project's place in its class where Annex 1 does not go by numbers; None where it does."""
    members = (other for other in lines if not other.is_class and not other.ended)
    inside = [other for other in members if other.outlay_class == line.outlay_class]
    numbers = [other.number for other in inside]
    return inside.index(line) + 1 if numbers != sorted(numbers) else None
