"""Printed numbers as cells store them, and stored ones as they are printed: what comes back exactly is a number."""

from __future__ import annotations

from decimal import Decimal

from jixiao.accounts.stored_workbook import shortest_decimal
from jixiao.patterns import compile_late
from jixiao.reconcile.source_index import half_width

_PLAIN = compile_late(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
# Excel keeps no more digits than that of what is typed.
_MOST_DIGITS = 15


def as_stored_number(text: str) -> Decimal | None:
    """Return the number that a cell stores for a printed one (0.985 for 98.5%); None where it would not come back."""
    digits = text.removesuffix("%")
    if not _PLAIN.fullmatch(digits):
        return None
    number = Decimal(digits) / (100 if digits != text else 1)
    exact = len(number.as_tuple().digits) <= _MOST_DIGITS and shortest_decimal(float(number)) == number
    return number if exact else None


def print_stored_number(stored: float, *, percent: bool) -> str:
    """Return a stored number as people write it, exactly; as per cents where the cell shows it so."""
    number = shortest_decimal(stored)
    digits = f"{number * 100 if percent else number:f}"
    plain = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return f"{plain}%" if percent else plain


def is_same_number(printed: str, returned: str) -> bool:
    """Return whether two printed numbers say the same, zeros behind the point and marks of thousands left aside."""
    pair = [half_width(one).removesuffix("%") for one in (printed, returned)]
    alike = printed.endswith("%") == returned.endswith("%")
    return alike and all(map(_PLAIN.fullmatch, pair)) and Decimal(pair[0]) == Decimal(pair[1])
