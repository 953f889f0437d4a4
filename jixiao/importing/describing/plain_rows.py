"""A row of labels and values: 主管部门 | … | 实施单位 | …, some of them with the value in the label's own cell."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from jixiao.importing.describing.found_fields import FormSpot, FoundField
from jixiao.importing.describing.line_fields import find_inline
from jixiao.importing.describing.table_shapes import SortedTable
from jixiao.importing.describing.text_sorts import TextSort
from jixiao.importing.describing.vocabulary import kind_words
from jixiao.importing.label_text import narrow
from jixiao.importing.paper_grid import PaperCell

_NAMES = (TextSort.LABEL, TextSort.WORDS)
_HALF = 0.5


def read_plain_row(table: SortedTable, block: int, row: int) -> Iterator[FoundField]:
    """Yield the places for values in a row of a table, which is the document's block of that number."""
    walk = _PlainRow(table)
    for cell in table.rows[row]:
        inline = [] if cell.continues else list(_inline(table, block, cell, walk))
        if inline:
            walk.forget()
            yield from inline
        elif label := walk.label_of(cell):
            yield _beside(table, block, cell, label)


def is_wide(table: SortedTable, cell: PaperCell) -> bool:
    """Return whether a cell is one for sentences."""
    return cell.last - cell.first >= _HALF * table.width


def _beside(table: SortedTable, block: int, cell: PaperCell, label: tuple[tuple[str, ...], str]) -> FoundField:
    following = table.rows[cell.row][cell.number + 1 :][:1]
    return FoundField(
        FormSpot(block, cell.row, cell.number),
        beside=label[0],
        above=(),
        group=label[1],
        text=cell.text,
        wide=is_wide(table, cell),
        unit=next((one.text.strip() for one in following if table.sort(one) is TextSort.UNIT), ""),
    )


def _inline(table: SortedTable, block: int, cell: PaperCell, walk: _PlainRow) -> Iterator[FoundField]:
    if walk.pending or not cell.text.strip():
        return
    if cell.text.rstrip().endswith((":", "：")) and not _stands_alone(table, cell):
        return
    in_cell = len(table.rows[cell.row]) > 1  # a row of a single cell is a line
    for one in find_inline(cell.text, table.vocabulary, table.year, in_cell=in_cell):
        yield FoundField(
            FormSpot(block, cell.row, cell.number),
            beside=(one.label,),
            above=(),
            group=walk.group,
            text=cell.text,
            start=one.start,
            end=one.end,
            inline=True,
        )


def _stands_alone(table: SortedTable, cell: PaperCell) -> bool:
    """Return whether a cell that ends in a colon is written on in itself: no value stands beside or under it."""
    beside = table.rows[cell.row][cell.number + 1 :][:1]
    if any(table.sort(one) not in _NAMES for one in beside):
        return False
    below = table.over(cell.row + 1, cell) if cell.row + 1 < len(table.rows) else []
    return not any(narrow(one.text).startswith(kind_words()["引出"]) for one in below)


class _PlainRow(Struct):
    """Goes through a row of labels and values from left to right."""

    table: SortedTable
    pending: str = ""
    group: str = ""
    filled: bool = False

    def forget(self) -> None:
        """Begin anew: the next cell is no value of the last label."""
        self.pending, self.filled = "", True

    def label_of(self, cell: PaperCell) -> tuple[tuple[str, ...], str] | None:
        """Return the label and the group of a cell that holds a value or is to; None for every other."""
        sort = self.table.sort(self.table.owner(cell))
        if cell.continues or (self.table.goes_down(cell) and sort in _NAMES and not self.pending):
            self.group = self.table.owner(cell).text if sort in _NAMES and not self.filled else self.group
            return None
        leads_on = cell.text.rstrip().endswith((":", "："))
        if sort is TextSort.LABEL or (sort is TextSort.WORDS and (leads_on or not self.pending)):
            self.pending = cell.text
            return None
        if sort in (TextSort.MARK, TextSort.UNIT) or not self.pending:
            self.pending = self.pending if sort is TextSort.UNIT else ""
            return None
        label, self.pending, self.filled = self.pending, "", True
        return (label,), self.group
