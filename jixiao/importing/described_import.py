"""Filed forms of described sets as a year's data: what was read, under the keys its description asks for; what is
missing stays 待填. What formulas give is left out where the paper has the same, and kept where it has something else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct, field

from jixiao.derive.described_forms import derive_described
from jixiao.errors import UsageError
from jixiao.figures import Figure
from jixiao.findings import is_blocking
from jixiao.forms.described_set import DescribedForm, FormField
from jixiao.forms.load_sets import SetReading, load_described_sets
from jixiao.forms.read_described import read_described_year
from jixiao.glossary import term
from jixiao.importing.described_rows import fill_rows
from jixiao.importing.field_values import NOT_FILED, FieldValue, Tree
from jixiao.importing.filed_projects import Identifiers
from jixiao.importing.form_recognition import RecognisedDocument, RecognisedForm
from jixiao.importing.import_result import write_tree
from jixiao.importing.import_run import read_bare_accounts, read_form_sets
from jixiao.importing.paper_cells import CellReading
from jixiao.importing.standing_year import StandingYear, find_standing_year
from jixiao.importing.stated_unit import (
    StatedOfUnit,
    first_stated,
    key_of_unit,
    list_conflicts,
    list_stated,
    read_stated,
)
from jixiao.model.data_files import UNIT
from jixiao.model.described_record import Value
from jixiao.model.field_patterns import hang_leaf
from jixiao.model.form_roles import FieldKind, Role
from jixiao.paths import Workspace
from jixiao.source.journal import JournalEntry
from jixiao.source.store import create_years, write_entries
from jixiao.source.work_folder import work_folder


class PlacedForm(Struct, frozen=True):
    """A recognised form and where its data go: the file in the year's folder, what its values' paths begin with."""

    form: DescribedForm
    recognised: RecognisedForm
    name: str
    prefix: str

    @property
    def single(self) -> dict[str, CellReading]:
        """What was read of fields that are there once, by path."""
        return {cell.path: cell for cell in self.recognised.reading.read if "[" not in cell.path}


class DescribedImport(Struct):
    """A year of data read from filed forms: its files, and what to say of it.

    ``missing`` are the forms of its sets that were not filed, by their files; they are to be filled in. ``unit`` is
    what the file of a year that is there says of the unit.
    """

    year: int
    forms: list[PlacedForm] = field(default_factory=list)
    missing: dict[str, DescribedForm] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unit: dict[str, StatedOfUnit] = field(default_factory=dict)

    @property
    def read(self) -> list[tuple[DescribedForm, RecognisedForm]]:
        """The forms with what was read of them."""
        return [(one.form, one.recognised) for one in self.forms]


def plan_described(
    workspace: Workspace, year: int, documents: Sequence[RecognisedDocument], unit_name: str
) -> DescribedImport:
    """Return the data that recognised forms make up; writes nothing. UsageError for forms of another year or none."""
    recognised = [form for document in documents for form in document.forms]
    if not recognised:
        names = "、".join(document.file for document in documents)
        raise UsageError(
            f"{names}：没有认出是哪一种表；没有建立任何文件。没有这种表的表单集的，先用 make new-form 由它做一套。"
        )
    _check_year(recognised, year)
    standing = find_standing_year(workspace, year)
    standing.check_sets(list(dict.fromkeys(form.layout.set_name for form in recognised)))
    described = load_described_sets(workspace, dict.fromkeys(form.layout.set_name for form in recognised))
    plan = DescribedImport(year, list(_placed(described, recognised, standing)), unit=read_stated(workspace, year))
    plan.missing = {name: form for name, form in _missing(described, plan.forms) if name not in standing.files}
    computed = _reckon(workspace, plan, unit_name)
    _write(plan, unit_name, computed)
    plan.notes += list_conflicts(plan.read, _stated_of_unit(plan, unit_name))
    if standing.files:
        del plan.files[UNIT.name]
    return plan


def write_described(workspace: Workspace, plan: DescribedImport) -> None:
    """Write the planned files, into a new year or one that is there, all or nothing.

    UsageError if one of them is there by now, EnvironmentFailure if it fails.
    """
    standing, folder = find_standing_year(workspace, plan.year), workspace.year(plan.year)
    for name in plan.files:
        standing.check_free(name)
    if not standing.files:
        create_years(workspace.root, {folder: plan.files}, "make import", replaced=read_bare_accounts(folder))
        return
    shown = folder.relative_to(workspace.root).as_posix()
    entries = [JournalEntry(f"{shown}/{name}", None, content) for name, content in plan.files.items()]
    write_entries(workspace.root, entries, "make import")


def goes_first(workspace: Workspace, year: int, documents: Sequence[RecognisedDocument]) -> bool:
    """Return whether recognised forms are to be tried before the sets that are not described: theirs is the year."""
    names = {form.layout.set_name for document in documents for form in document.forms}
    described = load_described_sets(workspace, sorted(names)).values()
    fits = [reading.described is not None and year in reading.described.description.applies_to for reading in described]
    coded = read_form_sets(workspace) if [*workspace.templates.glob("*/forms.yaml")] else {}
    return bool(fits) and all(fits) and not any(year in form_set.applies_to for form_set in coded.values())


def _check_year(forms: Sequence[RecognisedForm], year: int) -> None:
    for form in forms:
        if form.reading.year not in (None, year):
            raise UsageError(
                f"{form.file} 里写的是 {form.reading.year} 年度，--year 是 {year}。请核对文件和年度；没有建立任何文件。"
            )


def _placed(
    described: Mapping[str, SetReading], forms: Sequence[RecognisedForm], standing: StandingYear
) -> Iterator[PlacedForm]:
    """Yield where each form's data go; UsageError for a second one of which a year has only one."""
    counts: dict[str, int] = {}
    identifiers = Identifiers({})
    taken: dict[str, str] = {}
    for one in forms:
        reading = described[one.layout.set_name].described
        if reading is None:
            raise UsageError(f"表单集 {one.layout.set_name} 的说明有错；先改好，再导入。")
        form = reading.forms[str(one.layout.form.name)]
        base = f"{one.layout.set_name}/{form.description.source_file}"
        prefix = form.name
        if form.is_per_project:
            last, known = standing.projects_in(base)
            identifiers.taken |= known
            number = counts[base] = counts.get(base, last) + 1
            identifier = identifiers.assign(_project_name(form, one), number)
            base, prefix = f"{base}/{number:02d}-{identifier}.yaml", f"{prefix}.{identifier}"
        standing.check_free(base)
        if base in taken:
            raise UsageError(f"{one.file} 和 {taken[base]} 是同一张表“{form.name}”，只写其中一个；没有建立任何文件。")
        taken[base] = one.file
        yield PlacedForm(form, one, base, prefix)


def _missing(described: Mapping[str, SetReading], forms: Sequence[PlacedForm]) -> Iterator[tuple[str, DescribedForm]]:
    """Yield the forms, of those that a year has one of, that were not filed, with their files."""
    filed = {one.name for one in forms}
    for set_name, reading in described.items():
        for form in reading.described.forms.values() if reading.described else ():
            name = f"{set_name}/{form.description.source_file}"
            if not form.is_per_project and not form.is_optional and name not in filed:
                yield name, form


def _project_name(form: DescribedForm, one: RecognisedForm) -> str:
    named = {field.path for field in form.by_role(Role.PROJECT_NAME)}
    return next((cell.written for cell in one.reading.read if cell.path in named), "")


# what is computed


def _reckon(workspace: Workspace, plan: DescribedImport, unit_name: str) -> set[tuple[str, str]]:
    """Return the values, each by file and path, that formulas give just as they are filed."""
    with work_folder() as folder:
        there = Workspace(Path(folder), workspace.templates)
        _write(plan, unit_name, set())
        create_years(there.root, {there.year(plan.year): plan.files}, "make import")
        reading = read_described_year(there, plan.year)
    if reading.repaired is None:
        return set()
    files = {f"data/{plan.year}/{one.name}": one.name for one in plan.forms}  # forms not filed have nothing to compare
    wrong = {finding.subject for finding in reading.findings if is_blocking([finding])}
    alike: set[tuple[str, str]] = set()
    for dossier in derive_described(reading.repaired).values():
        for form in dossier.forms:
            alike |= {
                (files[form.file], path)
                for path, figure in form.computed.items()
                if form.file in files and path not in wrong and _is_same(form.values.get(path), figure)
            }
    return alike


def _is_same(typed: Value | None, computed: Figure) -> bool:
    return isinstance(typed, Figure) and not computed.unknown and typed.amount == computed.amount


# files


def _write(plan: DescribedImport, unit_name: str, computed: set[tuple[str, str]]) -> None:
    plan.files.clear()
    plan.kept.clear()
    plan.files[UNIT.name] = write_tree(_unit_tree(plan, unit_name), f"# {plan.year} 年度\n").encode()
    stated = {key: said.text for key, said in _stated_of_unit(plan, unit_name).items()}
    for one in plan.forms:
        tree = _form_tree(plan, one, {path for name, path in computed if name == one.name}, stated)
        title = f"# {one.form.description.title}，由 {one.recognised.file} 导入\n"
        plan.files[one.name] = write_tree(tree or make_blank_tree(one.form), title).encode()
    for name, form in plan.missing.items():
        title = f"# {form.description.title}：没有报送件，待填\n"
        plan.files[name] = write_tree(make_blank_tree(form), title).encode()


def _unit_tree(plan: DescribedImport, unit_name: str) -> Tree:
    sets = list(dict.fromkeys(one.recognised.layout.set_name for one in plan.forms))
    stated = {key: said.text for key, said in _stated_of_unit(plan, unit_name).items()}
    return {
        term("year"): FieldValue(str(plan.year)),
        term("form_set"): FieldValue(sets[0]) if len(sets) == 1 else [FieldValue(one) for one in sets],
        **{
            term(key): FieldValue(stated[term(key)]) if stated.get(term(key)) else NOT_FILED
            for key in ("unit_name", "filled_by", "filled_on", "telephone")
        },
    }


def _stated_of_unit(plan: DescribedImport, unit_name: str) -> dict[str, StatedOfUnit]:
    """Return what the year's file says of the unit: what is there, what was asked for, or what a form says first."""
    return plan.unit or first_stated(list_stated(plan.read), unit_name)


def _form_tree(plan: DescribedImport, one: PlacedForm, computed: set[str], stated: dict[str, str]) -> Tree:
    tree: Tree = {}
    single, unread = one.single, {cell.path for cell in one.recognised.reading.left}
    for path, about in one.form.fields.items():
        cell = single.get(path)
        if not about.is_entered or path in computed:
            continue
        if cell is not None and stated.get(key_of_unit(one.form, path)) == cell.written:
            continue  # it is drawn from the unit's file
        if cell is not None:
            hang_leaf(tree, path, _leaf(about, cell.written))
            if path in one.form.formulas:
                plan.kept.append(f"{one.recognised.file} {cell.place}  {path}：{cell.text.strip()}")
        elif path in unread or one.form.must_be_filled(about):
            hang_leaf(tree, path, NOT_FILED)
    for path, each in one.form.lists.items():
        hang_leaf(tree, path, fill_rows(each, one.recognised.reading, one.form.formulas))
    return tree


def make_blank_tree(form: DescribedForm) -> Tree:
    """Return a form of which nothing was filed; what may be left out stands there blank where all may be."""
    tree: Tree = {}
    entered = [path for path, about in form.fields.items() if about.is_entered and path not in form.formulas]
    required = [path for path in entered if form.must_be_filled(form.fields[path])]
    for path in required or entered:
        hang_leaf(tree, path, NOT_FILED if required else FieldValue(None))
    for path in form.lists:
        hang_leaf(tree, path, [])
    return tree


def _leaf(about: FormField, text: str) -> FieldValue | list[FieldValue]:
    ticked = text.split("、") if about.description.kind is FieldKind.TICK else [text]
    return FieldValue(text) if len(ticked) == 1 else [FieldValue(one) for one in ticked]
