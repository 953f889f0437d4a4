"""What the forms say in numbers, set against a number the report's author typed by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any

from msgspec import Struct

from jixiao.figures import POINTS, RATE, Figure, Text, round_half_up
from jixiao.glossary import term
from jixiao.model.evaluation import Indicator
from jixiao.patterns import compile_late
from jixiao.render.environment import below, context_of, format_reference
from jixiao.render.printing import format_figure
from jixiao.rules.printed_package import PrintedPackage, cached_by_package, listed_once
from jixiao.rules.prose_numerals import Numeral, find_numerals

_SIZES = frozenset({"㎡", "㎥", "米", "延米"})
# Numbers with fewer digits meet by chance; digits turned across the point (54.2 for 52.4) do with one less.
_MIN_DIGITS_SWAPPED, _MIN_DIGITS_NEXT, _MIN_DIGITS_MISTYPED = 4, 4, 5
# Whole numbers this small meet by chance.
_CHANCE = 31
# What is counted, up to the next pause; so many of its characters in a row make it the same matter.
_NOUN = compile_late(r"[一-鿿《》“”—·]{2,20}?(?=[，,。；;：:、等的和与及（(]|$)|《[^《》]{2,30}》")
_SHARED_WORDS = 4


class NumberMatch(StrEnum):
    """How a typed number stands to a known one."""

    SAME = "与它相同"
    POINT = "与它数字相同而小数点或单位不同"
    SWAPPED = "与它只有相邻两位颠倒"
    NEXT = "与它只差末位 1"
    MISTYPED = "与它只有一位不同"
    UNIT = "与它数相同而单位不同"


class Known(Struct, frozen=True):
    """A number of the forms: its path, what a template writes for it, how it is printed, what that says.

    ``amount`` and ``exact``, before it was rounded for print, are in the base ``unit``; ``about`` is the
    name of the indicator it belongs to, None where that is still to be filled in.
    """

    path: str
    reference: str
    printed: str
    digits: str
    amount: Decimal
    exact: Decimal
    unit: str
    scale: Decimal
    about: str | None = ""


@listed_once
def list_known_numbers(package: PrintedPackage) -> tuple[Known, ...]:
    """Return every number a template can reach, once, as the data has it and as it was filed."""
    found: dict[tuple[str, Decimal, str], Known] = {}
    for known in _reachable(package):
        held = found.setdefault((known.path, known.amount, known.unit), known)
        if len(known.reference) < len(held.reference):
            found[known.path, known.amount, known.unit] = known
    return tuple(found.values())


def _reachable(package: PrintedPackage) -> Iterator[Known]:
    for reference, leaf in _list_leaves(package):
        yield from (
            _of_figure(package, reference, leaf) if isinstance(leaf, Figure) else _of_indicator(reference, leaf)
        )


@listed_once
def _list_leaves(package: PrintedPackage) -> Iterator[tuple[str, Figure | Indicator]]:
    """Yield all that a template can reach: what it writes for it, and what that is."""
    for name, value in context_of(package.dossier).items():
        yield from _leaves(value, name)


def _leaves(value: Any, reference: str) -> Iterator[tuple[str, Figure | Indicator]]:
    if isinstance(value, Figure | Indicator):
        yield reference, value
    elif isinstance(value, list | Mapping) or not isinstance(value, str | int | tuple):
        for name, held in below(value):
            yield from _leaves(held, format_reference(reference, value, name))


def _of_figure(package: PrintedPackage, reference: str, figure: Figure) -> Iterator[Known]:
    unit, scale = _written(figure)
    path = figure.source.path or figure.path
    if unit and figure.literal is None:
        ours = format_figure(figure).rstrip("%")
        exact = figure.amount * (100 if figure.unit == RATE else scale)
        filed = {one.print.printed.strip().rstrip("%") for one in package.stated(figure.path) if one.amount is not None}
        for digits in sorted({ours} | filed):
            amount = Decimal(digits) * scale
            if amount:
                printed, own = (
                    f"{digits}{'%' if figure.unit == RATE else figure.unit}",
                    exact if digits == ours else amount,
                )
                yield Known(path, reference, printed, digits, amount=amount, exact=own, unit=unit, scale=scale)


def _written(figure: Figure) -> tuple[str, Decimal]:
    """Return a figure's base unit and what its own unit holds of it; "" for points of single indicators."""
    if figure.unit == "万元":
        return "元", Decimal(10_000)
    if figure.unit == RATE:
        return "%", Decimal(1)
    is_part = figure.unit == POINTS and not figure.path.endswith("总分.得分")
    return ("" if is_part else figure.unit), Decimal(1)


def _of_indicator(reference: str, indicator: Indicator) -> Iterator[Known]:
    for name in ("actual", "target"):
        text: Text = getattr(indicator, name)
        for numeral in find_numerals(text):
            if numeral.unit and numeral.unit != "%" and numeral.amount:
                about = None if indicator.level3.unknown else str(indicator.level3)
                yield known_of(numeral, text.path, f"{reference}.{term(name)}", about=about)


def known_of(numeral: Numeral, path: str, reference: str, *, about: str | None) -> Known:
    """Return the number that a numeral of an indicator states; ``about`` is what it counts, None where that is open."""
    return Known(
        path,
        reference,
        numeral.phrase,
        numeral.digits,
        amount=numeral.amount,
        exact=numeral.amount,
        unit=numeral.unit,
        scale=numeral.scale,
        about=about,
    )


class OpenNumbers(Struct, frozen=True):
    """What of the forms' numbers is still to be filled in: their base units, and the indicators they belong to."""

    units: frozenset[str]
    indicators: tuple[Indicator, ...]

    def may_hold(self, numeral: Numeral, after: str) -> bool:
        """Return whether a typed number, with the words after it, may turn out to be one of the forms'."""
        if numeral.approximate:
            return False
        if is_telling(numeral) and (self.indicators or (numeral.unit or "元") in self.units):
            return True
        return any(_may_count(indicator, numeral, after) for indicator in self.indicators)


def _may_count(indicator: Indicator, numeral: Numeral, after: str) -> bool:
    """Return whether an indicator that is not filled in yet may count what a number and the words after it count."""
    if not indicator.level3.unknown and not _same_matter(after, str(indicator.level3)):
        return False
    cells = (indicator.target, indicator.actual)
    return any(
        cell.unknown or any(one.unit == numeral.unit for one in find_numerals(cell))
        for cell in cells
        if cell is not None
    )


@listed_once
def _open_leaves(package: PrintedPackage) -> Iterator[Figure | Indicator]:
    for _, leaf in _list_leaves(package):
        held = (leaf,) if isinstance(leaf, Figure) else (leaf.level3, leaf.target, leaf.actual)
        if any(one.unknown for one in held if one is not None):
            yield leaf


@cached_by_package
def find_open_numbers(package: PrintedPackage) -> OpenNumbers:
    """Return what of the numbers a template can reach is not known yet."""
    leaves = _open_leaves(package)
    units = frozenset(_written(leaf)[0] for leaf in leaves if isinstance(leaf, Figure))
    return OpenNumbers(units, tuple(leaf for leaf in leaves if isinstance(leaf, Indicator)))


def match_number(numeral: Numeral, known: Known) -> NumberMatch | None:
    """Return how a typed number stands to a known one; None if it may well be another number."""
    if not is_telling(numeral):
        return None
    if numeral.unit == "":
        return NumberMatch.SAME if known.unit == "元" and numeral.digits == known.digits else None
    if numeral.unit != known.unit:
        sizes = {numeral.unit, known.unit} <= _SIZES
        return NumberMatch.UNIT if sizes and numeral.amount == known.amount else None
    if numeral.amount in (known.amount, known.exact) or _rounds(numeral, known):
        return NumberMatch.SAME
    if numeral.unit == "%":
        return None
    if _core(numeral.digits) == _core(known.digits) and len(_core(numeral.digits)) > 2 and _by_tens(numeral, known):
        return NumberMatch.POINT
    return _mistyped(numeral.digits, known.digits) if numeral.scale == known.scale else None


def is_telling(numeral: Numeral) -> bool:
    """Return whether a typed number is exact, and particular enough not to meet another by chance."""
    if numeral.approximate:
        return False
    core, is_money = len(_core(numeral.digits)), numeral.unit == "元"
    if numeral.unit == "%":
        return numeral.places > 0 and core > 2
    if numeral.unit == "":  # as in a table
        return numeral.places > 0 and core > 3
    if numeral.places and (is_money or numeral.scale == 1):
        return core > 2
    if is_money:
        return core > 1 and numeral.number > _CHANCE
    return numeral.amount > _CHANCE and (core > 1 or numeral.amount >= 1000)


def _core(digits: str) -> str:
    bare = digits.replace(".", "").lstrip("0")
    return bare.rstrip("0")


def _rounds(numeral: Numeral, known: Known) -> bool:
    if len(_core(numeral.digits)) < _MIN_DIGITS_SWAPPED:
        return False
    return round_half_up(known.exact / numeral.scale, numeral.places) == numeral.number


def _by_tens(numeral: Numeral, known: Known) -> bool:
    ratio = max(numeral.amount, known.amount) / min(numeral.amount, known.amount)
    return ratio in (10, 100, 1000, 10_000)


def is_same_matter(after: str, known: Known) -> bool:
    """Return whether the words after a number name what an indicator counts: 5本书籍 and 编纂书籍."""
    return bool(known.about) and _same_matter(after, str(known.about))


def _same_matter(after: str, about: str) -> bool:
    noun = _NOUN.match(after)
    if noun is None:
        return False
    words = noun[0]
    size = min(len(words), _SHARED_WORDS)
    return size > 1 and any(words[at : at + size] in about for at in range(len(words) - size + 1))


def _mistyped(typed: str, known: str) -> NumberMatch | None:
    places = [len(digits.partition(".")[2]) for digits in (typed, known)]
    one, other = typed.replace(".", ""), known.replace(".", "")
    if places[0] != places[1] or len(one) != len(other):
        return None
    wrong = [position for position, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
        first, second = wrong
        across_the_point = second == len(one) - places[0]
        if len(one) < _MIN_DIGITS_SWAPPED - across_the_point:
            return None
        return NumberMatch.SWAPPED if (one[first], one[second]) == (other[second], other[first]) else None
    if abs(int(one) - int(other)) == 1 and len(one) >= _MIN_DIGITS_NEXT:
        return NumberMatch.NEXT
    return NumberMatch.MISTYPED if len(wrong) == 1 and len(one) >= _MIN_DIGITS_MISTYPED else None
