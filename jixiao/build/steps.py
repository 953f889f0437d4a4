"""The steps of a year, one after the other: Read → Derived → Inspected → Judged.

Each holds what the step before held and what it adds itself; none is changed once it is made. A function that needs a
dossier asks for ``Derived``, one that needs prints for ``Inspected``: how far a year got is its type.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from jixiao import edition
from jixiao.derive.derivation import derive
from jixiao.derive.dossier import Dossier
from jixiao.diagnosis.printed_year import PrintedYear
from jixiao.diagnosis.telling import diagnose
from jixiao.findings import Finding, blocks_draft, followed_by, in_reading_order, limit_alike
from jixiao.model.entered_year import EvidenceFile, Submission
from jixiao.model.pdf_attachments import PdfAttachments
from jixiao.paths import Workspace
from jixiao.render.parts import Inspection, RenderFolders, inspect
from jixiao.render.printing import Print
from jixiao.reporting.outcome import Outcome
from jixiao.rules.judge import Judgement, Pause, judge
from jixiao.rules.printed_package import PrintedPackage
from jixiao.source.decoding import SourceText, texts_alone, texts_of
from jixiao.submission.progress import progress_of
from jixiao.submission.read import read_year
from jixiao.submission.validate import forget_records
from jixiao.submission.year_reading import YearReading

# Called with a sentence at the beginning of each stretch of work.
Step = Callable[[str], None]


# Characters of data from which on its trees are not kept for the next reading.
_LONG = 500_000
# Findings that something is named which is not there, or prints something else.
_OF_NAMES = ("T002", "O001", "O002", "O003")


class Read(Struct, frozen=True, kw_only=True):
    """A year as it was read; one that stays so has errors that let nothing of it be used.

    ``findings`` are on templates and report too, as far as they can be looked at; ``draftable`` is whether a draft can
    be made in spite of all.
    """

    workspace: Workspace
    year: int
    reading: YearReading
    findings: tuple[Finding, ...]
    draftable: bool

    @property
    def title(self) -> str:
        """What the package is called."""
        return f"{self.year} 年度"

    @property
    def texts(self) -> dict[str, str]:
        """The data files as typed, by name, for messages to quote."""
        return texts_of(self.reading.sources)

    @property
    def outcome(self) -> Outcome:
        """What was found so far."""
        progress = progress_of(self.workspace, self.year, self.reading)
        return Outcome(
            [*self.findings], title=self.title, progress=progress, draftable=self.draftable, texts=self.texts
        )


class Derived(Read, frozen=True, kw_only=True):
    """A year whose figures are derived."""

    submission: Submission
    dossier: Dossier

    @property
    def title(self) -> str:
        """What the package is called."""
        name = self.dossier.form_set.package_name.replace("{年度}", self.dossier.year)
        return name.replace("{单位名称}", self.dossier.unit.unit_name)

    @property
    def moment(self) -> datetime:
        """The moment its documents are stamped with."""
        return edition.build_moment(self.dossier.filled_on.value)

    @property
    def unit_name(self) -> str:
        """Whose package it is."""
        return str(self.dossier.unit.unit_name)

    @property
    def form_set_name(self) -> str:
        """The folder of its form set."""
        return str(self.dossier.unit.form_set)

    @property
    def pdf_attachments(self) -> PdfAttachments:
        """What its form set has embedded in the PDF."""
        return self.dossier.form_set.pdf_attachments

    @property
    def subfolder(self) -> str:
        """Where its files lie in the year's output: there itself."""
        return ""

    @property
    def output(self) -> Path:
        """The folder of its files."""
        return self.workspace.output(self.year)

    @property
    def template_names(self) -> list[str]:
        """Its templates, as messages show them."""
        return [f"{self.folders.templates_shown}/{part.template}" for part in self.dossier.form_set.parts]

    @property
    def evidence(self) -> tuple[EvidenceFile, ...]:
        """The papers that go with it."""
        return self.submission.named_evidence()

    @property
    def sources(self) -> tuple[SourceText, ...]:
        """The files it was read from."""
        return tuple(self.reading.sources)

    @property
    def judged(self) -> Judgement | None:
        """What the rules say, None where they were not asked."""
        return None

    @property
    def folders(self) -> RenderFolders:
        """Where its templates and report lie, and how messages name them."""
        return render_folders(self.workspace, self.dossier, self.year)


class Inspected(Derived, frozen=True, kw_only=True):
    """A year whose templates and report were filled in to be looked at, and everything they print."""

    inspection: Inspection

    @property
    def overridden(self) -> list[Print]:
        """The places printed as filed."""
        prints = self.inspection.prints
        return [printed for printed in prints if printed.override is not None and not printed.override.is_unplaced]

    @property
    def outcome(self) -> Outcome:
        """What was found so far."""
        outcome = super().outcome
        outcome.overridden = self.overridden
        return outcome

    @property
    def printed_package(self) -> PrintedPackage:
        """What rules and diagnosis look at."""
        return PrintedPackage(
            self.submission,
            dossier=self.dossier,
            prints=tuple(self.inspection.prints),
            paragraphs=self.inspection.paragraphs,
            sources=tuple(self.reading.sources),
            pages=self.inspection.pages,
        )


class Judged(Inspected, frozen=True, kw_only=True):
    """A year that the rules were asked about."""

    book: PrintedPackage
    judgement: Judgement

    @property
    def judged(self) -> Judgement:
        """What the rules say."""
        return self.judgement

    def without_trees(self) -> Judged:
        """Return the year with what documents are made of alone: 150 MB less where it has 10,000 rows."""
        if sum(len(source.text) for source in self.sources) > _LONG:
            forget_records()
        case = replace(self, reading=replace(self.reading, sources=texts_alone(self.reading.sources)))
        return replace(case, book=case.printed_package)

    @property
    def outcome(self) -> Outcome:
        """What was found so far."""
        outcome = super().outcome
        outcome.judgement = self.judgement
        return outcome


def open_year(workspace: Workspace, year: int, *, draft: bool) -> Read | Inspected | Judged:
    """Return a year read, derived, inspected and judged, as far as its errors allow; a ``draft`` passes over them."""
    case = inspect_year(workspace, year, draft=draft)
    return judge_year(case) if isinstance(case, Inspected) else case


def inspect_year(workspace: Workspace, year: int, *, draft: bool) -> Read | Inspected:
    """Return a year read, derived and inspected, not judged, as far as its errors allow."""
    reading = read_year(workspace, year)
    if reading.repaired is None:
        findings = tuple(in_reading_order(reading.findings))
        return Read(workspace=workspace, year=year, reading=reading, findings=findings, draftable=False)
    dossier = derive(reading.repaired)
    inspection = inspect(dossier, render_folders(workspace, dossier, year))
    case = Inspected(
        workspace=workspace,
        year=year,
        reading=reading,
        findings=tuple(in_reading_order([*reading.findings, *inspection.findings])),
        draftable=not inspection.unfillable,
        submission=reading.repaired,
        dossier=dossier,
        inspection=inspection,
    )
    return case if draft or reading.submission else _without_values(case)


def _without_values(case: Inspected) -> Read:
    """Return a year with errors in its data: what was found, and none of the values that stand in for flawed ones.

    What the report or an override names and a file that could not be read may hold is no fault of theirs.
    """
    doubtful = [] if case.reading.names_stay else [one for one in case.inspection.findings if one.code in _OF_NAMES]
    templates = f"{case.folders.templates_shown}/"
    return Read(
        workspace=case.workspace,
        year=case.year,
        reading=case.reading,
        findings=tuple(one for one in case.findings if one not in doubtful or one.place.file.startswith(templates)),
        draftable=case.draftable,
    )


def judge_year(case: Inspected, pause: Pause = lambda: None, *, causes: bool = True) -> Inspected | Judged:
    """Return an inspected year with what the rules say of it, the likely cause first unless no ``causes`` are asked.

    Where it has errors, the rules are not asked. Values printed as filed that the data no longer implies are such
    errors, but their cause is looked for. What ``pause`` raises between two rules or trials ends it.
    """
    blocking = [finding for finding in case.findings if blocks_draft([finding])]
    if any(finding.balance is None for finding in blocking):
        return case
    book = case.printed_package
    if blocking:
        return replace(case, findings=_diagnosed(case, book, case.findings, pause, causes=causes))
    judgement = judge(book, edition.today(), pause)
    return Judged(
        workspace=case.workspace,
        year=case.year,
        reading=case.reading,
        findings=_diagnosed(case, book, (*case.findings, *judgement.findings), pause, causes=causes),
        draftable=case.draftable,
        submission=case.submission,
        dossier=case.dossier,
        inspection=case.inspection,
        book=book,
        judgement=judgement,
    )


def _diagnosed(
    case: Inspected, book: PrintedPackage, findings: tuple[Finding, ...], pause: Pause, *, causes: bool
) -> tuple[Finding, ...]:
    """Return the findings with the likely cause first; what reading found has its cause already."""
    read = case.reading.findings
    beyond = limit_alike(finding for finding in findings if finding not in read)
    year = PrintedYear(book, case.folders, edition.today(), pause)
    return tuple(followed_by(diagnose(year, beyond, causes=causes), read))


def render_folders(workspace: Workspace, dossier: Dossier, year: int) -> RenderFolders:
    """Return where a year's templates and report lie, and how messages name them."""
    templates = workspace.form_set(str(dossier.unit.form_set))
    return RenderFolders(templates, workspace.shown(templates), f"{workspace.shown(workspace.year(year))}/report")
