"""Intervals: what a rounded figure may stand for, as XBRL Calculations 1.1 compares them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal

from msgspec import Struct

from jixiao.figures import round_half_up

_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)


class Interval(Struct, frozen=True):
    """All values from ``low`` to ``high``, both included."""

    low: Decimal
    high: Decimal

    @staticmethod
    def exact(amount: Decimal) -> Interval:
        """Return the interval of one value."""
        return Interval(amount, amount)

    @staticmethod
    def rounded(amount: Decimal, places: int) -> Interval:
        """Return what rounds to ``amount`` at ``places`` decimals: half a unit of the last digit either way."""
        half = Decimal(5).scaleb(-places - 1)
        return Interval(amount - half, amount + half)

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def __mul__(self, other: Interval) -> Interval:
        corners = [_EXACT.multiply(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(corners), max(corners))

    def over(self, other: Interval) -> Interval | None:
        """Return the quotient; None where the divisor may be 0."""
        if other.low <= 0 <= other.high:
            return None
        corners = [_EXACT.divide(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(corners), max(corners))

    def settled(self, places: int) -> Interval:
        """Return what the values become when rounded half up to ``places`` decimals."""
        return Interval(round_half_up(self.low, places), round_half_up(self.high, places))

    def widened(self, places: int) -> Interval:
        """Return the interval after rounding to ``places`` decimals."""
        half = Decimal(5).scaleb(-places - 1)
        return Interval(self.low - half, self.high + half)

    def capped(self, other: Interval) -> Interval:
        """Return the interval of the smaller of two values."""
        return Interval(min(self.low, other.low), min(self.high, other.high))

    def stepped(self, steps: Sequence[Interval]) -> Interval:
        """Return the scores of the lowest and the highest rate; ``steps`` are lines in per cent and scores in turn."""
        lines = [(line.low, score.low) for line, score in zip(steps[::2], steps[1::2], strict=True)]
        return Interval(_step(self.low, lines), _step(self.high, lines))

    def meets(self, other: Interval) -> bool:
        """Return whether some value lies in both."""
        return self.low <= other.high and other.low <= self.high


def _step(rate: Decimal, steps: Iterable[tuple[Decimal, Decimal]]) -> Decimal:
    return next((score for line, score in steps if rate * 100 >= line), Decimal(0))


def add_intervals(intervals: Iterable[Interval]) -> Interval:
    """Return the sum of intervals; exactly 0 for none."""
    found = list(intervals)
    return Interval(sum((interval.low for interval in found), Decimal(0)), sum((one.high for one in found), Decimal(0)))
