"""Bookmarks and anchors of comments: open from one sign to another, across runs, paragraphs and cells."""

from __future__ import annotations

from msgspec import Struct, field

from jixiao.docx.blocks import TextSpan
from jixiao.docx.limits import Budget, Thing
from jixiao.docx.wml import Element, W, local

_BOOKMARKS, _ANCHORS = "bookmark", "comment"
_STARTS = {"bookmarkStart": _BOOKMARKS, "commentRangeStart": _ANCHORS}
_ENDS = {"bookmarkEnd": _BOOKMARKS, "commentRangeEnd": _ANCHORS}


class _OpenRange(Struct):
    name: str
    start: int = 0
    begins: bool = True


class Tracks(Struct):
    """What is open where the reader stands. A sign between paragraphs counts for the end of the one before it."""

    budget: Budget
    length: int = 0
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
                self._add(_ENDS[name], TextSpan(opened.name, opened.start, length, opened.begins))

    def _add(self, kind: str, span: TextSpan) -> None:
        self.budget.spend(Thing.SPANS)
        self._done.append((kind, span))

    def close(self, length: int) -> None:
        """End a paragraph of ``length`` characters: what is still open covers the rest of it and runs on."""
        for (kind, _), opened in self._open.items():
            self._add(kind, TextSpan(opened.name, opened.start, length, opened.begins, ends=False))
            opened.start, opened.begins = 0, False

    def spans(self) -> tuple[tuple[TextSpan, ...], tuple[TextSpan, ...]]:
        """Return bookmarks and anchors of the paragraph just closed, by start, and forget them."""
        done, self._done = self._done, []
        found = {kind: [span for one, span in done if one == kind] for kind in (_BOOKMARKS, _ANCHORS)}
        bookmarks, anchors = (tuple(sorted(spans, key=lambda span: span.start)) for spans in found.values())
        return bookmarks, anchors
