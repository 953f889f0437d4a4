"""Two versions of a text that began as one, brought together span by span; what both changed is a conflict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import Match, SequenceMatcher

from msgspec import Struct

from jixiao.patterns import compile_late

_LONG = 2_000  # spans
# A line, within one in braces a value; what parts two of them is a span of its own, so that neighbours do not meet.
_SPAN = compile_late(r"[^\n,{}]+|[\n,{}]")


class MergedText(Struct, frozen=True):
    """The text with both sides' changes; ``conflicts`` are the spans that both changed: base, ours, theirs.

    Where there is a conflict ours stands.
    """

    text: str
    conflicts: tuple[tuple[str, str, str], ...] = ()


def merge_texts(base: str, ours: str, theirs: str) -> MergedText:
    """Return what becomes of a text that two sides changed."""
    if base == ours or ours == theirs:
        return MergedText(theirs)
    if base == theirs:
        return MergedText(ours)
    spans = [_spans(one) for one in (base, ours, theirs)]
    merged, conflicts = list[str](), list[tuple[str, str, str]]()
    for kind, was, our, their in _regions(*spans):
        if kind == "conflict":
            conflicts.append((was, our, their))
        merged.append(their if kind == "theirs" else our)
    return MergedText("".join(merged), tuple(conflicts))


def _spans(text: str) -> list[str]:
    return _SPAN.findall(text)


def _regions(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[str, str, str, str]]:
    """Yield the regions of the merge in order: who changed it, and the three texts of it."""
    at, our_at, their_at = 0, 0, 0
    for start, end, our_start, their_start in _common(base, ours, theirs):
        was, our, their = base[at:start], ours[our_at:our_start], theirs[their_at:their_start]
        if was or our or their:
            yield _region(was, our, their)
        common = "".join(base[start:end])
        yield "same", common, common, common
        at, our_at, their_at = end, our_start + end - start, their_start + end - start


def _region(was: Sequence[str], our: Sequence[str], their: Sequence[str]) -> tuple[str, str, str, str]:
    words = "".join(was), "".join(our), "".join(their)
    if was == our:
        return ("theirs", *words)
    return ("ours" if was == their or our == their else "conflict", *words)


def _common(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield stretches of the base that both sides kept: start, end, where ours and theirs have them; the end last."""
    our, their = _matches(base, ours), _matches(base, theirs)
    i = j = 0
    while i < len(our) and j < len(their):
        one, other = our[i], their[j]
        start, end = max(one.a, other.a), min(one.a + one.size, other.a + other.size)
        if start < end:
            yield start, end, one.b + start - one.a, other.b + start - other.a
        if one.a + one.size < other.a + other.size:
            i += 1
        else:
            j += 1
    yield len(base), len(base), len(ours), len(theirs)


def _matches(base: Sequence[str], side: Sequence[str]) -> list[Match]:
    """Return the stretches that a side kept of the base, in order.

    Both ends are compared span by span; what is left between them is seldom long. Where it is, spans that come in every
    row are no anchors: to try each against each takes minutes in a list of some thousand rows.
    """
    most = min(len(base), len(side))
    head = next((at for at in range(most) if base[at] != side[at]), most)
    tail = next((at for at in range(most - head) if base[-1 - at] != side[-1 - at]), most - head)
    inner, other = base[head : len(base) - tail], side[head : len(side) - tail]
    found = SequenceMatcher(None, inner, other, autojunk=len(inner) > _LONG).get_matching_blocks()
    between = [Match(one.a + head, one.b + head, one.size) for one in found]
    ends = Match(0, 0, head), Match(len(base) - tail, len(side) - tail, tail)
    return [one for one in (ends[0], *between, ends[1]) if one.size]
