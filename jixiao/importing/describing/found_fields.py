"""What stands on a form before it is named: places for values with the words round them, rows that repeat."""

from __future__ import annotations

from msgspec import Struct, field

Labels = tuple[str, ...]


class FormSpot(Struct, frozen=True):
    """A place on a form: the numbers of its block, and of its row and cell in a table (-1 for a line), from 0."""

    block: int
    row: int = -1
    number: int = -1


class FoundField(Struct, frozen=True):
    """A place for one value: the words of the form beside and above it, nearest first, and what stands there.

    ``group`` is the label over or beside several rows; ``start`` and ``end`` say where in the text the value stands,
    where it shares the cell or line with words. ``wide`` is a cell for sentences; ``tail`` a row that closes a list;
    ``unit`` is what stands behind the value: 万元.
    """

    spot: FormSpot
    beside: Labels
    above: Labels
    group: str
    text: str
    start: int = 0
    end: int = 0
    inline: bool = False
    wide: bool = False
    tail: bool = False
    row_in_table: int = 0
    unit: str = ""

    @property
    def value(self) -> str:
        """What stands there, without the words it shares the cell or line with."""
        return self.text[self.start : self.end] if self.inline else self.text

    @property
    def table(self) -> tuple[int, int]:
        """Which headings it stands under: the number of the block, and of the last row of them."""
        return self.spot.block, self.spot.row - self.row_in_table


class FoundColumn(Struct, frozen=True):
    """A column of rows that repeat: the number of its cell in the first row, its headings, the texts under them."""

    number: int
    above: Labels
    texts: tuple[str, ...]


class FoundList(Struct, frozen=True):
    """Rows that repeat: where the first stands, how many they are, their columns, the label of the whole.

    ``grouped`` is the cell of the first row that the label's merged cell does not reach, None where it does;
    ``within`` is whether the rows stand below that label between others of a table.
    """

    spot: FormSpot
    rows: int
    columns: tuple[FoundColumn, ...]
    group: str
    grouped: int | None = None
    within: bool = False


class FoundForm(Struct):
    """All that was found on a form."""

    fields: list[FoundField] = field(default_factory=list)
    lists: list[FoundList] = field(default_factory=list)
