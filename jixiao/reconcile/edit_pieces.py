"""What was changed inside one paragraph or cell: in a value, in the words between values, or across both.

What was printed is a row of pieces, values and the words between them. Marks that are still there say where values
stand now; where one was lost, the words around it do, if they leave no choice; else the change is one across
pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate, pairwise

from msgspec import Struct
from msgspec.structs import replace

from jixiao.docx.blocks import TextSpan
from jixiao.patterns import compile_late
from jixiao.reconcile.word_passages import WordPassage

_DIGITS = "0-9０-９"
_NUMBER = compile_late(rf"[{_DIGITS}.．,，%％+－-]+")
_GROWN_RIGHT = compile_late(rf"[{_DIGITS}]*(?:[.．][{_DIGITS}]+)?")
_GROWN_LEFT = compile_late(rf"(?:[.．]?[{_DIGITS}]++)*[-－]?")  # read from the right
_WORDS_ROUND = compile_late(rf"([^{_DIGITS}%％+－-]*)([{_DIGITS}.．,，%％+－-]+)([^{_DIGITS}%％]*)", re.DOTALL)
_TOKEN = compile_late(rf"[{_DIGITS}]+(?:[.．,][{_DIGITS}]+)*|.", re.DOTALL)


# Beyond so many pairs of letters, texts are not taken apart: nobody typed that.
_MOST_COMPARED = 25_000_000
# A shorter word said twice is a slip of the keyboard.
_LEAST_REPEATED = 4


class EditPiece(Struct, frozen=True):
    """A stretch of what was printed: a value under its ``mark``, or words between values (no mark)."""

    text: str
    mark: str = ""

    @property
    def numeric(self) -> bool:
        """Whether it is a value that is a number."""
        return bool(self.mark) and _NUMBER.fullmatch(self.text) is not None


class PieceDifference(Struct, frozen=True):
    """What stood in some pieces (by number; several where nothing shows whose it is), and what stands there now.

    ``start`` and ``end`` are where, in the changed text; ``by_mark`` says that its mark shows so.
    """

    pieces: tuple[int, ...]
    old: str
    new: str
    start: int
    end: int
    by_mark: bool = False


class _Hold(Struct, frozen=True):
    """A piece whose mark is still there, and where."""

    piece: int
    start: int
    end: int


def pieces_of(text: str, values: Iterable[TextSpan], *, open_ends: bool) -> list[EditPiece]:
    """Return a printed text cut at its values; with ``open_ends`` there are words, "" if need be, round each value."""
    found: list[EditPiece] = []
    position = 0
    for value in values:
        if open_ends or value.start > position:
            found.append(EditPiece(text[position : value.start]))
        found.append(EditPiece(text[value.start : value.end], value.name))
        position = value.end
    if open_ends or position < len(text) or not found:
        found.append(EditPiece(text[position:]))
    return found


def find_differences(pieces: Sequence[EditPiece], now: WordPassage) -> list[PieceDifference]:
    """Return what was changed, in order."""
    if now.text == "".join(piece.text for piece in pieces):
        return []  # wherever the marks have gone
    holds = list(_holds(pieces, now))
    found = _differences(pieces, now.text, _grown(pieces, now.text, holds))
    again = _differences(pieces, now.text, [replace(hold, end=hold.end + 1) for hold in holds])
    if _end_too_soon(pieces, now.text, holds) and all(
        len(difference.pieces) == 1 and pieces[difference.pieces[0]].mark for difference in again
    ):
        return again
    return found


def _end_too_soon(pieces: Sequence[EditPiece], text: str, holds: Sequence[_Hold]) -> bool:
    """Return whether marks end a letter too soon: LibreOffice does that to all of a paragraph that ends a section."""
    whole = [text[hold.start : hold.end] == pieces[hold.piece].text for hold in holds]
    longer = [text[hold.start : hold.end + 1] == pieces[hold.piece].text for hold in holds]
    return any(longer) and not any(whole)


def _differences(pieces: Sequence[EditPiece], text: str, holds: Sequence[_Hold]) -> list[PieceDifference]:
    found: list[PieceDifference] = []
    first, position = 0, 0
    for hold in [*holds, _Hold(len(pieces), len(text), len(text))]:
        run = range(first, hold.piece)
        if not run and hold.start > position:
            found.append(
                PieceDifference(
                    (first - 1, hold.piece), old="", new=text[position : hold.start], start=position, end=hold.start
                )
            )
        else:
            found += _resolved(pieces, run=run, text=text, start=position, end=hold.start)
        if hold.piece < len(pieces) and text[hold.start : hold.end] != pieces[hold.piece].text:
            old, new = pieces[hold.piece].text, text[hold.start : hold.end]
            found.append(PieceDifference((hold.piece,), old=old, new=new, start=hold.start, end=hold.end, by_mark=True))
        first, position = hold.piece + 1, hold.end
    return found


# marks that are still there


def _holds(pieces: Sequence[EditPiece], now: WordPassage) -> Iterator[_Hold]:
    extents: dict[str, TextSpan] = {}
    for span in now.marks:
        extents.setdefault(span.name, span)
    position = 0
    for number, piece in enumerate(pieces):
        extent = extents.get(piece.mark) if piece.mark else None
        if extent is not None and position <= extent.start < extent.end:
            start, end = _number_alone(pieces, number, now.text, extent)
            yield _Hold(number, start, end)
            position = end


def _number_alone(pieces: Sequence[EditPiece], number: int, text: str, extent: TextSpan) -> tuple[int, int]:
    """Return where a number stands in its mark without the words typed into the mark beside it."""
    found = _WORDS_ROUND.fullmatch(text, extent.start, extent.end) if pieces[number].numeric else None
    if found is None:
        return extent.start, extent.end
    start = found.start(2) if number > 0 and not pieces[number - 1].mark else extent.start
    alone = number + 1 < len(pieces) and not pieces[number + 1].mark
    return start, found.end(2) if alone else extent.end


def _digits_before(text: str) -> str:
    """Return the digits at the end of a text, with their points and the sign before them."""
    found = _GROWN_LEFT.match(text[::-1])
    return found[0][::-1] if found else ""


def _grown(pieces: Sequence[EditPiece], text: str, holds: list[_Hold]) -> list[_Hold]:
    """Return the holds with what was typed outside the mark and yet is the value's.

    That is digits right beside a number, and all that stands on a side where there are no words.
    """
    grown: list[_Hold] = []
    for place, hold in enumerate(holds):
        least = grown[-1].end if grown else 0
        most = holds[place + 1].start if place + 1 < len(holds) else len(text)
        first, last = hold.piece == 0, hold.piece == len(pieces) - 1
        start, end = hold.start, hold.end
        if pieces[hold.piece].numeric:
            digits, beside = _digits_before(text[least:start]), "" if first else pieces[hold.piece - 1].text
            start -= 0 if beside.endswith(digits) else len(digits)
            more, beside = _GROWN_RIGHT.match(text, end, most), "" if last else pieces[hold.piece + 1].text
            end += len(more[0]) if more and not beside.startswith(more[0]) else 0
        grown.append(_Hold(hold.piece, 0 if first else start, most if last else end))
    return grown


# stretches without marks


def _resolved(pieces: Sequence[EditPiece], run: range, text: str, start: int, end: int) -> list[PieceDifference]:
    old, new = "".join(pieces[number].text for number in run), text[start:end]
    if old == new:
        return []
    if len(run) == 1:
        return [PieceDifference((run[0],), old=old, new=new, start=start, end=end)]
    placed = _placed([pieces[number] for number in run], new)
    if placed is None:
        return _by_hunks(pieces, run, new, start)
    return [
        PieceDifference((number,), old=pieces[number].text, new=new[a:b], start=start + a, end=start + b)
        for number, (a, b) in zip(run, placed, strict=True)
        if new[a:b] != pieces[number].text
    ]


def _placed(pieces: Sequence[EditPiece], new: str) -> list[tuple[int, int]] | None:
    """Return where each piece stands if all words between values are there and leave no choice."""
    first = _words_from_the_left(pieces, new)
    last = _words_from_the_left([EditPiece(piece.text[::-1], piece.mark) for piece in reversed(pieces)], new[::-1])
    if first is None or last is None or first != [(len(new) - b, len(new) - a) for a, b in reversed(last)]:
        return None
    return first


def _words_from_the_left(pieces: Sequence[EditPiece], new: str) -> list[tuple[int, int]] | None:
    """Return where each piece stands if words between values come as early as they can; None if they are not there."""
    if any(one.mark and other.mark for one, other in pairwise(pieces)):
        return None  # two values with no words between
    pattern, end = "", len(pieces) - 1
    for number, piece in enumerate(pieces):
        if piece.mark:  # atomic: words once found are not looked for further on, which takes forever
            pattern += "(.*)" if number >= end - 1 else "(?>(.*?)"
        else:
            pattern += f"({re.escape(piece.text)})" + ")" * (0 < number < end)
    found = re.fullmatch(pattern, new, re.DOTALL)
    return None if found is None else [found.span(number) for number in range(1, end + 2)]


def _by_hunks(pieces: Sequence[EditPiece], run: range, new: str, start: int) -> list[PieceDifference]:
    """Return the differences of the texts, each in the piece it lies in, or across those it touches."""
    old = "".join(pieces[number].text for number in run)
    if len(old) * len(new) > _MOST_COMPARED:
        return [PieceDifference(tuple(run), old=old, new=new, start=start, end=start + len(new))]
    ends = [0, *accumulate(len(pieces[number].text) for number in run)]
    bounds = {number: (ends[at], ends[at + 1]) for at, number in enumerate(run)}
    groups: list[tuple[tuple[int, ...], _Hunk, _Hunk]] = []
    for hunk in _hunks(old, new):
        owners, first = _owners(pieces, bounds, hunk, new), hunk
        if groups and groups[-1][0][-1] >= owners[0]:
            before, first, _ = groups.pop()
            owners = tuple(range(before[0], max(before[-1], owners[-1]) + 1))
        groups.append((owners, first, hunk))
    found = []
    for owners, (first_old, _, first_new, _), (_, last_old, _, last_new) in groups:
        left, right = bounds[owners[0]][0], bounds[owners[-1]][1]
        words = new[first_new - (first_old - left) : last_new + (right - last_old)]
        at, end = start + first_new, start + last_new
        found.append(PieceDifference(owners, old=old[left:right], new=words, start=at, end=end))
    return found


# From where to where in the old text stands what is from where to where in the new.
_Hunk = tuple[int, int, int, int]


def _hunks(old: str, new: str) -> Iterator[_Hunk]:
    tokens, others = _TOKEN.findall(old), _TOKEN.findall(new)
    left, right = ([0, *accumulate(map(len, those))] for those in (tokens, others))
    for tag, a, b, c, d in SequenceMatcher(None, tokens, others, autojunk=False).get_opcodes():
        if tag != "equal":
            yield left[a], left[b], right[c], right[d]


def _owners(pieces: Sequence[EditPiece], bounds: dict[int, tuple[int, int]], hunk: _Hunk, new: str) -> tuple[int, ...]:
    start, end, new_start, new_end = hunk
    if start < end:
        return tuple(number for number, (left, right) in bounds.items() if left < end and start < right)
    here = [number for number, (left, right) in bounds.items() if left <= start <= right]
    numbers = [one for one in here if pieces[one].numeric]
    between = [one for one in here if not pieces[one].mark]
    if _NUMBER.fullmatch(new, new_start, new_end) and len(numbers) == 1:
        return (numbers[0],)
    if len(between) == 1 and all(pieces[one].numeric or one == between[0] for one in here):
        return (between[0],)
    return tuple(here)


def is_repeated(old: str, new: str) -> bool:
    """Return whether a text is the old one with a stretch of it said again and again.

    LibreOffice makes the Chinese text of a content control fourfold; nobody types that.
    """
    start = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    added = new[start : start + len(new) - len(old)]
    if len(new) <= len(old) or new[start + len(added) :] != old[start:] or _NUMBER.fullmatch(added):
        return False
    sizes = (size for size in range(1, len(added) + 1) if len(added) % size == 0)
    size = next(size for size in sizes if added == added[:size] * (len(added) // size))
    again = added[:size]
    return old[:start].endswith(again) and (again == old or (size > 1 and len(added) >= _LEAST_REPEATED))
