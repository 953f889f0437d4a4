"""A package's files, opened again one by one, held against what the data says."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain

from msgspec import Struct

from jixiao.derive.described_dossier import DescribedDossier
from jixiao.derive.dossier import Dossier
from jixiao.docx import package
from jixiao.findings import Finding, Place, Severity
from jixiao.readback.docx_passages import read_story
from jixiao.readback.passage_differences import PassageComparer
from jixiao.readback.pdf_passages import find_missing_passages
from jixiao.readback.planned_passages import PlannedPassages, plan_forms, plan_passages
from jixiao.readback.story_text import list_marks, parse_passages
from jixiao.render.parts import Inspection, RenderFolders
from jixiao.render.printing import Print

_PICTURES = {"jpg": b"\xff\xd8\xff", "jpeg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n"}
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_SCRIPTS = (b"#!", b"MZ", b"<", b"%PDF", b"PK")
_AGAIN = "重新运行 make report；不要手工改成品。"


class Expectation(Struct, frozen=True, dict=True):
    """What each part has to say, by its label in the official order, and all values by their marks."""

    parts: Mapping[str, PlannedPassages]
    prints: Mapping[str, Print]

    @cached_property
    def whole(self) -> PlannedPassages:
        """What the whole has to say."""
        return PlannedPassages(tuple(chain.from_iterable(plan.texts for plan in self.parts.values())))

    def label_of(self, marks: Iterable[str]) -> str | None:
        """Return the label of the part that holds these marks, "" for the whole, None where none is known."""
        places = {name: label for label, plan in self.parts.items() for name in list_marks(plan.text)}
        labels = {places[name] for name in marks if name in places}
        return None if not labels else labels.pop() if len(labels) == 1 else ""


def plan_package(dossier: Dossier, folders: RenderFolders, inspection: Inspection) -> Expectation:
    """Return what a package has to say; the dossier must have passed ``inspect``."""
    prints = {printed.mark: printed for printed in inspection.prints}
    return Expectation(plan_passages(dossier, folders, inspection), prints)


def plan_described(dossier: DescribedDossier, folder: str, inspection: Inspection) -> Expectation:
    """Return what a package of described forms has to say; ``folder`` is how messages name its templates."""
    templates = {form.label: f"{folder}/{form.form.description.template}" for form in dossier.forms}
    prints = {one.mark: one for one in inspection.prints}
    return Expectation(plan_forms(inspection.pages, templates), prints)


def compare_docx(docx: bytes, expected: Expectation, label: str, name: str, *, strict: bool = False) -> list[Finding]:
    """Return where a DOCX, the part of that label or the whole (""), says something else; BadPackage for no DOCX.

    With ``strict`` a lost mark counts too.
    """
    plan = expected.parts[label] if label else expected.whole
    comparer = PassageComparer(name, expected.prints, strict)
    body, *running = _read_stories(docx)
    found = [] if body == plan.text else list(comparer.compare(plan.passages, parse_passages(body)))
    return [*found, *(finding for story in running for finding in comparer.compare_running(parse_passages(story)))]


def _read_stories(docx: bytes) -> list[str]:
    """Return what a DOCX's body says, then its headers and footers."""
    members = package.read_package(docx, but="customXml/")
    return [read_story(members[story]) for story in package.stories(members)]


def read_marks(docx: bytes) -> set[str]:
    """Return the marks round values in a DOCX's body; BadPackage for no DOCX."""
    return set(list_marks(_read_stories(docx)[0]))


def compare_pdf(pdf: bytes, expected: Expectation, name: str) -> Iterator[Finding]:
    """Yield what the PDF of the whole does not say."""
    from jixiao.publish.pdf_text import BadPdf, page_texts

    try:
        pages = page_texts(pdf)
    except BadPdf as error:
        yield Finding("V006", place=Place(name), found=str(error), expected="能打开的 PDF", remedy=_AGAIN, subject=name)
        return
    yield from find_missing_passages(pages, expected.whole.passages, expected.prints, name)


def compare_archive(archive: bytes, files: Mapping[str, bytes], name: str) -> Iterator[Finding]:
    """Yield where a ZIP just made does not hold exactly these files."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            held = {entry.filename: opened.read(entry) for entry in opened.infolist()}
    except (zipfile.BadZipFile, EOFError):
        yield _of_archive(name, "", "ZIP 打不开", "能打开的 ZIP")
        return
    yield from compare_files(held, files, name)


def compare_files(
    held: Mapping[str, bytes], files: Mapping[str, bytes], name: str, *, lenient: bool = False
) -> Iterator[Finding]:
    """Yield which of the files a ZIP lacks, holds on top, or holds otherwise.

    To a ``lenient`` one a plain text or a picture on top is a warning; what could run or carry more never is.
    """
    for member in sorted(files.keys() | held.keys()):
        if member not in held:
            yield _of_archive(name, member, f"ZIP 里没有“{member}”", "整套文件")
        elif member not in files:
            inert = lenient and _is_inert(member, held[member])
            severity = Severity.WARNING if inert else Severity.ERROR
            yield _of_archive(name, member, f"ZIP 里多出“{member}”", "只有整套文件", severity=severity)
        elif held[member] != files[member]:
            yield _of_archive(name, member, f"ZIP 里的“{member}”与应有的不同", "与生成的文件相同")


def _is_inert(name: str, content: bytes) -> bool:
    """Return whether a file is what a plain text or a picture is called and looks like."""
    ending = name.rpartition(".")[2].lower()
    if ending in _PICTURES:
        return content.startswith(_PICTURES[ending])
    return ending == "txt" and not _CONTROL.search(content) and not content.startswith(_SCRIPTS)


def _of_archive(name: str, member: str, found: str, expected: str, *, severity: Severity = Severity.ERROR) -> Finding:
    subject = f"{name}：{member}" if member else name
    return Finding(
        "V005", Place(name), found=found, expected=expected, remedy=_AGAIN, severity=severity, subject=subject
    )
