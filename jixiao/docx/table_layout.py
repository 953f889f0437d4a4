"""Where the cells of a table stand: by columns of its grid, which cell covers which."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from jixiao.docx.blocks import Cell
from jixiao.docx.unread import Unread, UnreadThing
from jixiao.docx.wml import Element, W, value
from jixiao.patterns import compile_late

_COUNT = compile_late("[1-9][0-9]?")
_WIDTH = compile_late("[0-9]{1,5}")
# A row that is narrower than this share of the widest one ends before the grid does.
_SHORT = 0.9


class TableLayout:
    """Goes through a table row by row: ``begin`` with a row, then ``place`` each of its cells.

    ``properties`` are those that the table and the row state for all cells.
    """

    def __init__(self, rows: Iterable[Element], properties: Element | None = None) -> None:
        shapes = [_shape(row) for row in rows]
        self._columns = max((columns for columns, _ in shapes), default=0)
        self._width = max((width for _, width in shapes), default=0)
        self._column = 0
        self._merged: set[int] = set()
        self._of_table = properties
        self.properties: tuple[Element | None, ...] = ()

    def begin(self, row: Element) -> tuple[int, int]:
        """Return how many columns the row leaves out before its first cell and behind its last one."""
        self.properties = (self._of_table, row.find(f"{W}tblPrEx"), row.find(f"{W}trPr"))
        before, after = (_count(row.find(f"{W}trPr/{W}{name}")) for name in ("gridBefore", "gridAfter"))
        self._column = before
        columns, width = _shape(row)
        missing = self._columns - columns
        short = missing > 0 and (not width or width < self._width * _SHORT)
        return before, after + (missing if short else 0)

    def place(self, cell: Element) -> tuple[int, bool]:
        """Return how many columns a cell spans, and whether it continues the cell above it.

        One that says so below a cell that is not merged stands for itself, as Word has it.
        """
        span, merge = _count(cell.find(f"{W}tcPr/{W}gridSpan")) or 1, cell.find(f"{W}tcPr/{W}vMerge")
        column, self._column = self._column, self._column + span
        if merge is None:
            self._merged.discard(column)
            return span, False
        continues = value(merge) != "restart" and column in self._merged
        self._merged.add(column)
        return span, continues

    def is_covered_from_left(self, cell: Element) -> bool:
        """Return whether a cell continues the one before it, as old Word files merge cells of a row."""
        merge = cell.find(f"{W}tcPr/{W}hMerge")
        return merge is not None and value(merge) != "restart"


def _shape(row: Element) -> tuple[int, int]:
    """Return how many columns a row takes and how wide its cells are, 0 where they do not say."""
    columns = sum(_count(row.find(f"{W}trPr/{W}{name}")) for name in ("gridBefore", "gridAfter"))
    width = 0
    for cell in row.iter(f"{W}tc"):
        if next(cell.iterancestors(f"{W}tr")) is row:  # not one of a table in it
            columns += _count(cell.find(f"{W}tcPr/{W}gridSpan")) or 1
            stated = cell.find(f"{W}tcPr/{W}tcW")
            wide = "" if stated is None else stated.get(f"{W}w", "")
            width += int(wide) if _WIDTH.fullmatch(wide) else 0
    return columns, width


def _count(stated: Element | None) -> int:
    number = value(stated) or ""
    return int(number) if _COUNT.fullmatch(number) else 0


def with_covered(cell: Cell, covered: Cell) -> Cell:
    """Return a cell that reaches over the next one, whose text nobody sees."""
    hidden = (UnreadThing(Unread.COVERED),) if covered.text.strip() else ()
    return replace(cell, span=cell.span + covered.span, unread=(*cell.unread, *covered.unread, *hidden))
