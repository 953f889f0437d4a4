"""Which printed values may be typed over in a workbook of forms, each at one place, and what may be typed there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum

from msgspec import Struct

from jixiao.figures import RATE, Figure
from jixiao.model.described_kinds import EMPTY, TICKED
from jixiao.model.scalars import DAY_FORMAT, Day
from jixiao.reconcile.entry_schemas import Node
from jixiao.reconcile.source_index import SourceIndex, is_plain
from jixiao.render.printing import Print
from jixiao.source.nodes import Drawn


class EntryKind(Enum):
    """What may be typed in a cell, under the word that its error message begins with."""

    AMOUNT = "数"
    WHOLE = "整数"
    RATE = "百分数"
    DAY = "日期"
    CHOICE = "所列的一个"
    WORDS = "文字"


class EntryCell(Struct, frozen=True):
    """What may be typed: the kind, whether a number may be below 0, what may be chosen, a hint for whoever types."""

    kind: EntryKind
    signed: bool = False
    choices: tuple[str, ...] = ()
    hint: str = ""


def list_entry_cells(prints: Iterable[Print], index: SourceIndex, marks: Iterable[str]) -> dict[str, EntryCell]:
    """Return by mark what may be typed over; of a value that is printed several times the first of ``marks``."""
    by_mark = {printed.mark: printed for printed in prints}
    found: dict[str, EntryCell] = {}
    met: set[object] = set()
    for printed in (by_mark[mark] for mark in marks if mark in by_mark):
        entry = _entry_of(printed, index)
        if entry is None or entry in met:
            continue
        node = index.schemas.node_at(printed.path)
        if node or index.entry_of(printed) is not None:  # a key left out that files have: not what others fill in
            met.add(entry)
            found[printed.mark] = _cell_of(printed, node)
    return found


def _entry_of(printed: Print, index: SourceIndex) -> object:
    """Return what tells the entry of the data that a value is typed in; None for one that is not typed this year."""
    if printed.override is not None:
        return None
    scalar = index.entry_of(printed)
    if scalar is None:
        return printed.path if index.mapping_for(printed) is not None else None
    return (scalar.place, scalar.path) if not isinstance(scalar, Drawn) and is_plain(printed, scalar) else None


def _cell_of(printed: Print, node: Node) -> EntryCell:
    hint = str(node.get("description", ""))
    if isinstance(printed.value, Figure):
        signed = bool(node) and "minimum" not in node
        if printed.value.unit == RATE:
            return EntryCell(EntryKind.RATE, signed, hint=hint)
        whole = "integer" in _as_list(node.get("type"))
        return EntryCell(EntryKind.WHOLE if whole else EntryKind.AMOUNT, signed, hint=hint)
    if isinstance(printed.value, Day) or node.get("format") == DAY_FORMAT:
        return EntryCell(EntryKind.DAY, hint=hint)
    if "enum" in node.get("items", {}):
        ticked = [str(one) for one in node["items"]["enum"] if one is not None]
        return EntryCell(EntryKind.CHOICE, choices=tuple(_ticks(ticked)), hint=hint)
    if "enum" in node:
        return EntryCell(EntryKind.CHOICE, choices=tuple(str(one) for one in node["enum"] if one is not None))
    return EntryCell(EntryKind.WORDS, hint=hint)


def _ticks(words: list[str]) -> Iterator[str]:
    """Yield what a form prints where one of the words is ticked."""
    for chosen in words:
        yield " ".join(f"{TICKED if word == chosen else EMPTY}{word}" for word in words)


def _as_list(given: object) -> list[object]:
    return list(given) if isinstance(given, list) else [given]
