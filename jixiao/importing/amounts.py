"""Amounts and days as people write them on paper, read as the data holds them: plain digits in the field's unit."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal

from msgspec import Struct

from jixiao.importing.label_text import narrow
from jixiao.patterns import compile_late
from jixiao.plain import format_plain
from jixiao.targets.number_words import chinese, one_by_one

NOTHING = {"", "-", "--", "---", "—", "——", "–", "/", "\\", "无", "○", "〇", "*"}
_NUMBER = compile_late(
    r"(?P<sign>[-+]?)(?P<digits>(?:[0-9]{1,3}(?:[,']?[0-9]{3})+|[0-9]+)(?:\.[0-9]*)?|\.[0-9]+)"
    r"(?P<unit>亿元|万元|千元|元|亿|万|人|名|个|家|m2|平方米|分|%)?\.?"
)
_LONGEST = 60
MONEY = {"亿元": 4, "亿": 4, "万元": 0, "万": 0, "千元": -1, "元": -4}
_UNIT_NOTE = compile_late(r"(?:[(（](?:金额)?(?:单位[:：])?|单位[:：])\s*(亿元|万元|千元|元)")
_DAY = compile_late(r"([0-9]{4})[年./-]([0-9]{1,2})[月./-]([0-9]{1,2})日?")
_CHINESE_DAY = compile_late(
    r"(二[〇○零一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)


class Amount(Struct, frozen=True):
    """A number as it is typed into data, in a field's unit, and how its writing was changed ("" if it was not)."""

    digits: str
    change: str = ""


def unit_note(text: str) -> str | None:
    """Return the unit of money that a heading states: 单位：元, （万元）; None for none."""
    match = _UNIT_NOTE.search(text)
    return match[1] if match else None


def read_amount(text: str, unit: str, stated: str | None = None) -> Amount | None:
    """Return the number in ``unit``; ``stated`` is the unit of money its heading gives. None for what is no number."""
    written, bare = text.strip(), _bare(text)
    if bare in NOTHING:
        return Amount("0", f"“{written}”按 0" if bare else "空白按 0")
    match = _match(text)
    if match is None or (match["unit"] == "%" and unit != "%") or (match["unit"] in MONEY and unit != "万元"):
        return None
    digits = _digits(match)
    own = match["unit"] if match["unit"] in MONEY else stated
    if unit == "万元" and (shift := MONEY[own or "万元"]):
        digits = format_plain(Decimal(digits).scaleb(shift))
    return Amount(digits, "" if digits == written else f"“{written}”写作 {digits}")


def _bare(text: str) -> str:
    return narrow(text).replace("−", "-")


def _match(text: str) -> re.Match[str] | None:
    bare = _bare(text)
    match = _NUMBER.fullmatch(bare) if len(bare) < _LONGEST else None
    return None if _is_ornate(text) else match


def _is_ornate(text: str) -> bool:
    """Return whether a text has numerals that number items or stand raised (①, ², ½, Ⅷ): no digits of an amount."""
    return any(unicodedata.category(letter) in ("No", "Nl") for letter in text.replace("m²", ""))


def _digits(match: re.Match[str]) -> str:
    whole, dot, places = re.sub("[,']", "", match["digits"]).partition(".")
    return match["sign"].strip("+") + (whole.lstrip("0") or "0") + (dot + places if places else "")


def number_of(text: str) -> Decimal | None:
    """Return the number a printed cell shows, per cents as their number; None for words and for nothing."""
    match = _match(text)
    return Decimal(_digits(match)) if match else None


def places_of(text: str) -> int:
    """Return how many decimals a printed number has."""
    number = number_of(text)
    return 0 if number is None else -int(number.as_tuple().exponent)


def read_day(text: str) -> str | None:
    """Return a day as 2024-06-27; None for what is no day."""
    bare = narrow(text)
    match = _DAY.search(bare)
    if match is None and (spelled := _CHINESE_DAY.search(bare)):
        year, month, day = spelled.groups()
        match = _DAY.fullmatch(f"{one_by_one(year)}年{chinese(month)}月{chinese(day)}日")
    try:
        return date(*map(int, match.groups())).isoformat() if match else None
    except ValueError:
        return None
