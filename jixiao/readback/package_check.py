"""A package's files, opened again one by one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache, partial
from itertools import chain

from msgspec import Struct

from jixiao.derive.dossier import Dossier
from jixiao.docx import package
from jixiao.findings import Finding, Place, Severity
from jixiao.readback.docx_passages import found
from jixiao.readback.passage import marks_told, passages
from jixiao.readback.passage_differences import PassageReader
from jixiao.readback.pdf_passages import missing_from
from jixiao.readback.planned_passages import PlannedPassages, planned
from jixiao.render.parts import Inspection, RenderFolders
from jixiao.render.printing import Print
from jixiao.render.scan import CELL

_AGAIN = "重新运行 make report；不要手工改成品。"


class Expectation(Struct, frozen=True, dict=True):
    """What each part has to say, by its label in the official order, and all values by their marks."""

    parts: Mapping[str, PlannedPassages]
    prints: Mapping[str, Print]

    @cached_property
    def whole(self) -> PlannedPassages:
        """What the whole has to say."""
        told = CELL.join(plan.told for plan in self.parts.values() if plan.told)
        return PlannedPassages(told, lambda: chain.from_iterable(plan.spots() for plan in self.parts.values()))

    def label_of(self, marks: Iterable[str]) -> str | None:
        """Return the label of the part that holds most of these marks, "" for the whole, None where none is known."""
        places = {name: label for label, plan in self.parts.items() for name in marks_told(plan.told)}
        labels = {places[name] for name in marks if name in places}
        return None if not labels else labels.pop() if len(labels) == 1 else ""


def expectation(dossier: Dossier, folders: RenderFolders, inspection: Inspection) -> Expectation:
    """Return what a package has to say; the dossier must have passed ``inspect``."""
    prints = {one.mark: one for one in inspection.prints}
    return Expectation(planned(dossier, folders, inspection), prints)


def document_findings(
    docx: bytes, expected: Expectation, label: str, name: str, *, strict: bool = False
) -> Iterator[Finding]:
    """Yield where a DOCX, the part of that label or the whole (""), says something else; BadPackage for no DOCX.

    With ``strict`` a lost mark counts too.
    """
    plan = expected.parts[label] if label else expected.whole
    reader = PassageReader(name, expected.prints, strict)
    said, *running = _said(docx)
    if said != plan.told:
        yield from reader.differences(plan.passages, list(passages(said)))
    for story in running:
        yield from reader.strays(passages(story))


@lru_cache(maxsize=32)  # when a package is built again in one process, most of its parts are the same bytes
def _said(docx: bytes) -> tuple[str, ...]:
    """Return what a DOCX's body says, then its headers and footers."""
    members = package.read_package(docx)
    body, *others = package.stories(members)
    return found(members[body]), *(_running(members[story]) for story in others)


@lru_cache(maxsize=64)
def _running(story: bytes) -> str:
    """Return what a header or footer says; the same one stands in many parts."""
    return found(story)


def marks_in(docx: bytes) -> set[str]:
    """Return the marks round values in a DOCX's body; BadPackage for no DOCX."""
    return set(marks_told(_said(docx)[0]))


def pdf_findings(pdf: bytes, expected: Expectation, name: str) -> Iterator[Finding]:
    """Yield what the PDF of the whole does not say."""
    from jixiao.publish.pdf_text import BadPdf, page_texts

    try:
        pages = page_texts(pdf)
    except BadPdf as error:
        yield Finding("V006", place=Place(name), found=str(error), expected="能打开的 PDF", remedy=_AGAIN, subject=name)
        return
    yield from missing_from(pages, expected.whole.passages, expected.prints, name)


def archive_findings(archive: bytes, files: Mapping[str, bytes], name: str) -> Iterator[Finding]:
    """Yield where a ZIP just made does not hold exactly these files."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            held = {entry.filename: opened.read(entry) for entry in opened.infolist()}
    except (zipfile.BadZipFile, EOFError) as error:
        yield Finding(
            "V005",
            place=Place(name),
            found=f"ZIP 打不开（{error}）",
            expected="能打开的 ZIP",
            remedy=_AGAIN,
            subject=name,
        )
        return
    yield from held_findings(held, files, name)


def held_findings(
    held: Mapping[str, bytes],
    files: Mapping[str, bytes],
    name: str,
    *,
    spare: str = "",
    extra: Severity = Severity.ERROR,
) -> Iterator[Finding]:
    """Yield which of the files a ZIP lacks, holds on top, or holds otherwise; ``spare`` may be missing."""
    for member in sorted(files.keys() | held.keys()):
        told = partial(Finding, "V005", Place(name), remedy=_AGAIN, subject=f"{name}：{member}")
        if member not in held:
            if member != spare:
                yield told(f"ZIP 里没有“{member}”", "整套文件")
        elif member not in files:
            yield told(f"ZIP 里多出“{member}”", "只有整套文件", severity=extra)
        elif held[member] != files[member]:
            yield told(f"ZIP 里的“{member}”与应有的不同", "与生成的文件相同")
