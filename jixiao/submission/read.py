"""From the folder of a year to its Submission: which files there must be, and what each is read as."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath
from typing import TypeVar

from msgspec import Struct, field

from jixiao.errors import UsageError
from jixiao.figures import Text
from jixiao.findings import NOT_FILLED_IN, Finding, Place, in_reading_order, is_open_place, quoted
from jixiao.glossary import nearest, term
from jixiao.model.annex1 import Annex1
from jixiao.model.annex2 import Annex2
from jixiao.model.annex5 import Annex5
from jixiao.model.base import Record
from jixiao.model.basic import BasicOutlay
from jixiao.model.controls import Controls
from jixiao.model.entered_year import EvidenceFile, NumberedProject, Submission
from jixiao.model.filed import Filed, Restatements
from jixiao.model.final_accounts import FinalAccounts
from jixiao.model.formset import FormSet
from jixiao.model.movements import Movements
from jixiao.model.overrides import Overrides
from jixiao.model.project import Project as ProjectRecord
from jixiao.model.scalars import open_mark
from jixiao.model.unit import Unit
from jixiao.model.waivers import Waivers
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

_FINAL_ACCOUNTS = "final-accounts.yaml"
_REQUIRED = ("unit.yaml", "annex1.yaml", "annex2.yaml", "annex5.yaml", "basic.yaml")
_OPTIONAL = ("overrides.yaml", "waivers.yaml", "control.yaml", "movements.yaml", "filed.yaml", "restatements.yaml")
_FOLDERS = ("projects", "report", "evidence")
_PROJECT_FILE = re.compile(r"(?!0+-)([0-9]{2,3})-([a-z][a-z0-9_]*)\.yaml")
_IGNORED = re.compile(r"[.~].*|.*(~|\.bak|\.swp)|README.*|desktop\.ini|Thumbs\.db", re.IGNORECASE)


class YearReading(Struct):
    """What reading a year gave: the submission (None if it has errors), all findings in order, the files read.

    ``models`` are what the YAML files were read as, by file.
    """

    submission: Submission | None = None
    findings: list[Finding] = field(default_factory=list)
    sources: list[SourceText] = field(default_factory=list)
    models: dict[str, type[Record]] = field(default_factory=dict)


def read_year(workspace: Workspace, year: int, *, draft: bool = False) -> YearReading:
    """Return the reading of one year; UsageError if there is no data for it.

    What is still to be filled in (待填) is unknown in the submission and a finding of its own. A year with other
    findings has a submission only as a ``draft``, with 〔待改〕 in place of flawed values.
    """
    folder = workspace.year(year)
    if not folder.is_dir():
        known = "、".join(map(str, workspace.years())) or "（没有）"
        raise UsageError(f"没有 {year} 年度的数据：{workspace.shown(folder)}/ 不存在。已有年度：{known}。")
    if (folder / _FINAL_ACCOUNTS).exists() and not (folder / "unit.yaml").exists():
        raise UsageError(f"{year} 年度只有决算数（{_FINAL_ACCOUNTS}），供下一年度取上年决算用，不能单独成套。")
    reader = _YearReader(workspace, year)
    submission = reader.submission(reader.prior())
    findings = in_reading_order(reader.all_findings())
    readable = draft or all(map(is_open_place, findings))
    return YearReading(submission if readable else None, findings, list(reader.sources.values()), reader.models)


def read_accounts(workspace: Workspace, year: int) -> FinalAccounts | None:
    """Return a year of which only the final accounts are kept; None where they have errors."""
    reader = _YearReader(workspace, year + 1)
    accounts = reader.prior()
    return accounts if isinstance(accounts, FinalAccounts) and not list(reader.all_findings()) else None


class _YearReader:
    """Reads one year; ``prefix`` goes before all paths, so that last year's figures are not taken for this year's."""

    def __init__(self, workspace: Workspace, year: int, prefix: str = "") -> None:
        self.project = workspace
        self.year = year
        self.folder = workspace.year(year)
        self.prefix = prefix
        self.sources: dict[str, SourceText] = {}
        self.models: dict[str, type[Record]] = {}
        self.findings: list[Finding] = []
        self.misnamed: set[Path] = set()

    def submission(self, prior: Submission | FinalAccounts | None) -> Submission | None:
        """Return the year as entered, flawed values repaired; None where it is flawed beyond that."""
        self._check_files()
        unit = self._record("unit.yaml", term("unit"), Unit)
        annex1 = self._record("annex1.yaml", term("annex1"), Annex1)
        annex2 = self._record("annex2.yaml", term("annex2"), Annex2)
        annex5 = self._record("annex5.yaml", term("annex5"), Annex5)
        basic = self._record("basic.yaml", term("basic_outlay"), BasicOutlay)
        projects = self._projects()
        overrides = self._optional("overrides.yaml", Overrides)
        waivers = self._optional("waivers.yaml", Waivers)
        controls = self._optional("control.yaml", Controls)
        movements = self._optional("movements.yaml", Movements)
        filed = self._optional("filed.yaml", Filed)
        restatements = self._optional("restatements.yaml", Restatements)
        if not (unit and annex1 and annex2 and annex5 and basic):
            return None
        self.findings += check_year(self._source("unit.yaml"), unit.year, self.year)
        unit = self._with_form_set(unit)
        form_set = self._form_set(unit)
        if form_set is None:
            return None
        self._check_terms(form_set, annex2, projects)
        if not self.prefix and (prior or not self.project.year(self.year - 1).is_dir()):
            self.findings += check_succession(projects, prior)
        return Submission(
            self.year, form_set=form_set, unit=unit, annex1=annex1, annex2=annex2, annex5=annex5, basic_outlay=basic,
            projects=tuple(projects), narrative=self._narrative(form_set),
            overrides=tuple(overrides.overrides if overrides else ()),
            waivers=tuple(waivers.waivers if waivers else ()),
            controls=tuple(controls.controls if controls else ()),
            movements=tuple(movements.movement_reasons if movements else ()),
            filed=filed, restatements=tuple(restatements.restatements if restatements else ()),
            prior=prior, evidence=self._evidence(), is_open=any(map(is_open_place, self.all_findings())),
        )  # fmt: skip

    def all_findings(self) -> Iterable[Finding]:
        """Yield what was found in the files and between them."""
        yield from self.findings
        for source in self.sources.values():
            yield from source.findings

    def _report(self, code: str, place: Place, found: str, expected: str, remedy: str, subject: str = "") -> None:
        self.findings.append(
            Finding(code, place=place, found=found, expected=expected, remedy=remedy, subject=subject or place.file)
        )

    # files

    def _check_files(self) -> None:
        strays = [path for path in sorted(self.folder.iterdir()) if self._is_stray(path)]
        missing = [name for name in (*_REQUIRED, *_FOLDERS, *_OPTIONAL) if not (self.folder / name).exists()]
        for path in strays:
            guess = nearest(
                readable(path.name).partition(".")[0], [one.partition(".")[0] for one in missing], cutoff=0.6
            )
            meant = next((one for one in missing if one.partition(".")[0] == guess), None)
            known = f"只有 {'、'.join((*_REQUIRED, *_OPTIONAL))}，以及文件夹 projects/、report/、evidence/"
            self._report_stray(path, f"不认识的文件{'夹' if path.is_dir() else ''}", known, meant)

    def _report_stray(self, path: Path, what: str, known: str, meant: str | None) -> None:
        if meant:
            self.misnamed.add(path.parent / meant)
            known = f"“{meant}”"
        remedy = f"是否应为“{meant}”？是的话改文件名。" if meant else "移到别处，或删去。"
        self._report("L010", Place(self.project.shown(path)), f"{what}{quoted(readable(path.name))}", known, remedy)

    def _is_stray(self, path: Path) -> bool:
        known = _FOLDERS if path.is_dir() else (*_REQUIRED, *_OPTIONAL)
        return path.name not in known and not _IGNORED.fullmatch(path.name)

    def _source(self, name: str) -> SourceText:
        return self.sources[self.project.shown(self.folder / name)]

    def _load(self, path: Path, prefix: str, model: type[R]) -> R | None:
        shown = self.project.shown(path)
        self.models[shown] = model
        if path.exists():
            source, record = read_record(path, shown, ".".join(filter(None, (self.prefix, prefix))), model)
        else:
            source = self._missing(path, "缺少这个文件", "从上一年度复制该文件再修改；各文件的说明见 docs/ 里的手册。")
            record = validate(source, model)
        self.sources[shown] = source
        return record

    def _missing(self, path: Path, found: str, remedy: str) -> SourceText:
        source = SourceText(self.project.shown(path))
        if path not in self.misnamed:
            source.report("L014", Place(source.file), found, source.file, remedy)
        return source

    def _record(self, name: str, prefix: str, model: type[R]) -> R | None:
        return self._load(self.folder / name, prefix, model)

    def _optional(self, name: str, model: type[R]) -> R | None:
        return self._record(name, "", model) if (self.folder / name).exists() else None

    def _projects(self) -> list[NumberedProject]:
        projects: list[NumberedProject] = []
        numbers: dict[int, str] = {}
        identifiers: dict[str, str] = {}
        for path in sorted((self.folder / "projects").glob("*")):
            if _IGNORED.fullmatch(path.name):
                continue
            shown = self.project.shown(path)
            match = _PROJECT_FILE.fullmatch(path.name)
            if not match:
                self._report(
                    "L015",
                    Place(shown),
                    f"项目文件名{quoted(readable(path.name))}不合规则",
                    "“两位序号-小写英文标识.yaml”，如 01-building.yaml",
                    "改文件名；序号从 01 起，就是附件3的序号；标识取定后不再改动。",
                )
                continue
            number, identifier = int(match[1]), match[2]
            self._check_unique(shown, key=number, seen=numbers, code="M013", what="序号")
            self._check_unique(shown, key=identifier, seen=identifiers, code="M016", what="标识")
            record = self._record(f"projects/{path.name}", f"{term('projects')}.{identifier}", ProjectRecord)
            if record:
                projects.append(NumberedProject(number, identifier, shown, record))
        return sorted(projects, key=lambda project: project.number)

    def _check_unique(self, shown: str, key: Key, seen: dict[Key, str], code: str, what: str) -> None:
        if key in seen:
            found = f"项目{what}“{key}”与 {seen[key]} 相同"
            self._report(code, Place(shown), found, f"每个项目一个{what}", f"改其中一个文件名里的{what}。")
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
        shown = self.project.shown(path)
        if path.exists():
            source = read_text(path, shown)
        else:
            source = self._missing(path, "缺少报告的这一部分", "补上该文件；没有内容的写“无”。")
        if path.exists() and not source.text.strip() and not source.findings:
            source.report("M010", Place(shown), "报告的这一部分是空的", "正文", "没有内容的写“无”。")
        for number, line in enumerate(source.text.split("\n"), start=1):
            if mark := open_mark(line):
                source.report(
                    NOT_FILLED_IN, Place(shown, number), "报告的这一段：尚未填写", "正文", f"把“{mark}”换成正文。"
                )
        self.sources[shown] = source
        return source.text

    def _evidence(self) -> tuple[EvidenceFile, ...]:
        folder = self.folder / "evidence"
        files, findings = list_evidence(folder, self.project.shown(folder), _IGNORED)
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
        return sorted(path.parent.name for path in self.project.templates.glob("*/forms.yaml"))

    def _form_set(self, unit: Unit) -> FormSet | None:
        names = self._form_sets()
        if unit.form_set not in names:
            if not unit.form_set.unknown:
                self._report(
                    "M018",
                    unit.form_set.place,
                    f"没有表单集{quoted(unit.form_set)}",
                    f"templates/ 下的一个：{'、'.join(names) or '（没有）'}",
                    suggestion(unit.form_set, names, "改成已有的表单集。"),
                    unit.form_set.path,
                )
            return None
        path = self.project.form_set(unit.form_set) / "forms.yaml"
        form_set = self._load(path, "表单", FormSet)
        if form_set is not None:
            self.findings += check_parts(form_set)
        return None if self.sources[self.project.shown(path)].findings else form_set

    def _check_terms(self, form_set: FormSet, annex2: Annex2, projects: Iterable[NumberedProject]) -> None:
        self.findings += check_indicators(self._source("annex2.yaml"), annex2.indicators, form_set)
        for numbered in projects:
            source = self._source(f"projects/{PurePath(numbered.file).name}")
            self.findings += check_indicators(source, numbered.project.indicators, form_set)
            self.findings += check_outlay_class(numbered.project.outlay_class, form_set)

    # last year

    def prior(self) -> Submission | FinalAccounts | None:
        """Return last year as far as it is kept; the year before that one is not looked at."""
        last_year, folder = self.year - 1, self.project.year(self.year - 1)
        if (folder / _FINAL_ACCOUNTS).exists():
            path = folder / _FINAL_ACCOUNTS
            accounts = self._load(path, term("prior"), FinalAccounts)
            if accounts:
                self.findings += check_year(self.sources[self.project.shown(path)], accounts.year, last_year)
                self.findings += check_identifiers(accounts)
            return accounts
        if not folder.is_dir():
            return None
        if not (folder / "unit.yaml").exists():
            shown = self.project.shown(folder / _FINAL_ACCOUNTS)
            remedy = f"补上该文件，附件1的“上年决算”取自它；确实没有上年数据的，删去文件夹 {folder.name}。"
            self._report("L014", Place(shown), "上年文件夹里缺少决算数", shown, remedy)
            return None
        reader = _YearReader(self.project, last_year, prefix=term("prior"))
        submission = reader.submission(None)
        self.sources |= reader.sources
        self.findings += reader.findings
        return submission
