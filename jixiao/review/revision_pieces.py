"""Changed paragraphs marked anew, in the pieces that all comparisons show.

The engine pairs paragraphs and rows well, but inside a Chinese sentence it keeps every single character that
both wordings happen to share. ``text_pieces`` joins such combs into words and figures that a reader takes in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from itertools import groupby, islice
from typing import NamedTuple

from jixiao.docx.wml import Element, Look, W, look, new
from jixiao.review.text_pieces import PieceKind, compare_texts
from jixiao.review.tracked import DELETED, DELETED_TEXT, INSERTED, PARAGRAPH, RUN, TEXT, new_mark

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_FORMAT, _PROPERTIES = f"{W}rPr", f"{W}pPr"
_SIGNS = {f"{W}br": "\n", f"{W}tab": "\t"}
_PLAIN = {_FORMAT, TEXT, DELETED_TEXT, *_SIGNS}


class _Sign(NamedTuple):
    """One character as its run shows it; ``drawn`` is the element of a break or a tab."""

    character: str
    format: Element | None
    look: Look
    drawn: Element | None = None


def mark_in_pieces(root: Element) -> None:
    """Mark every paragraph anew that lost and gained plain text; others stay as they are."""
    for paragraph in root.iter(PARAGRAPH):
        if all(paragraph.find(mark) is not None for mark in (INSERTED, DELETED)) and _is_plain(paragraph):
            _mark_anew(paragraph)


def _is_plain(paragraph: Element) -> bool:
    return all(child.tag in (RUN, INSERTED, DELETED) for child in _content(paragraph)) and all(
        run.tag == RUN and all(child.tag in _PLAIN for child in run) and run.find(f"{_FORMAT}/{W}rPrChange") is None
        for run in _runs(paragraph)
    )


def _content(paragraph: Element) -> list[Element]:
    return [child for child in paragraph if child.tag != _PROPERTIES]


def _runs(paragraph: Element, *, without: str = "") -> Iterator[Element]:
    for child in _content(paragraph):
        if child.tag == RUN:
            yield child
        elif child.tag != without:
            yield from child


def _mark_anew(paragraph: Element) -> None:
    old = [sign for run in _runs(paragraph, without=INSERTED) for sign in _signs(run)]
    now = [sign for run in _runs(paragraph, without=DELETED) for sign in _signs(run)]
    mark = next(paragraph.iterchildren(INSERTED, DELETED))
    for child in _content(paragraph):
        paragraph.remove(child)
    for kind, signs in groupby(_aligned(old, now), key=lambda entry: entry[0]):
        runs = list(_written((sign for _, sign in signs), DELETED_TEXT if kind is PieceKind.DELETED else TEXT))
        if kind is PieceKind.KEPT:
            paragraph.extend(runs)
        else:
            change = new_mark(mark, DELETED if kind is PieceKind.DELETED else INSERTED)
            change.extend(runs)
            paragraph.append(change)


def _signs(run: Element) -> Iterator[_Sign]:
    style = run.find(_FORMAT)
    shown = () if style is None else look(style)
    for child in run:
        if child.tag in _SIGNS:
            yield _Sign(_SIGNS[str(child.tag)], style, (*shown, look(child)), child)
        elif child.tag != _FORMAT:
            yield from (_Sign(character, style, shown) for character in child.text or "")


def _aligned(old: list[_Sign], now: list[_Sign]) -> Iterator[tuple[PieceKind, _Sign]]:
    """Yield every sign with what became of it; the same text in another format is deleted and inserted."""
    deleted, inserted = iter(old), iter(now)
    for piece in compare_texts(_text(old), _text(now)):
        size = len(piece.text)
        if piece.kind is PieceKind.KEPT:
            yield from _same(list(zip(islice(deleted, size), islice(inserted, size), strict=True)))
        else:
            yield from (
                (piece.kind, sign) for sign in islice(deleted if piece.kind is PieceKind.DELETED else inserted, size)
            )


def _same(pairs: list[tuple[_Sign, _Sign]]) -> Iterator[tuple[PieceKind, _Sign]]:
    for alike, group in groupby(pairs, key=lambda pair: pair[0].look == pair[1].look):
        before, after = zip(*group, strict=True)
        if not alike:
            yield from ((PieceKind.DELETED, sign) for sign in before)
        yield from ((PieceKind.KEPT if alike else PieceKind.INSERTED, sign) for sign in after)


def _text(signs: Iterable[_Sign]) -> str:
    return "".join(sign.character for sign in signs)


def _written(signs: Iterable[_Sign], tag: str) -> Iterator[Element]:
    """Yield runs that show the signs, as few as their formats allow."""
    for _, group in groupby(signs, key=lambda sign: look(sign.format) if sign.format is not None else None):
        held = list(group)
        run = new("r")
        if held[0].format is not None:
            run.append(deepcopy(held[0].format))
        for drawn, some in groupby(held, key=lambda sign: sign.drawn):
            run.append(_words(some, tag) if drawn is None else deepcopy(drawn))
        yield run


def _words(signs: Iterable[_Sign], tag: str) -> Element:
    element = new(tag.removeprefix(W))
    element.text = _text(signs)
    element.set(_SPACE, "preserve")
    return element
