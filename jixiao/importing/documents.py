"""A filed document as import reads it, whatever file it came in: lines of text and grids of cells, in order."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from jixiao.accounts.sheet_tables import cell_name


class SheetPlace(Struct, frozen=True):
    """Where something stands in a workbook: the sheet, row and column of its first cell from 0."""

    sheet: str
    row: int
    column: int

    @property
    def ref(self) -> str:
        """What the cell is called: A1, AB12."""
        return cell_name((self.row, self.column))

    def __str__(self) -> str:
        return f"工作表“{self.sheet}” {self.ref}"


class FiledLine(Struct, frozen=True):
    """A paragraph: its text, Word's automatic number before it, its outline level, its ordinal in the file.

    One that is ``doubtful`` holds letters that mean something else than they say, and is no value. ``at`` is where it
    stands in a workbook.
    """

    text: str
    number: str = ""
    level: int | None = None
    ordinal: int = 0
    doubtful: bool = False
    at: SheetPlace | None = None

    @property
    def full(self) -> str:
        """Return the text as it is seen, number included."""
        return f"{self.number}{self.text}"


class FiledGrid(Struct, frozen=True):
    """A table: its cells' texts row by row, "" for a cell that continues the one above.

    ``doubtful`` are the cells, by row and number from 0, whose letters mean something else than they say. ``columns``
    are where each cell of a row begins in the table's grid and where its last one ends, ``continued`` the cells that
    continue the one above; a table of plain text has neither. ``at`` is where one of a workbook begins, whose columns
    are the sheet's, and ``bare`` are its numbers that may be a share of one or per cents; ``looks_known`` is whether it
    says how its numbers are shown.
    """

    rows: tuple[tuple[str, ...], ...]
    doubtful: frozenset[tuple[int, int]] = frozenset()
    columns: tuple[tuple[int, ...], ...] = ()
    continued: frozenset[tuple[int, int]] = frozenset()
    at: SheetPlace | None = None
    bare: frozenset[tuple[int, int]] = frozenset()
    looks_known: bool = True

    def head(self, rows: int) -> FiledGrid:
        """Return the grid of the first so many rows."""
        within = (self.doubtful, self.continued, self.bare)
        doubtful, continued, bare = (frozenset(spot for spot in spots if spot[0] < rows) for spots in within)
        return replace(
            self,
            rows=self.rows[:rows],
            columns=self.columns[:rows],
            doubtful=doubtful,
            continued=continued,
            bare=bare,
        )

    def place(self, row: int, number: int) -> SheetPlace | None:
        """Return where a cell stands in its workbook; None in a table of another file."""
        return self.at and SheetPlace(self.at.sheet, self.at.row + row, self.columns[row][number])

    @property
    def placed(self) -> list[list[tuple[tuple[int, int], str]]]:
        """The cells row by row, each with its row and number."""
        return [[((line, number), cell) for number, cell in enumerate(row)] for line, row in enumerate(self.rows)]


FiledBlock = FiledLine | FiledGrid


class PaperSpot(Struct, frozen=True, eq=False):
    """What a value was read from: a block of a document, in a grid the row and cell, from 0; -1 for the whole block."""

    block: FiledBlock
    row: int = -1
    cell: int = -1


class LeftOut(Struct, frozen=True):
    """What was not read as text: where it stands, and what it is, with the text round it."""

    place: str
    what: str


class Document(Struct, frozen=True):
    """One file: its name as given, its content, and what was not read of it or read in one way of several.

    ``identifiers`` are those of projects by name, which a package of ours brings along; ``left_out`` is what stands in
    it beside text.
    """

    name: str
    blocks: tuple[FiledBlock, ...]
    notes: tuple[str, ...] = ()
    identifiers: Mapping[str, str] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()

    @property
    def lines(self) -> list[FiledLine]:
        """The paragraphs outside tables."""
        return [block for block in self.blocks if isinstance(block, FiledLine)]

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """The rows of all tables."""
        return [row for block in self.blocks if isinstance(block, FiledGrid) for row in block.rows]

    @property
    def texts(self) -> frozenset[str]:
        """All texts of lines and cells."""
        return frozenset([line.full for line in self.lines] + [cell for row in self.rows for cell in row])
