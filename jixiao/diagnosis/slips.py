"""The slips people make with one number: recognised from what was typed and what was meant, and undone."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from jixiao.plain import strip_trailing_zeros

_MOST_TENS = 4
# Keys that lie side by side in the row above the letters or in the block of digits.
_KEYPAD = {frozenset(pair) for pair in ("14", "47", "25", "58", "36", "69", "01", "02")}
_ROW = {frozenset(pair) for pair in pairwise("1234567890")}
_NEIGHBOURS = frozenset(_KEYPAD | _ROW)


class Slip(StrEnum):
    """What went wrong when a number was typed, in words."""

    YUAN = "把元当作万元"
    TEN_THOUSAND = "小数点错了四位"
    POINT = "小数点错位"
    SIGN = "正负号相反"
    TRANSPOSED = "相邻两位颠倒"
    KEY = "一位按成了旁边的键"
    DIGIT = "有一位不同"
    LOST = "漏了一位"
    EXTRA = "多了一位"
    COLUMNS = "与邻栏对调"
    ROWS = "与另一行对调"
    COPIED_COLUMN = "填成了邻栏的数"
    LAST_YEAR = "填成了上年的数"
    COPIED_ROW = "填成了另一行的数"
    LEFT_ZERO = "应填的数填成了 0"
    OTHER = "数不同"


# What each kind costs against the others, the likelier the less; tried on the slips table and the mutation table.
COSTS = {
    Slip.YUAN: 0.8,
    Slip.POINT: 1.0,
    Slip.TRANSPOSED: 1.0,
    Slip.SIGN: 1.0,
    Slip.TEN_THOUSAND: 1.2,
    Slip.COLUMNS: 1.2,
    Slip.KEY: 1.5,
    Slip.LOST: 1.5,
    Slip.EXTRA: 1.5,
    Slip.DIGIT: 1.8,
    Slip.LAST_YEAR: 1.4,
    Slip.ROWS: 1.8,
    Slip.COPIED_COLUMN: 2.2,
    Slip.COPIED_ROW: 2.4,
    Slip.LEFT_ZERO: 3.5,
    Slip.OTHER: 4.0,
}


def recognize(typed: Decimal, meant: Decimal) -> Slip:
    """Return the slip of the keyboard that makes one number of another; OTHER for none."""
    if typed == -meant:
        return Slip.SIGN
    if not typed or not meant:
        return Slip.OTHER if typed else Slip.LEFT_ZERO
    if (typed < 0) != (meant < 0):
        return Slip.OTHER
    return _by_tens(typed, meant) or _by_digits(typed, meant)


def _by_tens(typed: Decimal, meant: Decimal) -> Slip | None:
    for tens in range(1, _MOST_TENS + 1):
        if typed == meant.scaleb(tens):
            return Slip.YUAN if tens == _MOST_TENS else Slip.POINT
        if typed == meant.scaleb(-tens):
            return Slip.TEN_THOUSAND if tens == _MOST_TENS else Slip.POINT
    return None


def _by_digits(typed: Decimal, meant: Decimal) -> Slip:
    if _is_transposed(typed, meant):
        return Slip.TRANSPOSED
    if _spelt(typed) & _shortened(meant):
        return Slip.LOST
    if _spelt(meant) & _shortened(typed):
        return Slip.EXTRA
    one, other = _aligned(typed, meant)
    wrong = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    if len(wrong) != 1:
        return Slip.OTHER
    return Slip.KEY if frozenset(wrong[0]) in _NEIGHBOURS else Slip.DIGIT


def _is_transposed(typed: Decimal, meant: Decimal) -> bool:
    one, other = _aligned(typed, meant)
    for at, (first, second) in enumerate(pairwise(one)):
        if first != second and one[:at] + second + first + one[at + 2 :] == other:
            return True
    return False


def _aligned(typed: Decimal, meant: Decimal) -> tuple[str, str]:
    """Return the digits of both with as many before and behind the point, without it."""
    places = max(_places(typed), _places(meant))
    one, other = (f"{abs(amount):.{places}f}".replace(".", "") for amount in (typed, meant))
    size = max(len(one), len(other))
    return one.zfill(size), other.zfill(size)


def _places(amount: Decimal) -> int:
    return max(0, -int(amount.as_tuple().exponent))


def _spelt(amount: Decimal) -> set[str]:
    """Return how an amount may be typed: with the zeros it has, and without those behind the point."""
    words = f"{abs(amount):f}"
    return {words, strip_trailing_zeros(words)}


def _shortened(amount: Decimal) -> set[str]:
    """Return an amount as typed with one digit left out; a point at its end is left out too."""
    return {
        (words[:at] + words[at + 1 :]).rstrip(".") or "0"
        for words in _spelt(amount)
        for at, char in enumerate(words)
        if char.isdecimal() and len(words) > 1
    }


def undo_point(typed: Decimal) -> Iterator[tuple[Decimal, Slip]]:
    """Yield what was meant if the point is one to four places off, or the sign is wrong."""
    if not typed:
        return
    if typed < 0:
        yield -typed, Slip.SIGN
    for tens in range(1, _MOST_TENS + 1):
        is_far = tens == _MOST_TENS
        yield typed.scaleb(-tens), Slip.YUAN if is_far else Slip.POINT
        yield typed.scaleb(tens), Slip.TEN_THOUSAND if is_far else Slip.POINT
