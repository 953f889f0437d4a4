"""From the folder of a year to its Submission: which files there must be, and what each is read as."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct, field

from jixiao.errors import UsageError
from jixiao.figures import Text
from jixiao.findings import NOT_FILLED_IN, Finding, Message, Place, finding_at, in_reading_order, is_open_place, quoted
from jixiao.glossary import nearest, term
from jixiao.model.base import Record
from jixiao.model.data_files import (
    ANNEX2,
    FINAL_ACCOUNTS,
    FORM_SET,
    OPTIONAL,
    PROJECT_FILE,
    REQUIRED,
    UNIT,
    DataFile,
)
from jixiao.model.entered_year import EvidenceFile, NumberedProject, Submission
from jixiao.model.final_accounts import FinalAccounts
from jixiao.model.formset import FormSet
from jixiao.model.project import Project
from jixiao.model.scalars import open_mark
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
from jixiao.submission.evidence import list_evidence
from jixiao.submission.validate import read_record, validate

R = TypeVar("R", bound=Record)
Key = TypeVar("Key", int, str)

_FILES = tuple(file.name for file in (*REQUIRED, *OPTIONAL))
_FOLDERS = ("projects", "report", "evidence")
_LINKED: Message = ("L009", "这里是链接，不是文件夹本身", "文件夹本身", "链接不读，换成它所指的文件夹本身。")
_IGNORED = re.compile(r"[.~].*|.*(~|\.bak|\.swp)|README.*|desktop\.ini|Thumbs\.db", re.IGNORECASE)


class YearReading(Struct):
    """What reading a year gave: the submission (None if it has errors), all findings in order, the files read."""

    submission: Submission | None = None
    findings: list[Finding] = field(default_factory=list)
    sources: list[SourceText] = field(default_factory=list)


def read_year(workspace: Workspace, year: int, *, draft: bool = False) -> YearReading:
    """Return the reading of one year; UsageError if there is no data for it.

    What is still to be filled in (待填) is unknown in the submission and a finding of its own. A year with other
    findings has a submission only as a ``draft``, with 〔待改〕 in place of flawed values.
    """
    folder = workspace.year(year)
    if not folder.is_dir():
        known = "、".join(map(str, workspace.years())) or "（没有）"
        raise UsageError(f"没有 {year} 年度的数据：{workspace.shown(folder)}/ 不存在。已有年度：{known}。")
    if (folder / FINAL_ACCOUNTS.name).exists() and not (folder / UNIT.name).exists():
        raise UsageError(f"{year} 年度只有决算数（{FINAL_ACCOUNTS.name}），供下一年度取上年决算用，不能单独成套。")
    if linked := list_linked_folders(workspace, year):
        return YearReading(findings=linked)
    reader = _YearReader(workspace, year)
    submission = reader.submission(reader.prior())
    findings = in_reading_order(reader.all_findings())
    readable = draft or all(map(is_open_place, findings))
    return YearReading(submission if readable else None, findings, list(reader.sources.values()))


def list_linked_folders(workspace: Workspace, year: int) -> list[Finding]:
    """Return findings on folders that are links: they may lead anywhere, so nothing is read behind them."""
    years = workspace.year(year - 1), workspace.year(year)
    folders = [path / name for path in years for name in ("", *_FOLDERS)]
    return [finding_at(Place(workspace.shown(path)), _LINKED) for path in folders if path.is_symlink()]


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
        self.prefix = prefix
        self.sources: dict[str, SourceText] = {}
        self.findings: list[Finding] = []
        self.misnamed: set[Path] = set()

    def submission(self, prior: Submission | FinalAccounts | None) -> Submission | None:
        """Return the year as entered, flawed values repaired; None where it is flawed beyond that."""
        self._check_files()
        held: dict[str, Any] = {file.field: self._record(file) for file in REQUIRED}
        projects = self._projects()
        held |= {file.field: self._optional(file) for file in OPTIONAL}
        if any(held[file.field] is None for file in REQUIRED):
            return None
        self.findings += check_year(self._source(UNIT.name), held[UNIT.field].year, self.year)
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
        return Submission(
            self.year, form_set=form_set, projects=tuple(projects), narrative=self._narrative(form_set), prior=prior,
            evidence=self._evidence(), is_open=any(map(is_open_place, self.all_findings())), **held,
        )  # fmt: skip

    def all_findings(self) -> Iterable[Finding]:
        """Yield what was found in the files and between them."""
        yield from self.findings
        for source in self.sources.values():
            yield from source.findings

    def _report(self, place: Place, message: Message, subject: str = "") -> None:
        self.findings.append(finding_at(place, message, subject=subject))

    # files

    def _check_files(self) -> None:
        missing = {name.partition(".")[0]: name for name in (*_FILES, *_FOLDERS) if not (self.folder / name).exists()}
        known = f"只有 {'、'.join(_FILES)}，以及文件夹 projects/、report/、evidence/"
        for path in filter(self._is_stray, sorted(self.folder.iterdir())):
            guess = nearest(readable(path.name).partition(".")[0], missing, cutoff=0.6)
            what = f"不认识的文件{'夹' if path.is_dir() else ''}"
            self._report_stray(path, what, known, missing[guess] if guess else None)

    def _report_stray(self, path: Path, what: str, known: str, meant: str | None) -> None:
        if meant:
            self.misnamed.add(path.parent / meant)
            known = f"“{meant}”"
        remedy = f"是否应为“{meant}”？是的话改文件名。" if meant else "移到别处，或删去。"
        self._report(Place(self.workspace.shown(path)), ("L010", f"{what}{quoted(readable(path.name))}", known, remedy))

    def _is_stray(self, path: Path) -> bool:
        return path.name not in (_FOLDERS if path.is_dir() else _FILES) and not _IGNORED.fullmatch(path.name)

    def _source(self, name: str) -> SourceText:
        return self.sources[self.workspace.shown(self.folder / name)]

    def _load(self, path: Path, prefix: str, model: type[R]) -> R | None:
        shown = self.workspace.shown(path)
        if os.path.lexists(path):
            source, record = read_record(path, shown, ".".join(filter(None, (self.prefix, prefix))), model)
        else:
            source = self._missing(path, "缺少这个文件", "从上一年度复制该文件再修改；各文件的说明见 docs/ 里的手册。")
            record = validate(source, model)
        self.sources[shown] = source
        return record

    def _missing(self, path: Path, found: str, remedy: str) -> SourceText:
        source = SourceText(self.workspace.shown(path))
        if path not in self.misnamed:
            source.report(Place(source.file), ("L014", found, source.file, remedy))
        return source

    def _record(self, file: DataFile) -> Record | None:
        return self._load(self.folder / file.name, file.path, file.model)

    def _optional(self, file: DataFile) -> object:
        return file.held(self._record(file) if os.path.lexists(self.folder / file.name) else None)

    def _projects(self) -> list[NumberedProject]:
        projects: list[NumberedProject] = []
        numbers: dict[int, str] = {}
        identifiers: dict[str, str] = {}
        for path in sorted((self.folder / "projects").glob("*")):
            if _IGNORED.fullmatch(path.name):
                continue
            shown = self.workspace.shown(path)
            match = PROJECT_FILE.fullmatch(f"projects/{path.name}")
            if not match:
                found = f"项目文件名{quoted(readable(path.name))}不合规则"
                remedy = "改文件名；序号从 01 起，就是附件3的序号；标识取定后不再改动。"
                self._report(Place(shown), ("L015", found, "“两位序号-小写英文标识.yaml”，如 01-building.yaml", remedy))
                continue
            number, identifier = int(match["number"]), match["identifier"]
            self._check_unique(shown, key=number, seen=numbers, code="M013", what="序号")
            self._check_unique(shown, key=identifier, seen=identifiers, code="M016", what="标识")
            record = self._load(path, f"{term('projects')}.{identifier}", Project)
            if record:
                projects.append(NumberedProject(number, identifier, shown, record))
        return sorted(projects, key=lambda project: project.number)

    def _check_unique(self, shown: str, key: Key, seen: dict[Key, str], code: str, what: str) -> None:
        if key in seen:
            found = f"项目{what}“{key}”与 {seen[key]} 相同"
            self._report(Place(shown), (code, found, f"每个项目一个{what}", f"改其中一个文件名里的{what}。"))
        seen.setdefault(key, shown)

    def _narrative(self, form_set: FormSet) -> Mapping[str, str]:
        expected = [str(section.source_file) for section in form_set.sections]
        expected.append(str(form_set.attachments_file))
        for path in sorted((self.folder / "report").glob("*")):
            if path.name not in expected and not _IGNORED.fullmatch(path.name):
                missing = [one for one in expected if not (self.folder / "report" / one).exists()]
                guess = nearest(readable(path.name), missing, cutoff=0.6)
                self._report_stray(path, "报告里没有用到的文件", f"表单集所列的 {len(expected)} 个文件", guess)
        return {name: self._section(self.folder / "report" / name) for name in expected}

    def _section(self, path: Path) -> str:
        shown = self.workspace.shown(path)
        if os.path.lexists(path):
            source = read_text(path, shown)
        else:
            source = self._missing(path, "缺少报告的这一部分", "补上该文件；没有内容的写“无”。")
        if os.path.lexists(path) and not source.text.strip() and not source.findings:
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
        files, findings = list_evidence(folder, self.workspace.shown(folder), _IGNORED)
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
        return None if self.sources[self.workspace.shown(path)].findings else form_set

    # last year

    def prior(self) -> Submission | FinalAccounts | None:
        """Return last year as far as it is kept; the year before that one is not looked at."""
        last_year, folder = self.year - 1, self.workspace.year(self.year - 1)
        if (folder / FINAL_ACCOUNTS.name).exists():
            path = folder / FINAL_ACCOUNTS.name
            accounts = self._load(path, term("prior"), FinalAccounts)
            if accounts:
                self.findings += check_year(self.sources[self.workspace.shown(path)], accounts.year, last_year)
                self.findings += check_identifiers(accounts)
            return accounts
        if not folder.is_dir():
            return None
        if not (folder / UNIT.name).exists():
            shown = self.workspace.shown(folder / FINAL_ACCOUNTS.name)
            remedy = f"补上该文件，附件1的“上年决算”取自它；确实没有上年数据的，删去文件夹 {folder.name}。"
            self._report(Place(shown), ("L014", "上年文件夹里缺少决算数", shown, remedy))
            return None
        reader = _YearReader(self.workspace, last_year, prefix=term("prior"))
        submission = reader.submission(None)
        self.sources |= reader.sources
        self.findings += reader.findings
        return submission
