"""What stands in a document: paragraphs and tables in their order, with bookmarks, tracked changes and comments.

Two texts can be read from each paragraph: ``text`` with all tracked changes accepted, ``original`` with all rejected.
Line breaks are ``\\n``, tabs ``\\t``; text that Word hides is not there. What is no text, or is letters that mean
something else, is ``unread`` of the paragraph or cell that holds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from itertools import accumulate

from msgspec import Struct

from jixiao.docx.unread import UnreadThing


class RevisionKind(Enum):
    """What a tracked change did; a move is a deletion here and an insertion there."""

    INSERTED = "增"
    DELETED = "删"


class TrackedChange(Struct, frozen=True):
    """A tracked change: who and when as the file has it (``date`` in ISO 8601), both possibly empty."""

    kind: RevisionKind
    author: str
    date: str
    moved: bool = False


class RunPiece(Struct, frozen=True):
    """A stretch of text under the same tracked changes, the outermost first."""

    text: str
    changes: tuple[TrackedChange, ...] = ()


class TextSpan(Struct, frozen=True):
    """The part of a bookmark or of a comment's anchor that lies in one paragraph, as offsets in its ``text``.

    ``start`` equals ``end`` where nothing is left of it; ``begins`` and ``ends`` say whether it does so here.
    """

    name: str
    start: int
    end: int
    begins: bool = True
    ends: bool = True


class Paragraph(Struct, frozen=True):
    """One paragraph. ``level`` is its outline level from 1 (a heading), ``number`` Word's automatic number (一、).

    ``changes`` are those of the paragraph mark: where it was inserted or deleted, lines were split or joined.
    ``bookmarks`` are spans by name, ``anchors`` spans by the id of a comment. ``unread`` is what it holds beside text.
    """

    pieces: tuple[RunPiece, ...] = ()
    style: str = ""
    style_name: str = ""
    level: int | None = None
    number: str = ""
    bookmarks: tuple[TextSpan, ...] = ()
    anchors: tuple[TextSpan, ...] = ()
    changes: tuple[TrackedChange, ...] = ()
    unread: tuple[UnreadThing, ...] = ()

    @property
    def text(self) -> str:
        """Return the text with all tracked changes accepted."""
        return "".join(piece.text for piece in self.pieces if stays(piece.changes, RevisionKind.DELETED))

    @property
    def original(self) -> str:
        """Return the text with all tracked changes rejected."""
        return "".join(piece.text for piece in self.pieces if stays(piece.changes, RevisionKind.INSERTED))


def stays(changes: Iterable[TrackedChange], kind: RevisionKind) -> bool:
    """Return whether none of the changes is of the kind."""
    return all(change.kind is not kind for change in changes)


class Cell(Struct, frozen=True):
    """One cell: how many columns it spans, and whether it continues the merged cell above it.

    ``unread`` is what the cell itself holds beside its paragraphs.
    """

    blocks: tuple[Block, ...] = ()
    span: int = 1
    continues: bool = False
    changes: tuple[TrackedChange, ...] = ()
    unread: tuple[UnreadThing, ...] = ()

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Return the paragraphs of the cell, those of tables in it included."""
        return tuple(paragraphs(self.blocks))

    @property
    def text(self) -> str:
        """Return the text with changes accepted, one line per paragraph; "" for a continuing cell."""
        return "" if self.continues else "\n".join(paragraph.text for paragraph in self.paragraphs)

    @property
    def things(self) -> tuple[UnreadThing, ...]:
        """Return what it and its paragraphs hold beside text."""
        return (*self.unread, *(thing for paragraph in self.paragraphs for thing in paragraph.unread))


class Row(Struct, frozen=True):
    """A row of a table, and whether it was inserted or deleted as a whole.

    ``before`` and ``after`` count the columns of the table's grid that it leaves out on either side.
    """

    cells: tuple[Cell, ...]
    changes: tuple[TrackedChange, ...] = ()
    before: int = 0
    after: int = 0

    @property
    def columns(self) -> tuple[int, ...]:
        """Return the column of the grid that each cell begins in, and behind them the one behind the last."""
        return tuple(accumulate((cell.span for cell in self.cells), initial=self.before))


class Table(Struct, frozen=True):
    """A table; its rows as the file has them, deleted ones included."""

    rows: tuple[Row, ...]

    @property
    def standing(self) -> tuple[Row, ...]:
        """Return the rows that are left with changes accepted."""
        return tuple(row for row in self.rows if stays(row.changes, RevisionKind.DELETED))

    @property
    def placed(self) -> list[list[tuple[int, Cell]]]:
        """Return the cells of the rows that are left, each with the column of the grid that it begins in.

        Where a row leaves out columns, it has an empty cell for each that the row above has there.
        """
        lines: list[list[tuple[int, Cell]]] = []
        above: tuple[int, ...] = ()
        for row in self.standing:
            *starts, end = row.columns
            known = above or tuple(range(end + row.after))
            left = [column for column in known if column < row.before]
            right = [column for column in known if column >= end] if row.after else []
            cells = [Cell()] * len(left) + list(row.cells) + [Cell()] * len(right)
            above = (*left, *starts, *right)
            lines.append(list(zip(above, cells, strict=True)))
        return lines

    @property
    def cells(self) -> list[list[Cell]]:
        """Return the cells of the rows that are left, as ``placed``."""
        return [[cell for _, cell in row] for row in self.placed]

    @property
    def grid(self) -> list[list[str]]:
        """Return the cells' texts row by row with changes accepted, placed by the grid."""
        return [[cell.text for cell in cells] for cells in self.cells]


Block = Paragraph | Table


class StoryBlocks(Struct, frozen=True):
    """A header, a footer or the notes of a document, under the kind and the name of the member it stands in."""

    kind: str
    member: str
    blocks: tuple[Block, ...]


class Comment(Struct, frozen=True):
    """A comment and the text it hangs on, one line per paragraph; "" where it hangs on a point."""

    id: str
    author: str
    date: str
    text: str
    anchor: str


class WordDocument(Struct, frozen=True):
    """A document: its body, its headers, footers and notes, its comments."""

    blocks: tuple[Block, ...]
    stories: tuple[StoryBlocks, ...] = ()
    comments: tuple[Comment, ...] = ()

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Return the body's paragraphs in order, those in tables included."""
        return tuple(paragraphs(self.blocks))

    @property
    def unread(self) -> tuple[UnreadThing, ...]:
        """Return what the body holds beside text."""
        return things_of(self.blocks)

    @property
    def tables(self) -> tuple[Table, ...]:
        """Return the body's tables in order; tables in cells are reached through their cells."""
        return tuple(block for block in self.blocks if isinstance(block, Table))


def paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Yield the paragraphs in reading order, those in tables included."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from paragraphs(cell.blocks)


def things_of(blocks: Iterable[Block]) -> tuple[UnreadThing, ...]:
    """Return what the blocks hold beside text, in reading order; rows that were deleted hold nothing."""
    found: list[UnreadThing] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found += block.unread
        else:
            found += (thing for row in block.standing for cell in row.cells for thing in cell.things)
    return tuple(found)
