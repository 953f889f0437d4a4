"""From the folder of a year to its Submission: which files there must be, and what each is read as."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from msgspec.structs import replace

from jixiao.accounts.ledger import Ledger, open_ledger
from jixiao.errors import UsageError
from jixiao.figures import Text
from jixiao.findings import NOT_FILLED_IN, Finding, Message, Place, finding_at, in_reading_order, is_open_place, quoted
from jixiao.glossary import nearest, term
from jixiao.model.base import Record
from jixiao.model.controls import check_sources
from jixiao.model.data_files import (
    ANNEX2,
    CONTROLS,
    FINAL_ACCOUNTS,
    FORM_SET,
    OPTIONAL,
    REQUIRED,
    SOURCES,
    UNIT,
    DataFile,
)
from jixiao.model.entered_year import EvidenceFile, NumberedProject, Submission
from jixiao.model.final_accounts import FinalAccounts
from jixiao.model.formset import FormSet
from jixiao.model.scalars import open_mark
from jixiao.model.sources import Sources
from jixiao.model.unit import Unit
from jixiao.paths import Workspace, readable
from jixiao.source.decoding import SourceText, read_text
from jixiao.submission.consistency import (
    check_identifiers,
    check_indicators,
    check_outlay_class,
    check_parts,
    check_succession,
    check_year,
    suggestion,
)
from jixiao.submission.drawn_figures import list_undrawn
from jixiao.submission.evidence import list_evidence
from jixiao.submission.form_set_names import find_amount_places, has_described_sets, list_form_set_names
from jixiao.submission.left_out import list_left_open
from jixiao.submission.project_files import list_project_files
from jixiao.submission.set_controls import list_set_controls
from jixiao.submission.validate import read_record, validate
from jixiao.submission.year_folder import YearFolder, list_linked_folders
from jixiao.submission.year_models import FurtherReading, find_model, read_further
from jixiao.submission.year_reading import READ_PAST, YearReading

R = TypeVar("R", bound=Record)


def read_year(workspace: Workspace, year: int) -> YearReading:
    """Return the reading of one year; UsageError if there is no data for it."""
    folder = workspace.year(year)
    if not folder.is_dir():
        known = "、".join(map(str, workspace.years())) or "（没有）"
        raise UsageError(f"没有 {year} 年度的数据：{workspace.shown(folder)}/ 不存在。已有年度：{known}。")
    if (folder / FINAL_ACCOUNTS.name).exists() and not (folder / UNIT.name).exists():
        raise UsageError(f"{year} 年度只有决算数（{FINAL_ACCOUNTS.name}），供下一年度取上年决算用，不能单独成套。")
    if has_described_sets(workspace, year):
        names = "、".join(list_form_set_names(workspace, year))
        able = "make check-data、report、draft、verify、watch、why、diff、schema、todo、new-year、file、fmt"
        raise UsageError(f"{year} 年度用的是由说明写成的表单集（{names}），这个命令还不会做；现在能用的是 {able}。")
    reader = _YearReader(workspace, year)
    submission = reader.submission(reader.prior())
    findings = in_reading_order([*list_linked_folders(workspace, year), *reader.all_findings()])
    return YearReading(submission, findings, list(reader.sources.values()), reader.ledger)


def read_accounts(workspace: Workspace, year: int) -> FinalAccounts | None:
    """Return a year of which only the final accounts are kept; None where they have errors."""
    reader = _YearReader(workspace, year + 1)
    accounts = reader.prior()
    return accounts if isinstance(accounts, FinalAccounts) and not list(reader.all_findings()) else None


class _YearReader:
    """Reads one year; ``prefix`` goes before all paths, so that last year's figures are not taken for this year's."""

    def __init__(self, workspace: Workspace, year: int, prefix: str = "") -> None:
        self.workspace = workspace
        self.year = year
        self.folder = workspace.year(year)
        self.files = YearFolder(workspace, self.folder)
        self.prefix = prefix
        self.sources: dict[str, SourceText] = {}
        self.findings: list[Finding] = []
        self.ledger = Ledger()
        self.places: int | None = None
        self.further: FurtherReading | None = None

    def submission(self, prior: Submission | FinalAccounts | None) -> Submission | None:
        """Return the year as entered, flawed values repaired; None where it is flawed beyond that."""
        self.files.check_names()
        self.files.check_alike_names()
        self._open_ledger()
        held: dict[str, Any] = {UNIT.field: self._record(UNIT)}
        self._open_further(held[UNIT.field])
        held |= {file.field: self._record(file) for file in REQUIRED if file is not UNIT}
        projects = self._projects()
        held |= {file.field: self._optional(file) for file in OPTIONAL}
        self.findings += check_sources(held[CONTROLS.field])
        if any(held[file.field] is None for file in REQUIRED) or (self.further and self.further.fields is None):
            return None
        self.findings += check_year(self._source(UNIT.name), held[UNIT.field].year, self.year)
        self.findings += self.ledger.check_owner(held[UNIT.field].unit_name, self.year)
        held[UNIT.field] = self._with_form_set(held[UNIT.field])
        form_set = self._form_set(held[UNIT.field])
        if form_set is None:
            return None
        self.findings += check_indicators(self._source(ANNEX2.name), held[ANNEX2.field].indicators, form_set)
        for numbered in projects:
            self.findings += check_indicators(self.sources[numbered.file], numbered.project.indicators, form_set)
            self.findings += check_outlay_class(numbered.project.outlay_class, form_set)
        if not self.prefix and (prior or not self.workspace.year(self.year - 1).is_dir()):
            self.findings += check_succession(projects, prior)
        drawn = list_set_controls(self.ledger, form_set.control_sources, form_set.amount_places)
        held[CONTROLS.field] = (*held[CONTROLS.field], *drawn)
        submission = Submission(
            self.year, form_set=form_set, projects=tuple(projects), narrative=self._narrative(form_set), prior=prior,
            evidence=self._evidence(), further=self.further.fields if self.further else None, **held,
        )  # fmt: skip
        misspelt = {one.subject for one in self.all_findings() if one.code == "M001"}
        self.findings += [*list_undrawn(submission)]
        self.findings += [one for one in list_left_open(submission) if one.subject not in misspelt]
        return replace(submission, is_open=any(map(is_open_place, self.all_findings())))

    def all_findings(self) -> Iterable[Finding]:
        """Yield what was found in the files and between them."""
        yield from self.findings
        yield from self.files.findings
        for source in self.sources.values():
            yield from source.findings

    def _report(self, place: Place, message: Message, subject: str = "") -> None:
        self.findings.append(finding_at(place, message, subject=subject))

    # files

    def _source(self, name: str) -> SourceText:
        return self.sources[self.workspace.shown(self.folder / name)]

    def _load(self, path: Path, prefix: str, model: type[R]) -> R | None:
        shown = self.workspace.shown(path)
        if self.files.holds(path):
            full = ".".join(filter(None, (self.prefix, prefix)))
            ledger = None if model is FormSet else self.ledger  # whose references are not the year's
            source, record = read_record(path, shown, full, model, ledger=ledger, places=self.places)
        else:
            source = self._missing(path, "缺少这个文件", "从上一年度复制该文件再修改；各文件的说明见 docs/ 里的手册。")
            record = validate(source, model)
        self.sources[shown] = self.further.explain_keys(source, model) if self.further else source
        return record

    def _missing(self, path: Path, found: str, remedy: str) -> SourceText:
        source = SourceText(self.workspace.shown(path))
        if self.files.lacks(path):
            source.report(Place(source.file), ("L014", found, source.file, remedy))
        return source

    def _record(self, file: DataFile) -> Record | None:
        return self._load(self.folder / file.name, file.path, self._model(file.name))

    def _model(self, name: str) -> type[Any]:
        return find_model(self.further.models if self.further else {})(name)

    def _optional(self, file: DataFile) -> object:
        return file.held(self._record(file) if self.files.holds(self.folder / file.name) else None)

    def _open_ledger(self) -> None:
        """Open the workbooks that figures are drawn from, before any file that refers to them is read."""
        path = self.folder / SOURCES.name
        if self.files.holds(path):
            record = self._load(path, "", Sources)
            self.ledger = open_ledger(self.workspace, self.folder, record.sources if record else ())
            self.places = find_amount_places(self.workspace, self.year)
            self.findings += self.ledger.findings
            self.sources |= {file.file: file for file in self.ledger.files}

    def _open_further(self, unit: Unit | None) -> None:
        """Read what the form set asks for beside the models, before any file that it may stand in."""
        names = list_form_set_names(self.workspace, self.year) if unit is None else [str(unit.form_set)]
        self.further = read_further(self.workspace, names[0]) if len(names) == 1 else None
        if self.further:
            self.sources[self.further.source.file] = self.further.source

    def _projects(self) -> list[NumberedProject]:
        listed = list_project_files(self.workspace, self.files.list_files("projects"))
        self.findings += listed.findings
        projects = []
        for one in listed.files:
            record = self._load(
                one.path, f"{term('projects')}.{one.identifier}", self._model(f"projects/{one.path.name}")
            )
            if record:
                projects.append(NumberedProject(one.number, one.identifier, one.shown, record))
        return projects

    def _narrative(self, form_set: FormSet) -> Mapping[str, str]:
        expected = [str(section.source_file) for section in form_set.sections]
        expected.append(str(form_set.attachments_file))
        for path in self.files.list_files("report"):
            if path.name not in expected:
                missing = [one for one in expected if not (self.folder / "report" / one).exists()]
                guess = nearest(readable(path.name), missing, cutoff=0.6)
                known = f"表单集所列的 {len(expected)} 个文件"
                self.files.report_stray(path, "报告里没有用到的文件", known=known, meant=guess)
        return {name: self._section(self.folder / "report" / name) for name in expected}

    def _section(self, path: Path) -> str:
        shown = self.workspace.shown(path)
        if self.files.holds(path):
            source = read_text(path, shown)
        else:
            source = self._missing(path, "缺少报告的这一部分", "补上该文件；没有内容的写“无”。")
        if self.files.holds(path) and not source.text.strip() and not source.findings:
            source.report(Place(shown), ("M010", "报告的这一部分是空的", "正文", "没有内容的写“无”。"))
        for number, line in enumerate(source.text.split("\n"), start=1):
            if mark := open_mark(line):
                source.report(
                    Place(shown, number), (NOT_FILLED_IN, "报告的这一段：尚未填写", "正文", f"把“{mark}”换成正文。")
                )
        self.sources[shown] = source
        return source.text

    def _evidence(self) -> tuple[EvidenceFile, ...]:
        folder = self.folder / "evidence"
        files, findings = list_evidence(self.files.list_files(folder.name), self.workspace.shown(folder))
        self.findings += findings
        return tuple(files)

    # the form set

    def _with_form_set(self, unit: Unit) -> Unit:
        """Return the unit with the only form set there is, where it could not be read which one is used."""
        names = self._form_sets()
        if not unit.form_set.unknown or len(names) != 1:
            return unit
        return unit.model_copy(update={"form_set": Text(names[0], unit.form_set.place, unit.form_set.path)})

    def _form_sets(self) -> list[str]:
        return sorted(path.parent.name for path in self.workspace.templates.glob(f"*/{FORM_SET.name}"))

    def _form_set(self, unit: Unit) -> FormSet | None:
        names = self._form_sets()
        if unit.form_set not in names:
            if not unit.form_set.unknown:
                expected = f"templates/ 下的一个：{'、'.join(names) or '（没有）'}"
                remedy = suggestion(unit.form_set, names, "改成已有的表单集。")
                message = "M018", f"没有表单集{quoted(unit.form_set)}", expected, remedy
                self._report(unit.form_set.place, message, unit.form_set.path)
            return None
        path = self.workspace.form_set(unit.form_set) / FORM_SET.name
        form_set = self._load(path, "表单", FormSet)
        if form_set is not None:
            self.findings += check_parts(form_set)
        found = self.sources[self.workspace.shown(path)].findings
        return form_set if all(one.code in READ_PAST for one in found) else None

    # last year

    def prior(self) -> Submission | FinalAccounts | None:
        """Return last year as far as it is kept; the year before that one is not looked at."""
        last_year, folder = self.year - 1, self.workspace.year(self.year - 1)
        if (folder / FINAL_ACCOUNTS.name).exists() and not folder.is_symlink():
            path = folder / FINAL_ACCOUNTS.name
            self._open_further(None)
            accounts = self._load(path, term("prior"), self._model(FINAL_ACCOUNTS.name))
            if accounts:
                self.findings += check_year(self.sources[self.workspace.shown(path)], accounts.year, last_year)
                self.findings += check_identifiers(accounts)
            return accounts
        if not folder.is_dir() or folder.is_symlink():
            return None
        if not (folder / UNIT.name).exists():
            shown = self.workspace.shown(folder / FINAL_ACCOUNTS.name)
            remedy = f"补上该文件，附件1的“上年决算”取自它；确实没有上年数据的，删去文件夹 {folder.name}。"
            self._report(Place(shown), ("L014", "上年文件夹里缺少决算数", shown, remedy))
            return None
        if has_described_sets(self.workspace, last_year):
            shown = self.workspace.shown(folder / FINAL_ACCOUNTS.name)
            remedy = "补上该文件，写上附件1各行的上年决算；写法见 docs/data-files.md。"
            self._report(Place(shown), ("L014", "上年用的是由说明写成的表单集，没有“上年决算”可取", shown, remedy))
            return None
        reader = _YearReader(self.workspace, last_year, prefix=term("prior"))
        submission = reader.submission(None)
        self.sources |= reader.sources
        self.findings += [*reader.findings, *reader.files.findings]
        return submission
