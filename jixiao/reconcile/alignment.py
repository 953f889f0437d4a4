"""Two sequences side by side: what stands in both, what is gone, what is new; the order is kept."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from functools import partial
from typing import Any, Protocol, TypeVar

# Beyond so many comparisons, only what shares a mark is taken for the same.
_MOST_COMPARISONS = 40_000
_ALIKE = 0.5


class Marked(Protocol):
    """What has a text and marks: a paragraph, a row, a table."""

    @property
    def text(self) -> str: ...  # noqa: D102

    @property
    def names(self) -> frozenset[str]: ...  # noqa: D102


M = TypeVar("M", bound=Marked)
Pair = tuple[int | None, int | None]
ByPlace = Callable[[Any, Any], bool]


def align(old: Sequence[M], new: Sequence[M], *, by_place: ByPlace | None = None) -> list[Pair]:
    """Return pairs of positions; None where something is gone (right) or new (left).

    What shares marks is the same, then what reads the same, then what reads alike and stands between the same, or
    simply stands there, if there are as many as there were and ``by_place`` takes each for the other. They come in
    reading order, but for what was moved: that stands where it stands now.
    """
    between = partial(_between, old, new, by_place=by_place)
    return _with_moves(old, new, _around(_sharing_marks(old, new), range(len(old)), range(len(new)), between))


def find_moved(pairs: Iterable[Pair]) -> frozenset[int]:
    """Return which of the old stand elsewhere now: all but the longest run of pairs that rise on both sides."""
    there = [one for one, other in pairs if one is not None and other is not None]
    tails: list[int] = []
    lengths = []
    for one in there:
        place = bisect_left(tails, one)
        tails[place : place + 1] = [one]
        lengths.append(place)
    kept: list[int] = []
    for one, length in zip(reversed(there), reversed(lengths), strict=True):
        if length == len(tails) - len(kept) - 1 and (not kept or one < kept[-1]):
            kept.append(one)
    return frozenset(there) - frozenset(kept)


def _around(
    anchors: Iterable[tuple[int, int]], one: range, other: range, fill: Callable[[range, range], list[Pair]]
) -> list[Pair]:
    """Return pairs that rise on both sides, with what ``fill`` makes of the stretches between them."""
    pairs: list[Pair] = []
    start, other_start = one.start, other.start
    for a, b in [*anchors, (one.stop, other.stop)]:
        pairs += fill(range(start, a), range(other_start, b))
        pairs += [(a, b)] * (a < one.stop)
        start, other_start = a + 1, b + 1
    return pairs


def _with_moves(old: Sequence[Marked], new: Sequence[Marked], pairs: list[Pair]) -> list[Pair]:
    """Return the pairs with what seems gone here and new there, but shares a mark, made one."""
    gone = {name: one for one, other in pairs if one is not None and other is None for name in old[one].names}
    moved: dict[int, int] = {}
    for one, other in pairs:
        if one is None and other is not None:
            moved.update((other, gone[name]) for name in new[other].names if name in gone)
    done = set(moved.values())
    kept = ((one, other) for one, other in pairs if other is not None or one not in done)
    return [(moved.get(other, one) if other is not None else one, other) for one, other in kept]


def _sharing_marks(old: Sequence[Marked], new: Sequence[Marked]) -> list[tuple[int, int]]:
    """Return pairs in order that share marks, each with the one it shares most with."""
    holders = {(type(item), name): number for number, item in reversed(list(enumerate(new))) for name in item.names}
    wanted: list[int] = []
    for item in old:
        votes = Counter(holders[type(item), name] for name in item.names if (type(item), name) in holders)
        wanted.append(min(votes, key=lambda holder: (-votes[holder], holder), default=-1))
    blocks = SequenceMatcher(None, wanted, range(len(new)), autojunk=False).get_matching_blocks()
    return [(block.a + at, block.b + at) for block in blocks for at in range(block.size)]


def _between(old: Sequence[M], new: Sequence[M], one: range, other: range, *, by_place: ByPlace | None) -> list[Pair]:
    """Return the pairs of two stretches that share no marks."""
    left, right = [_key(old[place]) for place in one], [_key(new[place]) for place in other]
    pairs: list[Pair] = []
    for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        there = list(zip(one[a:b], other[c:d], strict=False))
        same = by_place is not None and b - a == d - c and all(by_place(old[x], new[y]) for x, y in there)
        if tag == "equal" or same:
            pairs += there
        else:
            pairs += _around(_alike(old, new, one[a:b], other[c:d]), one[a:b], other[c:d], _apart)
    return pairs


def _key(item: Marked) -> str:
    return type(item).__name__ + "".join(item.text.split())


def _apart(one: range, other: range) -> list[Pair]:
    return [*((place, None) for place in one), *((None, place) for place in other)]


def _alike(old: Sequence[Marked], new: Sequence[Marked], one: range, other: range) -> list[tuple[int, int]]:
    """Return pairs in order that read alike, chosen from the likest on."""
    if len(one) * len(other) > _MOST_COMPARISONS:
        return []
    left, right = (
        {place: _couples(those[place].text) for place in places} for those, places in ((old, one), (new, other))
    )
    alike = ((_likeness(left[a], right[b]), -a, -b) for a in one for b in other if type(old[a]) is type(new[b]))
    chosen: list[tuple[int, int]] = []
    for _, a, b in sorted((each for each in alike if each[0] >= _ALIKE), reverse=True):
        if all((-a - x) * (-b - y) > 0 for x, y in chosen):
            chosen.append((-a, -b))
    return sorted(chosen)


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """Return the share of neighbouring signs two texts have in common."""
    return 2 * (one & other).total() / max(one.total() + other.total(), 1)


def _couples(text: str) -> Counter[str]:
    signs = "".join(text.split())
    return Counter(signs[place : place + 2] for place in range(max(len(signs) - 1, 1)))
