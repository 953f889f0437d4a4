"""What a value pasted from Excel or Word was meant to be, where the file wants a plain number or a day.

Spreadsheets show one number in many ways: 1,234.50, (31.50), -, 3.2E+02, 320.15000000000003, ￥320.15. Where the way
leaves no doubt, the plain number is known; where it does (two numbers in one cell, 12,5, ￥ without 万元), there is
none: a wrong proposal would be worse than none.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from jixiao.patterns import compile_late
from jixiao.plain import format_plain, read_count

PLAIN = compile_late(r"[+-]?(0|[1-9][0-9]*)(\.[0-9]+)?")
# Beyond these a number is a slip of the keyboard; within them all arithmetic is exact.
MOST_DIGITS, MOST_DECIMALS = 12, 8

_NARROW = str.maketrans(
    "０１２３４５６７８９．。－−–—＋，％（）￥／ｅＥ＇’‘\u00a0\u3000\u2002\u2003\u2007\u2009\u202f",
    "0123456789..----+,%()¥/eE'''       ",
)
_CODE = compile_late(r"(?i)[+-]?(0[0-9_]+(\.[0-9]*)?|0[xob][0-9a-f_]+|[0-9]+(:[0-9]+)+(\.[0-9]*)?)")
_INDEFINITE = compile_late(r"(?i)[+-]?\.?(nan|inf|infinity)|无穷大?")
_ZERO = compile_late(r"-+|无|零|〇")  # what accounting formats and forms write for 0
_BRACKETED = compile_late(r"\(([^()]+)\)|([^()-]+)-")
_CURRENCY = compile_late(r"(?i)^(?:¥|rmb|cny|人民币)\s*")
_UNIT = compile_late(
    r"(?P<number>[^一-鿿㎡%]*[0-9.])\s*"
    r"(?P<unit>亿元|万元|千元|百元|元|亿|万|千|㎡|平方米|平米|m2|m²|人|个|名|分|%|家)(?:整|正)?"
)
_SEPARATOR = compile_late(r"[\s;；、|/]+")
_AROUND_POINT = compile_late(r"(?<=[0-9]) ?\. ?(?=[0-9])")
_GROUPED = compile_late(r"[+-]?[1-9][0-9]{0,2}(?:([,_' ])[0-9]{3})(?:\1[0-9]{3})*(\.[0-9]+)?")
_SCIENTIFIC = compile_late(r"(?i)[+-]?[0-9.]+e[+-]?[0-9]{1,4}")
_POINTS = compile_late(r"([+-]?[0-9]*)\.\.?([0-9]*)\.?")
_SAME_UNIT = {"平方米": "㎡", "平米": "㎡", "m2": "㎡", "m²": "㎡", "万": "万元", "名": "人", "家": "个"}
# Binary fractions are exact to 15 digits; what a spreadsheet adds beyond is noise if little stands before it.
_NOISY_DIGITS, _TRUE_DIGITS, _TRUE_DECIMALS = 15, 13, 6
# Whole 元 of this size were meant as 元; a smaller or broken amount may be 万元 with the wrong word behind it.
_LEAST_YUAN = 1000
_EXCEL_DAY_0 = date(1899, 12, 30)
_EXCEL_DAYS = range(36526, 73051)  # 2000-01-01 to 2100-01-01
_DAY = compile_late(r"([0-9]{4})(?:-|/|\.|年)?([0-9]{1,2})(?:-|/|\.|月)?([0-9]{1,2})日?(?:[ T][0-9]{1,2}:[0-9]{2}.*)?")


class Way(StrEnum):
    """How a text differs from a plain number."""

    FULL_WIDTH = "全角数字或符号"
    GROUPED = "带千分位分隔符"
    UNIT = "带单位"
    CURRENCY = "带货币符号"
    CODE = "像编号、时间或其他进制的数"
    INDEFINITE = "不是确定的数"
    SCIENTIFIC = "科学计数法"
    SEVERAL = "里有两个以上的数"
    BRACKETED = "是会计格式的负数"
    ZERO = "是 0 的另一种写法"
    OTHER = "不是数"


class Pasted(Struct, frozen=True):
    """A text that is no plain number: how it differs, the number meant (None where that is in doubt), its unit."""

    way: Way
    meant: str | None = None
    unit: str = ""


def read_pasted(text: str, unit: str) -> Pasted:
    """Return what a text that is no plain number was meant to be, in ``unit`` (万元, ㎡, 人; "" for none)."""
    narrow = _AROUND_POINT.sub(".", text.strip().translate(_NARROW))
    if _CODE.fullmatch(narrow):
        return Pasted(Way.CODE)
    if _INDEFINITE.fullmatch(narrow):
        return Pasted(Way.INDEFINITE)
    if _ZERO.fullmatch(narrow):
        return Pasted(Way.ZERO, "0")
    if _are_several(narrow):
        return Pasted(Way.SEVERAL)
    if bracketed := _BRACKETED.fullmatch(narrow):
        return _negative(bracketed[1] or bracketed[2], unit)
    bare = _CURRENCY.sub("", narrow)
    if with_unit := _UNIT.fullmatch(bare):
        return Pasted(Way.UNIT, _in_unit(_number(with_unit["number"]), with_unit["unit"], unit), with_unit["unit"])
    if bare != narrow:
        return Pasted(Way.CURRENCY)
    return Pasted(_way(text.strip(), text.strip().translate(_NARROW)), _number(narrow))


def without_noise(amount: Decimal) -> Decimal | None:
    """Return the number a spreadsheet meant where it shows 320.15000000000003; None where nothing is sure."""
    _, digits, exponent = amount.as_tuple()
    if len(digits) < _NOISY_DIGITS or int(exponent) >= -MOST_DECIMALS:
        return None
    short = Decimal(f"{amount:.{_TRUE_DIGITS}g}").normalize()
    decimals = max(0, -int(short.as_tuple().exponent))
    return short if decimals <= _TRUE_DECIMALS else None


def read_pasted_day(text: str) -> date | None:
    """Return the day meant by 20250520, ２０２５.５.２０, 2025-05-20 00:00:00 or Excel's 45797; None where none is."""
    narrow = text.strip().translate(_NARROW)
    days = read_count(narrow)
    if days is not None and days in _EXCEL_DAYS:
        return _EXCEL_DAY_0 + timedelta(days=days)
    match = _DAY.fullmatch(narrow)
    if match is None or (narrow.isdecimal() and len(narrow) != 8):
        return None
    try:
        return date(*(int(part) for part in match.groups()))
    except ValueError:
        return None


def _are_several(narrow: str) -> bool:
    if _GROUPED.fullmatch(narrow):
        return False
    pieces = [piece for piece in _SEPARATOR.split(narrow) if piece]
    return len(pieces) > 1 and all(_is_number(piece) for piece in pieces)


def _is_number(piece: str) -> bool:
    bracketed = _BRACKETED.fullmatch(piece)
    bare = _CURRENCY.sub("", (bracketed[1] or bracketed[2]) if bracketed else piece)
    with_unit = _UNIT.fullmatch(bare)
    return _number(with_unit["number"] if with_unit else bare) is not None


def _negative(inner: str, unit: str) -> Pasted:
    number = _number(inner.strip()) if not inner.strip().startswith(("-", "+")) else None
    if number is None:
        within = _UNIT.fullmatch(_CURRENCY.sub("", inner))
        number = within and _in_unit(_number(within["number"]), within["unit"], unit)
    if number is None:
        return Pasted(Way.OTHER)
    return Pasted(Way.BRACKETED, f"-{number}")


def _way(text: str, narrow: str) -> Way:
    if _SCIENTIFIC.fullmatch(narrow):
        return Way.SCIENTIFIC
    if not re.fullmatch(r"[+-]?[0-9.,_' ]+", narrow):
        return Way.OTHER
    if text != narrow:
        return Way.FULL_WIDTH
    return Way.GROUPED if re.search(r"[0-9.][,_' ]+[0-9.]", narrow) else Way.OTHER


def _number(narrow: str) -> str | None:
    """Return the plain number; None where there is none, or none that the data can hold."""
    narrow = narrow.strip()
    if _GROUPED.fullmatch(narrow):
        narrow = re.sub("[,_' ]", "", narrow)
    elif _SCIENTIFIC.fullmatch(narrow):
        narrow = _written_out(narrow) or ""
    elif (match := _POINTS.fullmatch(narrow)) and re.search("[0-9]", narrow):  # .5, 12., 104..2
        whole, decimals = match[1] + ("" if re.search("[0-9]", match[1]) else "0"), match[2]
        narrow = f"{whole}.{decimals}" if decimals else whole
    if not PLAIN.fullmatch(narrow):
        return None
    return _held(Decimal(narrow), narrow)


def _held(amount: Decimal, written: str) -> str | None:
    short = without_noise(amount)
    if short is not None:
        written = f"{short:f}"
    whole, _, decimals = written.lstrip("+-").partition(".")
    return written if len(whole) <= MOST_DIGITS and len(decimals) <= MOST_DECIMALS else None


def _written_out(scientific: str) -> str | None:
    if not re.fullmatch(r"(?i)[+-]?[0-9]+(\.[0-9]+)?e[+-]?[0-9]{1,2}", scientific):
        return None
    return format_plain(Decimal(scientific))


def _in_unit(number: str | None, written: str, unit: str) -> str | None:
    """Return a number with the unit written behind it in the unit wanted; None where the two do not convert surely."""
    if number is None or _SAME_UNIT.get(written, written) == unit:
        return number
    amount = Decimal(number)
    if (written, unit) == ("元", "万元") and amount == amount.to_integral_value() and abs(amount) >= _LEAST_YUAN:
        return format_plain(amount.scaleb(-4))
    return None
