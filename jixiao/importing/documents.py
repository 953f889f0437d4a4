"""A filed document as import reads it, whatever file it came in: lines of text and grids of cells, in order."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field


class FiledLine(Struct, frozen=True):
    """A paragraph: its text, Word's automatic number before it, its outline level, its ordinal in the file."""

    text: str
    number: str = ""
    level: int | None = None
    ordinal: int = 0

    @property
    def full(self) -> str:
        """Return the text as it is seen, number included."""
        return f"{self.number}{self.text}"


class FiledGrid(Struct, frozen=True):
    """A table: its cells' texts row by row, "" for a cell that continues the one above."""

    rows: tuple[tuple[str, ...], ...]


FiledBlock = FiledLine | FiledGrid


class Document(Struct, frozen=True):
    """One file: its name as given, its content, and what was not read of it or read in one way of several.

    ``identifiers`` are those of projects by name, which a package of ours brings along.
    """

    name: str
    blocks: tuple[FiledBlock, ...]
    notes: tuple[str, ...] = ()
    identifiers: Mapping[str, str] = field(default_factory=dict)

    @property
    def lines(self) -> list[FiledLine]:
        """The paragraphs outside tables."""
        return [block for block in self.blocks if isinstance(block, FiledLine)]

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """The rows of all tables."""
        return [row for block in self.blocks if isinstance(block, FiledGrid) for row in block.rows]
