"""Mends worth trying: single values that a person would have typed otherwise, the likeliest first.

They come from two ends: from the slips of the keyboard undone on what the findings hang on, and from the very amount
that would make a tie or a control total agree. What arithmetic alone shows to break another tie is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from math import log10

from msgspec import Struct
from msgspec.structs import replace

from jixiao.diagnosis.slips import COSTS, Slip, recognize, undo_point
from jixiao.diagnosis.tried_year import TriedYear
from jixiao.diagnosis.typed_figures import Figures, above, list_suspects
from jixiao.figures import Figure, count_decimals
from jixiao.findings import Balance, Finding
from jixiao.glossary import term

# So many lines are looked at, those first that most findings hang on.
_SUSPECTS = 60
_WHOLE = frozenset({"人", "个", "年"})
_FROM_LAST_YEAR, _CONTROL, _PER_POWER_OF_TEN, _AGREES, _UNACCUSED = 2.0, 0.6, 0.4, 0.4, 0.5
# Where no point moved, more decimals were seldom meant than were typed.
_FINER = 0.2
_ZERO_MOVED, _ZERO_BESIDE_AMOUNTS = 1.0, 2.2
# An amount further than this from its neighbours, in powers of ten, is hardly what was meant.
_FAR, _MUCH_LARGER = 1.0, Decimal("1.5")


class CandidateMend(Struct, frozen=True):
    """What might have been meant: the amounts by path, one or two that changed places; the slip; what it costs.

    ``closes`` says how many of the findings' sums come out right by it, ``settles`` how many of them exactly.
    """

    amounts: tuple[tuple[str, Decimal], ...]
    slip: Slip
    cost: float
    closes: int = 0
    settles: int = 0


class _Sums:
    """Sums by the paths of what counts in them."""

    def __init__(self, sums: Sequence[Balance]) -> None:
        self._sums = sums
        self._by_path: dict[str, list[tuple[int, int]]] = {}
        for number, balance in enumerate(sums):
            for operand in balance.operands:
                if operand.weight:
                    self._by_path.setdefault(operand.path, []).append((number, operand.weight))

    def with_path(self, path: str) -> list[tuple[Balance, int]]:
        """Return the sums a figure counts in, and how often."""
        return [(self._sums[number], weight) for number, weight in self._by_path.get(path, ())]

    def moved_by(self, grown: Mapping[str, Decimal]) -> list[tuple[Balance, Decimal]]:
        """Return the sums that figures count in, and what they grow by if those grow."""
        growth: dict[int, Decimal] = {}
        for path, amount in grown.items():
            for number, weight in self._by_path.get(path, ()):
                growth[number] = growth.get(number, Decimal(0)) + weight * amount
        return [(self._sums[number], amount) for number, amount in growth.items()]


def list_mends(year: TriedYear, findings: Sequence[Finding]) -> list[CandidateMend]:
    """Return the mends worth trying for some findings, the likeliest first."""
    figures = year.typed
    suspects = list(list_suspects(figures, findings))
    accused = _Sums([one.balance for one in findings if one.balance is not None and one.balance.gap is not None])
    holding = _Sums([balance for balance in year.balances() if balance.closed_by(Decimal(0))])
    found: dict[tuple[tuple[str, Decimal], ...], CandidateMend] = {}
    for path in suspects[:_SUSPECTS]:
        for amounts, slip in _ways(year, path, accused):
            mend = _weighed(figures, amounts=amounts, slip=slip, accused=accused, holding=holding)
            if mend is not None and not amounts.keys() <= set(suspects):
                mend = replace(mend, cost=mend.cost + _UNACCUSED)
            if mend is not None and (mend.amounts not in found or found[mend.amounts].cost > mend.cost):
                found[mend.amounts] = mend
    return sorted(found.values(), key=lambda one: (-one.closes, one.cost))


def _ways(year: TriedYear, path: str, accused: _Sums) -> Iterator[tuple[dict[str, Decimal], Slip]]:
    figures = year.typed
    typed = figures.all[path]
    for amount, slip in undo_point(typed.amount):
        yield {path: amount}, slip
    for other, slip in _fellows(figures, typed):
        if other.amount != typed.amount:
            yield {path: other.amount, other.path: typed.amount}, slip
    for meant in dict.fromkeys(_closing(path, typed.amount, accused)):
        yield {path: meant}, _slip(year, typed, meant)


def _closing(path: str, typed: Decimal, accused: _Sums) -> Iterator[Decimal]:
    """Yield the amounts that would make a sum come out right."""
    for balance, weight in accused.with_path(path):
        if balance.gap is not None and not balance.at_most:
            yield typed + balance.gap / weight


def _fellows(figures: Figures, typed: Figure) -> Iterator[tuple[Figure, Slip]]:
    """Yield what may have changed places with a figure: its line's other columns, its column's other lines."""
    if typed.path not in figures.own:
        return
    for other in figures.beside[above(typed.path)]:
        if other.path != typed.path and other.unit == typed.unit:
            yield other, Slip.COLUMNS
    for other in _same_column(figures, typed.path):
        yield other, Slip.ROWS


def _same_column(figures: Figures, path: str) -> Iterator[Figure]:
    """Yield the figures of the same column in the lines beside, and at the same place of other projects."""
    line, column = above(path), path.rpartition(".")[2]
    table, top = above(line), path.partition(".")[0]
    is_copied = top in figures.copied
    for group, members in figures.beside.items():
        same_table = above(group) == table and table not in figures.copied
        same_line = is_copied and group.partition(".")[0] == top and _within(group) == _within(line)
        if group != line and (same_table or same_line):
            yield from (figure for figure in members if figure.path.rpartition(".")[2] == column)


def _within(path: str) -> str:
    """Return what stands behind a project's identifier."""
    return path.split(".", 2)[-1]


def _slip(year: TriedYear, typed: Figure, meant: Decimal) -> Slip:
    figures = year.typed
    slip = recognize(typed.amount, meant)
    if COSTS[slip] <= COSTS[Slip.EXTRA] or not typed.amount:
        return slip
    line = above(typed.path)
    if any(figure.amount == typed.amount and figure.path != typed.path for figure in figures.beside.get(line, ())):
        return Slip.COPIED_COLUMN
    # Points and posts seldom change: that they are last year's says nothing.
    if typed.unit == "万元" and any(one.amount == typed.amount for one in year.last_year_of(typed.path)):
        return Slip.LAST_YEAR
    if any(figure.amount == typed.amount for figure in _same_column(figures, typed.path)):
        return Slip.COPIED_ROW
    return slip


def _weighed(
    figures: Figures,
    amounts: Mapping[str, Decimal],
    slip: Slip,
    accused: _Sums,
    holding: _Sums,
) -> CandidateMend | None:
    """Return the mend with what it closes and costs; None if a field cannot hold it, or if it breaks what holds."""
    if not all(_can_hold(figures, figures.all[path], amount) for path, amount in amounts.items()):
        return None
    grown = {path: amount - figures.all[path].amount for path, amount in amounts.items()}
    if not all(balance.closed_by(growth) for balance, growth in holding.moved_by(grown)):
        return None
    closed = [balance for balance, growth in accused.moved_by(grown) if balance.closed_by(growth)]
    settles = sum(not balance.at_most for balance in closed)
    cost = COSTS[slip] + sum(_distance(figures, path, amount) for path, amount in amounts.items()) / len(amounts)
    cost -= _AGREES * _agrees_beside(figures, amounts)
    cost += _zeros(figures, amounts, slip)
    finer = any(count_decimals(amount) > count_decimals(figures.all[path].amount) for path, amount in amounts.items())
    cost += _FINER * (finer and slip in (Slip.DIGIT, Slip.LOST, Slip.EXTRA, Slip.OTHER))
    return CandidateMend(tuple(sorted(amounts.items())), slip=slip, cost=cost, closes=len(closed), settles=settles)


def _zeros(figures: Figures, amounts: Mapping[str, Decimal], slip: Slip) -> float:
    """Return what is to be added where a zero changes places, or taken off where one stands beside other amounts."""
    if slip is Slip.LEFT_ZERO:
        beside = (figure for path in amounts for figure in figures.beside.get(above(path), ()))
        return -_ZERO_BESIDE_AMOUNTS if any(figure.amount for figure in beside) else 0.0
    return _ZERO_MOVED if len(amounts) > 1 and not all(amounts.values()) else 0.0


def _agrees_beside(figures: Figures, amounts: Mapping[str, Decimal]) -> bool:
    """Return whether a mended amount is the same as one in another column of its line."""
    return any(
        figure.amount == amount != 0 and figure.path not in amounts
        for path, amount in amounts.items()
        for figure in figures.beside.get(above(path), ())
    )


def _can_hold(figures: Figures, figure: Figure, amount: Decimal) -> bool:
    if amount < 0 and figure.path not in figures.signed and figure.amount >= 0:
        return False
    return figure.unit not in _WHOLE or amount == amount.to_integral_value()


def _distance(figures: Figures, path: str, amount: Decimal) -> float:
    """Return what it costs that a figure lies elsewhere than in the year's data, or far from those beside it."""
    if path in figures.controls:
        return _CONTROL
    if path not in figures.own:
        return _FROM_LAST_YEAR
    return _PER_POWER_OF_TEN * strangeness(figures, path, amount)


def strangeness(figures: Figures, path: str, amount: Decimal) -> float:
    """Return how many powers of ten lie between an amount and the nearest of those beside it and last year's."""
    last_year = figures.prior.get(f"{term('prior')}.{path}")
    beside = [*(one for one in figures.beside.get(above(path), ()) if one.path != path), *filter(None, [last_year])]
    others = [abs(figure.amount) for figure in beside if figure.amount and figure.unit == figures.own[path].unit]
    if not others or not amount:
        return 0.0
    return min(abs(log10(abs(amount) / other)) for other in others)


def is_far(figures: Figures, mend: CandidateMend) -> bool:
    """Return whether an amount lies far from those beside it, or two that are to change places from each other."""
    if len(mend.amounts) > 1:
        one, other = sorted(abs(amount) for _, amount in mend.amounts)
        return not one or other / one > _MUCH_LARGER
    return any(path in figures.own and strangeness(figures, path, amount) > _FAR for path, amount in mend.amounts)
