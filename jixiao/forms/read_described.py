"""From the folder of a year on described form sets to what was entered: its files, each read as its form asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from jixiao.accounts.ledger import FOLDER, Ledger, open_ledger
from jixiao.errors import UsageError
from jixiao.findings import Finding, Place, finding_at, in_reading_order, is_blocking, is_open_place, quoted
from jixiao.forms.described_set import DescribedForm, DescribedSet
from jixiao.forms.entered_forms import DescribedSubmission, EnteredForm, EnteredSet
from jixiao.forms.form_records import make_form_record
from jixiao.forms.formula_tree import list_references
from jixiao.forms.load_sets import list_described_sets, load_described_sets
from jixiao.forms.missing_forms import find_missing_forms
from jixiao.glossary import nearest, term
from jixiao.model.base import Record
from jixiao.model.controls import check_sources
from jixiao.model.data_files import (
    CONTROLS,
    FILED,
    MOVEMENTS,
    OVERRIDES,
    RESTATEMENTS,
    SOURCES,
    UNIT,
    WAIVERS,
    DataFile,
)
from jixiao.model.described_record import list_rows, list_values
from jixiao.model.entered_year import EvidenceFile
from jixiao.model.sources import Sources
from jixiao.model.unit import DescribedUnit
from jixiao.paths import Workspace, readable
from jixiao.source.decoding import SourceText
from jixiao.submission.consistency import check_year
from jixiao.submission.evidence import list_evidence
from jixiao.submission.form_set_names import is_described
from jixiao.submission.project_files import list_project_files
from jixiao.submission.set_controls import list_set_controls
from jixiao.submission.validate import read_record, validate
from jixiao.submission.year_folder import YearFolder

R = TypeVar("R", bound=Record)
_OPTIONAL = (OVERRIDES, WAIVERS, CONTROLS, SOURCES, MOVEMENTS, FILED, RESTATEMENTS)
_FILES = (UNIT.name, *(file.name for file in _OPTIONAL))
_FOLDERS = ("evidence", FOLDER)


class DescribedReading(Struct):
    """What reading such a year gave: all findings in order, the files read, and what was entered.

    ``repaired`` has 〔待改〕 in place of flawed values, and is None where the forms themselves are not known.
    ``ledger`` are the year's workbooks.
    """

    repaired: DescribedSubmission | None = None
    findings: list[Finding] = field(default_factory=list)
    sources: list[SourceText] = field(default_factory=list)
    ledger: Ledger = field(default_factory=Ledger)

    @property
    def submission(self) -> DescribedSubmission | None:
        """What was entered, None if the year has errors."""
        return self.repaired if all(map(is_open_place, filter(_blocks, self.findings))) else None


def _blocks(finding: Finding) -> bool:
    return is_blocking([finding])


def read_described_year(workspace: Workspace, year: int) -> DescribedReading:
    """Return the reading of a year on described sets; UsageError if there is no data for it."""
    folder = workspace.year(year)
    if not folder.is_dir():
        raise UsageError(f"没有 {year} 年度的数据：{workspace.shown(folder)}/ 不存在。")
    reader = _Reader(workspace, year)
    submission = reader.submission()
    return DescribedReading(
        submission, in_reading_order(reader.all_findings()), list(reader.sources.values()), reader.ledger
    )


def read_last_year(workspace: Workspace, year: int, sets: Mapping[str, EnteredSet]) -> DescribedSubmission | None:
    """Return the year before on the same sets, to be compared with; None where there is none that is without errors."""
    folder = workspace.year(year - 1)
    if not any((folder / name).is_dir() for name in sets):
        return None
    reader = _Reader(workspace, year - 1, {name: one.described for name, one in sets.items()})
    submission = reader.submission()
    is_sound = all(map(is_open_place, filter(_blocks, reader.all_findings())))
    return submission if is_sound else None


class _Reader:
    """Reads one year; of the year before only what formulas ask for, whose findings are its own."""

    def __init__(self, workspace: Workspace, year: int, loaded: Mapping[str, DescribedSet] | None = None) -> None:
        self.workspace = workspace
        self.year = year
        self.loaded = loaded or {}
        self.files = YearFolder(workspace, workspace.year(year))
        self.sources: dict[str, SourceText] = {}
        self.findings: list[Finding] = []
        self.ledger = Ledger()
        self.places: int | None = None

    def all_findings(self) -> Iterator[Finding]:
        yield from self.findings
        yield from self.files.findings
        for source in self.sources.values():
            yield from source.findings

    def submission(self) -> DescribedSubmission | None:
        unit = self._load(self.files.path / UNIT.name, term("unit"), DescribedUnit)
        if unit is None:
            return None
        self.findings += check_year(self.sources[self._shown(UNIT.name)], unit.year, self.year)
        self._open_ledger(str(unit.unit_name))
        sets = self._described_sets(unit)
        self._check_names(list(map(str, unit.form_set)))
        self.files.check_alike_names()
        entered = {name: self._entered_set(one, self.files) for name, one in sets.items()}
        waivers, overrides, filed, restatements = map(self._optional, (WAIVERS, OVERRIDES, FILED, RESTATEMENTS))
        controls, movements = self._optional(CONTROLS), self._optional(MOVEMENTS)
        self.findings += check_sources(controls)
        for one in (each.description for each in sets.values()):
            controls = (*controls, *list_set_controls(self.ledger, one.control_sources, one.amount_places))
        is_open = any(map(is_open_place, self.all_findings()))
        if len(entered) < len(unit.form_set):  # each has its findings
            return None
        return DescribedSubmission(
            self.year,
            unit,
            sets=entered,
            prior=self._prior(sets),
            evidence=self._evidence(),
            overrides=overrides,
            waivers=waivers,
            filed=filed,
            restatements=restatements,
            controls=controls,
            movements=movements,
            is_open=is_open,
        )

    def _evidence(self) -> tuple[EvidenceFile, ...]:
        files, findings = list_evidence(self.files.list_files("evidence"), self._shown("evidence"))
        self.findings += findings
        return tuple(files)

    def _shown(self, name: str) -> str:
        return self.workspace.shown(self.files.path / name)

    # files

    def _load(self, path: Path, prefix: str, model: type[R]) -> R | None:
        shown = self.workspace.shown(path)
        if self.files.holds(path):
            source, record = read_record(path, shown, prefix, model, ledger=self.ledger, places=self.places)
        else:
            source = SourceText(shown)
            if self.files.lacks(path):
                remedy = "照 schemas/ 里的说明写一个，或从上一年度复制；编辑器会提示各键。"
                source.report(Place(shown), ("L014", "缺少这个文件", shown, remedy))
            record = validate(source, model)
        self.sources[shown] = source
        return record

    def _optional(self, file: DataFile) -> Any:
        path = self.files.path / file.name
        return file.held(self._load(path, "", file.model) if self.files.holds(path) else None)

    def _open_ledger(self, unit_name: str) -> None:
        """Open the workbooks that figures are drawn from, before any file that refers to them is read."""
        path = self.files.path / SOURCES.name
        if self.files.holds(path):
            record = self._load(path, "", Sources)
            self.ledger = open_ledger(self.workspace, self.files.path, record.sources if record else ())
            self.findings += [*self.ledger.findings, *self.ledger.check_owner(unit_name, self.year)]
            self.sources |= {file.file: file for file in self.ledger.files}

    def _check_names(self, sets: list[str]) -> None:
        """Find what lies in the year's folder and belongs nowhere."""
        known = f"只有 {'、'.join(_FILES)}，以及每个表单集的文件夹：{'、'.join(sets)}"
        for path in self.files.list_files():
            if path.name not in ((*sets, *_FOLDERS) if path.is_dir() else _FILES):
                missing = [name for name in (*_FILES, *sets) if not self.files.bears(name)]
                guess = nearest(readable(path.name).casefold(), missing, cutoff=0.6)
                what = f"不认识的文件{'夹' if path.is_dir() else ''}"
                self.files.report_stray(path, what, known=known, meant=guess)

    # form sets

    def _described_sets(self, unit: DescribedUnit) -> dict[str, DescribedSet]:
        """Return the sets the unit names, as far as they can be loaded."""
        known = list_described_sets(self.workspace)
        names: list[str] = []
        for name in unit.form_set:
            if name.unknown:
                continue
            if name in names:
                message = "M018", f"表单集{quoted(name)}写了两次", "每个表单集写一次", "删去重复的。"
            elif is_described(self.workspace, name):
                names.append(str(name))
                continue
            elif name in self._coded_sets():
                remedy = "分开两个项目各做一套，或只写其中一种。"
                message = "M018", f"表单集{quoted(name)}不是由说明写成的，不能与别的一起列", "、".join(known), remedy
            else:
                guess = nearest(name, known)
                remedy = f"是否应为“{guess}”？" if guess else "改成已有的表单集。"
                message = "M018", f"没有表单集{quoted(name)}", f"templates/ 下的一个：{'、'.join(known)}", remedy
            self.findings.append(finding_at(name.place, message, subject=name.path, seen=(str(name),)))
        if names and all(name in self.loaded for name in names):
            return {name: self.loaded[name] for name in names}
        readings = load_described_sets(self.workspace, names)
        for reading in readings.values():
            self.sources[reading.source.file] = replace(reading.source, findings=[])
            self.findings += reading.findings
        return {name: one.described for name, one in readings.items() if one.described is not None and one.is_sound}

    def _coded_sets(self) -> list[str]:
        return [path.parent.name for path in self.workspace.templates.glob("*/forms.yaml")]

    # forms

    def _entered_set(self, described: DescribedSet, files: YearFolder, prefix: str = "") -> EnteredSet:
        forms: list[EnteredForm] = []
        self.places = described.description.amount_places
        for form in described.forms.values():
            forms += self._entered_forms(form, f"{described.name}/{form.description.source_file}", files, prefix)
        if not prefix:
            self._check_set_names(described)
            self.findings += find_missing_forms(described, forms, self._shown(described.name))
        return EnteredSet(described, tuple(forms))

    def _check_set_names(self, described: DescribedSet) -> None:
        known = [str(form.description.source_file) for form in described.forms.values()]
        for path in self.files.list_files(described.name):
            if path.name not in known:
                missing = [name for name in known if not self.files.bears(f"{described.name}/{name}")]
                guess = nearest(readable(path.name).casefold(), missing, cutoff=0.6)
                what = f"不认识的文件{'夹' if path.is_dir() else ''}"
                self.files.report_stray(path, what, known=f"只有 {'、'.join(known)}", meant=guess)

    def _entered_forms(self, form: DescribedForm, name: str, files: YearFolder, prefix: str) -> Iterator[EnteredForm]:
        model, path = make_form_record(form), files.path / name
        if not form.is_per_project:
            if form.is_optional and not files.holds(path):
                return
            if record := self._load(path, f"{prefix}{form.name}", model):
                yield _entered(form, record, self.workspace.shown(path), f"{prefix}{form.name}")
            return
        listed = list_project_files(self.workspace, files.list_files(name))
        self.findings += listed.findings
        if not listed.files and not listed.findings and not prefix and not form.is_optional:
            shown = self.workspace.shown(path)
            message = "L014", "没有一个项目的文件", f"{shown}/01-…yaml，每个项目一个", "给每个项目写一个文件。"
            self.findings.append(finding_at(Place(shown), message))
        for one in listed.files:
            begins = f"{prefix}{form.name}.{one.identifier}"
            if record := self._load(one.path, begins, model):
                yield _entered(form, record, one.shown, begins, number=one.number, identifier=one.identifier)

    def _prior(self, sets: Mapping[str, DescribedSet]) -> dict[str, EnteredSet]:
        """Return last year's forms, read as this year's, where a formula asks for them and there are any."""
        files = YearFolder(self.workspace, self.workspace.year(self.year - 1))
        asked = {name: one for name, one in sets.items() if _asks_for_last_year(one)}
        there = {name: one for name, one in asked.items() if (files.path / name).is_dir()}
        return {name: self._entered_set(one, files, f"{term('prior')}.") for name, one in there.items()}


def _entered(
    form: DescribedForm, record: Record, file: str, prefix: str, *, number: int = 0, identifier: str = ""
) -> EnteredForm:
    rows = {path: tuple(each) for path, each in list_rows(record)}
    return EnteredForm(
        form,
        file,
        prefix=prefix,
        values=dict(list_values(record)),
        rows=rows,
        number=number,
        identifier=identifier,
    )


def _asks_for_last_year(described: DescribedSet) -> bool:
    trees = (formula.tree for form in described.forms.values() for formula in form.formulas.values())
    return any(reference.prior for tree in trees for reference, _ in list_references(tree))
