"""The text of one paragraph with its tracked changes, the ranges that cover it, and the text boxes that hang on it."""

from __future__ import annotations

from itertools import groupby

from msgspec import Struct, field

from jixiao.docx.blocks import RevisionKind, RunPiece, TextSpan, TrackedChange, stays
from jixiao.docx.limits import Budget, Thing
from jixiao.docx.wml import MC, Element, W, is_on, local

_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_INSERTED, _DELETED = ("ins", "moveTo"), ("del", "moveFrom")
_KINDS = dict.fromkeys(_INSERTED, RevisionKind.INSERTED) | dict.fromkeys(_DELETED, RevisionKind.DELETED)
_MARKS = {**_KINDS, "cellIns": RevisionKind.INSERTED, "cellDel": RevisionKind.DELETED}
_BOOKMARKS, _ANCHORS = "bookmark", "comment"
_STARTS = {"bookmarkStart": _BOOKMARKS, "commentRangeStart": _ANCHORS}
_ENDS = {"bookmarkEnd": _BOOKMARKS, "commentRangeEnd": _ANCHORS}
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


class _OpenRange(Struct):
    name: str
    start: int = 0
    begins: bool = True


class Ranges(Struct):
    """Bookmarks and anchors of comments: open from one mark to another, across runs, paragraphs and cells.

    A mark between paragraphs counts for the end of the one before it.
    """

    budget: Budget
    _open: dict[tuple[str, str], _OpenRange] = field(default_factory=dict)
    _done: list[tuple[str, TextSpan]] = field(default_factory=list)

    def mark(self, element: Element, length: int | None) -> None:
        """Take note of a start or an end at ``length`` characters of the paragraph, None between paragraphs."""
        name, id_ = local(element), element.get(f"{W}id", "")
        if name in _STARTS:
            kind = _STARTS[name]
            title = element.get(f"{W}name", "") if kind == _BOOKMARKS else id_
            self._open[kind, id_] = _OpenRange(title, length or 0)
        elif name in _ENDS:
            opened = self._open.pop((_ENDS[name], id_), None)
            if opened is not None and length is not None:
                self._add(_ENDS[name], opened, length, ends=True)

    def _add(self, kind: str, opened: _OpenRange, length: int, *, ends: bool) -> None:
        self.budget.spend(Thing.SPANS)
        self._done.append((kind, TextSpan(opened.name, opened.start, length, begins=opened.begins, ends=ends)))

    def close(self, length: int) -> tuple[tuple[TextSpan, ...], tuple[TextSpan, ...]]:
        """End a paragraph of ``length`` characters; return its bookmarks and anchors, by start.

        What is still open covers the rest of it and runs on.
        """
        for (kind, _), opened in self._open.items():
            self._add(kind, opened, length, ends=False)
            opened.start, opened.begins = 0, False
        done, self._done = sorted(self._done, key=lambda one: one[1].start), []
        bookmarks, anchors = (tuple(span for one, span in done if one == kind) for kind in (_BOOKMARKS, _ANCHORS))
        return bookmarks, anchors


class Runs:
    """Gathers the pieces of a paragraph: ``boxes`` are the text boxes met on the way, ``length`` its text's."""

    def __init__(self, ranges: Ranges, budget: Budget) -> None:
        self.boxes: list[Element] = []
        self.length = 0
        self._ranges = ranges
        self._budget = budget
        self._pieces: list[RunPiece] = []

    def read(self, paragraph: Element, changes: tuple[TrackedChange, ...]) -> tuple[RunPiece, ...]:
        """Return the pieces; neighbours under the same changes are one."""
        self._walk(paragraph, changes)
        alike = groupby(self._pieces, key=lambda piece: piece.changes)
        return tuple(RunPiece("".join(piece.text for piece in pieces), under) for under, pieces in alike)

    def _walk(self, element: Element, changes: tuple[TrackedChange, ...]) -> None:
        for child in element:
            name = local(child)
            if name in ("t", "delText") and child.tag in (f"{W}{name}", _MATH_TEXT):
                self._add(child.text or "", changes)
            elif name in _SIGNS and child.tag == f"{W}{name}":
                self._add("" if child.get(f"{W}type") in _PAGE_BREAKS else _SIGNS[name], changes)
            elif name == "txbxContent":
                self.boxes.append(child)
            elif name in _LEFT_OUT or child.tag == f"{MC}Fallback" or (name == "r" and _is_hidden(child)):
                continue
            elif (change := inline_change(child)) is not None:
                self._walk(child, (*changes, change))
            else:
                self._ranges.mark(child, self.length)
                self._walk(child, changes)

    def _add(self, text: str, changes: tuple[TrackedChange, ...]) -> None:
        self._budget.spend(Thing.PIECES)
        self._budget.spend(Thing.CHARACTERS, len(text))
        self._pieces.append(RunPiece(text, changes))
        if stays(changes, RevisionKind.DELETED):
            self.length += len(text)


def _is_hidden(run: Element) -> bool:
    """Return whether Word hides a run: what nobody sees on paper is not read."""
    return is_on(run.find(f"{W}rPr/{W}vanish"))
