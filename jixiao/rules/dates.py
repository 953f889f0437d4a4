"""Dates and years as texts write them: 2023年12月31日, 二〇二三年度, 2月30日, 2023年3月至5月."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

_CHINESE_DIGITS = {char: str(number) for number, char in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0"}
_YEAR = r"(?P<year>(?<![0-9])(?:19|20)[0-9]{2}|二[零〇○][零〇○一二三四五六七八九]{2})\s*年(?!代)"
_MONTH = r"(?P<month>[0-9]{1,2})\s*月"
_DAY = r"(?P<day>[0-9]{1,2})\s*[日号]"
_DATES = (
    re.compile(rf"{_YEAR}度?(?:\s*{_MONTH}(?:\s*{_DAY})?)?"),
    re.compile(rf"(?<![0-9年\-—–~～至到])\s*{_MONTH}\s*{_DAY}"),
    re.compile(r"(?<![0-9])(?P<year>20[0-9]{2})([-./])(?P<month>[0-9]{1,2})\2(?P<day>[0-9]{1,2})(?![0-9])"),
)
# What every one of them has, full-width digits included; most texts have no date.
DATED = re.compile(r"[0-9０-９]\s*[年月]|[零〇○一二三四五六七八九]{4}\s*年|[0-9０-９]{4}[-./]")
_TO = re.compile(r"\s*[-—–~～至到]+\s*")
# What is quoted or numbered bears its own year: 《…（1980-2022）》, 〔2022〕10号.
_TITLES = re.compile(r"《[^《》]{1,80}》|“[^“”]{1,60}”|[〔\[［【][^〔〕\[\]［］【】]{1,12}[〕\]］】]")
_NARROW = str.maketrans("０１２３４５６７８９", "0123456789")


class WrittenDate(Struct, frozen=True):
    """A date or year in a text, with what was written of it; ``end`` is where it ends."""

    start: int
    end: int
    words: str
    year: int | None
    month: int | None
    day: int | None

    @property
    def exists(self) -> bool:
        """Whether the calendar has it; 29 February without a year may exist."""
        if self.month is None:
            return True
        if not 1 <= self.month <= 12:
            return False
        return self.day is None or 1 <= self.day <= calendar.monthrange(self.year or 2024, self.month)[1]


@lru_cache(maxsize=4096)
def dates_in(text: str) -> tuple[WrittenDate, ...]:
    """Return the dates and years of a text in order; several rules ask for those of one text."""
    return tuple(_dates_in(text))


def _dates_in(text: str) -> Iterator[WrittenDate]:
    if not DATED.search(text):
        return
    narrow = text.translate(_NARROW)
    taken = 0
    found = [match for pattern in _DATES for match in pattern.finditer(narrow)]
    for match in sorted(found, key=lambda match: (match.start(), -match.end())):
        if match.start() >= taken:
            taken = match.end()
            parts = match.groupdict()
            year, month, day = (_number(parts.get(name)) for name in ("year", "month", "day"))
            yield WrittenDate(match.start(), end=match.end(), words=match[0].strip(), year=year, month=month, day=day)


def _number(words: str | None) -> int | None:
    if words is None:
        return None
    return int("".join(_CHINESE_DIGITS.get(char, char) for char in words))


def without_titles(text: str) -> str:
    """Return the text, just as long, with quotations, titles and document numbers made unreadable."""
    return _TITLES.sub(lambda match: "\ufffc" * len(match[0]), text)


_RANGE_END = re.compile(
    rf"{_TO.pattern}(?:(?P<year>(?:19|20)[0-9]{{2}})\s*年)?度?\s*(?:(?P<month>[0-9]{{1,2}})\s*月)?\s*(?:(?P<day>[0-9]{{1,2}})\s*[日号])?"
)


class DateSpan(Struct, frozen=True):
    """From one date to another; ``told`` is whether the second says its own year."""

    start: int
    words: str
    first: tuple[int, ...]
    last: tuple[int, ...]
    told: bool


def spans_in(text: str) -> Iterator[DateSpan]:
    """Yield spans of time whose two ends are written alike and therefore compare."""
    narrow = text.translate(_NARROW)
    for start in dates_in(narrow):
        match = _RANGE_END.match(narrow, start.end)
        if match is None or start.year is None:
            continue
        end = [_number(match[name]) for name in ("year", "month", "day")]
        told = end[0] is not None
        first, last = (start.year, start.month, start.day), (end[0] or start.year, end[1], end[2])
        if last[1] is None and last[2] is not None:
            last = (last[0], start.month, last[2])
        one, other = _known(first), _known(last)
        if len(one) == len(other) > 1 or (told and len(one) == len(other)):
            yield DateSpan(start.start, words=narrow[start.start : match.end()], first=one, last=other, told=told)


def _known(parts: tuple[int | None, ...]) -> tuple[int, ...]:
    known: list[int] = []
    for part in parts:
        if part is None:
            break
        known.append(part)
    return tuple(known)
