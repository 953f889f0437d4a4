"""Rows of a sheet as high as their words need: Excel does not see to that in merged cells, and has an upper limit."""

from __future__ import annotations

import math
from itertools import accumulate

from msgspec.structs import replace

from jixiao.reconcile.sheet_layout import FormSheet, SheetCell

TWIPS_A_PIXEL = 12.5
"""On paper 15: sheets are read on screens."""
# In points; Excel has no row higher than 409.
_LINE, _MARGIN, _LEAST, _TALLEST = 1.35, 6, 15.0, 400.0
_MOST_ROWS = 20
_PIXELS_A_POINT = 4 / 3
_NARROW = 0.55


def with_heights(form: FormSheet) -> FormSheet:
    """Return a sheet with the heights of its rows; one that would be too high becomes several, its cells merged."""
    wanted = _list_heights(form)
    times = [min(max(math.ceil(height / _TALLEST), 1), _MOST_ROWS) for height in wanted]
    starts = [*accumulate(times, initial=0)]
    cells = (
        replace(cell, row=starts[cell.row], rows=starts[cell.row + cell.rows] - starts[cell.row]) for cell in form.cells
    )
    tables = (replace(one, first=starts[one.first], last=starts[one.last + 1] - 1) for one in form.tables)
    heights = [
        min(max(height / rows, _LEAST), _TALLEST)
        for height, rows in zip(wanted, times, strict=True)
        for _ in range(rows)
    ]
    return replace(form, cells=tuple(cells), tables=tuple(tables), heights=tuple(heights))


def _list_heights(form: FormSheet) -> list[float]:
    """Return the height of each row in points, from the top."""
    least = [0.0] * form.rows
    for cell in sorted(form.cells, key=lambda one: one.rows):
        width = sum(form.widths[cell.column : cell.column + cell.columns]) / TWIPS_A_PIXEL - _MARGIN
        missing = _height_of(cell, width) - sum(least[cell.row : cell.row + cell.rows])
        if missing > 0:
            for row in range(cell.row, cell.row + cell.rows):
                least[row] += missing / cell.rows
    return least


def _height_of(cell: SheetCell, pixels: float) -> float:
    letter = cell.look.size * _PIXELS_A_POINT
    lines = sum(
        max(1, math.ceil(_length(line) * letter / max(pixels, letter))) for line in cell.passage.text.split("\n")
    )
    return lines * cell.look.size * _LINE + _MARGIN


def _length(line: str) -> float:
    """Return how long a line is in letters as wide as they are high."""
    return sum(1.0 if ord(sign) > _FIRST_WIDE or sign in "“”‘’…—" else _NARROW for sign in line)


_FIRST_WIDE = 0x2E7F
