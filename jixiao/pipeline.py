"""The story in order, one function per command: read, derive, inspect, render, assemble, publish."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao import __version__, edition
from jixiao.derive.build import derive
from jixiao.derive.dossier import Dossier
from jixiao.errors import EnvironmentFailure, UsageError
from jixiao.findings import Finding, blocks, in_reading_order
from jixiao.paths import Project
from jixiao.read import Reading, read_year
from jixiao.render.package import Folders, Inspection, inspect, render
from jixiao.render.trace import paragraphs
from jixiao.rules.book import Book
from jixiao.rules.judge import judge

if TYPE_CHECKING:
    from jixiao.render.printing import Print

_PARTS_FOLDER = "分件"
_LIBRARIES = ("docxtpl", "jinja2", "lxml", "pikepdf", "pydantic", "pypandoc-binary", "python-docx", "ruamel.yaml")

Step = Callable[[str], None]


@dataclass(slots=True)
class Outcome:
    """What a command found and made.

    ``files`` are relative to ``folder``, which is None where nothing was written; ``notes`` are
    sentences for the user; ``overridden`` are the places printed as filed instead of as computed.
    """

    findings: list[Finding] = field(default_factory=list)
    folder: Path | None = None
    files: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    overridden: list[Print] = field(default_factory=list)


@dataclass(slots=True)
class _Case:
    """One year, read and inspected."""

    project: Project
    year: int
    reading: Reading
    findings: list[Finding]
    dossier: Dossier | None = None
    inspection: Inspection = field(default_factory=Inspection)

    @property
    def overridden(self) -> list[Print]:
        return [one for one in self.inspection.prints if one.override is not None]

    @property
    def moment(self) -> datetime:
        assert self.dossier is not None  # noqa: S101 - only asked of a year that could be read
        return edition.build_moment(self.dossier.filled_on.value)


def check(project: Project, year: int) -> Outcome:
    """Return what is wrong with a year's data, narrative, templates and overrides; writes nothing."""
    case = _open(project, year, draft=False)
    return Outcome(case.findings, overridden=case.overridden)


def report(project: Project, year: int, *, step: Step, draft: bool = False, pdf: bool = True) -> Outcome:
    """Build a year's package and replace its output folder; nothing is written while an error stands.

    A draft is built in spite of findings, as far as templates allow.
    """
    step(f"正在读取 {year} 年度的数据……")
    case = _open(project, year, draft=draft)
    outcome = Outcome(case.findings, overridden=case.overridden)
    if case.dossier is None or blocks(case.inspection.findings if draft else case.findings):
        return outcome
    files, outcome.notes = _build(case, step, draft=draft, pdf=pdf)
    outcome.folder = project.output(year, draft=draft)
    step("正在写入……")
    _store(outcome.folder, _with_records(case, files))
    outcome.files = list(files)
    return outcome


def verify(project: Project, year: int, *, step: Step) -> Outcome:
    """Build a year's package again in memory and compare it with the output folder, byte by byte."""
    from jixiao.publish.manifest import MANIFEST, digest, recorded_outputs

    folder = project.output(year)
    try:
        recorded = recorded_outputs((folder / MANIFEST).read_bytes())
    except FileNotFoundError as error:
        raise UsageError(f"{project.shown(folder)}/ 里没有成套材料。请先运行 make report。") from error
    except ValueError as error:
        raise UsageError(f"{project.shown(folder)}/{MANIFEST} 读不懂。请重新运行 make report。") from error
    step(f"正在读取 {year} 年度的数据……")
    case = _open(project, year, draft=False)
    if case.dossier is None or blocks(case.findings):
        return Outcome(case.findings)
    wants_pdf = any(name.endswith(".pdf") for name in recorded)
    files, notes = _build(case, step, draft=False, pdf=wants_pdf)
    stored = {name: (folder / name).read_bytes() for name in recorded if (folder / name).is_file()}
    findings = _differences(project.shown(folder), recorded, {n: digest(d) for n, d in stored.items()})
    findings += _rebuilt_differently(project.shown(folder), recorded, {n: digest(d) for n, d in files.items()})
    return Outcome(in_reading_order([*case.findings, *findings]), folder, list(recorded), notes)


def _open(project: Project, year: int, *, draft: bool) -> _Case:
    reading = read_year(project, year, draft=draft)
    case = _Case(project, year, reading, in_reading_order(reading.findings))
    if reading.submission and (draft or not blocks(case.findings)):
        case.dossier = derive(reading.submission)
        folders = _folders(project, case.dossier, year)
        case.inspection = inspect(case.dossier, folders)
        case.findings = in_reading_order([*reading.findings, *case.inspection.findings])
        if not blocks(case.findings):
            book = Book(
                reading.submission,
                case.dossier,
                tuple(case.inspection.prints),
                paragraphs(case.dossier, folders.narrative_shown),
            )
            case.findings = in_reading_order([*case.findings, *judge(book, edition.today())])
    return case


def _folders(project: Project, dossier: Dossier, year: int) -> Folders:
    templates = project.form_set(str(dossier.unit.form_set))
    return Folders(templates, project.shown(templates), f"{project.shown(project.year(year))}/report")


def _build(case: _Case, step: Step, *, draft: bool, pdf: bool) -> tuple[dict[str, bytes], list[str]]:
    """Return the package's files in the order they are listed, and notes on what could not be made."""
    from jixiao.assemble import Part, assemble
    from jixiao.publish.archive import file_name, make_zip
    from jixiao.render.draft import mark_draft

    dossier = case.dossier
    assert dossier is not None  # noqa: S101 - callers have seen to it
    suffix = "（草稿）" if draft else ""
    title = _title(dossier)
    step("正在套用模板……")
    parts = render(dossier, _folders(case.project, dossier, case.year), case.moment)
    docx = {part.label: mark_draft(part.docx) if draft else part.docx for part in parts}
    step("正在合并成册……")
    whole = assemble([Part(label, content) for label, content in docx.items()], moment=case.moment, title=title)
    stem = file_name(title + suffix)
    files = {f"{stem}.docx": whole}
    notes: list[str] = []
    if pdf:
        step("正在转换 PDF……")
        notes = _add_pdf(files, stem, whole, case.moment)
    for number, part in enumerate(parts, start=1):
        name = file_name(f"{number:02d}-{_part_name(part.label, part.title)}{suffix}")
        files[f"{_PARTS_FOLDER}/{name}.docx"] = docx[part.label]
    files[f"{stem}.zip"] = make_zip(files)
    step("")
    return files, notes


def _part_name(label: str, title: str) -> str:
    return label if label == title else f"{label}-{title}"


def _title(dossier: Dossier) -> str:
    name = dossier.form_set.package_name.replace("{年度}", dossier.year)
    return name.replace("{单位名称}", dossier.unit.unit_name)


def _add_pdf(files: dict[str, bytes], stem: str, whole: bytes, moment: datetime) -> list[str]:
    from jixiao.publish import pdf

    missing = pdf.available()
    if missing is not None:
        return [missing]
    files[f"{stem}.pdf"] = pdf.convert({stem: whole}, moment=moment)[stem]
    return []


def _with_records(case: _Case, files: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files together with the manifest and the build's report."""
    from jixiao.publish.manifest import BUILD_REPORT, MANIFEST, build_report, manifest

    dossier = case.dossier
    assert dossier is not None  # noqa: S101 - callers have seen to it
    records = {
        BUILD_REPORT: build_report(_title(dossier), files, case.overridden, case.findings),
        MANIFEST: manifest(
            unit=str(dossier.unit.unit_name),
            year=case.year,
            form_set=str(dossier.unit.form_set),
            revision=edition.revision(case.project.root),
            tools=_tools(files),
            inputs=_inputs(case),
            outputs=files,
            overridden=case.overridden,
        ),
    }
    return files | records


def _inputs(case: _Case) -> dict[str, bytes]:
    assert case.dossier is not None  # noqa: S101 - callers have seen to it
    templates = case.project.shown(case.project.form_set(str(case.dossier.unit.form_set)))
    names = {source.file for source in case.reading.sources}
    names |= {f"{templates}/{part.template}" for part in case.dossier.form_set.parts}
    return {name: (case.project.root / name).read_bytes() for name in sorted(names)}


def _tools(files: dict[str, bytes]) -> dict[str, str]:
    tools = {"jixiao": __version__} | {name: importlib.metadata.version(name) for name in _LIBRARIES}
    if any(name.endswith(".pdf") for name in files):
        from jixiao.publish import pdf

        tools["libreoffice"] = pdf.version()
    return tools


def _store(folder: Path, files: dict[str, bytes]) -> None:
    from jixiao.publish.folder import replace_folder

    try:
        replace_folder(folder, files)
    except OSError as error:
        raise EnvironmentFailure(
            f"写不进 {folder}（{error.strerror}）。请检查磁盘空间和写入权限；原有的文件没有改动。"
        ) from error


def _differences(shown: str, recorded: dict[str, str], stored: dict[str, str]) -> list[Finding]:
    from jixiao.findings import Place

    return [
        Finding(
            "V001",
            Place(f"{shown}/{name}"),
            "文件不见了" if name not in stored else "文件与生成时不同，可能被改动过",
            "与 manifest.json 所记相同的文件",
            "要改内容请改 data/ 里的数据，再运行 make report。",
        )
        for name, expected in recorded.items()
        if stored.get(name) != expected
    ]


def _rebuilt_differently(shown: str, recorded: dict[str, str], rebuilt: dict[str, str]) -> list[Finding]:
    from jixiao.findings import Place

    return [
        Finding(
            "V002",
            Place(f"{shown}/{name}"),
            "现在的数据、模板或程序生成的内容与它不同",
            "与当前数据一致的文件",
            "重新运行 make report。",
        )
        for name in sorted(recorded.keys() | rebuilt.keys())
        if recorded.get(name) != rebuilt.get(name)
    ]
