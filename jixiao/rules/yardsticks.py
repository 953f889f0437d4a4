"""What an entered number can be measured by: its budget, last year's, and the totals it must stay within.

All of it is found by role and lineage: columns of one row that the form set names as pairs (决算 and 预算), ties of the
form set, the column of last year, last year's own entry. A total speaks for the only number it is made of, its limit
also for one that makes up nearly all of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from jixiao.figures import Figure, entered_leaves
from jixiao.findings import Place
from jixiao.glossary import term
from jixiao.model.formset import Relation, Tie
from jixiao.rules.printed_package import PrintedPackage, cached_by_package, leaves, listed_once

_MONEY = "万元"
_PERSONS = "人"
# Departments are measured by those who work there.
_WHOLES = {_MONEY: _MONEY, _PERSONS: _PERSONS, "个": _PERSONS}
_MEASURED_UNITS = (_MONEY, _PERSONS, "个", "㎡")
# No unit lives on less than so many 万元 a year, or little less; whoever has posts has one.
_LEAST_WHOLE = {_MONEY: 100, _PERSONS: 1}
# A number that makes up so much of a total is what the total is about.
_NEARLY_ALL = Decimal("0.9")


class Kind(StrEnum):
    """How a yardstick stands to the number it measures."""

    LIMIT = "限额"
    WHOLE = "全部"
    PARTNER = "同行"
    LAST_YEAR = "上年"


class Yardstick(Struct, frozen=True):
    """One amount that a number is held against: ``name`` says what it is."""

    kind: Kind
    name: str
    amount: Decimal

    def times(self, amount: Decimal) -> Decimal:
        """Return how many times this an amount is."""
        return amount / self.amount


# The path of a number, and what it is held against; a kind alone says that a yardstick of it is still open.
_Found = Iterator[tuple[str, Yardstick | Kind]]


class MeasuredNumber(Struct, frozen=True):
    """An entered number with all that it can be measured by; what is 0 measures nothing.

    ``open`` are the kinds of yardsticks of which one is still to be filled in.
    """

    figure: Figure
    yardsticks: tuple[Yardstick, ...]
    open: frozenset[Kind] = frozenset()

    @property
    def amount(self) -> Decimal:
        """The number without its sign."""
        return abs(self.figure.amount)


@listed_once
def list_measured_numbers(package: PrintedPackage) -> Iterator[MeasuredNumber]:
    """Yield every entered amount, head count and size that is not 0, in the order of the data."""
    found: defaultdict[str, list[Yardstick]] = defaultdict(list)
    still_open: defaultdict[str, set[Kind]] = defaultdict(set)
    for path, one in (*_partners(package), *_limits(package), *_last_year(package)):
        if isinstance(one, Kind):
            still_open[path].add(one)
        elif one not in found[path]:
            found[path].append(one)
    for figure in _entered(package):
        yield MeasuredNumber(figure, tuple(found[figure.path]), frozenset(still_open[figure.path]))


def _entered(package: PrintedPackage) -> Iterator[Figure]:
    for value in (one for held in package.entered.values() for one in held):
        if isinstance(value, Figure) and _is_this_years(value) and _tells(value) and value.unit in _MEASURED_UNITS:
            yield value


def _is_this_years(figure: Figure) -> bool:
    return isinstance(figure.origin, Place) and not figure.path.startswith(f"{term('prior')}.")


def _tells(figure: Figure) -> bool:
    return figure.literal is None and figure.amount != 0


def _still_open(kind: Kind, *figures: Figure) -> _Found:
    """Yield for every number that makes up these figures that what it is held against is not all known."""
    for leaf in entered_leaves(figures):
        if _tells(leaf):
            yield leaf.path, kind


def _alone(figure: Figure) -> Figure | None:
    """Return the only entered number this year that a figure is made of; None where there are more."""
    made_of = [leaf for leaf in entered_leaves([figure]) if _tells(leaf)]
    return made_of[0] if len(made_of) == 1 and _is_alike(made_of[0], figure) else None


def _largest(figure: Figure) -> Figure | None:
    """Return the entered number that makes up nearly all of a figure; None where none does."""
    made_of = [leaf for leaf in entered_leaves([figure]) if _tells(leaf)]
    largest = max(made_of, key=lambda leaf: abs(leaf.amount), default=None)
    if largest is None or abs(largest.amount) < _NEARLY_ALL * abs(figure.amount):
        return None
    return largest if _is_alike(largest, figure) else None


def _is_alike(leaf: Figure, figure: Figure) -> bool:
    return leaf.unit == figure.unit and _is_this_years(leaf)


# the same row


def _partners(package: PrintedPackage) -> _Found:
    """Yield for both columns of each pair the other one; for a total also the limit it is to what makes it up."""
    norms = package.dossier.form_set.checks.magnitude
    for pair in norms.limited:
        for low, high in _rows(package, pair.cell, pair.at_most):
            yield from _of_each_other(low, high)
            known = not (low.unknown or high.unknown)
            largest = _largest(low) if known and not (low.entered and high.entered) else None
            if largest is not None:
                yield largest.path, _yardstick(Kind.LIMIT, high)
    for columns in norms.alike:
        for figure, other in _rows(package, columns.cell, columns.like):
            yield from _of_each_other(figure, other)


def _rows(package: PrintedPackage, one: str, other: str) -> Iterator[tuple[Figure, Figure]]:
    """Yield the two columns of each row that has both, where neither is 0; one may still be open."""
    for row, figure in _columns(package).get(one, ()):
        beside = package.figures.get(f"{row}.{other}")
        if beside is not None and all(_tells(one) or one.unknown for one in (figure, beside)):
            yield figure, beside


@cached_by_package
def _columns(package: PrintedPackage) -> dict[str, list[tuple[str, Figure]]]:
    """Return the figures of each column with their rows."""
    found: dict[str, list[tuple[str, Figure]]] = {}
    for path, figure in package.figures.items():
        row, _, column = path.rpartition(".")
        found.setdefault(column, []).append((row, figure))
    return found


def _of_each_other(figure: Figure, other: Figure) -> _Found:
    if figure.unknown or other.unknown:
        yield from _still_open(Kind.PARTNER, figure, other)
        return
    first, second = _alone(figure), _alone(other)
    if first is not None:
        yield first.path, _yardstick(Kind.PARTNER, other)
    if second is not None:
        yield second.path, _yardstick(Kind.PARTNER, figure)


def _yardstick(kind: Kind, figure: Figure) -> Yardstick:
    return Yardstick(kind, figure.source.path or figure.path, abs(figure.amount))


# ties


def _limits(package: PrintedPackage) -> _Found:
    """Yield for the numbers on one side of a tie the other side, where they may not be more than it.

    No amount of a year is many times the largest such side, whatever it is for, nor a number of persons the largest of
    persons; nobody knows which that is while one is open.
    """
    whole: defaultdict[str, list[_Whole]] = defaultdict(list)
    is_open: set[str] = set()
    for tie in package.dossier.form_set.checks.ties:
        left, right = _side(package, tie.left), _side(package, tie.right)
        if not (left and right):
            continue
        unit = left[0].unit
        if any(one.unknown for one in (*left, *right)):
            yield from _still_open(Kind.LIMIT, *left, *right)
            is_open.add(unit)
        else:
            yield from _tied(tie, left, right)
            whole[unit] += [_Whole(_sum(side), _name(side), _paths(side)) for side in (left, right)]
    for figure in _entered(package):
        unit = _WHOLES.get(figure.unit, "")
        without = [one for one in whole[unit] if figure.path not in one.paths] if unit not in is_open else []
        largest = max(without, key=lambda one: one.amount, default=None)
        if largest is not None and largest.amount >= _LEAST_WHOLE.get(unit, largest.amount + 1):
            yield figure.path, Yardstick(Kind.WHOLE, largest.name, largest.amount)


class _Whole(Struct, frozen=True):
    """A side of a tie: what it comes to, what it is called, the numbers that make it up."""

    amount: Decimal
    name: str
    paths: set[str]


def _tied(tie: Tie, left: list[Figure], right: list[Figure]) -> _Found:
    if tie.relation in (Relation.EQUAL, Relation.AT_MOST):
        yield from _limited(left, right)
    if tie.relation in (Relation.EQUAL, Relation.AT_LEAST):
        yield from _limited(right, left)


def _side(package: PrintedPackage, paths: Iterable[str]) -> list[Figure]:
    """Return the figures at the paths; nothing where one is missing or a word."""
    found = [package.figures.get(str(path)) for path in paths]
    stated = [figure for figure in found if figure is not None and (figure.literal is None or figure.unknown)]
    return stated if len(stated) == len(found) else []


def _limited(low: list[Figure], high: list[Figure]) -> _Found:
    limit, beyond = _sum(high), _paths(high)
    made_of = list(entered_leaves(low))
    if any(leaf.amount < 0 for leaf in made_of):
        return  # what was cut again may have been more
    for leaf in made_of:
        if limit > 0 and leaf.path not in beyond and leaf.unit == high[0].unit:
            yield leaf.path, Yardstick(Kind.LIMIT, _name(high), limit)


def _sum(side: list[Figure]) -> Decimal:
    return sum((figure.amount for figure in side), Decimal(0))


def _name(side: list[Figure]) -> str:
    return " + ".join(figure.path for figure in side)


def _paths(side: list[Figure]) -> set[str]:
    return {leaf.path for leaf in entered_leaves(side)}


# last year


def _last_year(package: PrintedPackage) -> _Found:
    """Yield last year's own entry of each number, and what Annex 1 prints of it; not where a move is explained."""
    prefix, explained = f"{term('prior')}.", {str(reason.reference) for reason in package.submission.movements}
    entered = {figure.path: figure for figure in _entered(package)}
    if any(reason.reference.unknown for reason in package.submission.movements):
        yield from ((path, Kind.LAST_YEAR) for path in entered)
    for was in leaves(package.submission.prior):
        own = entered.get(was.path.removeprefix(prefix)) if isinstance(was, Figure) else None
        if own is not None and isinstance(was, Figure) and own.path not in explained:
            yield from _of_last_year(own, was, was.path)
    column, final = f".{term('prior_final')}", f".{term('final')}"
    for path, was in package.figures.items():
        now = package.figures.get(path.removesuffix(column) + final) if path.endswith(column) else None
        if now is not None and now.path not in explained:
            yield from _of_last_year(now, was, path)


def _of_last_year(now: Figure, was: Figure, name: str) -> _Found:
    if now.unknown or was.unknown:
        yield from _still_open(Kind.LAST_YEAR, now)
    elif _tells(was) and (own := _alone(now)) is not None:
        yield own.path, Yardstick(Kind.LAST_YEAR, name, abs(was.amount))
