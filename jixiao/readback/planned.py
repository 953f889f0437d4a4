"""What every part of a package has to say, from templates and data, without making a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from jixiao.derive.dossier import Dossier
from jixiao.findings import Place
from jixiao.model.formset import PartKind
from jixiao.readback.passages import Passage, passage
from jixiao.render.environment import (
    BETWEEN,
    CLOSE,
    LINE,
    LINE_END,
    OPEN,
    context_of,
    marking_markdown_environment,
)
from jixiao.render.marks import without_guards
from jixiao.render.narrative import cells_of, report_markdown
from jixiao.render.package import Folders, Inspection, label_of, pages, parts_of
from jixiao.render.pages import Block
from jixiao.sourcemap import named_paragraphs

_FENCE = re.compile(r":::.*")
_HEADING = re.compile(r"#+ ")
_ESCAPE = re.compile(r"\\(?:([!-/:-@\[-`{-~])|\n)")
_PIECE = re.compile(f"{OPEN}([^{BETWEEN}]*){BETWEEN}([^{CLOSE}]*){CLOSE}|([^{OPEN}]+)")
_PARAGRAPH = re.compile(f"{LINE}([^{LINE_END}]*){LINE_END}")


def planned(dossier: Dossier, folders: Folders, inspection: Inspection) -> dict[str, list[Passage]]:
    """Return the passages of each part by label, in the official order; the dossier must have passed ``inspect``."""
    forms: dict[str, list[Passage]] = {}
    parts = {label_of(part, project): part for part, project in parts_of(dossier)}
    for block in pages(dossier, folders):
        template = f"{folders.templates_shown}/{parts[block.where].template}"
        forms.setdefault(block.where, []).append(_of_block(block, Place(template)))
    found = {}
    for label, part in parts.items():
        if part.kind is PartKind.REPORT:
            found[label] = list(_of_report(dossier, f"{folders.templates_shown}/forms.yaml", inspection))
        else:
            found[label] = [one for one in forms.get(label, []) if one.pieces]
    return found


def _of_block(block: Block, place: Place) -> Passage:
    spoken = f"{block.where} 第{block.row}行第{block.cell}格" if block.row else block.where
    return passage(_bound_pieces(block), spoken, place)


def _bound_pieces(block: Block) -> Iterator[tuple[str, str]]:
    end = 0
    for bound in block.bound:
        yield "", block.text[end : bound.start]
        yield bound.print.mark, block.text[bound.start : bound.end]
        end = bound.end
    yield "", block.text[end:]


def _of_report(dossier: Dossier, form_set: str, inspection: Inspection) -> Iterator[Passage]:
    """Yield what pandoc is given, without its markup."""
    markdown, _ = report_markdown(dossier, context_of(dossier), marking_markdown_environment(), marked=True)
    paragraphs = dict(named_paragraphs(inspection.paragraphs))
    for line in _lines(markdown.split("\n\n")):
        mark = _PARAGRAPH.search(line)
        paragraph = paragraphs.get(mark[1]) if mark else None
        text = _PARAGRAPH.sub("", line)
        pieces = [(name, value or fixed) for name, value, fixed in _PIECE.findall(text)]
        if paragraph is None:
            told = passage(pieces, "报告", Place(form_set))
        else:
            told = passage(pieces, paragraph.spoken, paragraph.place)
        if told.pieces:
            yield told


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
