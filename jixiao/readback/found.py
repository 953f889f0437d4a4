"""What a finished DOCX says, read in one pass over its body: text and marks, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.assemble.wml import Element, W
from jixiao.readback.passages import Passage, passage
from jixiao.render.marks import NAME

_CELL, _PARAGRAPH, _TEXT = f"{W}tc", f"{W}p", f"{W}t"
_START, _END = f"{W}bookmarkStart", f"{W}bookmarkEnd"
_ID, _NAMED = f"{W}id", f"{W}name"
_READ = (_CELL, _PARAGRAPH, _TEXT, _START, _END)


def found(root: Element) -> list[Passage]:
    """Return the passages of a story; those in which nothing stands are left out."""
    return [one for one in map(passage, _passages(root)) if one.pieces]


def _passages(root: Element) -> Iterator[list[tuple[str, str]]]:
    pieces: list[tuple[str, str]] = []
    names: dict[str, str] = {}
    name = ""
    for element in root.iter(*_READ):
        tag = element.tag
        if tag == _TEXT:
            pieces.append((name, element.text or ""))
        elif tag == _START:
            started = element.get(_NAMED, "")
            if NAME.fullmatch(started) and not started.startswith("_JXP"):
                names[element.get(_ID, "")] = name = started
                pieces.append((name, ""))
        elif tag == _END:
            if names.get(element.get(_ID, "")) == name:
                name = ""
        elif next(element.iterancestors(_CELL), None) is None:
            # A cell, or a paragraph outside all tables. A value never leaves its cell.
            yield pieces
            pieces, name = [], ""
    yield pieces
