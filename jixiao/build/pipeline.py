"""The story in order, one function per command: read, derive, inspect, render, assemble, publish."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from jixiao import __version__, edition
from jixiao.derive.derivation import derive
from jixiao.derive.dossier import Dossier
from jixiao.diagnosis.telling import diagnose
from jixiao.docx.package import read_package, write_package
from jixiao.docx.zip_file import zip_of
from jixiao.errors import EnvironmentFailure
from jixiao.findings import Finding, blocks_draft, followed_by, in_reading_order, is_blocking
from jixiao.outcome import Deed, Outcome
from jixiao.paths import Workspace
from jixiao.publish.source_map import SOURCE_MAP, SourceMap, source_map
from jixiao.render.bookmarks import with_loose_rows, without_bookmarks
from jixiao.render.parts import LATE_FAULTS, Inspection, RenderFolders, inspect, render, report_of
from jixiao.rules.judge import Judgement, judge
from jixiao.rules.printed_package import PrintedPackage
from jixiao.submission.progress import progress_of
from jixiao.submission.read import YearReading, read_year

if TYPE_CHECKING:
    from jixiao.publish.folder import Content
    from jixiao.publish.pdf import Office
    from jixiao.readback.package_check import Expectation
    from jixiao.render.pandoc import PandocReport
    from jixiao.render.printing import Print

_PARTS_FOLDER = "分件"
_EVIDENCE_FOLDER = "佐证材料"
_LIBRARIES = (
    "deflate",
    "docxtpl",
    "jinja2",
    "lxml",
    "pikepdf",
    "pydantic",
    "pypandoc-binary",
    "python-docx",
    "ruamel.yaml",
)

Step = Callable[[str], None]
# Waits for a package's PDF: returns it by file name, or sentences that say why there is none.
Printed = Callable[[], tuple[Mapping[str, bytes], list[str]]]


class Case(Struct):
    """One year, read and inspected; ``report`` is what pandoc has begun with."""

    project: Workspace
    year: int
    reading: YearReading
    findings: list[Finding]
    dossier: Dossier | None = None
    inspection: Inspection = field(default_factory=Inspection)
    book: PrintedPackage | None = None
    judgement: Judgement | None = None
    report: PandocReport | None = None
    diagnosed: bool = False
    _source_map: SourceMap | None = None

    @property
    def source_map(self) -> SourceMap:
        """Where everything comes from that it prints; only asked of a year with a dossier."""
        if self._source_map is None:
            assert self.dossier is not None  # noqa: S101 - see above
            self._source_map = source_map(
                self.project, year=self.year, reading=self.reading, dossier=self.dossier, inspection=self.inspection
            )
        return self._source_map

    @property
    def overridden(self) -> list[Print]:
        """The places printed as filed."""
        return [one for one in self.inspection.prints if one.override is not None and not one.override.is_unplaced]

    @property
    def title(self) -> str:
        """What the package is called."""
        return _title(self.dossier) if self.dossier else f"{self.year} 年度"

    @property
    def outcome(self) -> Outcome:
        """What was found so far."""
        progress = progress_of(self.project, self.year, self.reading)
        overridden, title = self.overridden, self.title
        return Outcome(self.findings, overridden=overridden, title=title, judgement=self.judgement, progress=progress)

    @property
    def moment(self) -> datetime:
        """The moment its documents are stamped with."""
        assert self.dossier is not None  # noqa: S101 - only asked of a year that could be read
        return edition.build_moment(self.dossier.filled_on.value)


class Documents(Struct, frozen=True):
    """A package before its PDF: the whole under its file name without ending, and the parts by file name.

    With findings, which only filling in can bring to light, there are no parts.
    """

    stem: str = ""
    whole: bytes = b""
    parts: dict[str, bytes] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    @property
    def to_print(self) -> bytes:
        """The whole as it goes to LibreOffice.

        Without bookmarks, as it sets lines with them a hair differently; without rows that stay with what follows, as
        it then breaks no row of the table.
        """
        return write_package(with_loose_rows(without_bookmarks(read_package(self.whole))))


class BuiltPackage(Struct, frozen=True):
    """A whole package by file name: what is handed in, and the records kept beside it; ``notes`` say what is missing.

    With findings, where finished files do not say what the data says, there are no files.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    records: dict[str, bytes] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def check(project: Workspace, year: int) -> Outcome:
    """Return what is wrong with a year's data, narrative, templates and overrides; writes nothing."""
    return open_year(project, year, draft=False).outcome


def report(
    project: Workspace,
    year: int,
    *,
    step: Step,
    draft: bool = False,
    pdf: bool = True,
    strict: bool = False,
    office: Office | None = None,
) -> Outcome:
    """Build a year's package and replace its output folder; nothing is written while an error stands.

    ``strict`` makes warnings stand in the way like errors. A draft is built in spite of findings, as far as
    templates allow. An ``office`` that was started before makes the PDF.
    """
    step(f"正在读取 {year} 年度的数据……")
    case = inspect_year(project, year, draft=draft)
    fit = case.dossier is not None and not (case.inspection.unfillable if draft else is_blocking(case.findings))
    if fit:
        begin_reports([case])
    if not pdf:  # else the rules are asked while LibreOffice works
        judged(case)
    made = documents(case, step, draft=draft) if fit else Documents()
    with _printing(case, made, step, wanted=pdf, office=office) as printed:
        judged(case)
        outcome = case.outcome
        outcome.deed = Deed.DRAFTED if draft else Deed.BUILT
        outcome.findings = followed_by(case.findings, made.findings)
        if not made.parts or (not draft and is_blocking(case.findings, strict=strict)):
            return outcome
        step("正在回读核对……")
        package = complete(case, made, printed)
    if package.findings:
        outcome.findings = followed_by(outcome.findings, package.findings)
        return outcome
    step("正在写入……")
    outcome.folder, outcome.files = project.output(year, draft=draft), list(package.files)
    outcome.notes = list(package.notes)
    store(outcome.folder, package.files | package.records)
    return outcome


def verify(project: Workspace, year: int, *, step: Step) -> Outcome:
    """Build a year's package again in memory and compare it with the output folder, byte by byte.

    Where no PDF can be made here, the PDF and the ZIP that holds it are only compared with the manifest.
    """
    from jixiao.publish import output_check as comparison

    folder, shown = project.output(year), project.shown(project.output(year))
    recorded = comparison.recorded(folder, shown)
    step(f"正在读取 {year} 年度的数据……")
    case = open_year(project, year, draft=False)
    outcome = case.outcome
    outcome.deed = Deed.COMPARED
    if case.dossier is None or is_blocking(case.findings):
        return outcome
    made = documents(case, step)
    late = [*made.findings, *comparison.tampered(folder, shown, recorded)]
    notes: list[str] = []
    if made.parts:
        with _printing(case, made, step, wanted=any(name.endswith(".pdf") for name in recorded)) as printed:
            pdfs, notes = printed()
        left_out = [name for name in recorded if notes and name.endswith((".pdf", ".zip"))]
        late += comparison.outdated(shown, recorded, _files(case, made, pdfs), left_out=left_out)
    return Outcome(followed_by(case.findings, late), folder, list(recorded), notes, deed=Deed.COMPARED)


def open_year(project: Workspace, year: int, *, draft: bool) -> Case:
    """Return a year read, derived, inspected and judged, as far as its errors allow; a ``draft`` passes over them."""
    case = inspect_year(project, year, draft=draft)
    judged(case)
    return case


def judged(case: Case) -> None:
    """Add what the rules say of an inspected year, once; the likely cause stands first.

    Where it has errors, the rules are not asked. Values printed as filed that the data no longer implies are such
    errors, but their cause is looked for.
    """
    if case.dossier is None or case.book is not None or case.diagnosed:
        return
    blocking = [one for one in case.findings if blocks_draft([one])]
    if all(one.balance is not None for one in blocking):
        case.diagnosed = True
        submission, inspection = case.reading.submission, case.inspection
        assert submission is not None  # noqa: S101 - there is a dossier made of it
        sources = tuple(case.reading.sources)
        book = PrintedPackage(
            submission,
            dossier=case.dossier,
            prints=tuple(inspection.prints),
            paragraphs=inspection.paragraphs,
            sources=sources,
            pages=inspection.pages,
        )
        if not blocking:
            case.book, case.judgement = book, judge(book, edition.today())
            case.findings = [*case.findings, *case.judgement.findings]
        read, where = case.reading.findings, folders(case.project, case.dossier, case.year)
        found = [one for one in case.findings if one not in read]
        case.findings = followed_by(diagnose(book, found, where, edition.today()), read)


def inspect_year(project: Workspace, year: int, *, draft: bool) -> Case:
    """Return a year read, derived and inspected, not judged, as far as its errors allow."""
    reading = read_year(project, year, draft=draft)
    case = Case(project, year, reading, in_reading_order(reading.findings))
    if reading.submission and (draft or not blocks_draft(case.findings)):
        case.dossier = derive(reading.submission)
        case.inspection = inspect(case.dossier, folders(project, case.dossier, year))
        case.findings = in_reading_order([*reading.findings, *case.inspection.findings])
    return case


def folders(project: Workspace, dossier: Dossier, year: int) -> RenderFolders:
    """Return where a year's templates and report lie, and how messages name them."""
    templates = project.form_set(str(dossier.unit.form_set))
    return RenderFolders(templates, project.shown(templates), f"{project.shown(project.year(year))}/report")


def begin_reports(cases: Iterable[Case]) -> None:
    """Let pandoc begin with the reports of years that can be filled in: one run for all, while other work goes on."""
    from jixiao.render.pandoc import begin

    reports = []
    for case in cases:
        assert case.dossier is not None  # noqa: S101 - callers have seen to it
        with suppress(*LATE_FAULTS):  # rendering will say so
            where = folders(case.project, case.dossier, case.year)
            case.report = report_of(case.dossier, where, case.inspection.markdown)
            reports.append(case.report)
    begin(reports)


def documents(case: Case, step: Step, *, draft: bool = False) -> Documents:
    """Return a year's documents, all but the PDF; the case must have a dossier and nothing that stands in the way."""
    from jixiao.publish.file_names import file_name

    dossier = case.dossier
    assert dossier is not None  # noqa: S101 - callers have seen to it
    step("正在套用模板……")
    rendering = render(dossier, folders(case.project, dossier, case.year), case.moment, case.report)
    if rendering.findings:
        return Documents(findings=tuple(rendering.findings))
    suffix = "（草稿）" if draft else ""
    mapped = case.source_map
    rendered = [replace(part, members=mapped.added_to(part.members, part.label)) for part in rendering.parts]
    if draft:
        from jixiao.render.draft import mark_draft
    docx = {part.label: mark_draft(part.docx) if draft else part.docx for part in rendered}
    names = [
        file_name(f"{number:02d}-{_part_name(part.label, part.title)}", suffix)
        for number, part in enumerate(rendered, start=1)
    ]
    step("正在合并成册……")
    opened: Mapping[str, bytes | Mapping[str, bytes]]
    opened = docx if draft else {part.label: part.members for part in rendered}
    parts = {f"{_PARTS_FOLDER}/{name}.docx": content for name, content in zip(names, docx.values(), strict=True)}
    whole = assembled(opened, case, suffix, mapped)
    return Documents(file_name(case.title, suffix), whole, parts)


def complete(case: Case, made: Documents, printed: Printed) -> BuiltPackage:
    """Return the whole package, read back; the PDF is asked for last."""
    expected = _expected(case)
    unlike = read_back(made, expected)
    page = _examination(case)
    if unlike:
        return BuiltPackage(findings=tuple(unlike))
    pdfs, notes = printed()
    files = _files(case, made, pdfs)
    unlike = read_back_archive(made, files, expected)
    if unlike:
        return BuiltPackage(findings=tuple(unlike))
    return BuiltPackage(files, _records(case, files, page), (*notes, *_page_notes(made, files, expected)))


def read_back(made: Documents, expected: Expectation) -> list[Finding]:
    """Return where finished documents do not say what the data says."""
    from jixiao.readback.package_check import document_findings

    found = list(document_findings(made.whole, expected, "", f"{made.stem}.docx", strict=True))
    for label, (name, content) in zip(expected.parts, made.parts.items(), strict=True):
        found += document_findings(content, expected, label, name, strict=True)
    return found


def read_back_archive(made: Documents, files: Mapping[str, bytes], expected: Expectation) -> list[Finding]:
    """Return where the PDF's text does not say what the data says, or the ZIP does not hold the files."""
    from jixiao.readback.package_check import archive_findings, pdf_findings

    pdf, archive = f"{made.stem}.pdf", f"{made.stem}.zip"
    found = list(pdf_findings(files[pdf], expected, pdf)) if pdf in files else []
    packed = {name: content for name, content in files.items() if name != archive}
    return [*found, *archive_findings(files[archive], packed, archive)]


def _page_notes(made: Documents, files: Mapping[str, bytes], expected: Expectation) -> list[str]:
    """Return what is to be said of the PDF's pages: which hold next to nothing, and why."""
    from jixiao.publish.pdf_text import page_texts
    from jixiao.readback.page_fill import page_notes

    pdf = files.get(f"{made.stem}.pdf")
    return [] if pdf is None else list(page_notes(page_texts(pdf), list(expected.whole.passages)))


def _expected(case: Case) -> Expectation:
    from jixiao.readback.package_check import expectation

    assert case.dossier is not None  # noqa: S101 - it has been built
    return expectation(case.dossier, folders(case.project, case.dossier, case.year), case.inspection)


@contextmanager
def _printing(
    case: Case, made: Documents, step: Step, *, wanted: bool, office: Office | None = None
) -> Iterator[Printed]:
    """Let LibreOffice begin with the PDF, and yield what waits for it.

    Most of a build is LibreOffice's, and all that needs no PDF can be done meanwhile.
    """
    if not (wanted and made.parts):
        yield lambda: ({}, [])
        return
    from jixiao.publish import pdf

    missing = pdf.available()
    if missing is not None:
        yield lambda: ({}, [missing])
        return
    with pdf.converting({made.stem: made.to_print}, moments={made.stem: case.moment}, office=office) as converted:

        def printed() -> tuple[Mapping[str, bytes], list[str]]:
            step("正在转换 PDF……")
            versions(pdf=True)  # the manifest will ask, and LibreOffice takes a while to answer
            return {f"{name}.pdf": content for name, content in converted().items()}, []

        yield printed


def _files(case: Case, made: Documents, pdfs: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return what is handed in by file name, in the order it is listed."""
    files = {f"{made.stem}.docx": made.whole, **pdfs, **made.parts} | evidence_files(case)
    files[f"{made.stem}.zip"] = zip_of(files.items())
    return files


def evidence_files(case: Case) -> dict[str, bytes]:
    """Return the evidence files that Annex 5 names, as they go into the package."""
    from jixiao.submission.evidence import read_evidence

    submission = case.reading.submission
    assert submission is not None  # noqa: S101 - callers have seen to it
    folder = case.project.year(case.year) / "evidence"
    content = read_evidence(folder, submission.named_evidence())
    return {f"{_EVIDENCE_FOLDER}/{name}": data for name, data in content.items()}


def assembled(
    docx: Mapping[str, bytes | Mapping[str, bytes]], case: Case, suffix: str = "", mapped: SourceMap | None = None
) -> bytes:
    """Return the parts by label, each a DOCX or its members, as one DOCX, with a source map if one is given."""
    from jixiao.assemble import OpenedPart, assemble

    parts = [OpenedPart(label, content) for label, content in docx.items()]
    finish = dict if mapped is None else mapped.added_to
    return assemble(parts, moment=case.moment, title=case.title + suffix, finish=finish)


def _part_name(label: str, title: str) -> str:
    return label if label == title else f"{label}-{title}"


def _title(dossier: Dossier) -> str:
    name = dossier.form_set.package_name.replace("{年度}", dossier.year)
    return name.replace("{单位名称}", dossier.unit.unit_name)


def _examination(case: Case) -> bytes:
    from jixiao.reporting.examination import render_examination

    return render_examination(case.title, case.findings, case.judgement, case.overridden).encode()


def _records(case: Case, files: dict[str, bytes], page: bytes) -> dict[str, bytes]:
    """Return the manifest, the source map, the build's report and the examination's by file name."""
    from jixiao.publish.manifest import BUILD_REPORT, MANIFEST, build_report, manifest
    from jixiao.reporting.examination import EXAMINATION

    dossier = case.dossier
    assert dossier is not None  # noqa: S101 - callers have seen to it
    state = revision(case.project)
    return {
        EXAMINATION: page,
        BUILD_REPORT: build_report(_title(dossier), files, case.overridden, case.findings),
        SOURCE_MAP: case.source_map.as_json(state),
        MANIFEST: manifest(
            unit=str(dossier.unit.unit_name),
            year=case.year,
            form_set=str(dossier.unit.form_set),
            revision=state,
            tools=versions(pdf=any(name.endswith(".pdf") for name in files)),
            inputs=_inputs(case),
            outputs=files,
            overridden=case.overridden,
        ),
    }


def revision(project: Workspace) -> str:
    """Return the Git revision that a project states, "" for none."""
    return edition.revision(project.root, project.sources) if project.revision is None else project.revision


def _inputs(case: Case) -> dict[str, bytes]:
    assert case.dossier is not None  # noqa: S101 - callers have seen to it
    templates = case.project.shown(case.project.form_set(str(case.dossier.unit.form_set)))
    names = {source.file for source in case.reading.sources}
    names |= {f"{templates}/{part.template}" for part in case.dossier.form_set.parts}
    names |= {one.file for one in case.reading.submission.named_evidence()} if case.reading.submission else set()
    paths = {name: case.project.located(name) for name in sorted(names)}
    # A draft is built in spite of missing files.
    return {name: path.read_bytes() for name, path in paths.items() if path.is_file()}


@cache
def versions(*, pdf: bool) -> dict[str, str]:
    """Return the versions of what a package is made with; ToolMissing, ToolFailed where LibreOffice does not tell."""
    import importlib.metadata

    tools = {"jixiao": __version__} | {name: importlib.metadata.version(name) for name in _LIBRARIES}
    if pdf:
        from jixiao.publish import pdf as office

        tools["libreoffice"] = office.version()
    return tools


def store(folder: Path, files: Mapping[str, Content]) -> None:
    """Make a folder hold exactly these files, all at once; EnvironmentFailure leaves it as it was."""
    from jixiao.publish.folder import replace_folder

    try:
        replace_folder(folder, files)
    except OSError as error:
        raise EnvironmentFailure(
            f"写不进 {folder}（{error.strerror}）。请检查磁盘空间和写入权限；原有的文件没有改动。"
        ) from error
