"""Numbers as people write them: 1,200, 3.5万, 十二, 三点五万, 百分之九十六, 九成五."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = "零一二三四五六七八九"
# The digits of an ordinal, and what an ordinal to 99 is written with.
ORDINAL_DIGITS = _DIGITS[1:]
ORDINAL = f"[{ORDINAL_DIGITS}十]{{1,3}}"
NARROW_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_ONE_BY_ONE = str.maketrans(f"{_DIGITS}〇○Oo", "01234567890000")
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}

ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,15})(?:\.[0-9]{1,6})?"
CHINESE = r"[零〇一二两三四五六七八九十百千万亿]{1,16}(?:点[零〇一二三四五六七八九]{1,6}[万亿]?)?"
# 百 of 百分点 and 百分之 is no multiplier.
MULTIPLIER = r"百万|千万|百亿|千亿|万亿|万|亿|千|百(?!分)"
_MULTIPLIERS = {
    "": 1,
    "百": 10**2,
    "千": 10**3,
    "万": 10**4,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "百亿": 10**10,
    "千亿": 10**11,
    "万亿": 10**12,
}


def read_multiplier(word: str) -> Decimal:
    """Return what a word such as 万 multiplies by; 1 for an empty word."""
    return Decimal(_MULTIPLIERS[word])


def read_arabic(text: str) -> Decimal:
    """Return the number that ``ARABIC`` matched."""
    return Decimal(text.replace(",", ""))


def one_by_one(words: str) -> str:
    """Return digits that stand for themselves in ASCII, as in a year: 二〇二三 as 2023."""
    return words.translate(_ONE_BY_ONE)


def chinese(text: str) -> Decimal | None:
    """Return a number in Chinese, such as 十二 or 三点五万; None for what is no regular numeral (三百五, 一一)."""
    match = re.fullmatch(r"([^点]+)(?:点([^万亿]+)([万亿]?))?", text)
    if match is None:
        return None
    whole = _chinese_integer(match[1])
    if whole is None or match[2] is None:
        return None if whole is None else Decimal(whole)
    places = "".join(str(_DIGITS.index(digit)) for digit in match[2].replace("〇", "零"))
    return Decimal(f"{whole}.{places}") * _LARGE.get(match[3], 1)


def _chinese_integer(text: str) -> int | None:
    regular = text.replace("〇", "零").replace("两", "二")
    value, section, digit = 0, 0, 0
    for char in regular:
        if char == "亿":
            value, section, digit = (value + section + digit) * _LARGE[char], 0, 0
        elif char == "万":
            value, section, digit = value + (section + digit) * _LARGE[char], 0, 0
        elif char in _SMALL:
            section, digit = section + (digit or 1) * _SMALL[char], 0
        else:
            digit = _DIGITS.index(char)
    value += section + digit
    # Only what is spelled as it would be written counts: 三百五 and 一二三 are other things than they look.
    return value if regular.removeprefix("一" if regular.startswith("一十") else "") == in_chinese(value) else None


def in_chinese(number: int) -> str:
    """Return a whole number from 0 in Chinese: 12 → 十二, 10050 → 一万零五十."""
    if number == 0:
        return _DIGITS[0]
    spelled = _spelled(number)
    return spelled.removeprefix("一") if spelled.startswith("一十") else spelled


def _spelled(number: int) -> str:
    for unit, size in (("亿", 10**8), ("万", 10**4), ("千", 1000), ("百", 100), ("十", 10)):
        if number >= size:
            above, below = divmod(number, size)
            gap = _DIGITS[0] if below and below < size // 10 else ""
            return f"{_spelled(above)}{unit}{gap}{_spelled(below)}"
    return _DIGITS[number] if number else ""
