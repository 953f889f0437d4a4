"""The package that a returned file is one of: opened as far as it can be compared, and printed again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from jixiao.build.described_case import DescribedCase, PackageCase, inspect_described_year
from jixiao.build.steps import Inspected, inspect_year
from jixiao.build.year_documents import render_case
from jixiao.docx.block_reader import read_paper
from jixiao.docx.blocks import WordDocument
from jixiao.docx.folded_paper import fold_paper
from jixiao.findings import Finding
from jixiao.model.formset import PartKind
from jixiao.paths import Workspace
from jixiao.publish.source_map import named_paragraphs
from jixiao.reconcile.expected import Expected, ExpectedForm
from jixiao.reconcile.report_text import locate_paragraphs
from jixiao.reconcile.word_passages import BodyItem, lay_out
from jixiao.render.parts import label_of, list_parts
from jixiao.source.decoding import texts_of
from jixiao.submission.form_set_names import has_described_sets


class Unprintable(Struct, frozen=True):
    """A year that cannot be printed: what was found, and its data files as typed, by name."""

    findings: tuple[Finding, ...]
    texts: Mapping[str, str]


def open_packages(workspace: Workspace, year: int) -> Sequence[PackageCase] | Unprintable:
    """Return a year's packages as they print, one for each form set; what was found where they cannot be printed."""
    if not has_described_sets(workspace, year):
        case = inspect_year(workspace, year, draft=False)
        printable = isinstance(case, Inspected) and not case.inspection.unfillable
        return [case] if isinstance(case, Inspected) and printable else Unprintable(case.findings, case.texts)
    opened = inspect_described_year(workspace, year, draft=False)
    if opened.cases and opened.draftable:
        return opened.cases
    return Unprintable(opened.findings, texts_of(opened.reading.sources))


def open_again(case: PackageCase, workspace: Workspace) -> PackageCase | Unprintable:
    """Return the package again from the data of another workspace, or what keeps it from being printed there."""
    found = open_packages(workspace, case.year)
    if isinstance(found, Unprintable):
        return found
    return next(one for one in found if one.form_set_name == case.form_set_name)


def print_expected(case: PackageCase) -> Expected:
    """Return the package as the data print it now: every part read back, and where its words are written."""
    templates = _templates(case)
    papers = list(_read_parts(case))
    sheets = tuple(
        ExpectedForm(label, templates[label], tuple(lay_out(paper.blocks)), paper) for label, paper in papers
    )
    prints = {printed.mark: printed for printed in case.inspection.prints}
    if isinstance(case, DescribedCase):  # which has no report
        return Expected(sheets, prints)
    spoken = {name: paragraph.spoken for name, paragraph in named_paragraphs(case.inspection.paragraphs)}
    return Expected(sheets, prints, locate_paragraphs(case.dossier, case.folders.narrative_shown), spoken)


def _read_parts(case: PackageCase) -> Iterator[tuple[str, WordDocument]]:
    """Yield each part's label and what stands in it; of all others only what was read stays in memory."""
    parts = render_case(case).parts[::-1]
    while parts:
        part = parts.pop()
        docx = part.docx
        part.members.clear()
        yield part.label, fold_paper(read_paper(docx))


def _templates(case: PackageCase) -> dict[str, str]:
    """Return the file of each part's template by the part's label."""
    if isinstance(case, DescribedCase):
        return {form.label: str(form.form.description.template) for form in case.dossier.forms}
    return {label_of(*one): str(one[0].template) for one in list_parts(case.dossier)}


def list_narrative(case: PackageCase) -> dict[str, list[str]]:
    """Return the lines of the report's files by name; described forms have none."""
    if isinstance(case, DescribedCase):
        return {}
    shown = case.folders.narrative_shown
    return {f"{shown}/{name}": text.split("\n") for name, text in case.dossier.narrative.items()}


def list_report_labels(case: PackageCase) -> frozenset[str]:
    """Return the labels of the parts that are a report."""
    parts = () if isinstance(case, DescribedCase) else case.dossier.form_set.parts
    return frozenset(str(part.label) for part in parts if part.kind is PartKind.REPORT)


def render_report_body(case: PackageCase) -> list[BodyItem]:
    """Return the body of a year's report."""
    labels = list_report_labels(case)
    parts = render_case(case).parts if labels else []
    return [item for part in parts if part.label in labels for item in lay_out(read_paper(part.docx).blocks)]
