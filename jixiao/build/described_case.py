"""A package of one described form set, read, derived, inspected and judged: what documents and records are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from jixiao import edition
from jixiao.build.steps import Inspected, open_year
from jixiao.derive.described_dossier import DescribedDossier
from jixiao.derive.described_forms import derive_described
from jixiao.diagnosis.described_trial import DescribedTrial, TriedSet
from jixiao.diagnosis.telling import diagnose
from jixiao.findings import Finding, blocks_draft, followed_by, in_reading_order, limit_alike
from jixiao.forms.entered_forms import DescribedSubmission
from jixiao.forms.read_described import DescribedReading, read_described_year, read_last_year
from jixiao.model.entered_year import EvidenceFile
from jixiao.model.pdf_attachments import PdfAttachments
from jixiao.model.waivers import Waiver
from jixiao.paths import Workspace
from jixiao.render.described_parts import inspect_described
from jixiao.render.parts import Inspection, RenderFolders
from jixiao.render.printing import Print
from jixiao.reporting.outcome import Outcome
from jixiao.rollforward.described_progress import described_progress
from jixiao.rules.described_filing import DIFFERS_FROM_FILED, FormFiling
from jixiao.rules.described_judgement import judge_described
from jixiao.rules.judge import Judgement
from jixiao.source.decoding import SourceText, texts_of
from jixiao.submission.form_set_names import has_described_sets


class DescribedCase(Struct, frozen=True, kw_only=True):
    """One set's package; ``subfolder`` is where it lies in the year's output, "" for the year's own set.

    ``evidence`` are the papers that go with it: all there are with the year's own, as no form names any.
    """

    workspace: Workspace
    year: int
    name: str
    subfolder: str
    findings: tuple[Finding, ...]
    sources: tuple[SourceText, ...]
    dossier: DescribedDossier
    inspection: Inspection
    judged: Judgement | None = None
    evidence: tuple[EvidenceFile, ...] = ()

    @property
    def title(self) -> str:
        """What the package is called."""
        return self.dossier.title

    @property
    def moment(self) -> datetime:
        """The moment its documents are stamped with."""
        return edition.build_moment(self.dossier.filled_on.value)

    @property
    def folders(self) -> RenderFolders:
        """Where its templates lie, and how messages name that; there is no report."""
        folder = self.workspace.form_set(self.name)
        return RenderFolders(folder, self.workspace.shown(folder), "")

    @property
    def unit_name(self) -> str:
        """Whose package it is."""
        return str(self.dossier.unit.unit_name)

    @property
    def form_set_name(self) -> str:
        """The folder of its form set."""
        return self.name

    @property
    def pdf_attachments(self) -> PdfAttachments:
        """What its form set has embedded in the PDF."""
        return self.dossier.described.description.pdf_attachments

    @property
    def template_names(self) -> list[str]:
        """Its templates, as messages show them."""
        return [f"{self.folders.templates_shown}/{one.template}" for one in self.dossier.described.description.forms]

    @property
    def overridden(self) -> list[Print]:
        """The places printed as filed."""
        prints = self.inspection.prints
        return [one for one in prints if one.override is not None and not one.override.is_unplaced]

    @property
    def texts(self) -> dict[str, str]:
        """The data files as typed, by name, for messages to quote."""
        return texts_of(self.sources)

    @property
    def output(self) -> Path:
        """The folder of its files."""
        return self.workspace.output(self.year) / self.subfolder


# What documents, PDF and records are made of.
PackageCase = Inspected | DescribedCase


class OpenedCases(Struct, frozen=True):
    """A year's packages as judged, one for each form set, what was found, its waivers; none where reading failed."""

    cases: tuple[PackageCase, ...]
    outcome: Outcome
    waivers: tuple[Waiver, ...] = ()


class DescribedYear(Struct, frozen=True, kw_only=True):
    """A year on described sets as far as its errors allow: a case for each set, the year's own first.

    ``draftable`` is whether a draft can be made in spite of all.
    """

    workspace: Workspace
    year: int
    reading: DescribedReading
    findings: tuple[Finding, ...]
    cases: tuple[DescribedCase, ...] = ()
    draftable: bool = False

    @property
    def outcome(self) -> Outcome:
        """What was found so far."""
        title = "、".join(case.title for case in self.cases) or f"{self.year} 年度"
        return Outcome(
            [*self.findings],
            title=title,
            overridden=[one for case in self.cases for one in case.overridden],
            judgement=self.cases[0].judged if self.cases else None,
            progress=described_progress(self.workspace, self.year, self.reading),
            draftable=self.draftable,
            texts=texts_of(self.reading.sources),
        )


def open_described_year(workspace: Workspace, year: int, *, draft: bool) -> DescribedYear:
    """Return a year read, derived, inspected and judged, as far as its errors allow; a ``draft`` passes over them."""
    return judge_described_year(inspect_described_year(workspace, year, draft=draft), draft=draft)


def judge_described_year(opened: DescribedYear, *, draft: bool) -> DescribedYear:
    """Return an inspected year with what is found in its packages, as far as its errors allow."""
    submission = opened.reading.repaired if draft else opened.reading.submission
    if submission is None or blocks_draft(opened.findings):
        return opened
    before = read_last_year(opened.workspace, opened.year, submission.sets)
    sets = _as_tried(opened.cases, derive_described(before) if before is not None else {})
    cases = _judged(opened.cases, sets, submission)
    late = limit_alike(one for case in cases if case.judged for one in case.judged.findings)
    # What differs from the filing stays as it is, whatever amount is tried.
    fixed = [one for one in late if one.code == DIFFERS_FROM_FILED]
    told = diagnose(DescribedTrial(submission, sets, edition.today(), fixed), late)
    return replace(opened, findings=tuple(dict.fromkeys([*opened.findings, *told])), cases=tuple(cases))


def _as_tried(cases: Iterable[DescribedCase], last_year: Mapping[str, DescribedDossier]) -> list[TriedSet]:
    """Return a year's packages as they are judged, and judged again with other amounts."""
    return [
        TriedSet(one.dossier, one.inspection, one.folders, last_year=last_year.get(one.name), sources=one.sources)
        for one in cases
    ]


def inspect_described_year(workspace: Workspace, year: int, *, draft: bool) -> DescribedYear:
    """Return a year read, derived and inspected, not judged, as far as its errors allow."""
    reading = read_described_year(workspace, year)
    submission = reading.repaired if draft else reading.submission
    read = DescribedYear(workspace=workspace, year=year, reading=reading, findings=tuple(reading.findings))
    if submission is None:
        return replace(read, draftable=reading.repaired is not None)
    cases = [
        _inspected(read, submission, name, dossier, subfolder=name if number else "")
        for number, (name, dossier) in enumerate(derive_described(submission).items())
    ]
    findings = in_reading_order(one for case in cases for one in case.findings)
    draftable = not any(case.inspection.unfillable for case in cases)
    return replace(read, findings=tuple(findings), cases=tuple(cases), draftable=draftable)


def _inspected(
    read: DescribedYear, submission: DescribedSubmission, name: str, dossier: DescribedDossier, *, subfolder: str
) -> DescribedCase:
    case = DescribedCase(
        workspace=read.workspace,
        year=read.year,
        name=name,
        subfolder=subfolder,
        findings=read.findings,
        sources=tuple(read.reading.sources),
        dossier=dossier,
        inspection=Inspection(),
        evidence=() if subfolder else submission.evidence,
    )
    inspection = inspect_described(dossier, case.folders)
    found = in_reading_order([*read.findings, *inspection.findings])
    return replace(case, inspection=inspection, findings=tuple(found))


def _judged(
    cases: Iterable[DescribedCase], sets: Iterable[TriedSet], submission: DescribedSubmission
) -> list[DescribedCase]:
    filing = FormFiling(submission.filed, submission.restatements) if submission.filed else None
    judgements = judge_described(
        [one.printed for one in sets],
        submission.waivers,
        edition.today(),
        is_open=submission.is_open,
        filing=filing,
    )
    return [
        replace(case, judged=one, findings=tuple(followed_by(case.findings, one.findings)))
        for case, one in zip(cases, judgements, strict=True)
    ]


def open_cases(workspace: Workspace, year: int) -> OpenedCases:
    """Return a year of either kind opened: read, derived, inspected and judged, as far as its errors allow."""
    if has_described_sets(workspace, year):
        opened = open_described_year(workspace, year, draft=False)
        submission = opened.reading.submission
        return OpenedCases(opened.cases, opened.outcome, submission.waivers if submission is not None else ())
    case = open_year(workspace, year, draft=False)
    if not isinstance(case, Inspected):
        return OpenedCases((), case.outcome)
    return OpenedCases((case,), case.outcome, case.submission.waivers)
