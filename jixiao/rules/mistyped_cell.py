"""Which of a target and an actual that are far apart looks mistyped: by the slip that would bring them together."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from jixiao.figures import count_decimals
from jixiao.rules.earning import JudgedRow
from jixiao.rules.prose_numerals import find_numerals
from jixiao.targets import Quantity
from jixiao.targets.measures import MONEY

# Meant as near as that, an actual is what one expects of its target.
_NEAREST, _FURTHEST = Decimal("0.8"), Decimal("1.25")
_PERCENT, _WHOLE = "%", 100
# So many times as much, or nearly, 元 makes of 万元.
_YUAN = 8_000


def is_target_mistyped(judged: JudgedRow) -> bool:
    """Return whether the target of a row looks mistyped rather than its actual; False where nothing tells."""
    target, actual = judged.target, judged.actual
    if not (isinstance(target, Quantity) and isinstance(actual, Quantity)) or target.unit != actual.unit:
        return False
    if not target.amount or not actual.amount:
        return False
    told = find_numerals(judged.sheet.achieved)
    if any(one.amount == actual.amount for one in told):
        return True
    if any(one.unit == target.unit and _is_near(one.amount, target.amount) for one in told):
        return False
    wrong = [_is_slip(target, actual), _is_slip(actual, target)]
    if wrong[0] != wrong[1]:
        return wrong[0]
    return _is_odd_one(target, actual) if _is_point_moved(target, actual) else False


def _is_slip(typed: Quantity, other: Quantity) -> bool:
    """Return whether a 0 stands before a number, or one digit twice or two exchanged keep it from the other."""
    digits = _digits(typed)
    if digits.startswith("0") and len(digits.partition(".")[0]) > 1:
        return True
    return any(_is_near(meant * typed.scale, other.amount) for meant in _mended(digits))


def _digits(read: Quantity) -> str:
    """Return a number as it was typed, zeros before it too; what is read of a text without one, as it is."""
    typed = next((one for one in find_numerals(read.text)), None)
    words = f"{abs(read.number):f}"
    at = read.text.find(words)
    before = read.text[:at] if at > 0 else ""
    zeros = before[len(before.rstrip("0")) :]
    return f"{zeros}{words}" if typed is not None and at >= 0 else words


def _mended(digits: str) -> Iterator[Decimal]:
    """Yield the numbers that one digit typed twice, or two that changed places, were meant for."""
    for at, (one, other) in enumerate(pairwise(digits)):
        if "." in (one, other):
            continue
        meant = digits[:at] + (digits[at + 1 :] if one == other else other + one + digits[at + 2 :])
        if not meant.startswith("0") or meant.startswith("0."):
            yield Decimal(meant)


def _is_near(meant: Decimal, other: Decimal) -> bool:
    return _NEAREST <= meant / other <= _FURTHEST


def _is_point_moved(one: Quantity, other: Quantity) -> bool:
    return any(_is_near(one.amount.scaleb(places), other.amount) for places in (-4, -3, -2, -1, 1, 2, 3, 4))


def _is_odd_one(target: Quantity, actual: Quantity) -> bool:
    """Return whether of two numbers a power of ten apart the target is the odd one.

    Rates are mostly high and no more than the whole, 元 is typed for 万元 and hardly the other way, and what is counted
    has no decimals where the other cell has none.
    """
    low, high = sorted((target, actual), key=lambda one: one.amount)
    if target.unit == _PERCENT:
        return (high if high.amount > _WHOLE else low) is target
    if high.amount >= low.amount * _YUAN:
        # 万 is lost rather than added.
        odd = low if low.scale < high.scale and target.unit != MONEY else high
        return odd is target
    is_counted = target.unit != MONEY
    return is_counted and count_decimals(target.number) > 0 == count_decimals(actual.number)
