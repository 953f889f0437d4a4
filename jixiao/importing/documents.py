"""A filed document as import reads it, whatever file it came in: lines of text and grids of cells, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from jixiao.docx.blocks import Block, Paragraph, RevisionKind, Table, WordDocument, stays
from jixiao.source.decoding import without_invisible


class FiledLine(Struct, frozen=True):
    """A paragraph: its text, Word's automatic number before it, its outline level, and how-manieth it is."""

    text: str
    number: str = ""
    level: int | None = None
    at: int = 0

    @property
    def full(self) -> str:
        """Return the text as it is seen, number included."""
        return f"{self.number}{self.text}"


class FiledGrid(Struct, frozen=True):
    """A table: its cells' texts row by row, "" for a cell that continues the one above."""

    rows: tuple[tuple[str, ...], ...]


class Document(Struct, frozen=True):
    """One file: its name as given, its content, and what was not read of it or read in one way of several.

    ``identifiers`` are those of projects by name, which a package of ours brings along.
    """

    name: str
    blocks: tuple[FiledLine | FiledGrid, ...]
    notes: tuple[str, ...] = ()
    identifiers: Mapping[str, str] = field(default_factory=dict)


def readable(document: Document) -> Document:
    """Return the document without characters that nobody can see."""
    return replace(document, blocks=tuple(_visible(block) for block in document.blocks))


def _visible(block: FiledLine | FiledGrid) -> FiledLine | FiledGrid:
    if isinstance(block, FiledLine):
        return replace(block, text=without_invisible(block.text), number=without_invisible(block.number))
    return FiledGrid(tuple(tuple(without_invisible(cell) for cell in row) for row in block.rows))


def of_paper(name: str, paper: WordDocument) -> Document:
    """Return a Word document as import reads it: tracked changes accepted, comments and pictures left out."""
    blocks = list(_flat(paper.blocks))
    return Document(name, tuple(_counted(blocks)), tuple(_notes(paper)))


def _flat(blocks: Iterable[Block]) -> Iterator[FiledLine | FiledGrid]:
    for block in blocks:
        if isinstance(block, Paragraph):
            if stays(block.changes, RevisionKind.DELETED) or block.text.strip():
                yield FiledLine(block.text, block.number, block.level)
        elif _is_frame(block):
            for row in block.rows:
                yield from _flat(row.cells[0].blocks)
        else:
            yield FiledGrid(tuple(tuple(row) for row in block.grid))


def _is_frame(table: Table) -> bool:
    """Return whether a table only holds others in place: one cell to each row, tables in it."""
    cells = [cell for row in table.rows for cell in row.cells]
    nested = any(isinstance(block, Table) for cell in cells for block in cell.blocks)
    return nested and all(len(row.cells) == 1 for row in table.rows)


def _counted(blocks: Iterable[FiledLine | FiledGrid]) -> Iterator[FiledLine | FiledGrid]:
    count = 0
    for block in blocks:
        if isinstance(block, FiledLine):
            count += 1
            yield FiledLine(block.text, block.number, block.level, count)
        else:
            yield block


def _notes(paper: WordDocument) -> Iterator[str]:
    if any(piece.changes for paragraph in paper.paragraphs for piece in paragraph.pieces):
        yield "文件里有修订，按接受全部修订后的文字读取"
    if paper.comments:
        yield f"批注 {len(paper.comments)} 条没有读入"
    yield from (f"{kind}没有读入" for kind in paper.unread)
