"""All parts of a package in the official order: inspected without making documents, then rendered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from jixiao.derive.dossier import Dossier, ProjectForm
from jixiao.docx import package
from jixiao.docx.traces import CORE_PROPERTIES, core_properties
from jixiao.findings import Finding
from jixiao.glossary import term
from jixiao.model.formset import Part, PartKind
from jixiao.render.bookmarks import place_marks
from jixiao.render.environment import (
    context_of,
    form_environment,
    marking_form_environment,
    report_environment,
)
from jixiao.render.form_words import judge_form_words
from jixiao.render.narrative import check_narrative, fill_sections, report_markdown
from jixiao.render.odd_layouts import judge_layouts
from jixiao.render.passages import PrintedPassage, list_paragraphs, render_page
from jixiao.render.printing import Print, Printer, override_findings
from jixiao.render.scan import check_form, scan_template
from jixiao.render.template_trial import LATE_FAULTS, find_trial_faults, late_fault
from jixiao.render.unfed import find_unfed_cells
from jixiao.source.regular_file import MAX_DOCUMENT, UnreadableFile, read_regular

if TYPE_CHECKING:
    from jixiao.render.pandoc import PandocReport


class RenderFolders(Struct, frozen=True):
    """Where templates lie, and how messages name that folder and the report's."""

    templates: Path
    templates_shown: str
    narrative_shown: str

    def template(self, part: Part) -> Path:
        """Return where a part's template lies."""
        return self.templates / part.template

    def shown(self, part: Part) -> str:
        """Return how messages name a part's template."""
        return f"{self.templates_shown}/{part.template}"


class RenderedPart(Struct, frozen=True, dict=True):
    """One part: its label (附件3（2）), its title, and the members of its DOCX."""

    label: str
    title: str
    members: dict[str, bytes]

    @cached_property
    def docx(self) -> bytes:
        """The DOCX."""
        return package.write_package(self.members)


class Inspection(Struct):
    """Everything the package prints, in order, and what is wrong with templates, narrative and overrides.

    ``pages`` are the forms as text by their labels, for ``cells_in``, and ``markdown`` is the report as pandoc gets it,
    both with every value between its marks. ``paragraphs`` are the report's. There are none of all these where
    something cannot be filled in: ``unfillable`` says that templates or narrative have faults that not even a draft
    can pass over.
    """

    prints: list[Print] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    unfillable: bool = False
    pages: dict[str, str] = field(default_factory=dict)
    markdown: str = ""
    paragraphs: tuple[PrintedPassage, ...] = ()


class Rendering(Struct):
    """The parts in order; with findings, which only filling in can bring to light, there are none."""

    parts: list[RenderedPart] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def list_parts(dossier: Dossier) -> Iterator[tuple[Part, ProjectForm | None]]:
    """Yield the parts in the official order, one per project where the form set says so."""
    for part in dossier.form_set.parts:
        if part.kind is PartKind.PER_PROJECT:
            yield from ((part, project) for project in dossier.projects)
        else:
            yield part, None


def label_of(part: Part, project: ProjectForm | None) -> str:
    """Return the part's label, such as 附件3（2）."""
    return part.label.replace("{序号}", str(project.number) if project else "")


def title_of(part: Part, project: ProjectForm | None) -> str:
    """Return the part's title, with the project's name where it is about one (…项目 + 项目支出…: 项目 once)."""
    if project is None:
        return str(part.title)
    return project.name + (part.title.removeprefix("项目") if project.name.endswith("项目") else part.title)


def inspect(dossier: Dossier, folders: RenderFolders) -> Inspection:
    """Return all that rendering would print and all that stands in its way; makes no document."""
    faults = _template_faults(dossier, folders)
    unfillable, others = check_narrative(dossier, folders.narrative_shown, context_of(dossier), report_environment())
    others += [] if faults else _unfed_cells(dossier, folders)
    others += _form_words(dossier, folders)
    inspection = Inspection(
        findings=[*dossier.formula_findings, *faults, *unfillable, *others], unfillable=bool(faults or unfillable)
    )
    if not inspection.unfillable:
        _print_all(inspection, dossier, folders)
    return inspection


def _print_all(inspection: Inspection, dossier: Dossier, folders: RenderFolders) -> None:
    for part, project in list_parts(dossier):
        label, shown = label_of(part, project), folders.shown(part)
        printer = Printer(label, dossier.overrides, dossier.form_set.amount_places)
        try:
            source = scan_template(read_regular(folders.template(part), MAX_DOCUMENT), shown).text
            filled_in = render_page(source, _context(dossier, project), printer)
            if part.kind is PartKind.REPORT:
                _print_report(inspection, dossier, folders.narrative_shown)
            else:
                inspection.pages[label] = filled_in
        except LATE_FAULTS as error:
            inspection.findings.append(late_fault(error, shown))
            inspection.unfillable = True
        inspection.prints += printer.prints
    if inspection.unfillable:
        inspection.pages, inspection.markdown, inspection.paragraphs = {}, "", ()
    else:
        inspection.findings += override_findings(dossier.overrides, inspection.prints)


def _print_report(inspection: Inspection, dossier: Dossier, folder: str) -> None:
    sections = fill_sections(dossier)
    paragraphs = tuple(paragraph for section in sections for paragraph in list_paragraphs(dossier, folder, section))
    placed = {span.print.mark: span.print for paragraph in paragraphs for span in paragraph.marks}
    inspection.prints += (placed.get(printed.mark, printed) for section in sections for printed in section.prints)
    inspection.markdown, inspection.paragraphs = report_markdown(dossier, sections), paragraphs


def _template_faults(dossier: Dossier, folders: RenderFolders) -> list[Finding]:
    environment, faults = form_environment(), []
    for part, project in _first_uses(dossier):
        template, shown = folders.template(part), folders.shown(part)
        found = check_form(template, shown, _context(dossier, project), environment)
        faults += found or find_trial_faults(read_regular(template, MAX_DOCUMENT), shown, marking_form_environment())
    return faults


def _unfed_cells(dossier: Dossier, folders: RenderFolders) -> list[Finding]:
    findings: list[Finding] = []
    for part, _ in _first_uses(dossier):
        shown = folders.shown(part)
        cells = scan_template(read_regular(folders.template(part), MAX_DOCUMENT), shown).cells
        findings += find_unfed_cells(cells, shown, tuple(part.unfilled_cells))
    return findings


def _form_words(dossier: Dossier, folders: RenderFolders) -> Iterator[Finding]:
    for part, _ in _first_uses(dossier):
        template, shown = folders.template(part), folders.shown(part)
        with suppress(UnreadableFile, package.BadPackage):  # which have their finding
            scan = scan_template(read_regular(template, MAX_DOCUMENT), shown)
            yield from judge_form_words(scan.words, shown)
            yield from judge_layouts(scan.layouts, shown)


def _first_uses(dossier: Dossier) -> Iterable[tuple[Part, ProjectForm | None]]:
    """Return for each template the first part that is made of it."""
    uses: dict[str, tuple[Part, ProjectForm | None]] = {}
    for part, project in list_parts(dossier):
        uses.setdefault(str(part.template), (part, project))
    return uses.values()


def report_of(dossier: Dossier, folders: RenderFolders, markdown: str) -> PandocReport:
    """Return the report as pandoc gets it, ``markdown`` being the inspection's. LATE_FAULTS."""
    from jixiao.render.pandoc import PandocReport

    part = next(part for part in dossier.form_set.parts if part.kind is PartKind.REPORT)
    return PandocReport(markdown, package.write_package(_filled_in(part, None, dossier, folders)))


def render(
    dossier: Dossier,
    folders: RenderFolders,
    moment: datetime,
    report: PandocReport | None = None,
    *,
    only: str | None = None,
) -> Rendering:
    """Return all parts as DOCX, or ``only`` the one of that label; the dossier must have passed ``inspect``.

    ``report`` is what ``report_of`` returned for this dossier, if it was asked. ToolMissing, ToolFailed for pandoc.
    """
    from jixiao.render.pandoc import members_of

    rendering = Rendering()
    for part, project in list_parts(dossier):
        if only is not None and label_of(part, project) != only:
            continue
        try:
            if part.kind is not PartKind.REPORT:
                members = _filled_in(part, project, dossier, folders)
            else:
                report = report or report_of(dossier, folders, report_markdown(dossier, fill_sections(dossier)))
                members = dict(members_of(report))
            place_marks(members)
        except LATE_FAULTS as error:
            rendering.findings.append(late_fault(error, folders.shown(part)))
            continue
        title = title_of(part, project)
        core = core_properties(moment=moment, title=title, creator=str(dossier.unit.unit_name))
        members[CORE_PROPERTIES] = core
        rendering.parts.append(RenderedPart(label_of(part, project), title, members))
    if rendering.findings:
        rendering.parts.clear()
    return rendering


def _filled_in(part: Part, project: ProjectForm | None, dossier: Dossier, folders: RenderFolders) -> dict[str, bytes]:
    from jixiao.render.filling import fill_in

    printer = Printer(label_of(part, project), dossier.overrides, dossier.form_set.amount_places)
    return fill_in(folders.template(part), _context(dossier, project), printer, marking_form_environment())


def _context(dossier: Dossier, project: ProjectForm | None) -> dict[str, Any]:
    context = context_of(dossier)
    return context | {term("this_project"): project} if project else context
