"""Amounts as people type them on paper, as the data holds them: plain digits in the unit of the field."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal

from msgspec import Struct

from jixiao.plain import format_plain

NOTHING = {"", "-", "--", "---", "—", "——", "–", "/", "\\", "无", "○", "〇", "*"}
_NUMBER = re.compile(
    r"([-+−]?)((?:[0-9]{1,3}(?:[,']?[0-9]{3})+|[0-9]+)(?:\.[0-9]*)?|\.[0-9]+)(亿元|万元|千元|元|亿|万|人|名|个|家|m2|平方米|分|%)?\.?"
)
_LONGEST = 60
_MONEY = {"亿元": 4, "亿": 4, "万元": 0, "万": 0, "千元": -1, "元": -4}
_UNIT_NOTE = re.compile(r"(?:[(（](?:金额)?(?:单位[:：])?|单位[:：])\s*(亿元|万元|千元|元)")
_DAY = re.compile(r"([0-9]{4})[年./-]([0-9]{1,2})[月./-]([0-9]{1,2})日?")
_HAN_DAY = re.compile(r"[二][〇○零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日")
_HAN = "〇一二三四五六七八九"


class Amount(Struct, frozen=True):
    """A number in a field's unit as it is typed into data, and what was done to the text to get it ("" for nothing)."""

    digits: str
    done: str = ""


def unit_note(text: str) -> str | None:
    """Return the unit of money that a heading states: 单位：元, （万元）; None for none."""
    match = _UNIT_NOTE.search(text)
    return match[1] if match else None


def amount(text: str, unit: str, stated: str | None = None) -> Amount | None:
    """Return the number in ``unit``; ``stated`` is the unit of money its heading gives. None for what is no number."""
    bare = _plain(text)
    if bare in NOTHING:
        return Amount("0", f"“{text.strip()}”按 0" if bare else "空白按 0")
    match = _NUMBER.fullmatch(bare) if len(bare) < _LONGEST else None
    if match is None or (match[3] == "%" and unit != "%") or (match[3] in _MONEY and unit != "万元"):
        return None
    digits = _digits(match[2], match[1])
    own = match[3] if match[3] in _MONEY else stated
    shift = _MONEY.get(own or "万元", 0) if unit == "万元" else 0
    if shift:
        digits = _shifted(digits, shift)
    same = digits == text.strip()
    return Amount(digits, "" if same else f"“{text.strip()}”写作 {digits}")


def _plain(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).replace("，", ",").replace("−", "-")


def _digits(number: str, sign: str) -> str:
    whole, dot, places = re.sub("[,']", "", number).partition(".")
    whole = whole.lstrip("0") or "0"
    return ("-" if sign in ("-", "−") else "") + whole + (f".{places}" if dot and places else "")


def _shifted(digits: str, places: int) -> str:
    return format_plain(Decimal(digits).scaleb(places))


def number_of(text: str) -> Decimal | None:
    """Return the number a printed cell shows, per cents as their number; None for words and for nothing."""
    match = _NUMBER.fullmatch(_plain(text)) if len(text) < _LONGEST else None
    return Decimal(_digits(match[2], match[1])) if match and _plain(text) not in NOTHING else None


def places_of(text: str) -> int:
    """Return how many decimals a printed number has."""
    match = _NUMBER.fullmatch(_plain(text)) if len(text) < _LONGEST else None
    return len(match[2].partition(".")[2]) if match else 0


def day(text: str) -> str | None:
    """Return a day as 2024-06-27; None for what is no day."""
    bare = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    bare = bare if _DAY.search(bare) else _from_chinese(bare)
    match = _DAY.search(bare)
    if match is None:
        return None
    try:
        return date(*(int(part) for part in match.groups())).isoformat()
    except ValueError:
        return None


def _from_chinese(text: str) -> str:
    from jixiao.targets.number_words import chinese

    match = _HAN_DAY.search(text)
    if match is None:
        return text
    year, month, last = re.split("[年月]", match[0].rstrip("日"))
    digits = "".join(str(_HAN.index(char)) for char in re.sub("[○零]", "〇", year))
    return f"{digits}年{chinese(month)}月{chinese(last)}日"
