"""How a bureau's units are spread: exact sums and quotients, quartiles, fences, bins."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import reduce
from itertools import pairwise

from msgspec import Struct

# Sums of what can be entered are exact; quotients are kept far beyond any printed digit.
_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
FEWEST = 8
REACH = 3


def plus(total: Decimal, amount: Decimal | None) -> Decimal:
    """Return the exact sum; an amount that is not known adds nothing."""
    return total if amount is None else _EXACT.add(total, amount)


def sum_known(amounts: Iterable[Decimal | None]) -> Decimal:
    """Return the exact sum of the amounts that are known."""
    return reduce(plus, amounts, Decimal(0))


def average(amounts: Iterable[Decimal]) -> Decimal | None:
    """Return the mean of the amounts; None where there are none."""
    total, count = Decimal(0), 0
    for amount in amounts:
        total, count = plus(total, amount), count + 1
    return quotient(total, Decimal(count))


def quotient(amount: Decimal | None, divisor: Decimal | None) -> Decimal | None:
    """Return the quotient; None where one of the two is not known or the divisor is 0."""
    return None if amount is None or not divisor else _EXACT.divide(amount, divisor)


def change(old: Decimal | None, new: Decimal | None) -> Decimal | None:
    """Return new minus old; None where one of the two is not known."""
    return None if old is None or new is None else _EXACT.subtract(new, old)


def quantile(ordered: Sequence[Decimal], share: Decimal) -> Decimal:
    """Return the value below which ``share`` of the ordered values lie, between neighbours in proportion.

    As QUARTILE.INC and PERCENTILE.INC of a spreadsheet; there must be a value.
    """
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return _EXACT.fma(place - below, ordered[above] - ordered[below], ordered[below])


class Fences(Struct, frozen=True):
    """The bounds outside which a value lies far from the others: quartiles and three times their distance beyond."""

    lower: Decimal
    median: Decimal
    upper: Decimal

    def outside(self, value: Decimal) -> bool:
        """Return whether a value lies beyond the bounds."""
        return value < self.lower or value > self.upper


def fences(values: Iterable[Decimal]) -> Fences | None:
    """Return the bounds; None for fewer than eight values, or where the middle half of them is all the same."""
    ordered = sorted(values)
    if len(ordered) < FEWEST:
        return None
    first, median, third = (quantile(ordered, Decimal(quarter) / 4) for quarter in (1, 2, 3))
    distance = third - first
    return Fences(first - REACH * distance, median, third + REACH * distance) if distance else None


class Bin(Struct, frozen=True):
    """A class of values and how many units fall into it."""

    label: str
    units: int


def bins(values: Iterable[Decimal], edges: Sequence[int], *, beyond: bool = False) -> tuple[Bin, ...]:
    """Return the classes between the edges: lower edge in, upper out, but the last edge belongs to the class below it.

    ``beyond`` adds the class above the last edge.
    """
    last = len(edges) - 1
    placed = Counter(last if value == edges[last] else bisect_right(edges, value) for value in values)
    labels = [f"{edges[0]}以下", *(f"{low}—{high}" for low, high in pairwise(edges))]
    labels += [f"{edges[last]}以上"] if beyond else []
    return tuple(Bin(label, placed[number]) for number, label in enumerate(labels))
