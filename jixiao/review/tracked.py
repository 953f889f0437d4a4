"""Tracked changes in WordprocessingML: the words for them, and the plain part of tidying what the engine marks."""

from __future__ import annotations

from jixiao.docx.wml import Element, Look, W, detach, look
from jixiao.plain import read_count

INSERTED, DELETED = f"{W}ins", f"{W}del"
PARAGRAPH, RUN, TEXT, DELETED_TEXT = f"{W}p", f"{W}r", f"{W}t", f"{W}delText"

_MOVES = {f"{W}moveTo": INSERTED, f"{W}moveFrom": DELETED}
_MOVE_RANGES = tuple(f"{W}{kind}Range{end}" for kind in ("moveFrom", "moveTo") for end in ("Start", "End"))
_OWNERS = ("rPr", "pPr", "sectPr", "tblPr", "tblPrEx", "tblGrid", "tcPr", "trPr")
_CHANGES = tuple(f"{W}{owner}Change" for owner in _OWNERS)
_MARKS = (INSERTED, DELETED, *_CHANGES)


def show_moves_as_changes(root: Element) -> None:
    """Mark what was moved as taken out here and put in there: no word processor knows moves of table rows."""
    for mark in root.iter(*_MOVES):
        mark.tag = _MOVES[str(mark.tag)]
    for end in list(root.iter(*_MOVE_RANGES)):
        detach(end)


def drop_idle_changes(root: Element) -> None:
    """Remove changes of properties whose former value is the present one."""
    for change in list(root.iter(*_CHANGES)):
        owner, former = change.getparent(), next(iter(change), None)
        if owner is not None and former is not None and _stated(former) == _stated(owner):
            owner.remove(change)


def _stated(properties: Element) -> list[Look]:
    return sorted(look(child) for child in properties if child.tag not in _CHANGES)


def new_mark(mark: Element, tag: str) -> Element:
    """Return a new mark of the same author and date."""
    return mark.makeelement(tag, {str(key): str(value) for key, value in mark.attrib.items()})


def number_changes(root: Element) -> None:
    """Give the changes ids of their own, in document order."""
    others = (read_count(node.get(f"{W}id", "")) for node in root.iter() if node.tag not in _MARKS)
    first = max((ident for ident in others if ident is not None), default=0) + 1
    for ident, mark in enumerate(root.iter(*_MARKS), start=first):
        mark.set(f"{W}id", str(ident))


def words_before(paragraph: Element) -> str:
    """Return a paragraph's text as it was before the changes."""
    texts = paragraph.iter(TEXT, DELETED_TEXT)
    return "".join(node.text or "" for node in texts if next(node.iterancestors(INSERTED), None) is None)


def end_mark(paragraph: Element | None) -> Element | None:
    """Return the mark on a paragraph's end; None if it has none, or one of each kind."""
    marks = [] if paragraph is None else paragraph.findall(f"{W}pPr/{W}rPr/*")
    marks = [mark for mark in marks if mark.tag in (INSERTED, DELETED)]
    return marks[0] if len(marks) == 1 else None


def end_kind(paragraph: Element | None) -> str:
    """Return the tag of the mark on a paragraph's end, "" without one."""
    mark = end_mark(paragraph)
    return "" if mark is None else str(mark.tag)
