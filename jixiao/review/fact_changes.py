"""The one comparison that serves every output: typed, pure, and its own mirror image.

``compare(a, a)`` is empty; ``compare(a, b).mirrored() == compare(b, a)``.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from jixiao.figures import Figure
from jixiao.review.facts import Fact, Facts, IndicatorKey

_ALIKE = 0.6


class FactChange(Struct, frozen=True):
    """One value that differs: None on the side that does not have it."""

    name: str
    old: Fact | None
    new: Fact | None

    @property
    def entered(self) -> bool:
        """Whether somebody typed it, on either side."""
        return any(side is not None and side.entered for side in (self.old, self.new))

    @property
    def is_figure(self) -> bool:
        """Whether it is a figure."""
        return any(side is not None and side.figure is not None for side in (self.old, self.new))

    @property
    def difference(self) -> Decimal | None:
        """New minus old, in the figures' unit; None where one side is missing or has no number."""
        figures = self._figures()
        return figures[1].amount - figures[0].amount if figures else None

    @property
    def ratio(self) -> Decimal | None:
        """The difference as a share of the old amount; None where there is none or the old is 0."""
        figures = self._figures()
        if figures is None or figures[0].amount == 0:
            return None
        return (figures[1].amount - figures[0].amount) / abs(figures[0].amount)

    def _figures(self) -> tuple[Figure, Figure] | None:
        old = self.old.figure if self.old else None
        new = self.new.figure if self.new else None
        return (old, new) if old is not None and new is not None else None

    def mirrored(self) -> FactChange:
        """Return the change seen from the other side."""
        return FactChange(self.name, self.new, self.old)


class Move(Struct, frozen=True):
    """Something that is on one side only, was renamed, or changed its number: names None where absent."""

    what: str
    key: str
    old: str | None
    new: str | None

    def mirrored(self) -> Move:
        """Return the move seen from the other side."""
        return Move(self.what, self.key, self.new, self.old)


class FactComparison(Struct, frozen=True):
    """All that differs between two years or two versions of one."""

    old_year: int
    new_year: int
    changes: tuple[FactChange, ...] = ()
    moves: tuple[Move, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changes or self.moves)

    @property
    def figures(self) -> tuple[FactChange, ...]:
        """The figures that differ."""
        return tuple(change for change in self.changes if change.is_figure)

    @property
    def texts(self) -> tuple[FactChange, ...]:
        """The texts that differ."""
        return tuple(change for change in self.changes if not change.is_figure)

    def mirrored(self) -> FactComparison:
        """Return the comparison seen from the other side."""
        return FactComparison(
            self.new_year,
            self.old_year,
            tuple(change.mirrored() for change in self.changes),
            tuple(move.mirrored() for move in self.moves),
        )


def compare(old: Facts, new: Facts, *, common_only: bool = False) -> FactComparison:
    """Return what differs; with ``common_only`` no value that only one side has, as where one is final accounts."""
    pairs, moves = _paired_indicators(old.indicators, new.indicators)
    before = _under_common_names(old.values, {one: _common(one, other) for one, other in pairs.items()})
    after = _under_common_names(new.values, {other: _common(one, other) for one, other in pairs.items()})
    names = sorted(before.keys() & after.keys() if common_only else before.keys() | after.keys())
    changes = [
        FactChange(name, before.get(name), after.get(name))
        for name in names
        if _words(before.get(name)) != _words(after.get(name))
    ]
    if common_only:
        moves = []
    if not common_only or (old.projects and new.projects):
        moves += _project_moves(old.projects, new.projects)
    return FactComparison(old.year, new.year, tuple(changes), tuple(_sorted(moves)))


def _words(fact: Fact | None) -> str | None:
    return None if fact is None else fact.words


def _sorted(moves: Iterable[Move]) -> list[Move]:
    return sorted(moves, key=lambda move: (move.what, move.key))


def _under_common_names(values: Mapping[str, Fact], common: Mapping[IndicatorKey, IndicatorKey]) -> dict[str, Fact]:
    renamed = {key.name: kept.name for key, kept in common.items() if key != kept}
    result: dict[str, Fact] = {}
    for name, fact in values.items():
        start = name.rpartition(".")[0]
        name = f"{renamed[start]}{name[len(start) :]}" if start in renamed else name
        result[name] = fact if name == fact.name else replace(fact, name=name)
    return result


def _common(one: IndicatorKey, other: IndicatorKey) -> IndicatorKey:
    """Return the key a renamed indicator goes under: the same one whichever side is the old one."""
    return min(one, other, key=lambda key: key.name)


def _paired_indicators(
    old: tuple[IndicatorKey, ...], new: tuple[IndicatorKey, ...]
) -> tuple[dict[IndicatorKey, IndicatorKey], list[Move]]:
    """Return old → new for indicators that are the same one, and how the others moved."""
    pairs = {key: key for key in old if key in set(new)}
    rest_old = [key for key in old if key not in pairs]
    rest_new = [key for key in new if key not in pairs]
    for one, other in _alike(rest_old, rest_new):
        pairs[one] = other
    moves = [
        Move("指标改名", _common(one, other).name, one.words, other.words)
        for one, other in pairs.items()
        if one != other
    ]
    moves += [Move("指标", key.name, key.words, None) for key in old if key not in pairs]
    moves += [Move("指标", key.name, None, key.words) for key in new if key not in set(pairs.values())]
    return pairs, moves + list(_reordered(old, new, pairs))


def _alike(old: list[IndicatorKey], new: list[IndicatorKey]) -> Iterator[tuple[IndicatorKey, IndicatorKey]]:
    """Yield the likeliest pairs of the same table and levels, each indicator once, best first."""
    scored = [
        (_likeness(one.words, other.words), one, other) for one in old for other in new if one.group == other.group
    ]
    taken: set[IndicatorKey] = set()
    for likeness, one, other in sorted(scored, key=lambda entry: (-entry[0], sorted((entry[1].words, entry[2].words)))):
        if likeness >= _ALIKE and one not in taken and other not in taken:
            taken |= {one, other}
            yield one, other


def _likeness(one: str, other: str) -> float:
    # SequenceMatcher is not symmetric; a fixed order makes it so.
    first, second = sorted((one, other))
    return difflib.SequenceMatcher(None, first, second).ratio()


def _reordered(
    old: tuple[IndicatorKey, ...], new: tuple[IndicatorKey, ...], pairs: Mapping[IndicatorKey, IndicatorKey]
) -> Iterator[Move]:
    """Yield one move for each group of indicators whose common members stand in another order."""
    groups = sorted({key.group for key in new})
    for group in groups:
        before = [_common(key, pairs[key]) for key in old if key in pairs and key.group == group]
        common = {pairs[key]: _common(key, pairs[key]) for key in old if key in pairs}
        after = [common[key] for key in new if key in common and key.group == group]
        if before != after:
            yield Move("指标顺序", ".".join(group), _listed(before), _listed(after))


def _listed(keys: Iterable[IndicatorKey]) -> str:
    return "、".join(key.words for key in keys)


def _project_moves(old: Mapping[str, tuple[int, str]], new: Mapping[str, tuple[int, str]]) -> list[Move]:
    moves: list[Move] = []
    for identifier in sorted(old.keys() | new.keys()):
        before, after = old.get(identifier), new.get(identifier)
        if before is None or after is None:
            moves.append(Move("项目", identifier, before and before[1], after and after[1]))
            continue
        if before[1] != after[1]:
            moves.append(Move("项目改名", identifier, before[1], after[1]))
        if before[0] and after[0] and before[0] != after[0]:
            moves.append(Move("项目序号", identifier, str(before[0]), str(after[0])))
    return moves
