"""A sheet as lines and grids: rows of a single cell above and below a table are lines, what lies between is a grid.

A new table begins with such a row below an empty one. An empty row in a table stays in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from jixiao.docx.package import BadPackage
from jixiao.importing.documents import FiledBlock, FiledGrid, FiledLine, SheetPlace

Spot = tuple[int, int]
Span = tuple[int, int, int, int]


class SheetCells(Struct, frozen=True):
    """A sheet's texts row by row from its ``first`` cell on; the rest is by the sheet's own counting.

    ``unread`` are the cells whose value is not known, whose text is ""; ``merged`` are first row, first
    column, last row and last column of each merged range.
    """

    name: str
    first: Spot
    texts: Sequence[Sequence[str]]
    bare: frozenset[Spot] = frozenset()
    unread: frozenset[Spot] = frozenset()
    merged: Sequence[Span] = ()
    looks_known: bool = True


class _PlacedCell(Struct, frozen=True):
    """A cell, or a merged range's part in one row: its columns, the last one not among them."""

    row: int
    first: int
    last: int
    text: str
    merged: bool = False
    continues: bool = False
    unread: bool = False


class _PlaceCounter(Struct):
    lines: int = 0


_Row = list[_PlacedCell]


def cut_sheet(sheet: SheetCells, lines_before: int = 0) -> Iterator[FiledBlock]:
    """Yield the blocks of a sheet; BadPackage where merged ranges overlap, which Excel does not allow either."""
    counted = _PlaceCounter(lines_before)
    covered = _covered(sheet)
    rows = [_place_row(sheet, row, covered) for row in range(sheet.first[0], sheet.first[0] + len(sheet.texts))]
    for stretch in _stretches(rows):
        table = [number for number, row in enumerate(stretch) if _written(row) and not _is_single(row)]
        start, end = (table[0], table[-1] + 1) if table else (len(stretch), len(stretch))
        yield from _lines(sheet, stretch[:start], counted)
        if table:
            yield _grid(sheet, stretch[start:end])
        yield from _lines(sheet, stretch[end:], counted)


def _covered(sheet: SheetCells) -> Mapping[Spot, Span]:
    """Return the merged range, cut to what is written, that each cell lies in."""
    covered: dict[Spot, Span] = {}
    top, left = sheet.first
    bottom, right = top + len(sheet.texts) - 1, left + max(map(len, sheet.texts), default=0) - 1
    for first_row, first_column, last_row, last_column in sheet.merged:
        cut = max(first_row, top), max(first_column, left), min(last_row, bottom), min(last_column, right)
        for spot in ((row, column) for row in range(cut[0], cut[2] + 1) for column in range(cut[1], cut[3] + 1)):
            if spot in covered:
                raise BadPackage(f"工作表“{sheet.name}”里合并的单元格互相重叠；请用 Excel 或 WPS 打开并重新另存")
            covered[spot] = cut
    return covered


def _place_row(sheet: SheetCells, row: int, covered: Mapping[Spot, Span]) -> _Row:
    cells: _Row = []
    texts = sheet.texts[row - sheet.first[0]]
    column, end = sheet.first[1], sheet.first[1] + len(texts)
    while column < end:
        text, span = texts[column - sheet.first[1]], covered.get((row, column))
        last = span[3] + 1 if span else column + 1
        goes_on = span is not None and span[0] < row
        shown, unread = "" if goes_on else text, (row, column) in sheet.unread and not goes_on
        cells.append(_PlacedCell(row, column, last, shown, merged=bool(span), continues=goes_on, unread=unread))
        column = last
    return cells


def _written(row: _Row) -> _Row:
    return [cell for cell in row if cell.text.strip()]


def _is_single(row: _Row) -> bool:
    """Return whether a row has one written cell and no other of a form: none merged, going on or holding a value."""
    written = _written(row)
    return len(written) == 1 and not any(cell.merged or cell.unread for cell in row if cell is not written[0])


def _stretches(rows: Sequence[_Row]) -> Iterator[list[_Row]]:
    """Yield the rows cut before each row of a single cell that stands below an empty one."""
    stretch: list[_Row] = []
    for row in rows:
        if stretch and _is_single(row) and not _written(stretch[-1]):
            yield stretch
            stretch = []
        stretch.append(row)
    yield stretch


def _lines(sheet: SheetCells, rows: Sequence[_Row], counted: _PlaceCounter) -> Iterator[FiledLine]:
    for cell in (cell for row in rows for cell in _written(row)):
        counted.lines += 1
        yield FiledLine(cell.text, ordinal=counted.lines, at=SheetPlace(sheet.name, cell.row, cell.first))


def _grid(sheet: SheetCells, rows: Sequence[_Row]) -> FiledGrid:
    placed = [((row, number), cell) for row, cells in enumerate(rows) for number, cell in enumerate(cells)]
    return FiledGrid(
        tuple(tuple(cell.text for cell in row) for row in rows),
        doubtful=frozenset(place for place, cell in placed if cell.unread),
        columns=tuple((*(cell.first for cell in row), row[-1].last) for row in rows),
        continued=frozenset(place for place, cell in placed if cell.continues),
        at=SheetPlace(sheet.name, rows[0][0].row, rows[0][0].first),
        bare=frozenset(place for place, cell in placed if (cell.row, cell.first) in sheet.bare),
        looks_known=sheet.looks_known,
    )
