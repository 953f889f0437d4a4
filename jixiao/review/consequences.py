"""Which change follows from which: by the figures that a computed one was made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from jixiao.figures import Formula
from jixiao.review.fact_changes import FactChange


class Lineage(Struct, frozen=True):
    """The figures that changed: those that no other change explains, and all that were computed.

    ``inputs`` are by a change's name the paths of all figures it was made of, on either side.
    """

    roots: tuple[FactChange, ...]
    computed: tuple[FactChange, ...]
    inputs: dict[str, frozenset[str]]

    def consequences(self, changes: Iterable[FactChange]) -> tuple[FactChange, ...]:
        """Return the computed figures that moved with any of the given ones."""
        causes = _sources(changes)
        return tuple(change for change in self.computed if self.inputs[change.name] & causes)


def trace_changes(figures: Iterable[FactChange]) -> Lineage:
    """Return how changed figures hang together; one that only repeats another that changed is left out."""
    changes = list(figures)
    paths = {figure.path for change in changes for figure in change.figures}
    own = [change for change in changes if change.entered or not _repeats(change, paths)]
    inputs = {change.name: frozenset(_inputs(change)) for change in own}
    sources = _sources(own)
    roots = tuple(change for change in own if change.entered or not inputs[change.name] & sources)
    return Lineage(roots, tuple(change for change in own if not change.entered), inputs)


def _sources(changes: Iterable[FactChange]) -> frozenset[str]:
    """Return the paths that changes go by where others were made of them."""
    return frozenset(figure.source.path for change in changes for figure in change.figures)


def _repeats(change: FactChange, paths: set[str]) -> bool:
    """Return whether the figure stands elsewhere for itself and is listed there."""
    return any(figure.source.path != figure.path and figure.source.path in paths for figure in change.figures)


def _inputs(change: FactChange) -> Iterator[str]:
    pending = [figure.source for figure in change.figures]
    seen: set[int] = set()
    while pending:
        figure = pending.pop()
        if isinstance(figure.origin, Formula) and id(figure) not in seen:
            seen.add(id(figure))
            pending.extend(figure.origin.operands)
            yield from (operand.source.path for operand in figure.origin.operands if operand.path)
