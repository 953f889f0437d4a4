"""Two sequences side by side: what stands in both, what is gone, what is new; the order is kept."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
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


def aligned(old: Sequence[M], new: Sequence[M], *, by_place: ByPlace | None = None) -> list[Pair]:
    """Return pairs of positions; None where something is gone (right) or new (left).

    What shares marks is the same, then what reads the same, then what reads alike and stands between the same, or
    simply stands there, if there are as many as there were and ``by_place`` takes each for the other. They come in
    reading order, but for what was moved: that stands where it stands now.
    """
    pairs: list[Pair] = []
    start_old = start_new = 0
    for one, other in [*_sharing_marks(old, new), (len(old), len(new))]:
        pairs += _between(old, new=new, one=range(start_old, one), other=range(start_new, other), by_place=by_place)
        if one < len(old):
            pairs.append((one, other))
        start_old, start_new = one + 1, other + 1
    return _with_moves(old, new, pairs)


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
    """Return the longest run of pairs in order that share marks, each with the one it shares most with."""
    homes = {(type(one), name): number for number, one in reversed(list(enumerate(new))) for name in one.names}
    wanted: list[tuple[int, int]] = []
    for number, one in enumerate(old):
        votes = Counter(homes[type(one), name] for name in one.names if (type(one), name) in homes)
        if votes:
            wanted.append((number, min(votes, key=lambda home: (-votes[home], home))))
    return _rising(wanted)


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return a longest part of the pairs, which rise on the left, that rises on the right too."""
    ends: list[int] = []
    chains: list[int] = []
    before: list[int] = []
    for number, (_, home) in enumerate(pairs):
        length = bisect_left(ends, home)
        before.append(chains[length - 1] if length else -1)
        if length == len(ends):
            ends.append(home)
            chains.append(number)
        else:
            ends[length], chains[length] = home, number
    found, number = [], chains[-1] if chains else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]


def _between(old: Sequence[M], new: Sequence[M], one: range, other: range, by_place: ByPlace | None) -> list[Pair]:
    """Return the pairs of two stretches that share no marks."""
    left, right = [_key(old[place]) for place in one], [_key(new[place]) for place in other]
    pairs: list[Pair] = []
    for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        there = list(zip(one[a:b], other[c:d], strict=False))
        same = by_place is not None and b - a == d - c and all(by_place(old[x], new[y]) for x, y in there)
        if tag == "equal" or same:
            pairs += there
        else:
            pairs += _alike(old, new, one[a:b], other[c:d])
    return pairs


def _key(one: Marked) -> str:
    return type(one).__name__ + "".join(one.text.split())


def _alike(old: Sequence[Marked], new: Sequence[Marked], one: range, other: range) -> list[Pair]:
    """Return the pairs, in order, that make the most of likeness in sum."""
    if not one or not other or len(one) * len(other) > _MOST_COMPARISONS:
        return [*((place, None) for place in one), *((None, place) for place in other)]
    likeness = _likeness([old[place] for place in one], [new[place] for place in other])
    best = [[0.0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for a in range(len(one) - 1, -1, -1):
        for b in range(len(other) - 1, -1, -1):
            together = likeness(a, b) + best[a + 1][b + 1] if likeness(a, b) else 0.0
            best[a][b] = max(together, best[a + 1][b], best[a][b + 1])
    return _walked(one, other, best, likeness)


def _walked(one: range, other: range, best: list[list[float]], likeness: Callable[[int, int], float]) -> list[Pair]:
    pairs: list[Pair] = []
    a = b = 0
    while a < len(one) and b < len(other):
        if likeness(a, b) and best[a][b] == likeness(a, b) + best[a + 1][b + 1]:
            pairs.append((one[a], other[b]))
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            pairs.append((one[a], None))
            a += 1
        else:
            pairs.append((None, other[b]))
            b += 1
    return [*pairs, *((place, None) for place in one[a:]), *((None, place) for place in other[b:])]


def _likeness(old: Sequence[Marked], new: Sequence[Marked]) -> Callable[[int, int], float]:
    """Return how alike two of them read: the share of neighbouring signs they have in common; 0 if not very."""
    left, right = [_couples(one.text) for one in old], [_couples(one.text) for one in new]
    known: dict[tuple[int, int], float] = {}

    def likeness(a: int, b: int) -> float:
        if (a, b) not in known:
            common = (left[a] & right[b]).total() if type(old[a]) is type(new[b]) else 0
            share = 2 * common / max(left[a].total() + right[b].total(), 1)
            known[a, b] = share if share >= _ALIKE else 0.0
        return known[a, b]

    return likeness


def _couples(text: str) -> Counter[str]:
    signs = "".join(text.split())
    return Counter(signs[place : place + 2] for place in range(max(len(signs) - 1, 1)))
