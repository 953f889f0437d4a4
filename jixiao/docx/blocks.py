"""What stands in a document: paragraphs and tables in their order, with bookmarks, tracked changes and comments.

Two texts can be read from each paragraph: ``text`` with all tracked changes accepted, ``original`` with all rejected.
Line breaks are ``\\n``, tabs ``\\t``; text that Word hides is not there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum

from msgspec import Struct


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
    ``bookmarks`` are spans by name, ``anchors`` spans by the id of a comment.
    """

    pieces: tuple[RunPiece, ...] = ()
    style: str = ""
    style_name: str = ""
    level: int | None = None
    number: str = ""
    bookmarks: tuple[TextSpan, ...] = ()
    anchors: tuple[TextSpan, ...] = ()
    changes: tuple[TrackedChange, ...] = ()

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
    """One ``w:tc``: how many columns it spans, and whether it continues the merged cell above it."""

    blocks: tuple[Block, ...] = ()
    span: int = 1
    continues: bool = False
    changes: tuple[TrackedChange, ...] = ()

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Return the paragraphs of the cell, those of tables in it included."""
        return tuple(paragraphs(self.blocks))

    @property
    def text(self) -> str:
        """Return the text with changes accepted, one line per paragraph; "" for a continuing cell."""
        return "" if self.continues else "\n".join(paragraph.text for paragraph in self.paragraphs)


class Row(Struct, frozen=True):
    """A row of a table, and whether it was inserted or deleted as a whole."""

    cells: tuple[Cell, ...]
    changes: tuple[TrackedChange, ...] = ()


class Table(Struct, frozen=True):
    """A table; its rows as the file has them, deleted ones included."""

    rows: tuple[Row, ...]

    @property
    def grid(self) -> list[list[str]]:
        """Return the cells' texts row by row with changes accepted, one entry per ``w:tc``."""
        return [[cell.text for cell in row.cells] for row in self.rows if stays(row.changes, RevisionKind.DELETED)]


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
    """A document. ``unread`` names what holds content that is not text here: pictures, embedded objects."""

    blocks: tuple[Block, ...]
    stories: tuple[StoryBlocks, ...] = ()
    comments: tuple[Comment, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Return the body's paragraphs in order, those in tables included."""
        return tuple(paragraphs(self.blocks))

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
