"""What every part of a package has to say, from what inspection made of templates and data without any document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from msgspec import Struct

from jixiao.derive.dossier import Dossier
from jixiao.findings import Place
from jixiao.model.formset import PartKind
from jixiao.publish.source_map import named_paragraphs
from jixiao.readback.passage import Passage, passage, told
from jixiao.render.bookmarks import without_guards
from jixiao.render.environment import LINE, LINE_END
from jixiao.render.form_cells import list_cells
from jixiao.render.narrative import cells_of
from jixiao.render.parts import Inspection, RenderFolders, label_of, list_parts
from jixiao.render.scan import CELL

_FENCE = re.compile(r":::.*")
_HEADING = re.compile(r"#+ ")
_ESCAPE = re.compile(r"\\(?:([!-/:-@\[-`{-~])|\n)")
_PARAGRAPH = re.compile(f"{LINE}([^{LINE_END}]*){LINE_END}")


# A passage's text, how people say where it stands, and its place.
Spot = tuple[str, str, Place]


class PlannedPassages(Struct, frozen=True, dict=True):
    """What a part has to say, as ``told``; ``spots`` yields the same passage by passage."""

    told: str
    spots: Callable[[], Iterable[Spot]]

    @cached_property
    def passages(self) -> list[Passage]:
        """Its passages, each with where it stands."""
        said = ((told(text), spoken, place) for text, spoken, place in self.spots())
        return [passage(*one) for one in said if one[0]]


def planned(dossier: Dossier, folders: RenderFolders, inspection: Inspection) -> dict[str, PlannedPassages]:
    """Return what each part has to say by label, in the official order; the dossier must have passed ``inspect``."""
    found = {}
    for part, project in list_parts(dossier):
        label = label_of(part, project)
        if part.kind is PartKind.REPORT:
            found[label] = _of_report(inspection, f"{folders.templates_shown}/forms.yaml")
        else:
            found[label] = _of_form(inspection.pages[label], label, Place(folders.shown(part)))
    return found


def _of_form(page: str, label: str, place: Place) -> PlannedPassages:
    def spots() -> Iterator[Spot]:
        for row, cell, text in list_cells(page):
            yield text, f"{label} 第{row}行第{cell}格" if row else label, place

    return PlannedPassages(told(CELL.join(text for _, _, text in list_cells(page))), spots)


def _of_report(inspection: Inspection, form_set: str) -> PlannedPassages:
    """Return what pandoc is given, without its markup."""
    lines = list(_lines(inspection.markdown.split("\n\n")))

    def spots() -> Iterator[Spot]:
        paragraphs = dict(named_paragraphs(inspection.paragraphs))
        for line in lines:
            mark = _PARAGRAPH.search(line)
            paragraph = paragraphs.get(mark[1]) if mark else None
            spoken, place = ("报告", Place(form_set)) if paragraph is None else (paragraph.spoken, paragraph.place)
            yield _PARAGRAPH.sub("", line), spoken, place

    return PlannedPassages(told(_PARAGRAPH.sub("", CELL.join(lines))), spots)


def _lines(blocks: Iterable[str]) -> Iterator[str]:
    for block in blocks:
        text = without_guards("\n".join(line for line in block.split("\n") if not _FENCE.fullmatch(line)))
        cells = cells_of(text)
        yield from (_plain(cell) for cell in cells or [_HEADING.sub("", text, count=1)])


def _plain(markdown: str) -> str:
    """Return Markdown of ours as what it prints: the only markup left is bold and the escapes."""
    pieces = re.split(r"(\\(?:[!-/:-@\[-`{-~]|\n))", markdown)
    return "".join(
        _ESCAPE.sub(r"\1", one) if number % 2 else one.replace("**", "") for number, one in enumerate(pieces)
    )
