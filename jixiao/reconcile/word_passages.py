"""A document as it is compared: paragraphs and cells as passages, tracked changes accepted."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, field

from jixiao.docx.blocks import Block, Cell, Paragraph, RevisionKind, Table, TextSpan, stays
from jixiao.docx.unread import UnreadThing
from jixiao.render.bookmarks import NAME
from jixiao.render.passages import Passage


class WordPassage(Passage, frozen=True):
    """A passage as a Word file holds it; its part is not known, and the mark of a paragraph lies round those of values.

    ``touches`` are spans by author, where somebody tracked a change: a deletion is a point. ``unread`` is what it
    holds beside text, ``column`` where a cell begins in the table's grid, ``cell`` how its workbook calls it.
    """

    touches: tuple[TextSpan, ...] = ()
    unread: tuple[UnreadThing, ...] = ()
    column: int = 0
    cell: str = ""

    @property
    def names(self) -> frozenset[str]:
        """The names of its marks."""
        return frozenset(mark.name for mark in self.marks)

    def authors(self, start: int, end: int) -> tuple[str, ...]:
        """Return who tracked a change that touches a stretch of the text."""
        here = (span.name for span in self.touches if span.start <= end and start <= span.end)
        return _distinct(here)


class BlockLine(Struct, frozen=True):
    """A row of a table, and who inserted it."""

    cells: tuple[WordPassage, ...]
    inserted_by: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What stands in it, for people."""
        return "｜".join(cell.text for cell in self.cells if cell.text)

    @property
    def names(self) -> frozenset[str]:
        """The names of the marks in it."""
        return frozenset(name for cell in self.cells for name in cell.names)

    @property
    def unread(self) -> tuple[UnreadThing, ...]:
        """What it holds beside text."""
        return tuple(thing for cell in self.cells for thing in cell.unread)

    @property
    def authors(self) -> tuple[str, ...]:
        """Who tracked a change in it."""
        touched = (span.name for cell in self.cells for span in cell.touches)
        return _distinct([*self.inserted_by, *touched])


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

    @property
    def unread(self) -> tuple[UnreadThing, ...]:
        """What it holds beside text."""
        return tuple(thing for line in self.lines for thing in line.unread)


BodyItem = WordPassage | BlockGrid


class _Text(Struct):
    """A passage in the making: paragraphs put one below the other; ``runs_on`` where the mark between was deleted."""

    text: str = ""
    marks: dict[str, TextSpan] = field(default_factory=dict)
    touches: list[TextSpan] = field(default_factory=list)
    unread: list[UnreadThing] = field(default_factory=list)
    runs_on: bool = True

    def add(self, paragraph: Paragraph) -> None:
        """Put a paragraph below what is there, or behind it; a mark that runs on from above is one with it."""
        self.text += "" if self.runs_on else "\n"
        offset = len(self.text)
        self.text += paragraph.text
        for span in paragraph.bookmarks:
            if NAME.fullmatch(span.name):
                start, end = offset + span.start, offset + span.end
                above = self.marks.get(span.name)
                self.marks[span.name] = (
                    TextSpan(span.name, above.start, max(above.end, end)) if above else TextSpan(span.name, start, end)
                )
        for piece in paragraph.pieces:
            end = offset + (len(piece.text) if stays(piece.changes, RevisionKind.DELETED) else 0)
            self.touches += (TextSpan(change.author, offset, end) for change in piece.changes)
            offset = end
        self.unread += paragraph.unread
        self.touches += (TextSpan(change.author, offset, offset) for change in paragraph.changes)
        self.runs_on = not stays(paragraph.changes, RevisionKind.DELETED)

    def passage(self, position: str, column: int = 0) -> WordPassage:
        marks = tuple(sorted(self.marks.values(), key=lambda mark: mark.start))
        touches, unread = tuple(self.touches), tuple(self.unread)
        return WordPassage(self.text, marks, position=position, touches=touches, unread=unread, column=column)


def lay_out(blocks: Iterable[Block]) -> list[BodyItem]:
    """Return a document's body: paragraphs that hold anything, and tables; deleted rows are gone."""
    found: list[BodyItem] = []
    text, number = _Text(), 0
    for block in blocks:
        if isinstance(block, Table):
            found.append(_grid(block, sum(isinstance(one, BlockGrid) for one in found) + 1))
            continue
        text.add(block)
        if text.runs_on and text.text:
            continue  # joined with the next one
        number += bool(text.text.strip())
        if text.text.strip() or text.marks or text.unread:
            found.append(text.passage(f"第{number}段"))
        text = _Text()
    return [*found, text.passage(f"第{number + 1}段")] if text.text.strip() else found


def _grid(table: Table, number: int) -> BlockGrid:
    lines = []
    for ordinal, row in enumerate(table.standing, start=1):
        cells = (
            _cell(cell, f"第{ordinal}行第{place}格", column)
            for place, (cell, column) in enumerate(zip(row.cells, row.columns, strict=False), start=1)
        )
        lines.append(BlockLine(tuple(cells), _distinct(change.author for change in row.changes)))
    return BlockGrid(tuple(lines), number)


def _distinct(authors: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(author for author in authors if author))


def _cell(cell: Cell, position: str, column: int) -> WordPassage:
    text = _Text(unread=list(cell.unread))
    for paragraph in () if cell.continues else cell.paragraphs:
        text.add(paragraph)
    return text.passage(position, column)
