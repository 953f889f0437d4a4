"""What a PDF says that the document it was made from does not.

On top of the document's words a PDF has headers and footers on every page, page numbers, heading rows again on every
page that a table runs on to, and automatic numbers; a cell that a page breaks may come in another order.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, islice

from msgspec import Struct

from jixiao.docx.running_words import FIELD
from jixiao.patterns import compile_late
from jixiao.readback.pdf_passages import find_missing, plain_text

# Words that stand elsewhere in the document are those of a broken cell if they are as long as this.
_LONG = 8
# Results of page fields, in any format.
_PAGE = "[-–—]?[0-9０-９ivxlcIVXLC一二三四五六七八九十百〇零]{1,8}[-–—]?"
_LEADER = compile_late(r"[.．。…·]{3,}[0-9]{1,4}")
_MOST_TOLD, _MOST_READ, _AROUND = 10, 20_000, 8


class AddedWords(Struct, frozen=True):
    """Words on a page, counted from 1, that the document has not; without white space, with what stands around."""

    page: int
    text: str
    around: tuple[str, str]


class PdfPlan(Struct, frozen=True):
    """What a PDF may say: the texts of passages, and on top of them, as often as it likes, the rest.

    ``running`` are lines on every page (``FIELD`` for a field), ``headings`` rows that tables repeat, ``numbers``
    automatic ones.
    """

    passages: Sequence[str]
    running: Iterable[str] = ()
    headings: Iterable[str] = ()
    numbers: Iterable[str] = ()


def find_added_words(pages: Sequence[str], plan: PdfPlan) -> Iterator[AddedWords]:
    """Yield what the pages say on top of the plan, ten at most, in order."""
    lines = [_pattern(line) for line in sorted(plan.running, key=len, reverse=True) if line]
    printed = [_without_lines(plain_text(page), lines) for page in pages]
    starts, text = [0, *accumulate(map(len, printed))], "".join(printed)
    known = _KnownWords(text, "".join(map(plain_text, plan.passages)), _repeated(plan))
    for at, end in islice(_list_added(known, set(starts)), _MOST_TOLD):
        around = text[max(at - _AROUND, 0) : at], text[end : end + _AROUND]
        yield AddedWords(bisect_right(starts, at), text[at:end], around)


def _repeated(plan: PdfPlan) -> tuple[str, ...]:
    """Return the words that may stand anywhere, the longest first."""
    held = {plain_text(words) for words in (*plan.headings, *plan.numbers)} - {""}
    return tuple(sorted(held, key=lambda words: (-len(words), words)))


def _list_added(known: _KnownWords, edges: set[int]) -> Iterator[tuple[int, int]]:
    for start, end in find_missing(known.text, known.wanted, edges):
        at = begun = start
        end = min(end, start + _MOST_READ)
        while at < end:
            length = known.length_at(at, end)
            if length and begun < at:
                yield begun, at
            at += length or 1
            begun = at if length else begun
        if begun < at:
            yield begun, at


def _pattern(line: str) -> re.Pattern[str]:
    """Return how a line that runs along is printed; one of fields alone stands at an end of the page."""
    pattern = _PAGE.join(re.escape(plain_text(words)) for words in line.split(FIELD))
    return re.compile(pattern if line.replace(FIELD, "") else f"^{pattern}|{pattern}$")


def _without_lines(page: str, lines: Iterable[re.Pattern[str]]) -> str:
    for line in lines:
        page = line.sub("", page, count=1)
    return page


class _KnownWords(Struct, frozen=True):
    """What all pages say, what the document says, and what is repeated."""

    text: str
    wanted: str
    repeated: tuple[str, ...]

    def length_at(self, at: int, end: int) -> int:
        """Return how many of the characters from a place on are repeated, or stand elsewhere in the document."""
        for words in self.repeated:
            if self.text.startswith(words, at, end):
                return len(words)
        leader = _LEADER.match(self.text, at, end)
        if leader:
            return leader.end() - at
        length = self._longest(at, end) if self.text[at : at + _LONG] in self.wanted else 0
        words = self.text[at : at + length]
        return length if length >= _LONG and self.text.count(words) <= self.wanted.count(words) else 0

    def _longest(self, at: int, end: int) -> int:
        """Return how many characters from a place on stand somewhere in the document."""
        low, high = 0, end - at
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self.text[at : at + middle] in self.wanted else (low, middle - 1)
        return low
