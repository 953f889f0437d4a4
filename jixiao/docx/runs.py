"""The text of one paragraph with its tracked changes, the ranges that cover it, and what stands in it beside text.

Elements and properties are closed lists: what is on none of them is named.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import groupby

from msgspec import Struct, field

from jixiao.docx.blocks import RevisionKind, RunPiece, TextSpan, TrackedChange, stays
from jixiao.docx.inline_elements import (
    SIGNS,
    SILENT,
    TRANSPARENT,
    differ,
    list_boxes,
    name_control,
    name_picture,
    shown_branch,
)
from jixiao.docx.known_elements import name_element
from jixiao.docx.limits import Budget, Thing
from jixiao.docx.stated_properties import StatedProperties, holds_private, is_affected
from jixiao.docx.unread import Unread, UnreadThing
from jixiao.docx.wml import MC, Element, W, local
from jixiao.docx.word_fields import WordFields, judge_field

_INSERTED, _DELETED = ("ins", "moveTo"), ("del", "moveFrom")
_KINDS = dict.fromkeys(_INSERTED, RevisionKind.INSERTED) | dict.fromkeys(_DELETED, RevisionKind.DELETED)
_MARKS = {**_KINDS, "cellIns": RevisionKind.INSERTED, "cellDel": RevisionKind.DELETED}
_BOOKMARKS, _ANCHORS = "bookmark", "comment"
_STARTS = {"bookmarkStart": _BOOKMARKS, "commentRangeStart": _ANCHORS}
_ENDS = {"bookmarkEnd": _BOOKMARKS, "commentRangeEnd": _ANCHORS}
_PAGE_BREAKS = ("page", "column")
_DIRECTIONS = ("dir", "bdo")


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


class StoryState(Struct):
    """What runs on from paragraph to paragraph of a story, and what all of its paragraphs are read by."""

    ranges: Ranges
    budget: Budget
    styles: StatedProperties
    fields: WordFields = field(default_factory=WordFields)


class TextOrigin(Struct, frozen=True):
    """Which element a stretch of a paragraph's text comes from: where it begins in the text, and how long it is."""

    start: int
    length: int
    element: Element


class Runs:
    """Gathers the pieces of a paragraph.

    ``boxes`` are the text boxes met on the way, ``length`` its text's, ``unread`` what is no text, ``origins`` the
    elements that its text comes from, in order; ``around`` is what the styles round it make of its runs.
    """

    def __init__(self, state: StoryState, around: Mapping[str, UnreadThing | None]) -> None:
        self.boxes: list[Element] = []
        self.length = 0
        self.unread: list[UnreadThing] = []
        self.origins: list[TextOrigin] = []
        self._state = state
        self._around = around
        self._pieces: list[RunPiece] = []
        self._last: frozenset[UnreadThing] = frozenset()

    def read(self, paragraph: Element, changes: tuple[TrackedChange, ...]) -> tuple[RunPiece, ...]:
        """Return the pieces; neighbours under the same changes are one."""
        self._walk(paragraph, changes)
        self.unread += self._state.fields.end_paragraph()
        alike = groupby(self._pieces, key=lambda piece: piece.changes)
        return tuple(RunPiece("".join(piece.text for piece in pieces), under) for under, pieces in alike)

    def _walk(self, element: Element, changes: tuple[TrackedChange, ...]) -> None:
        for child in element:
            name = local(child)
            if child.tag == f"{W}r":
                self._run(child, changes)
            elif child.tag == f"{MC}AlternateContent":
                self._alternatives(child, changes, self._walk)
            elif child.tag == f"{W}{name}" and name in TRANSPARENT:
                self._container(child, name, changes)
            elif child.tag == f"{W}{name}" and name in SILENT:
                self._state.ranges.mark(child, self.length)
            else:
                self._note(changes, name_element(child))

    def _note(self, changes: tuple[TrackedChange, ...], *things: UnreadThing) -> None:
        """Take note of what is no text, where it stands on paper with all changes accepted."""
        if stays(changes, RevisionKind.DELETED):
            self.unread += things

    def _container(self, element: Element, name: str, changes: tuple[TrackedChange, ...]) -> None:
        if name == "sdt":
            self._note(changes, *name_control(element))
        elif name == "fldSimple":
            self._note(changes, *judge_field(element.get(f"{W}instr", "")))
        elif name in _DIRECTIONS:
            self._note(changes, UnreadThing(Unread.DIRECTION))
        change = inline_change(element)
        if change is not None and change.moved:
            self.unread.append(UnreadThing(Unread.MOVED))
        self._walk(element, changes if change is None else (*changes, change))

    def _alternatives(self, element: Element, changes: tuple[TrackedChange, ...], walk: Callable[..., None]) -> None:
        if differ(element):
            self._note(changes, UnreadThing(Unread.ALTERNATIVES))
        shown = shown_branch(element)
        if shown is not None:
            walk(shown, changes)

    # one run

    def _run(self, run: Element, changes: tuple[TrackedChange, ...]) -> None:
        """Read a run; what its properties make of it is told once for neighbours that share it."""
        judged = self._state.styles.judge(run, self._around)
        text = "".join(element.text or "" for element in run.iterchildren(f"{W}t", f"{W}delText")) if judged else ""
        things = frozenset(thing for thing in judged if is_affected(thing, text))
        self._note(changes, *sorted(things - self._last, key=str))
        self._last = things
        hidden = any(thing.kind is Unread.HIDDEN for thing in judged)
        self._content(run, changes, hidden=hidden)

    def _content(self, run: Element, changes: tuple[TrackedChange, ...], *, hidden: bool = False) -> None:
        fields = self._state.fields
        for child in run:
            name = local(child) if child.tag.startswith(W) else ""
            if name in ("t", "delText"):
                self._add("" if hidden else child.text or "", changes, child)
            elif name in SIGNS:
                self._add("" if hidden or child.get(f"{W}type") in _PAGE_BREAKS else SIGNS[name], changes, child)
            elif name == "fldChar":
                self._note(changes, *fields.mark(child.get(f"{W}fldCharType", "")))
            elif name in ("instrText", "delInstrText"):
                fields.add_code(child.text or "")
            elif name not in SILENT:
                self._beside(child, name, changes)

    def _beside(self, element: Element, name: str, changes: tuple[TrackedChange, ...]) -> None:
        """Take note of what is no text in a run, and of the text that it holds all the same."""
        if element.tag == f"{MC}AlternateContent":
            self._alternatives(element, changes, self._content)
        elif name in ("drawing", "pict", "object"):
            self._note(changes, *(name_picture(element) if name != "object" else [name_element(element)]))
            self.boxes += list_boxes(element)
        elif name == "ruby":
            self._ruby(element, changes)
        else:
            self._note(changes, name_element(element))

    def _ruby(self, ruby: Element, changes: tuple[TrackedChange, ...]) -> None:
        """Read the words that phonetic signs stand over, not the signs."""
        self._note(changes, UnreadThing(Unread.RUBY))
        for base in ruby.iterchildren(f"{W}rubyBase"):
            self._walk(base, changes)

    def _add(self, text: str, changes: tuple[TrackedChange, ...], element: Element) -> None:
        if self._state.fields.in_code:
            return
        if holds_private(text) and UnreadThing(Unread.SYMBOL) not in self._last:
            self._note(changes, UnreadThing(Unread.SYMBOL))
        budget = self._state.budget
        budget.spend(Thing.PIECES)
        budget.spend(Thing.CHARACTERS, len(text))
        self._pieces.append(RunPiece(text, changes))
        if stays(changes, RevisionKind.DELETED):
            if text:
                self.origins.append(TextOrigin(self.length, len(text), element))
            self.length += len(text)
