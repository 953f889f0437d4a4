"""The text of one paragraph with its tracked changes, and the text boxes that hang on it."""

from __future__ import annotations

from jixiao.docx.blocks import RevisionKind, RunPiece, TrackedChange, stays
from jixiao.docx.limits import Budget, Thing
from jixiao.docx.paragraph_styles import hidden
from jixiao.docx.ranges import Tracks
from jixiao.docx.wml import MC, Element, W, local

_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_KINDS = {
    "ins": RevisionKind.INSERTED,
    "moveTo": RevisionKind.INSERTED,
    "del": RevisionKind.DELETED,
    "moveFrom": RevisionKind.DELETED,
}
_MARKS = {**_KINDS, "cellIns": RevisionKind.INSERTED, "cellDel": RevisionKind.DELETED}
_SIGNS = {"br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}
_PAGE_BREAKS = ("page", "column")
_LEFT_OUT = {"pPr", "rPr", "sdtPr", "sdtEndPr", "rt", "rubyPr", "instrText", "delInstrText", "fldData"}


def inline_change(element: Element) -> TrackedChange | None:
    """Return the tracked change that an element wraps its content in, None if it is no such element."""
    name = local(element)
    return _change(element, _KINDS[name], name) if element.tag == f"{W}{name}" and name in _KINDS else None


def changes_in(stated: Element | None) -> tuple[TrackedChange, ...]:
    """Return the tracked changes of a paragraph mark, a row or a cell from its properties."""
    marks = () if stated is None else [child for child in stated if local(child) in _MARKS]
    return tuple(_change(mark, _MARKS[local(mark)], local(mark)) for mark in marks)


def _change(element: Element, kind: RevisionKind, name: str) -> TrackedChange:
    author, date = (element.get(f"{W}{key}", "") for key in ("author", "date"))
    return TrackedChange(kind, author, date, name.startswith("move"))


class Runs:
    """Gathers the pieces of a paragraph. ``boxes`` are the text boxes met on the way."""

    def __init__(self, tracks: Tracks, budget: Budget) -> None:
        self.boxes: list[Element] = []
        self._tracks = tracks
        self._budget = budget
        self._pieces: list[RunPiece] = []
        self._length = 0

    def read(self, paragraph: Element, changes: tuple[TrackedChange, ...]) -> tuple[RunPiece, ...]:
        """Return the pieces; neighbours under the same changes are one."""
        self._walk(paragraph, changes)
        self._tracks.close(self._length)
        return tuple(self._joined())

    def _joined(self) -> list[RunPiece]:
        joined: list[tuple[list[str], tuple[TrackedChange, ...]]] = []
        for piece in self._pieces:
            if joined and joined[-1][1] == piece.changes:
                joined[-1][0].append(piece.text)
            else:
                joined.append(([piece.text], piece.changes))
        return [RunPiece("".join(texts), changes) for texts, changes in joined]

    def _walk(self, element: Element, changes: tuple[TrackedChange, ...]) -> None:
        for child in element:
            name = local(child)
            if name in ("t", "delText") and child.tag in (f"{W}{name}", _MATH_TEXT):
                self._add(child.text or "", changes)
            elif name in _SIGNS and child.tag == f"{W}{name}":
                self._add("" if child.get(f"{W}type") in _PAGE_BREAKS else _SIGNS[name], changes)
            elif name == "txbxContent":
                self.boxes.append(child)
            elif name in _LEFT_OUT or child.tag == f"{MC}Fallback" or (name == "r" and hidden(child)):
                continue
            elif (change := inline_change(child)) is not None:
                self._walk(child, (*changes, change))
            else:
                self._tracks.mark(child, self._length)
                self._walk(child, changes)

    def _add(self, text: str, changes: tuple[TrackedChange, ...]) -> None:
        self._budget.spend(Thing.PIECES)
        self._budget.spend(Thing.CHARACTERS, len(text))
        self._pieces.append(RunPiece(text, changes))
        if stays(changes, RevisionKind.DELETED):
            self._length += len(text)
