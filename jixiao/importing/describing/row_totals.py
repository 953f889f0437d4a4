"""Which rows of a table are totals of which others: as their labels say, as their numbers show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from jixiao.importing.describing.vocabulary import kind_words
from jixiao.importing.label_text import label_key, narrow
from jixiao.patterns import compile_late

_FEWEST = 2
_NUMBERED = compile_late(r"([(（]?)(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[)）、.．]")
Numbers = Mapping[tuple[str, ...], Decimal | None]


class LabelledRow(Struct, frozen=True):
    """A row of figures: its label, and by their headings what stands there."""

    label: str
    numbers: Numbers


class RowTotal(Struct, frozen=True):
    """A row that is the sum of others, by their numbers; ``differs`` is whether what stands there is none."""

    row: int
    parts: tuple[int, ...]
    differs: bool = False


def says_total(label: str) -> bool:
    """Return whether a label says that a figure is a total."""
    return label_key(label).endswith(kind_words()["总数"])


def find_row_totals(rows: Sequence[LabelledRow]) -> list[RowTotal]:
    """Return the totals among rows, the last one first; a row that is part of one total is part of no other.

    What a total adds up stands below it, above it where it is the last row.
    """
    found: list[RowTotal] = []
    within: set[int] = set()
    for row in range(len(rows) - 1, -1, -1):
        others = range(row + 1, len(rows)) if row + 1 < len(rows) else range(row - 1, -1, -1)
        total = _total_of(rows, row, [number for number in others if number not in within])
        if total is not None:
            found.append(total)
            within.update(total.parts)
    return found


def _total_of(rows: Sequence[LabelledRow], row: int, others: Sequence[int]) -> RowTotal | None:
    """Return what a row is the total of: as many others, the nearest first, as its numbers allow; all if it says so."""
    said = says_total(rows[row].label)
    if not said and row + 1 == len(rows):
        return None
    is_filled = any(any(rows[number].numbers.values()) for number in (row, *others))
    for count in range(len(others), 0, -1) if is_filled else ():
        parts = tuple(sorted(others[:count]))
        shown = _agreeing(rows, row, parts)
        if shown is not None and (_is_told(shown, is_all=count == len(others)) if said else shown >= _FEWEST):
            return RowTotal(row, parts)
    if said and others and not _are_nested([rows[number].label for number in others]):
        return RowTotal(row, tuple(sorted(others)), differs=is_filled)
    return None


def _is_told(shown: int, *, is_all: bool) -> bool:
    """Return whether a total that is called so is that of some rows: its numbers show it, or there are no others."""
    return is_all or shown > 0


def _are_nested(labels: Sequence[str]) -> bool:
    """Return whether rows are broken down into others of them: one is a total, or leads on, or they are numbered so."""
    later = [narrow(label) for label in labels[1:]]
    numbered = {match[1] for label in labels if (match := _NUMBERED.match(narrow(label)))}
    leads = any(label.startswith(kind_words()["引出"]) for label in later)
    return leads or len(numbered) > 1 or any(map(says_total, labels))


def _agreeing(rows: Sequence[LabelledRow], row: int, parts: Sequence[int]) -> int | None:
    """Return how many different totals are the sum of several parts; None where a total is not the sum of its."""
    shown = set()
    for heading, total in rows[row].numbers.items():
        numbers = [number for part in parts if (number := rows[part].numbers.get(heading)) is not None]
        if sum(numbers, Decimal(0)) != (total or 0):
            return None
        if sum(bool(number) for number in numbers) >= _FEWEST:
            shown.add(total)
    return len(shown)
