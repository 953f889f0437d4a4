"""What a text on paper is as a value of its kind: 95.10% is 95.10, 2023年4月18日 is 2023-04-18."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from jixiao.figures import NO_RATE
from jixiao.model.form_description import FieldDescription
from jixiao.model.form_roles import CHOICE_KINDS, NUMBER_KINDS, FieldKind, Role
from jixiao.patterns import compile_late
from jixiao.targets.dates import read_day

Value = str | Mapping[str, str]

# What is printed where a form has no value.
MARKS = frozenset(["-", "—", "——", "－", "/", "／", "--", "———"])
_NUMBER = compile_late(
    r"[￥¥]?(?P<number>[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)"
    r"(?P<unit>万元|元|人|分|%|个|辆|批次|平方米|㎡|m2)?[.。]?"
)
# What may stand behind a number of these kinds; behind any other number, anything.
_UNITS = {
    FieldKind.AMOUNT: {"万元", "元"},
    FieldKind.PERCENT: {"%"},
    FieldKind.POINTS: {"分", "%"},
    FieldKind.SCORE: {"分", "%"},
}
_CODED = compile_late(
    r"(?P<code>[0-9][0-9A-Za-z]*)-(?P<name>[^-].*)|(?P<name2>.*?\S)\s*[\[［](?P<code2>[0-9A-Za-z]+)[\]］]"
)
_MONTH = compile_late(r"((?:19|20)[0-9]{2})\s*[年./-]\s*([0-9]{1,2})\s*月?")
_YEAR = compile_late(r"(?:19|20)[0-9]{2}")
_WEIGHT = compile_late(r"(?:(?<!\s)\s+)?[(（]\s*[0-9.]+\s*分\s*[)）]\s*$")
_CHOSEN = "☑√■☒✓✔●"
_UNCHOSEN = "□○☐"
_LEVELS = {Role.LEVEL1, Role.LEVEL2, Role.LEVEL3}
_VERTICAL = 2


def read_printed(text: str, field: FieldDescription) -> Value | None:
    """Return the value that a written text is; None where it is none of its kind."""
    text = text.strip()
    kind = field.kind
    if kind is FieldKind.PERCENT and text == NO_RATE:
        return text
    if kind in NUMBER_KINDS:
        return _read_number(text, kind)
    if kind in CHOICE_KINDS:
        return read_choice(text, [str(one) for one in field.choices], several=kind is FieldKind.TICK)
    if kind is FieldKind.CODED_NAME:
        return _read_coded(text)
    if kind in _DATES:
        return _DATES[kind](text)
    return _read_text(text, field.role)


def is_mark(text: str) -> bool:
    """Return whether a text says that there is no value."""
    return text.strip() in MARKS


def _read_number(text: str, kind: FieldKind) -> str | None:
    plain = unicodedata.normalize("NFKC", re.sub(r"\s", "", text))
    match = _NUMBER.fullmatch(plain)
    if not match or (match["unit"] and match["unit"] not in _UNITS.get(kind, {match["unit"]})):
        return None
    number = match["number"].replace(",", "")
    try:
        Decimal(number)
    except InvalidOperation:  # pragma: no cover - the pattern admits numbers only
        return None
    return number


def _read_text(text: str, role: Role | None) -> str:
    if role in _LEVELS:
        text = _WEIGHT.sub("", text)
    lines = text.split("\n")
    if len(lines) > 1 and all(len(line.strip()) <= _VERTICAL for line in lines):
        return "".join(line.strip() for line in lines)  # written vertically
    return "".join(lines) if role in _LEVELS else text


def _read_coded(text: str) -> Value:
    match = _CODED.fullmatch(text)
    if not match:
        return text
    return {"代码": match["code"] or match["code2"], "名称": (match["name"] or match["name2"]).strip()}


def read_choice(text: str, choices: Sequence[str], *, several: bool) -> str | None:
    """Return the one option that is ticked, the mark before or behind it; ``several`` are joined by 、, in order.

    None for none, for one that is no option, and for more than one where one is asked for.
    """
    if text in choices:
        return text
    behind = re.findall(rf"(?<![^\s{_CHOSEN}{_UNCHOSEN}])([^\s{_CHOSEN}{_UNCHOSEN}]+)\s*([{_CHOSEN}{_UNCHOSEN}])", text)
    before = re.findall(rf"([{_CHOSEN}{_UNCHOSEN}])\s*([^\s{_CHOSEN}{_UNCHOSEN}]+)", text)
    pairs = behind if text[-1:] in _CHOSEN + _UNCHOSEN else [(word, mark) for mark, word in before]
    chosen = [_bare(word) for word, mark in pairs if mark in _CHOSEN]
    known = [word for word in chosen if not choices or word in choices]
    fitting = len(chosen) == 1 or (several and bool(chosen))
    return "、".join(known) if fitting and len(chosen) == len(known) else None


def _bare(option: str) -> str:
    return re.sub(
        r"^(?:[(（][0-9一二三四五六]{1,2}[)）][、.．]?|[0-9]{1,2}[、.．]?(?=\D)|[一二三四五六]{1,2}[、.．])", "", option
    ).strip("；;，,、。 ")


def _read_date(text: str) -> str | None:
    day = read_day(re.sub(r"\s", "", text))
    return day.isoformat() if day else None


def _read_month(text: str) -> str | None:
    match = _MONTH.fullmatch(text)
    return f"{match[1]}-{int(match[2])}" if match else None


def _read_month_or_date(text: str) -> str | None:
    return _read_month(text) or _read_date(text)


def _read_period(text: str) -> Value | None:
    months = _MONTH.findall(text)
    if len(months) != _VERTICAL:
        return None
    start, end = (f"{year}-{int(month):02d}" for year, month in months)
    return {"起": start, "止": end}


def _read_year(text: str) -> str | None:
    match = _YEAR.search(text)
    return match[0] if match else None


_DATES = {
    FieldKind.DATE: _read_date,
    FieldKind.MONTH: _read_month_or_date,
    FieldKind.PERIOD: _read_period,
    FieldKind.YEAR: _read_year,
}
