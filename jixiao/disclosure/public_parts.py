"""A part's DOCX as the page lays it out: paragraphs, and tables whose fixed words are headings of rows and columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from jixiao.docx.block_reader import read_paper
from jixiao.docx.blocks import Block, Cell, Paragraph, Row, Table, TextSpan
from jixiao.docx.heading_cells import Scope, TableHeadings, list_heading_cells
from jixiao.docx.package import main_part, write_package

_SCOPES = {Scope.ROW: "row", Scope.COLUMN: "col", Scope.BOTH: "col"}
_DEEPEST, _FIRST_LEVEL = 6, 2


class PagePiece(Struct, frozen=True):
    """Words in a row; ``anchor`` is that of the figure they print, "" for none."""

    text: str
    anchor: str = ""


class PageParagraph(Struct, frozen=True):
    """A paragraph, of a heading with its level in the page (3 below a part's), else 0."""

    pieces: tuple[PagePiece, ...]
    level: int = 0


class PageCell(Struct, frozen=True):
    """A cell that begins here; ``scope`` is what it is a heading of (row, col), "" for a value."""

    blocks: tuple[PageBlock, ...]
    scope: str = ""
    columns: int = 1
    rows: int = 1


class PageTable(Struct, frozen=True):
    """A table; ``is_regular`` is whether it has one row of headings and no merged cells, so that it can be sorted."""

    rows: tuple[tuple[PageCell, ...], ...]
    is_regular: bool = False


PageBlock = PageParagraph | PageTable


class PagePart(Struct, frozen=True):
    """A part of the page; ``left_out`` counts what it holds that is no text, such as pictures."""

    anchor: str
    label: str
    title: str
    blocks: tuple[PageBlock, ...]
    left_out: int = 0


def lay_out_part(
    anchor: str, label: str, title: str, *, members: Mapping[str, bytes], figures: Mapping[str, str]
) -> PagePart:
    """Return a part by its DOCX's members; ``figures`` are the anchors of figures by the bookmarks that print them."""
    document = read_paper(write_package(members))
    headings = iter(list_heading_cells(members[main_part(members)]))
    blocks = tuple(_Layout(headings, figures).blocks(document.blocks))
    return PagePart(anchor, label, title, blocks, left_out=len(document.unread))


class _Layout:
    """Takes the headings of the tables in the order in which they stand, one in a cell after the one around it."""

    def __init__(self, headings: Iterator[TableHeadings], figures: Mapping[str, str]) -> None:
        self.headings = headings
        self.figures = figures

    def blocks(self, blocks: tuple[Block, ...]) -> Iterator[PageBlock]:
        for block in blocks:
            if isinstance(block, Table):
                yield self._table(block)
            elif block.text.strip():
                yield self._paragraph(block)

    def _paragraph(self, paragraph: Paragraph) -> PageParagraph:
        level = 0 if paragraph.level is None else min(paragraph.level + _FIRST_LEVEL, _DEEPEST)
        number = [PagePiece(f"{paragraph.number} ")] if paragraph.number else []
        spans = [span for span in paragraph.bookmarks if span.name in self.figures and span.start < span.end]
        return PageParagraph((*number, *self._pieces(paragraph.text, spans)), level)

    def _pieces(self, text: str, spans: list[TextSpan]) -> Iterator[PagePiece]:
        at = 0
        for span in sorted(spans, key=lambda one: one.start):
            if span.start < at:
                continue
            if span.start > at:
                yield PagePiece(text[at : span.start])
            yield PagePiece(text[span.start : span.end], self.figures[span.name])
            at = span.end
        if text[at:]:
            yield PagePiece(text[at:])

    def _table(self, table: Table) -> PageTable:
        headings = next(self.headings)
        rows = [self._row(row, scopes, table.standing[number:]) for number, (row, scopes) in
                enumerate(zip(table.standing, headings, strict=True), start=1)]  # fmt: skip
        return PageTable(tuple(rows), _is_regular(rows))

    def _row(self, row: Row, scopes: tuple[Scope | None, ...], below: tuple[Row, ...]) -> tuple[PageCell, ...]:
        cells = [PageCell((), columns=row.before)] if row.before else []
        begun = [(column, cell) for column, cell in zip(row.columns, row.cells, strict=False) if not cell.continues]
        known = scopes if len(scopes) == len(begun) else (None,) * len(begun)
        for (column, cell), scope in zip(begun, known, strict=True):
            blocks = tuple(self.blocks(cell.blocks))
            name = "" if scope is None else _SCOPES[scope]
            cells.append(PageCell(blocks, name, cell.span, 1 + _continued(column, below)))
        return tuple(cells)


def _continued(column: int, below: tuple[Row, ...]) -> int:
    """Return in how many rows below a cell that begins in a column goes on."""
    rows = 0
    for row in below:
        here: Cell | None = next((cell for at, cell in zip(row.columns, row.cells, strict=False) if at == column), None)
        if here is None or not here.continues:
            break
        rows += 1
    return rows


def _is_regular(rows: list[tuple[PageCell, ...]]) -> bool:
    alike = len({len(row) for row in rows}) == 1 and len(rows) > 2
    single = all(cell.columns == cell.rows == 1 for row in rows for cell in row)
    return alike and single and all(cell.scope for cell in rows[0]) and any(not cell.scope for cell in rows[1])
