"""From the folder of a year to its Submission: which files there must be, and what ties them together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from jixiao.errors import UsageError
from jixiao.findings import Finding, Place
from jixiao.glossary import nearest, term
from jixiao.load import Entries, Source, load_yaml, read_text
from jixiao.model.annex1 import Annex1
from jixiao.model.annex2 import Annex2
from jixiao.model.annex5 import Annex5
from jixiao.model.base import Record
from jixiao.model.basic import BasicOutlay
from jixiao.model.controls import Controls
from jixiao.model.evaluation import IndicatorTree
from jixiao.model.final_accounts import FinalAccounts
from jixiao.model.formset import FormSet
from jixiao.model.overrides import Overrides
from jixiao.model.project import Project as ProjectRecord
from jixiao.model.submission import NumberedProject, Submission
from jixiao.model.unit import Unit
from jixiao.model.waivers import Waivers
from jixiao.paths import Project
from jixiao.validate import validate

R = TypeVar("R", bound=Record)

_FINAL_ACCOUNTS = "final-accounts.yaml"
_REQUIRED = ("unit.yaml", "annex1.yaml", "annex2.yaml", "annex5.yaml", "basic.yaml")
_OPTIONAL = ("overrides.yaml", "waivers.yaml", "control.yaml")
_PROJECT_FILE = re.compile(r"([0-9]{2,3})-([a-z][a-z0-9_]*)\.yaml")
_IGNORED = re.compile(r"[.~].*|.*(~|\.bak|\.swp)|README.*", re.IGNORECASE)


@dataclass(slots=True)
class Reading:
    """What reading a year gave: the submission (None if it has errors), all findings, the files read."""

    submission: Submission | None = None
    findings: list[Finding] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)


def read_year(project: Project, year: int, *, draft: bool = False) -> Reading:
    """Return the reading of one year; UsageError if there is no data for it."""
    folder = project.year(year)
    if not folder.is_dir():
        known = "、".join(map(str, project.years())) or "（没有）"
        raise UsageError(f"没有 {year} 年度的数据：{project.shown(folder)}/ 不存在。已有年度：{known}。")
    if (folder / _FINAL_ACCOUNTS).exists() and not (folder / "unit.yaml").exists():
        raise UsageError(f"{year} 年度只有决算数（{_FINAL_ACCOUNTS}），供下一年度取上年决算用，不能单独成套。")
    return _YearReader(project, year, draft).read()


class _YearReader:
    def __init__(self, project: Project, year: int, draft: bool) -> None:
        self.project = project
        self.year = year
        self.folder = project.year(year)
        self.draft = draft
        self.reading = Reading()

    def read(self) -> Reading:
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
        form_set = self._form_set(unit) if unit else None
        narrative = self._narrative(form_set) if form_set else {}
        if unit:
            self._check_year(unit)
        if form_set:
            self._check_terms(form_set, annex2, projects)
        prior = self._prior()
        self._collect()
        if unit and annex1 and annex2 and annex5 and basic and form_set and (self.draft or self._whole()):
            self.reading.submission = Submission(
                self.year, form_set, unit, annex1, annex2, annex5, basic,
                tuple(projects), narrative,
                tuple(overrides.overrides if overrides else ()),
                tuple(waivers.waivers if waivers else ()),
                tuple(controls.controls if controls else ()),
                prior,
            )  # fmt: skip
        return self.reading

    def _whole(self) -> bool:
        return not self.reading.findings

    def _collect(self) -> None:
        for source in self.reading.sources:
            self.reading.findings += source.findings

    def _report(self, code: str, place: Place, found: str, expected: str, remedy: str) -> None:
        self.reading.findings.append(Finding(code, place, found, expected, remedy))

    # files

    def _check_files(self) -> None:
        known = {*_REQUIRED, *_OPTIONAL}
        for path in sorted(self.folder.iterdir()):
            if path.is_dir() or path.name in known or _IGNORED.fullmatch(path.name):
                continue
            guess = nearest(path.name, known)
            self._report(
                "L010",
                Place(self.project.shown(path)),
                f"不认识的文件“{path.name}”",
                f"只有 {'、'.join(sorted(known))}，以及 projects/ 和 report/",
                f"是否应为“{guess}”？" if guess else "移到别处，或删去。",
            )

    def _load(self, name: str, prefix: str) -> Source:
        path = self.folder / name
        shown = self.project.shown(path)
        if path.exists():
            source = load_yaml(path, shown, prefix)
        else:
            source = Source(shown)
            source.report(
                "L014",
                Place(shown),
                "缺少这个文件",
                f"{shown}",
                "从上一年度复制该文件再修改；各文件的说明见 docs/ 里的手册。",
            )
        self.reading.sources.append(source)
        return source

    def _record(self, name: str, prefix: str, model: type[R]) -> R | None:
        return validate(self._load(name, prefix), model, draft=self.draft)

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
                    f"项目文件名“{path.name}”不合规则",
                    "“两位序号-小写英文标识.yaml”，如 01-building.yaml",
                    "改文件名；序号就是附件3的序号，标识取定后不再改动。",
                )
                continue
            number, identifier = int(match[1]), match[2]
            self._check_unique(shown, number, numbers, "M013", "序号")
            self._check_unique(shown, identifier, identifiers, "M016", "标识")
            record = self._record(f"projects/{path.name}", f"{term('projects')}.{identifier}", ProjectRecord)
            if record:
                projects.append(NumberedProject(number, identifier, shown, record))
        return sorted(projects, key=lambda project: project.number)

    def _check_unique(self, shown: str, key: R2, seen: dict[R2, str], code: str, what: str) -> None:
        if key in seen:
            self._report(
                code,
                Place(shown),
                f"项目{what}“{key}”与 {seen[key]} 相同",
                f"每个项目一个{what}",
                f"改其中一个文件名里的{what}。",
            )
        seen.setdefault(key, shown)

    def _optional(self, name: str, model: type[R]) -> R | None:
        return self._record(name, "", model) if (self.folder / name).exists() else None

    def _narrative(self, form_set: FormSet) -> Mapping[str, str]:
        expected = [str(section.source_file) for section in form_set.sections]
        expected.append(str(form_set.attachments_file))
        texts: dict[str, str] = {}
        for name in expected:
            path = self.folder / "report" / name
            shown = self.project.shown(path)
            source = read_text(path, shown) if path.exists() else Source(shown)
            if not path.exists():
                source.report("L014", Place(shown), "缺少报告的这一部分", shown, "补上该文件；没有内容的写“无”。")
            elif not source.text.strip():
                source.report("M010", Place(shown), "报告的这一部分是空的", "正文", "没有内容的写“无”。")
            self.reading.sources.append(source)
            texts[name] = source.text
        self._check_stray_sections(expected)
        return texts

    def _check_stray_sections(self, expected: list[str]) -> None:
        for path in sorted((self.folder / "report").glob("*")):
            if path.name not in expected and not _IGNORED.fullmatch(path.name):
                guess = nearest(path.name, expected)
                self._report(
                    "L010",
                    Place(self.project.shown(path)),
                    f"报告里没有用到的文件“{path.name}”",
                    f"表单集所列的 {len(expected)} 个文件",
                    f"是否应为“{guess}”？" if guess else "移到别处，或删去。",
                )

    # what ties files together

    def _form_set(self, unit: Unit) -> FormSet | None:
        folder = self.project.form_set(str(unit.form_set))
        names = sorted(path.parent.name for path in (self.project.root / "templates").glob("*/forms.yaml"))
        if unit.form_set not in names:
            guess = nearest(str(unit.form_set), names)
            self._report(
                "M018",
                unit.form_set.place,
                f"没有表单集“{unit.form_set}”",
                f"templates/ 下的一个：{'、'.join(names) or '（没有）'}",
                f"是否应为“{guess}”？" if guess else "改成已有的表单集。",
            )
            return None
        source = load_yaml(folder / "forms.yaml", self.project.shown(folder / "forms.yaml"), "表单")
        self.reading.sources.append(source)
        return validate(source, FormSet)

    def _check_year(self, unit: Unit) -> None:
        if unit.year != self.year:
            source = self.reading.sources[0]
            tree = source.tree
            place = tree.key_places[term("year")] if isinstance(tree, Entries) else Place(source.file)
            self._report(
                "M019",
                place,
                f"年度是 {unit.year}，文件夹是 {self.year}",
                f"年度: {self.year}",
                "改年度，或把文件夹改名，两者要一致。",
            )

    def _check_terms(self, form_set: FormSet, annex2: Annex2 | None, projects: Iterable[NumberedProject]) -> None:
        if annex2:
            self._check_indicators(form_set, annex2.indicators, "annex2.yaml")
        classes = [str(kind.name) for kind in form_set.outlay_classes]
        for numbered in projects:
            record = numbered.project
            self._check_indicators(form_set, record.indicators, f"projects/{Path(numbered.file).name}")
            if record.outlay_class not in classes and record.outlay_class.place.file:
                guess = nearest(str(record.outlay_class), classes)
                self._report(
                    "M017",
                    record.outlay_class.place,
                    f"支出类别“{record.outlay_class}”不在表单集中",
                    "、".join(classes),
                    f"是否应为“{guess}”？" if guess else "改成所列的一个。",
                )

    def _check_indicators(self, form_set: FormSet, tree: IndicatorTree, name: str) -> None:
        shown = self.project.shown(self.folder / name)
        source = next(source for source in self.reading.sources if source.file == shown)
        root = source.tree.get(term("indicators")) if isinstance(source.tree, Entries) else None
        allowed = {str(one.name): [str(two) for two in one.level2] for one in form_set.indicator_system}
        self._check_keys(tree, allowed, root, "一级指标")
        for level1, below in tree.items():
            inner = root.get(level1) if isinstance(root, Entries) else None
            if level1 in allowed:
                self._check_keys(below, allowed[level1], inner, f"{level1}的二级指标")

    def _check_keys(self, found: Iterable[str], allowed: Iterable[str], node: object, what: str) -> None:
        for key in found:
            if key not in allowed and isinstance(node, Entries):
                guess = nearest(key, allowed)
                self._report(
                    "M001",
                    node.key_places[key],
                    f"{what}没有“{key}”",
                    "、".join(allowed),
                    f"是否应为“{guess}”？" if guess else "改成表单集所列的一个。",
                )

    # last year

    def _prior(self) -> Submission | FinalAccounts | None:
        folder = self.project.year(self.year - 1)
        if (folder / _FINAL_ACCOUNTS).exists():
            path = folder / _FINAL_ACCOUNTS
            source = load_yaml(path, self.project.shown(path), term("prior"))
            self.reading.sources.append(source)
            accounts = validate(source, FinalAccounts, draft=self.draft)
            if accounts and accounts.year != self.year - 1:
                self._report(
                    "M019",
                    Place(source.file),
                    f"年度是 {accounts.year}，文件夹是 {self.year - 1}",
                    f"年度: {self.year - 1}",
                    "改年度，或把文件夹改名，两者要一致。",
                )
            return accounts
        if not (folder / "unit.yaml").exists():
            return None
        earlier = read_year(self.project, self.year - 1, draft=self.draft)
        self.reading.sources += earlier.sources
        self.reading.findings += earlier.findings
        return earlier.submission


R2 = TypeVar("R2", int, str)
