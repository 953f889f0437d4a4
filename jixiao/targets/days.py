"""Days and deadlines: 2023年12月31日前, 12月31日之前, 6月底, 年底前, 上半年."""

from __future__ import annotations

import calendar
import re
from datetime import date

from jixiao.targets.kinds import Deadline
from jixiao.targets.number_words import chinese

_SUFFIX = r"(?P<suffix>之前|以前|前|以内|之内|内|止)?"
_REST = r"(?P<rest>[^0-9]*)"
_YEAR = r"(?:(?P<year>20[0-9]{2})年(?:度)?)?"
_MONTH = r"(?P<month>1[0-2]|0?[1-9])月"
_START = r"(?:于|在|截至|截止到?)?"

# No day is without one of these; the patterns of days are compiled when a text has one.
_OF_A_DAY = re.compile("[年月底末]|季度|20[0-9]{2}[-/.]")
_DAY = rf"{_START}{_YEAR}{_MONTH}(?P<day>[0-9]{{1,2}})[日号]{_SUFFIX}{_REST}"
_NUMERIC = rf"{_START}(?P<year>20[0-9]{{2}})([-/.])(?P<month>[0-9]{{1,2}})\2(?P<day>[0-9]{{1,2}}){_SUFFIX}{_REST}"
_WHOLE_MONTH = rf"{_START}{_YEAR}{_MONTH}(?P<end>底|末|份)?{_SUFFIX}{_REST}"
_YEAR_END = rf"{_START}(?:(?P<year>20[0-9]{{2}})年)?(?:当年|本年|全年|年度)?年?[底末]{_SUFFIX}{_REST}"
_SPAN = (
    rf"{_START}{_YEAR}(?:当年|本年|全年)?(?P<span>上半年|下半年|第?[一二三四1-4]季度|年度?(?=内|以内|之内)|(?<=年)(?=内|以内|之内))"
    rf"(?P<end>底|末)?{_SUFFIX}{_REST}"
)
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
# 二〇二三年十二月三十一日
_SPELLED_YEAR = re.compile(r"二[〇零○Oo][一二三四五六七八九〇零]{2}(?=年)")
_SPELLED_DAY = re.compile(r"[一二三四五六七八九十]{1,3}(?=月(?!前期)|[日号])")
_DIGITS = {
    **dict.fromkeys("〇零○Oo", "0"),
    **{digit: str(number) for number, digit in enumerate("一二三四五六七八九", 1)},
}
_FROM_TO = r"(?P<first>[^-~—–―至到]*[0-9月日号年])(?:-|~|—|–|―|至|到)+(?P<last>[^-~—–―至到]*)"
# What may follow a date that says when something was done; anything else is a sentence, not a deadline.
_LONGEST_REST = 20
_DENIED = re.compile(r"未|没|尚|不")

# A year that a target names as its day or span, and that moves on with the year.
MOVING_YEAR = re.compile(
    r"(?<![0-9])(?P<year>20[0-9]{2})"
    r"(?=年(?:度)?(?:[0-9]{1,2}月|年?[底末内前]|以前|之前|以内|[上下]半年|第?[一二三四1-4]季度))"
)


def undated(text: str) -> str:
    """Return a target's text without the years that move on by themselves."""
    return MOVING_YEAR.sub("", text)


def deadline(text: str) -> Deadline | None:
    """Return the day or span a cleaned text speaks of; None if it is about something else, or no day at all."""
    if not _OF_A_DAY.search(text):
        return None
    digits = _in_digits(text)
    return _single(digits, text) or _from_to(digits, text)


def _in_digits(text: str) -> str:
    text = _SPELLED_YEAR.sub(lambda year: "".join(_DIGITS[char] for char in year[0]), text)
    return _SPELLED_DAY.sub(lambda day: day[0] if (number := chinese(day[0])) is None else f"{number:f}", text)


def _from_to(digits: str, text: str) -> Deadline | None:
    """Return the span from one day to another: 2023年3月1日至11月30日."""
    match = re.fullmatch(_FROM_TO, digits)
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
        (_YEAR_END, _year_end),
        (_SPAN, _span),
        (_WHOLE_MONTH, _month),
    ):
        match = re.fullmatch(pattern, digits)
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
    if match["suffix"] in ("前", "之前", "以前") and match["end"] not in ("底", "末"):
        return None
    month = int(match["month"])
    return (month, 1), (month, _last_day(match["year"], month))


def _year_end(match: re.Match[str]) -> Span:
    return (12, 1), (12, 31)


def _span(match: re.Match[str]) -> Span | None:
    if match["suffix"] in ("前", "之前", "以前") and match["end"] is None:
        return None
    word = match["span"]
    if word == "上半年":
        return (1, 1), (6, 30)
    if word == "下半年":
        return (7, 1), (12, 31)
    if word.endswith("季度"):
        last = _QUARTERS[word.removeprefix("第")[0]] * 3
        return (last - 2, 1), (last, _last_day(match["year"], last))
    return (1, 1), (12, 31)


def _last_day(year: str | None, month: int) -> int:
    return calendar.monthrange(int(year or 2023), month)[1]
