"""A part of a package as a sheet: its paragraphs and tables one below the other, on columns that its tables share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import replace

from jixiao.docx.block_reader import ParagraphOrigin, read_paper
from jixiao.docx.blocks import Paragraph, RevisionKind, Row, Table, WordDocument, paragraphs, stays
from jixiao.docx.folded_paper import fold_paper
from jixiao.docx.package import read_package
from jixiao.docx.wml import Element, W
from jixiao.reconcile.cell_looks import CellLook, CellLooks
from jixiao.reconcile.word_passages import BlockGrid, BlockLine, WordPassage, lay_out

# Columns of different tables that begin so near to each other, in twips, are one.
_NEAR = 60
_USUAL_WIDTH = 1000


class SheetCell(Struct, frozen=True):
    """A passage and where it stands, counted from 0, over how many rows and columns; ``framed`` if in a table."""

    passage: WordPassage
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    look: CellLook = CellLook()
    framed: bool = False


class SheetTableSpan(Struct, frozen=True):
    """The rows of a table from ``first`` to ``last``, and the sheet's column of each of its own, and of its end."""

    first: int
    last: int
    columns: tuple[int, ...]


class FormSheet(Struct, frozen=True):
    """A part as a sheet: its cells, the widths of its columns in twips, its tables, how the paper lies.

    ``heights`` are those of its rows in points, once they are known.
    """

    label: str
    cells: tuple[SheetCell, ...]
    widths: tuple[int, ...]
    tables: tuple[SheetTableSpan, ...]
    landscape: bool = False
    heights: tuple[float, ...] = ()

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return max((cell.row + cell.rows for cell in self.cells), default=0)


def lay_out_sheet(label: str, docx: bytes) -> FormSheet | None:
    """Return a part's DOCX as a sheet; None for one without a table, which is no form."""
    elements: list[Element] = []

    def hear(_: Paragraph, origin: ParagraphOrigin) -> None:
        elements.append(origin.element)

    paper = fold_paper(read_paper(docx, hear))
    if not paper.tables:
        return None
    drawn = dict.fromkeys([*one.iterancestors(f"{W}tbl")][-1] for one in elements if _is_in_table(one))
    looks = CellLooks(read_package(docx))
    layout = _SheetLayout(paper, [_edges(table) for table in drawn], elements, looks)
    return replace(layout.laid_out(), label=label)


def _is_in_table(element: Element) -> bool:
    return next(element.iterancestors(f"{W}tbl"), None) is not None


def _edges(table: Element) -> list[int]:
    """Return where the columns of a table begin and the last one ends, in twips from its left."""
    stated = (column.get(f"{W}w", "") for column in table.iterfind(f"{W}tblGrid/{W}gridCol"))
    widths = (int(width) if width.isdecimal() and len(width) < _MOST_DIGITS else _USUAL_WIDTH for width in stated)
    return [*accumulate((max(width, 1) for width in widths), initial=0)]


_MOST_DIGITS = 6


class _SheetLayout:
    """Goes through a paper from above; ``elements`` are those of its paragraphs in reading order."""

    def __init__(
        self, paper: WordDocument, edges: list[list[int]], elements: Sequence[Element], looks: CellLooks
    ) -> None:
        self._paper = paper
        self._looks = looks
        self._elements = iter(elements)
        tables = [one for one in paper.blocks if isinstance(one, Table)]
        self._edges = [
            _enough(own, table) for own, table in zip([*edges, *([[0]] * len(tables))], tables, strict=False)
        ]
        self._shared = _share(self._edges)
        self._cells: list[SheetCell] = []
        self._tables: list[SheetTableSpan] = []
        self._row = 0
        self._covered: set[tuple[int, int]] = set()
        self._landscape = _is_landscape(elements)

    def laid_out(self) -> FormSheet:
        for block in self._paper.blocks:
            items = lay_out([block])
            if isinstance(block, Paragraph):
                look = self._looks.look_of(next(self._elements, None))
                for item in items:
                    self._paragraph(item, look)
            elif items and isinstance(items[0], BlockGrid):
                self._table(block, items[0])
        widths = [end - start for start, end in zip(self._shared, self._shared[1:], strict=False)]
        return FormSheet("", tuple(self._cells), tuple(widths), tuple(self._tables), landscape=self._landscape)

    def _paragraph(self, item: object, look: CellLook) -> None:
        if isinstance(item, WordPassage):
            self._cells.append(SheetCell(item, self._row, 0, columns=len(self._shared) - 1, look=look))
            self._row += 1

    def _table(self, table: Table, grid: BlockGrid) -> None:
        at = [self._shared.index(edge) for edge in self._placed(len(self._tables))]
        looks = [[self._look_in(row, number) for number in range(len(row.cells))] for row in table.rows]
        standing = [
            (row, own) for row, own in zip(table.rows, looks, strict=True) if stays(row.changes, RevisionKind.DELETED)
        ]
        for number, ((row, own), line) in enumerate(zip(standing, grid.lines, strict=True)):
            below = [one for one, _ in standing[number + 1 :]]
            self._cells += self._line(row, line, looks=own, below=below, at=at)
            self._row += 1
        if grid.lines:
            self._tables.append(SheetTableSpan(self._row - len(grid.lines), self._row - 1, tuple(at)))

    def _placed(self, number: int) -> list[int]:
        """Return a table's edges where the shared columns have them."""
        return _moved(self._edges[number], self._shared)

    def _look_in(self, row: Row, number: int) -> CellLook:
        """Return the look of a cell, that of its first paragraph with letters."""
        looks = [
            (paragraph.text, self._looks.look_of(next(self._elements, None)))
            for paragraph in paragraphs(row.cells[number].blocks)
        ]
        return next((look for text, look in looks if text.strip()), looks[0][1] if looks else CellLook())

    def _line(
        self, row: Row, line: BlockLine, *, looks: Sequence[CellLook], below: Sequence[Row], at: Sequence[int]
    ) -> Iterator[SheetCell]:
        last = len(at) - 1
        for cell, passage, start, look in zip(row.cells, line.cells, row.columns, looks, strict=False):
            left, right = at[min(start, last)], at[min(start + cell.span, last)]
            if left < right and (self._row, left) not in self._covered:
                rows = 1 + _continued(start, cell.span, below)
                self._covered |= {(self._row + number, left) for number in range(1, rows)}
                yield SheetCell(passage, self._row, left, rows, columns=right - left, look=look, framed=True)


def _continued(start: int, span: int, below: Iterable[Row]) -> int:
    """Return in how many rows below a cell that begins in a column goes on with the same width."""
    rows = 0
    for row in below:
        here = next((cell for at, cell in zip(row.columns, row.cells, strict=False) if at == start), None)
        if here is None or not here.continues or here.span != span or all(one.continues for one in row.cells):
            break
        rows += 1
    return rows


# columns


def _enough(edges: list[int], table: Table) -> list[int]:
    """Return a table's edges, with as many more as its rows have columns that the grid does not name."""
    missing = max((row.columns[-1] + row.after for row in table.rows), default=0) + 1 - len(edges)
    return [*edges, *(edges[-1] + _USUAL_WIDTH * number for number in range(1, missing + 1))]


def _share(tables: Sequence[Sequence[int]]) -> list[int]:
    """Return the edges that all tables have together: those of the finest, and of the others what is not near one."""
    shared = [0]
    for edges in sorted(tables, key=len, reverse=True):
        shared = sorted({*shared, *_moved(edges, shared)})
    return shared if len(shared) > 1 else [0, _USUAL_WIDTH]


def _moved(edges: Sequence[int], shared: Sequence[int]) -> list[int]:
    """Return a table's edges, each moved to the shared one it is near to, no two to the same."""
    moved: list[int] = []
    for edge in edges:
        near = min((one for one in shared if one not in moved), key=lambda one: abs(one - edge), default=edge)
        rises = not moved or near > moved[-1]
        moved.append(near if rises and abs(near - edge) <= _NEAR else max(edge, moved[-1] + 1 if moved else 0))
    return moved


def _is_landscape(elements: Sequence[Element]) -> bool:
    body = elements[0].getroottree().getroot() if elements else None
    pages = [] if body is None else [*body.iter(f"{W}pgSz")]
    return bool(pages) and pages[-1].get(f"{W}orient") == "landscape"
