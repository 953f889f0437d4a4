"""The parts of a package of described forms: inspected without making documents, then rendered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime

from jixiao.derive.described_dossier import DescribedDossier, FilledForm
from jixiao.docx import package
from jixiao.docx.traces import CORE_PROPERTIES, core_properties
from jixiao.findings import Finding
from jixiao.render.bookmarks import place_marks
from jixiao.render.environment import form_environment, marking_form_environment
from jixiao.render.form_words import judge_form_words
from jixiao.render.odd_layouts import judge_layouts
from jixiao.render.parts import Inspection, RenderedPart, RenderFolders, Rendering
from jixiao.render.passages import render_page
from jixiao.render.printing import Printer, override_findings
from jixiao.render.scan import check_form, scan_template
from jixiao.render.template_trial import LATE_FAULTS, find_trial_faults, late_fault
from jixiao.render.unfed import find_unfed_cells
from jixiao.source.regular_file import MAX_DOCUMENT, UnreadableFile, read_regular


def inspect_described(dossier: DescribedDossier, folders: RenderFolders) -> Inspection:
    """Return all that rendering would print and all that stands in its way; makes no document."""
    faults = [fault for form in _first_uses(dossier) for fault in _template_faults(dossier, form, folders)]
    words = [one for form in _first_uses(dossier) for one in _template_words(form, folders, sound=not faults)]
    inspection = Inspection(findings=[*faults, *words], unfillable=bool(faults))
    if not faults:
        _print_all(inspection, dossier, folders)
    return inspection


def reprint_described(dossier: DescribedDossier, folders: RenderFolders) -> Inspection:
    """Return what would be printed with other values where an inspection found the templates sound."""
    inspection = Inspection()
    _print_all(inspection, dossier, folders)
    return inspection


def _print_all(inspection: Inspection, dossier: DescribedDossier, folders: RenderFolders) -> None:
    for form in dossier.forms:
        printer, shown = _printer(dossier, form), _shown(form, folders)
        try:
            source = scan_template(_template(form, folders), shown).text
            inspection.pages[form.label] = render_page(source, dossier.context_of(form), printer)
        except LATE_FAULTS as error:
            inspection.findings.append(late_fault(error, shown))
            inspection.unfillable = True
        inspection.prints += printer.prints
    if inspection.unfillable:
        inspection.pages = {}
    else:
        inspection.findings += override_findings(dossier.overrides, inspection.prints)


def _template_faults(dossier: DescribedDossier, form: FilledForm, folders: RenderFolders) -> list[Finding]:
    shown = _shown(form, folders)
    path = folders.templates / form.form.description.template
    found = check_form(path, shown, dossier.context_of(form), form_environment())
    return found or find_trial_faults(_template(form, folders), shown, marking_form_environment())


def _template_words(form: FilledForm, folders: RenderFolders, *, sound: bool) -> Iterator[Finding]:
    shown = _shown(form, folders)
    with suppress(UnreadableFile, package.BadPackage):  # which have their finding
        scan = scan_template(_template(form, folders), shown)
        if sound:
            yield from find_unfed_cells(scan.cells, shown, tuple(form.form.description.unfilled_cells))
        yield from judge_form_words(scan.words, shown)
        yield from judge_layouts(scan.layouts, shown)


def _first_uses(dossier: DescribedDossier) -> list[FilledForm]:
    """Return for each template the first form that is made of it."""
    uses: dict[str, FilledForm] = {}
    for form in dossier.forms:
        uses.setdefault(str(form.form.description.template), form)
    return list(uses.values())


def _template(form: FilledForm, folders: RenderFolders) -> bytes:
    return read_regular(folders.templates / form.form.description.template, MAX_DOCUMENT)


def _printer(dossier: DescribedDossier, form: FilledForm) -> Printer:
    return Printer(form.label, dossier.overrides, dossier.described.description.amount_places)


def _shown(form: FilledForm, folders: RenderFolders) -> str:
    return f"{folders.templates_shown}/{form.form.description.template}"


def render_described(
    dossier: DescribedDossier, folders: RenderFolders, moment: datetime, *, only: str | None = None
) -> Rendering:
    """Return all forms as DOCX, or ``only`` the one of that label; the dossier must have passed its inspection."""
    from jixiao.render.filling import fill_in

    rendering = Rendering()
    for form in dossier.forms:
        if only is not None and form.label != only:
            continue
        printer = _printer(dossier, form)
        path = folders.templates / form.form.description.template
        try:
            members = fill_in(path, dossier.context_of(form), printer, marking_form_environment())
            place_marks(members)
        except LATE_FAULTS as error:
            rendering.findings.append(late_fault(error, _shown(form, folders)))
            continue
        creator = str(dossier.unit.unit_name)
        members[CORE_PROPERTIES] = core_properties(moment=moment, title=form.title, creator=creator)
        rendering.parts.append(RenderedPart(form.label, form.title, members))
    if rendering.findings:
        rendering.parts.clear()
    return rendering
