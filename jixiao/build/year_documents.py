"""A year's documents: its parts rendered, each a DOCX, and all of them joined into the whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from jixiao.build.described_case import DescribedCase, PackageCase
from jixiao.build.steps import Derived, Inspected, Step
from jixiao.docx.package import read_package, write_package
from jixiao.findings import Finding
from jixiao.model.pdf_attachments import PdfAttachments
from jixiao.publish.printable import Printable
from jixiao.publish.source_map import SourceMap, map_inspection, source_map
from jixiao.render.bookmarks import with_loose_rows, without_bookmarks
from jixiao.render.described_parts import render_described
from jixiao.render.parts import RenderedPart, Rendering, render, report_of
from jixiao.render.template_trial import LATE_FAULTS, late_fault

if TYPE_CHECKING:
    from jixiao.render.pandoc import PandocReport

_PARTS_FOLDER = "分件"
_DOCUMENT = "word/document.xml"
_EMBEDDED_MAP = "source-map.xml"  # which names no revision, as the JSON beside the package does


class Documents(Struct, frozen=True):
    """A package before its PDF: the whole under its file name without ending, and the parts by file name.

    ``embedded`` is what goes along inside the PDF, by file name.
    """

    stem: str
    whole: bytes
    parts: dict[str, bytes]
    source_map: SourceMap
    embedded: Mapping[str, bytes] = {}


def begin_reports(cases: Iterable[Inspected]) -> list[PandocReport | None]:
    """Let pandoc begin with the reports of years that can be filled in: one run for all, while other work goes on.

    Return what each year's rendering waits for; None for a year whose rendering will say what is wrong.
    """
    from jixiao.render.pandoc import begin

    reports: list[PandocReport | None] = []
    for case in cases:
        reports.append(None)
        with suppress(*LATE_FAULTS):
            reports[-1] = report_of(case.dossier, case.folders, case.inspection.markdown)
    begin([report for report in reports if report is not None])
    return reports


def render_documents(
    case: PackageCase, step: Step, *, draft: bool = False, report: PandocReport | None = None
) -> Documents | list[Finding]:
    """Return a year's documents, all but the PDF, or what only filling in brought to light.

    ``report`` is what pandoc has begun with. Nothing the case found may stand in the way.
    """
    step("正在套用模板……")
    rendering = render_case(case, report)
    if rendering.findings:
        return list(rendering.findings)
    try:
        return _joined(rendering, case, step, draft=draft)
    except LATE_FAULTS as error:
        return [late_fault(error, case.folders.templates_shown)]


def render_case(case: PackageCase, report: PandocReport | None = None) -> Rendering:
    """Return a package's parts as DOCX, or what only filling in brought to light."""
    if isinstance(case, DescribedCase):
        return render_described(case.dossier, case.folders, case.moment)
    return render(case.dossier, case.folders, case.moment, report)


def _joined(rendering: Rendering, case: PackageCase, step: Step, *, draft: bool) -> Documents:
    """Return the parts with their source map, and all of them as one. LATE_FAULTS."""
    from jixiao.publish.file_names import file_name

    suffix = "（草稿）" if draft else ""
    mapped = map_sources(case)
    rendered = rendering.parts
    docx = {}
    for part in rendered:
        docx[part.label] = write_package(mapped.added_to(part.members, part.label))
        if draft:
            from jixiao.render.draft import mark_draft

            docx[part.label] = mark_draft(docx[part.label])
            part.members.clear()  # the whole is joined from what is marked
    names = [
        f"{_PARTS_FOLDER}/{file_name(f'{number:02d}-{_part_name(part)}', suffix)}.docx"
        for number, part in enumerate(rendered, start=1)
    ]
    step("正在合并成册……")
    members: Mapping[str, bytes | dict[str, bytes]]
    members = docx if draft else {part.label: part.members for part in rendered}
    whole = join_parts(members, case, suffix, mapped)
    embedded = {} if draft else dict(_embedded(case, mapped))
    mapped.forget_lines()
    parts = dict(zip(names, docx.values(), strict=True))
    return Documents(file_name(case.title, suffix), whole, parts, source_map=mapped, embedded=embedded)


def _embedded(case: PackageCase, mapped: SourceMap) -> Iterator[tuple[str, bytes]]:
    """Yield the files of data that a package was made of and its source map, where its form set wants them along."""
    if case.pdf_attachments is PdfAttachments.DATA:
        own = f"data/{case.year}/"
        yield from ((one.file, one.data) for one in case.sources if one.file.startswith(own) and one.data is not None)
        yield _EMBEDDED_MAP, mapped.as_xml()


def map_sources(case: PackageCase) -> SourceMap:
    """Return where everything comes from that a package prints."""
    if isinstance(case, DescribedCase):
        return map_inspection(case.unit_name, case.year, sources=case.sources, of=case.inspection)
    return source_map(case.year, reading=case.reading, dossier=case.dossier, inspection=case.inspection)


def join_parts(
    docx: Mapping[str, bytes | dict[str, bytes]],
    case: Derived | PackageCase,
    suffix: str = "",
    mapped: SourceMap | None = None,
) -> bytes:
    """Return the parts by label, each a DOCX or its members, as one DOCX, with a source map if one is given."""
    from jixiao.assemble import OpenedPart, assemble

    parts = [OpenedPart(label, content) for label, content in docx.items()]
    finish = dict if mapped is None else mapped.added_to
    return assemble(parts, moment=case.moment, title=case.title + suffix, finish=finish)


def prepare_for_printing(whole: bytes, moment: datetime, embedded: Mapping[str, bytes] | None = None) -> Printable:
    """Return a whole DOCX as it goes to LibreOffice, with what its PDF has embedded.

    Without bookmarks, as it sets lines with them a hair differently; without rows that stay with what follows, as
    it then breaks no row of the table.
    """
    members = read_package(whole)
    content = write_package(with_loose_rows(without_bookmarks(members)))
    return Printable(content, moment, members[_DOCUMENT], embedded or {})


def _part_name(part: RenderedPart) -> str:
    return part.label if part.label == part.title else f"{part.label}-{part.title}"
