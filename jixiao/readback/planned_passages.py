"""What every part of a package has to say, from what inspection made of templates and data without any document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct

from jixiao.derive.dossier import Dossier
from jixiao.findings import Place
from jixiao.model.formset import PartKind
from jixiao.patterns import compile_late
from jixiao.publish.source_map import named_paragraphs
from jixiao.readback.story_text import story_text
from jixiao.render.bookmarks import without_guards
from jixiao.render.environment import LINE, LINE_END
from jixiao.render.narrative import cells_of
from jixiao.render.parts import Inspection, RenderFolders, label_of, list_parts
from jixiao.render.passages import Passage, list_cells, parse_marks, position_of
from jixiao.render.scan import CELL

_FENCE = compile_late(r":::.*")
_HEADING = compile_late(r"(?<!#)#+ ")
# All the markup left in Markdown of ours: an escaped sign, an escaped line end, bold.
_MARKUP = compile_late(r"\\(?:([!-/:-@\[-`{-~])|\n)|\*\*")
_PARAGRAPH = compile_late(f"{LINE}([^{LINE_END}]*){LINE_END}")


class PlannedText(NamedTuple):
    """A passage's text with its marks in it, and where it stands."""

    marked: str
    where: str
    position: str
    place: Place


class PlannedPassages(Struct, frozen=True, dict=True):
    """What a part has to say, cell by cell and paragraph by paragraph."""

    texts: tuple[PlannedText, ...]

    @cached_property
    def text(self) -> str:
        """All of it as ``story_text`` gives it."""
        return story_text(CELL.join(text.marked for text in self.texts))

    @cached_property
    def passages(self) -> list[Passage]:
        """Its passages, each with where it stands."""
        stories = ((parse_marks(story_text(text.marked)), text) for text in self.texts)
        return [Passage(*said, text.where, text.position, text.place) for said, text in stories if any(said)]


def plan_passages(dossier: Dossier, folders: RenderFolders, inspection: Inspection) -> dict[str, PlannedPassages]:
    """Return what each part has to say by label, in the official order; the dossier must have passed ``inspect``."""
    found = {}
    for part, project in list_parts(dossier):
        label = label_of(part, project)
        if part.kind is PartKind.REPORT:
            texts = _of_report(inspection, Place(f"{folders.templates_shown}/forms.yaml"))
        else:
            texts = _of_form(inspection.pages[label], label, Place(folders.shown(part)))
        found[label] = PlannedPassages(tuple(texts))
    return found


def plan_forms(pages: Mapping[str, str], templates: Mapping[str, str]) -> dict[str, PlannedPassages]:
    """Return what described forms have to say by label; ``templates`` are as messages show them."""
    return {
        label: PlannedPassages(tuple(_of_form(page, label, Place(templates[label])))) for label, page in pages.items()
    }


def _of_form(page: str, label: str, place: Place) -> Iterator[PlannedText]:
    for row, cell, text in list_cells(page):
        yield PlannedText(text, label, position_of(row, cell), place)


def _of_report(inspection: Inspection, form_set: Place) -> Iterator[PlannedText]:
    """Yield what pandoc is given, without its markup."""
    paragraphs = dict(named_paragraphs(inspection.paragraphs))
    for line in _lines(inspection.markdown.split("\n\n")):
        mark = _PARAGRAPH.search(line)
        paragraph = paragraphs.get(mark[1]) if mark else None
        where = ("报告", "", form_set) if paragraph is None else (paragraph.where, paragraph.position, paragraph.place)
        yield PlannedText(_PARAGRAPH.sub("", line), *where)


def _lines(blocks: Iterable[str]) -> Iterator[str]:
    for block in blocks:
        text = without_guards("\n".join(line for line in block.split("\n") if not _FENCE.fullmatch(line)))
        cells = cells_of(text)
        yield from (_MARKUP.sub(r"\1", cell) for cell in cells or [_HEADING.sub("", text, count=1)])
