"""Where a key that is missing belongs: the line after what should stand before it, which is where it once stood."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.findings import Place
from jixiao.source.decoding import SourceText
from jixiao.source.nodes import Entries, Items, Scalar


def place_of_missing(source: SourceText, parent: Entries, key: str, order: Sequence[str], *, nested: bool) -> Place:
    """Return the place where ``key`` belongs in a mapping whose keys come in ``order``.

    A group of its own stands behind the blank line that parts it from the one before, a ``nested`` key right behind.
    """
    before = [name for name in order[: order.index(key)] if name in parent]
    if not before:
        return _after(source, parent.place.line - 1, key, nested=nested)
    return _after(source, _last_line(parent[before[-1]], parent.key_places[before[-1]]), key, nested=nested)


def _last_line(node: object, key: Place) -> int:
    """Return the last line of what stands under a key; blank lines and comments behind it do not count."""
    if isinstance(node, Scalar):
        is_block = node.first_line != node.place.line
        return node.first_line + node.rstrip("\n").count("\n") if is_block else max(key.line, node.ends[0])
    below: list[int] = []
    if isinstance(node, Entries):
        below = [_last_line(value, node.key_places[name]) for name, value in node.items()]
    elif isinstance(node, Items):
        below = [_last_line(value, node.place) for value in node]
    return max([key.line, *below])


def _after(source: SourceText, end: int, key: str, *, nested: bool) -> Place:
    """Return the first line after ``end`` that is no comment on the key; the last line there is if none is."""
    lines = source.text.rstrip().split("\n")
    for number, line in enumerate(lines[end:], start=end + 1):
        words = line.strip()
        if (words or nested) and not (words.startswith("#") and key in words):
            return Place(source.file, number, len(line) - len(line.lstrip()) + 1)
    return Place(source.file, max(1, min(end, len(lines))))
