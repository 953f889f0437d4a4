"""A table on paper by its grid: which cell covers a place, what stands to the left of a cell and above it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import pairwise

from msgspec import Struct

from jixiao.importing.documents import FiledGrid

Labels = tuple[str, ...]
# What a cell's text is as a label, in the one form labels are compared in; "" for what is none.
NameLabel = Callable[[str], str]


class PaperCell(Struct, frozen=True):
    """A cell: its row and its number in it from 0, the columns it covers (``last`` not among them), its text.

    ``continues`` is whether it goes on from the cell above, whose text it shares.
    """

    row: int
    number: int
    first: int
    last: int
    text: str
    continues: bool = False


class LeftLabels(Struct, frozen=True):
    """Labels to the left of a cell, the nearest first, and how many cells lie before the nearest.

    ``goes_on`` is whether the nearest one begins in a row above: it is then that of a group, not of the row.
    """

    labels: Labels
    between: int
    goes_on: bool


class PaperGrid(Struct, frozen=True, dict=True):
    """A table's cells row by row; ``name_label`` says which texts are labels, ``headings`` are its rows of headings."""

    rows: tuple[tuple[PaperCell, ...], ...]
    name_label: NameLabel
    headings: frozenset[int]

    def owner(self, cell: PaperCell) -> PaperCell:
        """Return the cell whose text a cell shows: itself, or the one above that it goes on from."""
        return self._owners.get((cell.row, cell.number), cell)

    @cached_property
    def _owners(self) -> dict[tuple[int, int], PaperCell]:
        """The owners of cells that go on, by row and number: each sought anew, 300 merged rows took 7 s, now 1 s."""
        owners: dict[tuple[int, int], PaperCell] = {}
        for above, row in pairwise(self.rows):
            for cell in row:
                over = (
                    next((one for one in above if one.first <= cell.first < one.last), None) if cell.continues else None
                )
                if over is not None:
                    owners[cell.row, cell.number] = owners.get((over.row, over.number), over)
        return owners

    def left_of(self, cell: PaperCell) -> LeftLabels:
        """Return the labels to the left of a cell, the nearest first."""
        labels: list[str] = []
        between, goes_on = 0, False
        for one in reversed(self.rows[cell.row][: cell.number]):
            if label := self.name_label(self.owner(one).text):
                goes_on = goes_on if labels else one.continues
                labels.append(label)
            elif not labels:
                between += 1
        return LeftLabels(tuple(labels), between, goes_on)

    def above(self, cell: PaperCell) -> Labels:
        """Return the labels of the nearest headings above a cell, the nearest first; "" for one that is no label.

        A row that is wider or narrower than its headings is under none of them, unless it has as many cells. A heading
        that its row has several times is told apart by the one to its left, which comes last.
        """
        labels: list[str] = []
        seen: set[PaperCell] = set()
        for row in self._heading_rows_above(cell.row):
            for one in self._over(self.rows[row], cell):
                owner = self.owner(one)
                if owner not in seen and owner.text.strip():
                    seen.add(owner)
                    labels.append(self.name_label(owner.text))
        return (*labels, *self._left_of_repeated(seen)) if len(labels) == 1 else tuple(labels)

    def _left_of_repeated(self, headings: set[PaperCell]) -> Labels:
        """Return the label to the left of a single heading that comes several times in its row; () for any other."""
        (heading,) = headings
        if heading.row not in self._repeated:
            row = [self.name_label(one.text) for one in self.rows[heading.row]]
            pairs = list(zip(row, ["", *row], strict=False))
            self._repeated[heading.row] = [
                (before,) if label and row.count(label) > 1 and before not in ("", label) else ()
                for label, before in pairs
            ]
        return self._repeated[heading.row][heading.number]

    @cached_property
    def _repeated(self) -> dict[int, list[Labels]]:
        return {}

    def is_under_several(self, cell: PaperCell) -> bool:
        """Return whether a cell stands under more than one heading of the nearest row of headings."""
        nearest = next(self._heading_rows_above(cell.row), None)
        if nearest is None:
            return False
        owners = {self.owner(one) for one in self._over(self.rows[nearest], cell)}
        return sum(bool(one.text.strip()) for one in owners) > 1

    def _over(self, headings: tuple[PaperCell, ...], cell: PaperCell) -> Iterator[PaperCell]:
        row = self.rows[cell.row]
        if row[-1].last == headings[-1].last:
            yield from (one for one in headings if one.first < cell.last and cell.first < one.last)
        elif len(row) == len(headings):
            yield headings[cell.number]

    def _heading_rows_above(self, row: int) -> Iterator[int]:
        """Yield the nearest row of headings above a row, and those right above that one."""
        before = bisect_left(self._heading_rows, row)
        nearest = self._heading_rows[before - 1] if before else None
        while nearest is not None and nearest in self.headings:
            yield nearest
            nearest -= 1

    @cached_property
    def _heading_rows(self) -> list[int]:
        return sorted(self.headings)


def place_cells(grid: FiledGrid) -> tuple[tuple[PaperCell, ...], ...]:
    """Return a table's cells row by row; in one without a grid each cell is one column wide."""
    rows = []
    for number, texts in enumerate(grid.rows):
        columns = grid.columns[number] if grid.columns else tuple(range(len(texts) + 1))
        rows.append(tuple(_cells(number, texts, columns, grid)))
    return tuple(rows)


def _cells(row: int, texts: tuple[str, ...], columns: tuple[int, ...], grid: FiledGrid) -> Iterator[PaperCell]:
    for number, (text, first, last) in enumerate(zip(texts, columns[:-1], columns[1:], strict=True)):
        shown = "" if (row, number) in grid.doubtful else text
        goes_on = (row, number) in grid.continued
        yield PaperCell(row, number, first=first, last=max(last, first + 1), text=shown, continues=goes_on)
