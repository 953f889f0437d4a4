"""A form on a workbook's sheet as a Word document, of which a template can be made: its words, its merged cells."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise

from msgspec.structs import replace

from jixiao.docx.wml import W_NS
from jixiao.importing.documents import Document, FiledBlock, FiledGrid, FiledLine

_TEXT_WIDTH = {False: 8_600, True: 14_300}  # twentieths of a point between the margins of A4, upright and turned
_MANY_COLUMNS = 8
_MARGIN_MM, _LONG_MM, _SHORT_MM = 20, 297, 210
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_FACE = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{0}"/>'
_LOOK = f'<w:rPr>{_FACE.format("宋体")}<w:sz w:val="{{0}}"/></w:rPr>'
_CENTRED = '<w:jc w:val="center"/>'
_TITLE, _CELL = 32, 21


def form_sheet(document: Document) -> tuple[Document, tuple[str, ...]]:
    """Return what stands on the first sheet of a workbook that holds a table, and the other sheets that hold some."""
    sheets = dict.fromkeys(block.at.sheet for block in document.blocks if isinstance(block, FiledGrid) and block.at)
    first, *others = sheets or ("",)
    blocks = tuple(block for block in document.blocks if block.at and block.at.sheet == first)
    return replace(document, blocks=blocks), tuple(others)


def write_sheet_form(blocks: Sequence[FiledBlock]) -> bytes:
    """Return lines and tables as a DOCX on A4, turned where a table has many columns; columns are of equal width."""
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.oxml import parse_xml
    from docx.shared import Mm

    turned = any(_width(block) > _MANY_COLUMNS for block in blocks if isinstance(block, FiledGrid))
    made = docx.Document()
    section = made.sections[0]
    if turned:
        section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (Mm(_LONG_MM), Mm(_SHORT_MM)) if turned else (Mm(_SHORT_MM), Mm(_LONG_MM))
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN_MM)
    last = made.element.body[-1]
    for xml in _blocks(blocks, turned=turned):
        last.addprevious(parse_xml(xml))
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def _blocks(blocks: Sequence[FiledBlock], *, turned: bool) -> Iterator[str]:
    longest = max((len(one.full) for one in _lines_above(blocks)), default=0)
    titles = [one for one in _lines_above(blocks) if len(one.full) == longest][:1]
    for block in blocks:
        if isinstance(block, FiledLine):
            is_title = block in titles
            yield _paragraph(block.full, _TITLE if is_title else _CELL, centred=is_title, root=True)
        else:
            yield _table(block, _TEXT_WIDTH[turned])
            yield _paragraph("", _CELL, root=True)


def _lines_above(blocks: Sequence[FiledBlock]) -> list[FiledLine]:
    table = next((n for n, block in enumerate(blocks) if isinstance(block, FiledGrid)), len(blocks))
    return [block for block in blocks[:table] if isinstance(block, FiledLine)]


def _width(grid: FiledGrid) -> int:
    return max((columns[-1] - columns[0] for columns in grid.columns), default=0)


def _paragraph(text: str, size: int, *, centred: bool = False, root: bool = False) -> str:
    place = f'<w:pPr><w:spacing w:after="0"/>{_CENTRED if centred else ""}</w:pPr>'
    breaks = f'</w:t></w:r><w:r>{_LOOK.format(size)}<w:br/></w:r><w:r>{_LOOK.format(size)}<w:t xml:space="preserve">'
    words = breaks.join(escape(line) for line in text.split("\n"))
    run = f'<w:r>{_LOOK.format(size)}<w:t xml:space="preserve">{words}</w:t></w:r>' if text else ""
    return f"<w:p{_SPACE if root else ''}>{place}{run}</w:p>"


_SPACE = f' xmlns:w="{W_NS}"'


def _table(grid: FiledGrid, width: int) -> str:
    first = min(columns[0] for columns in grid.columns)
    column = width // max(_width(grid), 1)
    widths = f'<w:gridCol w:w="{column}"/>' * _width(grid)
    rows = "".join(
        f"<w:tr>{''.join(_cells(grid, row, column, first))}</w:tr>" for row in range(len(grid.rows)) if grid.rows[row]
    )
    looks = f'<w:tblW w:w="{column * _width(grid)}" w:type="dxa"/><w:tblBorders>{_BORDERS}</w:tblBorders>'
    return f"<w:tbl{_SPACE}><w:tblPr>{looks}</w:tblPr><w:tblGrid>{widths}</w:tblGrid>{rows}</w:tbl>"


def _cells(grid: FiledGrid, row: int, width: int, first: int) -> Iterator[str]:
    """Yield the cells of a row, one of no words before and behind it where it is narrower than the table."""
    columns, end = grid.columns[row], first + _width(grid)
    begins = {grid.columns[row + 1][number] for at, number in grid.continued if at == row + 1}
    if columns[0] > first:
        yield _cell("", columns[0] - first, width, merge="")
    for number, (start, stop) in enumerate(pairwise(columns)):
        below = '<w:vMerge w:val="restart"/>' if start in begins else ""
        merge = "<w:vMerge/>" if (row, number) in grid.continued else below
        yield _cell(grid.rows[row][number], stop - start, width, merge=merge)
    if columns[-1] < end:
        yield _cell("", end - columns[-1], width, merge="")


def _cell(text: str, span: int, width: int, *, merge: str) -> str:
    wide = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    looks = f'<w:tcW w:w="{span * width}" w:type="dxa"/>{wide}{merge}<w:vAlign w:val="center"/>'
    return f"<w:tc><w:tcPr>{looks}</w:tcPr>{_paragraph(text, _CELL)}</w:tc>"
