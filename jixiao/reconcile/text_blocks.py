"""A document as it is compared: paragraphs and cells as units of text, tracked changes accepted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from jixiao.docx.blocks import Block, Cell, Paragraph, RevisionKind, Table, TrackedChange, stays
from jixiao.render.bookmarks import NAME


class Extent(Struct, frozen=True):
    """Where a mark lies in a unit's text; ``start`` equals ``end`` where nothing is left in it."""

    name: str
    start: int
    end: int


class Touch(Struct, frozen=True):
    """Where somebody tracked a change, in the text with changes accepted: a deletion is a point."""

    start: int
    end: int
    author: str


class TextBlock(Struct, frozen=True):
    """A paragraph or a cell. ``where`` counts it for people: 第3段, 第2行第4格."""

    text: str
    marks: tuple[Extent, ...] = ()
    touches: tuple[Touch, ...] = ()
    where: str = ""

    @property
    def names(self) -> frozenset[str]:
        """The names of its marks."""
        return frozenset(mark.name for mark in self.marks)

    def authors(self, start: int, end: int) -> tuple[str, ...]:
        """Return who tracked a change that touches a stretch of the text."""
        here = (one.author for one in self.touches if one.start <= end and start <= one.end)
        return tuple(dict.fromkeys(author for author in here if author))


class BlockLine(Struct, frozen=True):
    """A row of a table."""

    cells: tuple[TextBlock, ...]
    authors: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What stands in it, for people."""
        return "｜".join(cell.text for cell in self.cells if cell.text)

    @property
    def names(self) -> frozenset[str]:
        """The names of the marks in it."""
        return frozenset(name for cell in self.cells for name in cell.names)


class BlockGrid(Struct, frozen=True):
    """A table."""

    lines: tuple[BlockLine, ...]
    number: int = 0

    @property
    def text(self) -> str:
        """What stands in it, for people."""
        return "\n".join(line.text for line in self.lines)

    @property
    def names(self) -> frozenset[str]:
        """The names of the marks in it."""
        return frozenset(name for line in self.lines for name in line.names)


class _Text(Struct):
    """A unit in the making: paragraphs put one below the other."""

    text: str = ""
    marks: list[Extent] = field(default_factory=list)
    touches: list[Touch] = field(default_factory=list)
    runs_on: bool = True

    def add(self, paragraph: Paragraph) -> None:
        """Put a paragraph below what is there, or behind it where the paragraph mark between was deleted."""
        if not self.runs_on:
            self.text += "\n"
        offset = len(self.text)
        self.text += paragraph.text
        for span in paragraph.bookmarks:
            if NAME.fullmatch(span.name):
                self._mark(Extent(span.name, offset + span.start, offset + span.end))
        self.touches += _touches(paragraph, offset)
        self.runs_on = not stays(paragraph.changes, RevisionKind.DELETED)

    def _mark(self, extent: Extent) -> None:
        """Add a mark; one that runs on from the paragraph above is one with it."""
        for number, one in enumerate(self.marks):
            if one.name == extent.name:
                self.marks[number] = Extent(one.name, one.start, max(one.end, extent.end))
                return
        self.marks.append(extent)

    def unit(self, where: str) -> TextBlock:
        return TextBlock(self.text, tuple(sorted(self.marks, key=lambda one: one.start)), tuple(self.touches), where)


def _touches(paragraph: Paragraph, offset: int) -> Iterator[Touch]:
    for piece in paragraph.pieces:
        length = len(piece.text) if stays(piece.changes, RevisionKind.DELETED) else 0
        yield from (Touch(offset, offset + length, change.author) for change in piece.changes)
        offset += length
    yield from (Touch(offset, offset, change.author) for change in paragraph.changes)


def laid_out(blocks: Iterable[Block]) -> list[TextBlock | BlockGrid]:
    """Return a document's body: paragraphs with text or marks, and tables; deleted rows are gone."""
    found: list[TextBlock | BlockGrid] = []
    text, number = _Text(), 0
    for block in blocks:
        if isinstance(block, Table):
            tables = sum(isinstance(one, BlockGrid) for one in found)
            found.append(_grid(block, tables + 1))
            continue
        text.add(block)
        if text.runs_on and text.text:
            continue  # joined with the next one
        number += bool(text.text.strip())
        if text.text.strip() or text.marks:
            found.append(text.unit(f"第{number}段"))
        text = _Text()
    return [*found, text.unit(f"第{number + 1}段")] if text.text.strip() else found


def _grid(table: Table, number: int) -> BlockGrid:
    rows = [row for row in table.rows if stays(row.changes, RevisionKind.DELETED)]
    return BlockGrid(
        tuple(
            BlockLine(
                tuple(_cell(cell, f"第{line}行第{place}格") for place, cell in enumerate(row.cells, start=1)),
                _authors(row.changes),
            )
            for line, row in enumerate(rows, start=1)
        ),
        number,
    )


def _authors(changes: Iterable[TrackedChange]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(change.author for change in changes if change.author))


def _cell(cell: Cell, where: str) -> TextBlock:
    text = _Text()
    for paragraph in () if cell.continues else cell.paragraphs:
        text.add(paragraph)
    return text.unit(where)
