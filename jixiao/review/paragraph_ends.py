"""Ends of paragraphs that a word processor cannot take away: the last of a cell, of a section, of the body.

When the last paragraph of a cell is one that was put in, rejecting the change would leave an empty paragraph
behind, since a cell keeps its last paragraph's end; where it also ends a section, the section would be lost.
Word marks such a change otherwise: the end belongs to the old and the new paragraph alike, and the one marked is
the end before it. So do we.
"""

from __future__ import annotations

from copy import deepcopy

from jixiao.docx.wml import PARAGRAPH_ORDER, Element, W, detach, local, look, new, properties, put, sure
from jixiao.review.tracked import INSERTED, PARAGRAPH, end_kind, end_mark, new_mark, words_before


def share_ends(root: Element, old: Element) -> None:
    """Let the last paragraphs of cells and sections keep their ends; ``old`` is the main part without changes."""
    closing = {words_before(paragraph) for paragraph in old.iter(PARAGRAPH) if _section(paragraph) is not None}
    for paragraph in [element for element in root.iter(PARAGRAPH) if end_kind(element) and _stays(element)]:
        _share(paragraph, closing)


def _stays(paragraph: Element) -> bool:
    """Return whether the paragraph's end cannot be taken away on its own."""
    if _section(paragraph) is not None:
        return True
    following, parent = paragraph.getnext(), paragraph.getparent()
    if parent is not None and parent.tag == f"{W}tc":
        return following is None
    return following is not None and following.tag == f"{W}sectPr"


def _share(last: Element, closing: set[str]) -> None:
    """Mark the end before the changed paragraphs that ``last`` is the last of, instead of its own."""
    mark = end_mark(last)
    first, before = last, last.getprevious()
    while before is not None and before.tag == PARAGRAPH and end_kind(before) == end_kind(last):
        first, before = before, before.getprevious()
    if mark is None or before is None or before.tag != PARAGRAPH or not _end_the_same(before, last, closing):
        return
    _end_alike(last, before, mark)
    detach(mark)
    if end_kind(before):
        _put_in_front(first, before)
    else:
        sure(properties(before, "pPr"), "rPr", PARAGRAPH_ORDER).insert(0, mark)


def _end_the_same(before: Element, last: Element, closing: set[str]) -> bool:
    """Return whether both end the same cell or section, the one before the changes, the other after them."""
    if _section(last) is None:
        return _section(before) is None
    if end_kind(before):
        return _section(before) is not None
    if end_kind(last) == INSERTED:
        return _section(before) is None and words_before(before) in closing
    return _section(before) is not None and words_before(before) not in closing


def _end_alike(last: Element, before: Element, mark: Element) -> None:
    """Give ``last`` the properties of the new end, with those of the old one as their former state."""
    former, present = (before, last) if mark.tag == INSERTED else (last, before)
    here, section, base, was = properties(last, "pPr"), _section(present), _base(present), _base(former)
    for child in [child for child in here if child.tag != f"{W}rPr"]:
        here.remove(child)
    if (left := _section(before)) is not None:
        detach(left)
    if sorted(map(look, was)) != sorted(map(look, base)):
        change = new_mark(mark, f"{W}pPrChange")
        change.append(new("pPr"))
        change[0].extend(was)
        base.append(change)
    for child in base if section is None else [*base, section]:
        put(here, child, PARAGRAPH_ORDER)


def _base(paragraph: Element) -> list[Element]:
    """Return copies of a paragraph's own properties, without mark, section and former state."""
    found = paragraph.find(f"{W}pPr")
    children = [] if found is None else list(found)
    return [deepcopy(child) for child in children if local(child) not in ("rPr", "sectPr", "pPrChange")]


def _put_in_front(first: Element, before: Element) -> None:
    """Move the content of ``before`` to the front of ``first``, and let it go."""
    for place, child in enumerate([child for child in before if child.tag != f"{W}pPr"], start=1):
        first.insert(place, child)
    detach(before)


def _section(paragraph: Element) -> Element | None:
    return paragraph.find(f"{W}pPr/{W}sectPr")
