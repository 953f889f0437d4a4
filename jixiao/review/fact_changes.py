"""The one comparison that serves every output: typed, pure, and its own mirror image.

``compare_facts(a, a)`` is empty; ``compare_facts(b, a)`` is ``compare_facts(a, b)`` with old and new exchanged.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from itertools import product

from msgspec import Struct
from msgspec.structs import replace

from jixiao.figures import Figure
from jixiao.review.change import Change, ChangeKind, MoveKind
from jixiao.review.facts import Fact, Facts, IndicatorKey
from jixiao.review.text_pieces import measure_likeness

_ALIKE = 0.6
# Beyond so many pairs of a group only the nearest are compared, before and behind, of texts read from either end.
_MOST_PAIRS, _NEAREST = 10_000, 2

_Keys = Mapping[IndicatorKey, IndicatorKey]


class FactChange(Struct, frozen=True):
    """One value that differs: None on the side that does not have it."""

    name: str
    old: Fact | None
    new: Fact | None

    @property
    def facts(self) -> list[Fact]:
        """The sides that have it, the old one first."""
        return [side for side in (self.old, self.new) if side is not None]

    @property
    def words(self) -> tuple[str | None, str | None]:
        """Both sides' words."""
        return self.old.words if self.old else None, self.new.words if self.new else None

    @property
    def entered(self) -> bool:
        """Whether somebody typed it, on either side."""
        return any(side.entered for side in self.facts)

    @property
    def figures(self) -> list[Figure]:
        """The figures of the sides that have one, the old one first."""
        return [side.figure for side in self.facts if side.figure is not None]

    @property
    def is_figure(self) -> bool:
        """Whether it is a figure."""
        return bool(self.figures)

    @property
    def difference(self) -> Decimal | None:
        """New minus old, in the figures' unit; None where one side is missing or has no number."""
        match self.figures:
            case [old, new]:
                return new.amount - old.amount
        return None

    @property
    def ratio(self) -> Decimal | None:
        """The difference as a share of the old amount; None where there is none or the old is 0."""
        difference = self.difference
        return None if difference is None or not self.figures[0].amount else difference / abs(self.figures[0].amount)


class FactComparison(Struct, frozen=True):
    """All that differs between two years or two versions of one: values, and projects and indicators that moved."""

    old_year: int
    new_year: int
    changes: tuple[FactChange, ...] = ()
    moves: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changes or self.moves)

    @property
    def figures(self) -> tuple[FactChange, ...]:
        """The figures that differ."""
        return tuple(change for change in self.changes if change.is_figure)


def compare_facts(old: Facts, new: Facts, *, common_only: bool = False) -> FactComparison:
    """Return what differs; with ``common_only`` no value that only one side has, as where one is final accounts."""
    pairs = _paired_indicators(old.indicators, new.indicators)
    # A renamed indicator goes under the same key whichever side is the old one.
    common_old = {one: min(one, other, key=lambda key: key.name) for one, other in pairs.items()}
    common_new = {pairs[one]: common for one, common in common_old.items()}
    before, after = _under_common_names(old.values, common_old), _under_common_names(new.values, common_new)
    names = before.keys() & after.keys() if common_only else before.keys() | after.keys()
    changes = (FactChange(name, before.get(name), after.get(name)) for name in sorted(names))
    moves: list[Change] = []
    if not common_only:
        moves += _indicator_moves(old.indicators, new.indicators, common_old, common_new)
    if not common_only or (old.projects and new.projects):
        moves += _project_moves(old.projects, new.projects)
    return FactComparison(
        old.year,
        new.year,
        tuple(change for change in changes if change.words[0] != change.words[1]),
        tuple(sorted(moves, key=lambda move: (move.what, move.name))),
    )


def _under_common_names(values: Mapping[str, Fact], common: _Keys) -> dict[str, Fact]:
    renamed = {key.name: kept.name for key, kept in common.items() if key != kept}
    result: dict[str, Fact] = {}
    for name, fact in values.items():
        start = name.rpartition(".")[0]
        name = f"{renamed[start]}{name[len(start) :]}" if start in renamed else name
        result[name] = fact if name == fact.name else replace(fact, name=name)
    return result


def _paired_indicators(old: Sequence[IndicatorKey], new: Sequence[IndicatorKey]) -> dict[IndicatorKey, IndicatorKey]:
    """Return old → new for indicators that are the same one: first equal ones, then the likeliest, each once."""
    same = set(new)
    pairs = {key: key for key in old if key in same}
    left = [_by_group(key for key in side if key not in pairs) for side in (old, new)]
    scored = [
        (alike, one, other)
        for group in left[0].keys() & left[1].keys()
        for one, other in _candidates(left[0][group], left[1][group])
        if (alike := measure_likeness(one.words, other.words, _ALIKE)) >= _ALIKE
    ]
    taken: set[IndicatorKey] = set()
    for _, one, other in sorted(scored, key=_likeliest_first):
        if one not in taken and other not in taken:
            taken |= {one, other}
            pairs[one] = other
    return pairs


def _likeliest_first(entry: tuple[float, IndicatorKey, IndicatorKey]) -> tuple[float, list[str], tuple[str, ...]]:
    alike, one, other = entry
    return -alike, sorted((one.words, other.words)), one.group


def _by_group(keys: Iterable[IndicatorKey]) -> dict[tuple[str, str, str], list[IndicatorKey]]:
    groups: dict[tuple[str, str, str], list[IndicatorKey]] = {}
    for key in keys:
        groups.setdefault(key.group, []).append(key)
    return groups


def _candidates(
    old: Sequence[IndicatorKey], new: Sequence[IndicatorKey]
) -> Iterable[tuple[IndicatorKey, IndicatorKey]]:
    """Return the pairs that may be the same one: all, or those whose words begin or end most alike where all are many.

    Whichever side is the old one, they are the same pairs.
    """
    if len(old) * len(new) <= _MOST_PAIRS:
        return product(old, new)
    found: dict[tuple[IndicatorKey, IndicatorKey], None] = {}
    for step in (1, -1):
        both = [(key.words[::step], side, key) for side, keys in enumerate((old, new)) for key in keys]
        ordered = sorted(both, key=lambda entry: entry[:2])
        nearest: tuple[deque[IndicatorKey], ...] = (deque(maxlen=_NEAREST), deque(maxlen=_NEAREST))
        for _, side, key in ordered:
            found |= dict.fromkeys((one, key) if side else (key, one) for one in nearest[1 - side])
            nearest[side].append(key)
    return found


_move = partial(Change, ChangeKind.MOVE)


def _indicator_moves(
    old: Sequence[IndicatorKey], new: Sequence[IndicatorKey], common_old: _Keys, common_new: _Keys
) -> Iterator[Change]:
    """Yield the indicators that are renamed, gone or new, and the groups whose common members stand otherwise."""
    renamed = {common: key for key, common in common_new.items()}
    for key, common in common_old.items():
        if renamed[common] != key:
            yield _move(common.name, key.words, renamed[common].words, what=MoveKind.INDICATOR_RENAMED)
    yield from (_move(key.name, key.words, None, what=MoveKind.INDICATOR) for key in old if key not in common_old)
    yield from (_move(key.name, None, key.words, what=MoveKind.INDICATOR) for key in new if key not in common_new)
    groups = [
        _by_group(key for key in side if key in common) for side, common in ((old, common_old), (new, common_new))
    ]
    for group in sorted({key.group for key in new}):
        before, after = (
            [common[key] for key in of.get(group, ())]
            for of, common in zip(groups, (common_old, common_new), strict=True)
        )
        if before != after:
            old_order, new_order = ("、".join(key.words for key in keys) for keys in (before, after))
            yield _move(".".join(group), old_order, new_order, what=MoveKind.INDICATORS_REORDERED)


def _project_moves(old: Mapping[str, tuple[int, str]], new: Mapping[str, tuple[int, str]]) -> Iterator[Change]:
    for identifier in sorted(old.keys() | new.keys()):
        number, name = old.get(identifier, (0, None))
        new_number, new_name = new.get(identifier, (0, None))
        if name is None or new_name is None:
            yield _move(identifier, name, new_name, what=MoveKind.PROJECT)
        elif name != new_name:
            yield _move(identifier, name, new_name, what=MoveKind.PROJECT_RENAMED)
        if number and new_number and number != new_number:
            yield _move(identifier, str(number), str(new_number), what=MoveKind.PROJECT_RENUMBERED)
