"""The marks of comments put into a document's body: at the very letters, all other bytes as they were.

A comment's marks stand between runs, so a run is cut where a comment begins or ends within it, and both halves keep its
properties; joined again, the document is what it was.
"""

from __future__ import annotations

from collections import defaultdict

from msgspec import Struct, field

from jixiao.docx.block_reader import ParagraphOrigin
from jixiao.docx.byte_places import BytePlaces, ByteSpan, offset_in
from jixiao.docx.runs import TextOrigin
from jixiao.docx.wml import MC, Element, W

_SPACE = b' xml:space="preserve"'
# What may hold runs with the marks of comments between them.
_HOLDERS = {f"{W}{name}" for name in ("p", "hyperlink", "ins", "moveTo", "smartTag", "customXml", "sdtContent")}


class CommentRange(Struct, frozen=True):
    """The letters a comment is about: from ``start`` in one paragraph to ``end`` in the same or a later one."""

    first: ParagraphOrigin
    start: int
    last: ParagraphOrigin
    end: int


class _Cut(Struct):
    """A place in the bytes and the marks that go there; ``before`` and ``behind`` close a run and open it again."""

    ends: list[bytes] = field(default_factory=list)
    starts: list[bytes] = field(default_factory=list)
    before: bytes = b""
    behind: bytes = b""
    instead: int = 0


class CommentMarker:
    """Gathers the marks of comments for a document and puts them in all at once."""

    def __init__(self, data: bytes, root: Element) -> None:
        """Take the bytes of the main part and its root; BadPackage where its bytes cannot be told."""
        self._data = data
        self._places = BytePlaces(data, root)
        self._cuts: defaultdict[int, _Cut] = defaultdict(_Cut)
        self._extra: dict[int, bytes] = {}

    def mark(self, number: int, about: CommentRange) -> None:
        """Put the marks of the comment with an id round its letters, or at the end of a paragraph without any."""
        prefix = self._places.of(about.first.element).name.rpartition(b":")[0]
        w = prefix + b":" if prefix else b""
        a = prefix + b":" if prefix else b"w:"
        id_ = b'%sid="%d"/>' % (a, number)
        start, end = b"<%scommentRangeStart %s" % (w, id_), b"<%scommentRangeEnd %s" % (w, id_)
        end += b"<%sr><%scommentReference %s</%sr>" % (w, w, id_, w)
        opening = self._opening(about)
        closing = self._closing(about)
        if opening is None or closing is None or closing <= opening:
            self._round_paragraphs(about, start, end)
        else:
            self._cuts[opening].starts.append(start)
            self._cuts[closing].ends.append(end)

    def _opening(self, about: CommentRange) -> int | None:
        covering = (one for one in about.first.texts if one.start <= about.start < one.start + one.length)
        origin = next(covering, None)
        return None if origin is None else self._cut(origin, about.start - origin.start)

    def _closing(self, about: CommentRange) -> int | None:
        covering = (one for one in about.last.texts if one.start < about.end <= one.start + one.length)
        origin = next(covering, None)
        return None if origin is None else self._cut(origin, about.end - origin.start)

    def _cut(self, origin: TextOrigin, offset: int) -> int | None:
        """Return the byte at which the marks go that stand so many letters behind an element's start."""
        run = origin.element.getparent()
        if run is None or run.tag != f"{W}r" or not _may_be_parted(run):
            return None
        span, whole = self._places.of(origin.element), self._places.of(run)
        content = [child for child in run if child.tag != f"{W}rPr"]
        if offset == 0:
            return whole.start if content[0] is origin.element else self._between(whole, run, span.start)
        if offset == origin.length:
            return whole.end if content[-1] is origin.element else self._between(whole, run, span.end)
        return self._within(whole, run, span, offset)

    def _between(self, whole: ByteSpan, run: Element, at: int) -> int:
        """Cut a run between two of its elements."""
        cut = self._cuts[at]
        cut.before, cut.behind = b"</%s>" % whole.name, self._reopened(whole, run)
        return at

    def _within(self, whole: ByteSpan, run: Element, span: ByteSpan, offset: int) -> int | None:
        """Cut a run within a text of it; white space at the new ends is kept."""
        content = self._data[span.inner : span.inner_end]
        position = offset_in(content, offset)
        if position is None:
            return None
        at = span.inner + position
        tag = span.tag
        if b"xml:space" not in tag:
            if content[:position].rstrip() != content[:position] and content[:position].strip():
                self._extra[span.inner - 1] = _SPACE
            if content[position:].lstrip() != content[position:]:
                tag = tag[:-1] + _SPACE + b">"
        cut = self._cuts[at]
        cut.before = b"</%s></%s>" % (span.name, whole.name)
        cut.behind = self._reopened(whole, run) + tag
        return at

    def _reopened(self, whole: ByteSpan, run: Element) -> bytes:
        stated = run.find(f"{W}rPr")
        if stated is None:
            return whole.tag
        span = self._places.of(stated)
        return whole.tag + self._data[span.start : span.end]

    def _round_paragraphs(self, about: CommentRange, start: bytes, end: bytes) -> None:
        """Mark whole paragraphs: they have no letters, or letters that cannot be parted."""
        first, last = (self._places.of(one.element) for one in (about.first, about.last))
        stated = about.first.element.find(f"{W}pPr")
        inner = first.inner if stated is None else self._places.of(stated).end
        if first.is_closed or (first is last and inner == first.inner_end):
            at = first.inner if first.is_closed else first.inner_end
            cut = self._cuts[at - 2 if first.is_closed else at]
            cut.ends.append(start + end)
            if first.is_closed:
                cut.instead, cut.before, cut.behind = 2, b">", b"</%s>" % first.name
            return
        self._cuts[inner].starts.append(start)
        self._cuts[last.inner_end].ends.append(end)

    def marked(self) -> bytes:
        """Return the document with all marks in it."""
        pieces, done = [], 0
        for at in sorted({*self._cuts, *self._extra}):
            pieces.append(self._data[done:at])
            done = at
            if at in self._extra:
                pieces.append(self._extra[at])
            cut = self._cuts.get(at)
            if cut is not None and (cut.ends or cut.starts):
                pieces += [cut.before, *cut.ends, *cut.starts, cut.behind]
                done = at + cut.instead
        return b"".join([*pieces, self._data[done:]])


def _may_be_parted(run: Element) -> bool:
    """Return whether marks may stand beside a run, and it holds nothing that must not be repeated or torn apart."""
    parent = run.getparent()
    return parent is not None and parent.tag in _HOLDERS and run.find(f"{MC}AlternateContent") is None
