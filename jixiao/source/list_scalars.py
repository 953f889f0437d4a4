"""The scalars of a tree, whatever they stand in."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.source.nodes import Entries, Items, Scalar, Unfilled


def list_scalars(node: object) -> Iterator[Scalar]:
    """Yield the scalars of a tree in order; those that say they are still to be filled in, too."""
    if isinstance(node, Unfilled):
        yield node.scalar
    elif isinstance(node, Scalar):
        yield node
    elif isinstance(node, Entries | Items):
        for inner in node.values() if isinstance(node, Entries) else node:
            yield from list_scalars(inner)
