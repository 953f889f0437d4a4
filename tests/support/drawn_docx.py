"""DOCX files of forms drawn as text: a line a paragraph, rows of a table between |, ^ for a cell that goes on."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import pairwise

from jixiao.importing.documents import FiledBlock, FiledGrid, FiledLine
from tests.support.paper import draw_blocks
from tests.support.wml import document

_LOOK = '<w:rPr><w:rFonts w:eastAsia="仿宋"/><w:sz w:val="21"/></w:rPr>'


def draw_docx(drawing: str) -> bytes:
    """Return a DOCX of lines and tables; «2» behind a cell is how many columns it spans."""
    return docx_of(draw_blocks(drawing))


def docx_of(blocks: Sequence[FiledBlock]) -> bytes:
    """Return a DOCX of lines and tables."""
    return document("".join(_line(block.text) if isinstance(block, FiledLine) else _table(block) for block in blocks))


def _line(text: str) -> str:
    run = f'<w:r>{_LOOK}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f"<w:p>{run}</w:p>"


def _table(grid: FiledGrid) -> str:
    rows = "".join(f"<w:tr>{_cells(grid, row)}</w:tr>" for row in range(len(grid.rows)))
    return f"<w:tbl><w:tblPr/>{rows}</w:tbl>"


def _cells(grid: FiledGrid, row: int) -> str:
    spans = [last - first for first, last in pairwise(grid.columns[row])]
    return "".join(
        f"<w:tc><w:tcPr>{_merge(grid, row, number, span)}</w:tcPr>{''.join(map(_line, text.split(chr(10))))}</w:tc>"
        for number, (text, span) in enumerate(zip(grid.rows[row], spans, strict=True))
    )


def _merge(grid: FiledGrid, row: int, number: int, span: int) -> str:
    wide = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    if (row, number) in grid.continued:
        return f"{wide}<w:vMerge/>"
    first = grid.columns[row][number]
    below = row + 1 < len(grid.rows) and any(
        grid.columns[row + 1][one] == first for at, one in grid.continued if at == row + 1
    )
    return f'{wide}<w:vMerge w:val="restart"/>' if below else wide
