"""Days, years and spans of time, read whole (12月31日之前, 年底前, 上半年) and where they stand in a text."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import takewhile

from msgspec import Struct

from jixiao.patterns import compile_late
from jixiao.targets.kinds import Deadline
from jixiao.targets.number_words import NARROW_DIGITS, chinese, one_by_one

_ENTERED = compile_late(r"([0-9]{4})(?:-|/|\.|年)([0-9]{1,2})(?:-|/|\.|月)([0-9]{1,2})日?")


def read_day(text: str) -> date | None:
    """Return a day as people type it: 2024-06-27, 2024/6/27, 2024年6月27日; None for what is no day."""
    match = _ENTERED.fullmatch(text)
    try:
        return date(*(int(part) for part in match.groups())) if match else None
    except ValueError:
        return None


def last_day_of(year: int, month: int, day: int = 31) -> date:
    """Return a day of a month, the month's last one where it has no such day."""
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


# a whole text: the deadline or the span of an indicator

_SUFFIX = r"(?P<suffix>之前|以前|前|以内|之内|内|止)?"
_REST = r"(?P<rest>[^0-9]*)"
_YEAR = r"(?:(?P<year>20[0-9]{2})年(?:度)?)?"
_MONTH = r"(?P<month>1[0-2]|0?[1-9])月"
_START = r"(?:于|在|截至|截止到?)?"

# No day is without one of these.
_OF_A_DAY = compile_late("[年月底末]|季度|20[0-9]{2}[-/.]")
_DAY = compile_late(rf"{_START}{_YEAR}{_MONTH}(?P<day>[0-9]{{1,2}})[日号]{_SUFFIX}{_REST}")
_NUMERIC = compile_late(
    rf"{_START}(?P<year>20[0-9]{{2}})([-/.])(?P<month>[0-9]{{1,2}})\2(?P<day>[0-9]{{1,2}}){_SUFFIX}{_REST}"
)
_WHOLE_MONTH = compile_late(rf"{_START}{_YEAR}{_MONTH}(?P<end>底|末|份|[上中下]旬|初|中)?{_SUFFIX}{_REST}")
_YEAR_END = compile_late(rf"{_START}(?:(?P<year>20[0-9]{{2}})年)?(?:当年|本年|全年|年度)?年?[底末]{_SUFFIX}{_REST}")
_SPAN = compile_late(
    rf"{_START}{_YEAR}(?:当年|本年|全年)?(?P<span>上半年|下半年|第?[一二三四1-4]季度|年度?(?=内|以内|之内)|(?<=年)(?=内|以内|之内))"
    rf"(?P<end>底|末)?{_SUFFIX}{_REST}"
)
_QUARTERS = "一二三四"
# 二〇二三年十二月三十一日
_SPELLED_YEAR = compile_late(r"二[〇零○Oo][一二三四五六七八九〇零]{2}(?=年)")
_SPELLED_DAY = compile_late(r"[一二三四五六七八九十]{1,3}(?=月(?!前期)|[日号])")
_FROM_TO = compile_late(r"(?P<first>[^-~—–―至到]*[0-9月日号年])(?:-|~|—|–|―|至|到)+(?P<last>[^-~—–―至到]*)")
# What may follow a date that says when something was done; anything else is a sentence, not a deadline.
_LONGEST_REST = 20
_DENIED = compile_late(r"未|没|尚|不")

# A year that a target names as its day or span, and that moves on with the year.
MOVING_YEAR = compile_late(
    r"(?<![0-9])(?P<year>20[0-9]{2})"
    r"(?=年(?:度)?(?:[0-9]{1,2}月|年?[底末内前]|以前|之前|以内|[上下]半年|第?[一二三四1-4]季度))"
)


def strip_moving_years(text: str) -> str:
    """Return a target's text without the years that move on by themselves."""
    return MOVING_YEAR.sub("", text)


def read_deadline(text: str) -> Deadline | None:
    """Return the day or span a cleaned text speaks of; None if it is about something else, or no day at all."""
    if not _OF_A_DAY.search(text):
        return None
    digits = _in_digits(text)
    return _single(digits, text) or _from_to(digits, text)


def _in_digits(text: str) -> str:
    text = _SPELLED_YEAR.sub(lambda year: one_by_one(year[0]), text)
    return _SPELLED_DAY.sub(lambda day: day[0] if (number := chinese(day[0])) is None else f"{number:f}", text)


def _from_to(digits: str, text: str) -> Deadline | None:
    """Return the span from one day to another: 2023年3月1日至11月30日."""
    match = _FROM_TO.fullmatch(digits)
    first, last = (_single(match["first"], text), _single(match["last"], text)) if match else (None, None)
    if first is None or last is None or first.bound:
        return None
    year = last.year or first.year
    if (first.year or year or 0, first.first) > (year or 0, last.last) or (first.year or year) != year:
        return None
    return Deadline(year, first.first, last.last, bound=last.bound, text=text)


def _single(digits: str, text: str) -> Deadline | None:
    for pattern, spanned in (
        (_DAY, _day),
        (_NUMERIC, _day),
        (_YEAR_END, lambda _: ((12, 1), (12, 31))),
        (_SPAN, _span),
        (_WHOLE_MONTH, _month),
    ):
        match = pattern.fullmatch(digits)
        if match is None or len(match["rest"]) > _LONGEST_REST or _DENIED.search(match["rest"]):
            continue
        span = spanned(match)
        if span is not None:
            year = match["year"]
            return Deadline(int(year) if year else None, *span, bound=bool(match["suffix"]), text=text)
    return None


Span = tuple[tuple[int, int], tuple[int, int]]


def _day(match: re.Match[str]) -> Span | None:
    month, day = int(match["month"]), int(match["day"])
    try:
        date(int(match["year"] or 2024), month, day)  # 2024 has a 29 February
    except ValueError:
        return None
    return (month, day), (month, day)


def _month(match: re.Match[str]) -> Span | None:
    # “6月前” may mean before the first or before the last of June.
    if match["suffix"] in ("前", "之前", "以前") and match["end"] in (None, "份"):
        return None
    month, part = int(match["month"]), (match["end"] or "")[:1]
    first, last = _PARTS_OF_MONTH.get(part, (1, 31))
    return (month, first), (month, min(last, _last_day(match["year"], month)))


_PARTS_OF_MONTH = {"上": (1, 10), "初": (1, 10), "中": (11, 20), "下": (21, 31)}


def _span(match: re.Match[str]) -> Span | None:
    if match["suffix"] in ("前", "之前", "以前") and match["end"] is None:
        return None
    word = match["span"]
    if word == "上半年":
        return (1, 1), (6, 30)
    if word == "下半年":
        return (7, 1), (12, 31)
    if word.endswith("季度"):
        last = (_QUARTERS.index(word[-3]) + 1) * 3 if word[-3] in _QUARTERS else int(word[-3]) * 3
        return (last - 2, 1), (last, _last_day(match["year"], last))
    return (1, 1), (12, 31)


def _last_day(year: str | None, month: int) -> int:
    return last_day_of(int(year or 2023), month).day


# dates and years in a text: 2023年12月31日, 二〇二三年度, 2月30日, 2023年3月至5月

_WRITTEN_YEAR = r"(?P<year>(?<![0-9])(?:19|20)[0-9]{2}|二[零〇○][零〇○一二三四五六七八九]{2})\s*年(?!代)"
_WRITTEN_MONTH = r"(?P<month>[0-9]{1,2})\s*月"
_WRITTEN_DAY = r"(?P<day>[0-9]{1,2})\s*[日号]"
_DATES = (
    compile_late(rf"{_WRITTEN_YEAR}度?(?:\s*{_WRITTEN_MONTH}(?:\s*{_WRITTEN_DAY})?)?"),
    compile_late(rf"(?<![0-9年\-—–~～至到]){_WRITTEN_MONTH}\s*{_WRITTEN_DAY}"),
    compile_late(r"(?<![0-9])(?P<year>20[0-9]{2})([-./])(?P<month>[0-9]{1,2})\2(?P<day>[0-9]{1,2})(?![0-9])"),
)
# What every one of them has, full-width digits included; most texts have no date.
DATED = compile_late(r"[0-9０-９]\s*[年月]|[零〇○一二三四五六七八九]{4}\s*年|[0-9０-９]{4}[-./]")
_TO = r"\s*[-—–~～至到]+\s*"
# What is quoted or numbered bears its own year: 《…（1980-2022）》, 〔2022〕10号.
_TITLES = compile_late(r"《[^《》]{1,80}》|“[^“”]{1,60}”|[〔\[［【][^〔〕\[\]［］【】]{1,12}[〕\]］】]")


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
def find_dates(text: str) -> tuple[WrittenDate, ...]:
    """Return the dates and years of a text in order; several rules ask for those of one text."""
    return tuple(_dates_in(text))


def _dates_in(text: str) -> Iterator[WrittenDate]:
    if not DATED.search(text):
        return
    narrow = text.translate(NARROW_DIGITS)
    taken = 0
    found = [match for pattern in _DATES for match in pattern.finditer(narrow)]
    for match in sorted(found, key=lambda match: (match.start(), -match.end())):
        if match.start() >= taken:
            taken = match.end()
            parts = match.groupdict()
            year, month, day = (_number(parts.get(name)) for name in ("year", "month", "day"))
            yield WrittenDate(match.start(), end=match.end(), words=match[0].strip(), year=year, month=month, day=day)


def _number(words: str | None) -> int | None:
    return None if words is None else int(one_by_one(words))


def mask_titles(text: str) -> str:
    """Return the text, just as long, with quotations, titles and document numbers made unreadable."""
    return _TITLES.sub(lambda match: "\ufffc" * len(match[0]), text)


_RANGE_END = compile_late(
    rf"{_TO}(?:(?P<year>(?:19|20)[0-9]{{2}})\s*年)?度?\s*(?:(?P<month>[0-9]{{1,2}})\s*月)?\s*(?:(?P<day>[0-9]{{1,2}})\s*[日号])?"
)


class DateSpan(Struct, frozen=True):
    """From one date to another; ``is_dated`` is whether the second says its own year."""

    start: int
    words: str
    first: tuple[int, ...]
    last: tuple[int, ...]
    is_dated: bool


def find_spans(text: str) -> Iterator[DateSpan]:
    """Yield spans of time whose two ends are written alike and therefore compare."""
    narrow = text.translate(NARROW_DIGITS)
    for start in find_dates(narrow):
        match = _RANGE_END.match(narrow, start.end)
        if match is None or start.year is None:
            continue
        end = [_number(match[name]) for name in ("year", "month", "day")]
        is_dated = end[0] is not None
        first, last = (start.year, start.month, start.day), (end[0] or start.year, end[1], end[2])
        if last[1] is None and last[2] is not None:
            last = (last[0], start.month, last[2])
        one, other = _known(first), _known(last)
        if len(one) == len(other) > 1 or (is_dated and len(one) == len(other)):
            yield DateSpan(
                start.start, words=narrow[start.start : match.end()], first=one, last=other, is_dated=is_dated
            )


def _known(parts: tuple[int | None, ...]) -> tuple[int, ...]:
    return tuple(part for part in takewhile(lambda part: part is not None, parts) if part is not None)


YEAR = r"(?:19|20)[0-9]{2}"
_OR_TO = r"\s*[-—–~～至到、]+\s*"
# 10月1日, 10月1日—7日, 10月1—7日
_DAYS = rf"(?:\s*[0-9]{{1,2}}(?:\s*[日号])?(?:{_OR_TO}[0-9]{{1,2}})?\s*[日号])?"
# Patterns of what is a date in a text, or several, and no figure, whether there is such a day or not.
NO_FIGURES = (
    rf"{YEAR}(?:(?:\s*(?:年度?|度))?{_OR_TO}{YEAR})?\s*年(?:\s*[0-9]{{1,2}}(?:{_OR_TO}[0-9]{{1,2}})?\s*月)?{_DAYS}",
    rf"{YEAR}[-./][0-9]{{1,2}}[-./][0-9]{{1,2}}",
    rf"[0-9]{{1,2}}(?:(?:\s*月)?{_OR_TO}[0-9]{{1,2}})?\s*月{_DAYS}",
    r"[0-9]{1,2}[:：][0-9]{2}",
)
