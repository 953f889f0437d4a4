"""A workbook as import reads it: each sheet's rows of a single cell as lines, the others as a grid.

No formula is reckoned, no link followed and no macro run: what was stored last is read. Numbers are written with the 15
digits that Excel keeps.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from decimal import Decimal

from msgspec.structs import replace

from jixiao.accounts.old_workbook_formats import read_old_formats
from jixiao.accounts.stored_workbook import DAMAGED, StoredBook, StoredSheet, read_stored, refuse_macros
from jixiao.accounts.workbook_formats import HiddenThing, SheetFormats, Spot, name_beside, read_formats
from jixiao.docx.package import BadPackage
from jixiao.folding import describe_folding, fold
from jixiao.importing.documents import Document, FiledBlock, FiledGrid, FiledLine, LeftOut, SheetPlace
from jixiao.importing.sheet_blocks import SheetCells, cut_sheet

_DIGITS = 15
_OLD = (
    "旧版 .xls 里看不出哪些数显示成百分数，百分率各栏里的数、文字栏里不大于 1 的数没有读入；另存为 .xlsx 再导入就能读"
)


def read_new_workbook(name: str, data: bytes, members: Mapping[str, bytes]) -> Document:
    """Return an .xlsx, whose ``members`` are unpacked, as a document; BadPackage for one that is not safe to open.

    ToolFailed where the program that reads it is not there.
    """
    refuse_macros(members)
    book = read_stored(data)
    try:
        formats = read_formats(members)
    except BadPackage as error:
        raise BadPackage(DAMAGED) from error
    document = _make_document(name, book, formats)
    return replace(document, notes=(*document.notes, *name_beside(members)))


def read_old_workbook(name: str, data: bytes) -> Document:
    """Return an .xls as a document; BadPackage, ToolFailed as for an .xlsx."""
    document = _make_document(name, read_stored(data), read_old_formats(data))
    unsure = any(isinstance(block, FiledGrid) and block.bare and not block.looks_known for block in document.blocks)
    return replace(document, notes=(*document.notes, _OLD)) if unsure else document


def _make_document(name: str, book: StoredBook, formats: Mapping[str, SheetFormats]) -> Document:
    blocks: list[FiledBlock] = []
    left_out: list[LeftOut] = []
    notes: list[str] = []
    texts: list[str] = []
    for sheet in book.sheets:
        if sheet.hidden or not sheet.table:
            why = "隐藏的工作表，没有读入" if sheet.hidden else "不是表格的工作表（图表、宏等），没有读入"
            left_out.append(LeftOut(f"{name} 工作表“{sheet.name}”", why))
            continue
        known = formats.get(sheet.name)
        texts += (cell for row in sheet.rows for cell in row if isinstance(cell, str))
        blocks += cut_sheet(_write_cells(sheet, known), sum(isinstance(block, FiledLine) for block in blocks))
        if known:
            left_out += _name_unread(name, sheet, known)
            notes += [f"工作表“{sheet.name}”{one.value}" for one in HiddenThing if one in known.hidden]
    if words := describe_folding(texts):
        notes.append(f"有只是看着一样的字符，按通行的字读取：{words}")
    return Document(name, tuple(blocks), tuple(notes), left_out=tuple(left_out))


def _name_unread(name: str, sheet: StoredSheet, known: SheetFormats) -> Iterator[LeftOut]:
    for (row, column), why in sorted(known.unread.items()):
        yield LeftOut(f"{name} {SheetPlace(sheet.name, row, column)}", why)


def _write_cells(sheet: StoredSheet, known: SheetFormats | None) -> SheetCells:
    """Return a sheet's cells as they are written on paper; of an old workbook nothing else is ``known``."""
    top, left = sheet.first
    placed = [
        ((top + row, left + column), cell)
        for row, cells in enumerate(sheet.rows)
        for column, cell in enumerate(cells)
        if isinstance(cell, float)
    ]
    formats = known or SheetFormats()
    most = 1 if known else sys.float_info.max
    bare = frozenset(spot for spot, number in placed if spot not in formats.percents and 0 < abs(number) <= most)
    texts = [
        [_write_cell(cell, (top + row, left + column), formats) for column, cell in enumerate(cells)]
        for row, cells in enumerate(sheet.rows)
    ]
    unread, looks = frozenset(formats.unread), known is not None
    return SheetCells(sheet.name, sheet.first, texts, bare=bare, unread=unread, merged=sheet.merged, looks_known=looks)


def _write_cell(cell: str | float | None, spot: Spot, known: SheetFormats) -> str:
    if spot in known.unread:
        return ""
    if cell is None or isinstance(cell, str):
        return fold((cell or "").replace("\r\n", "\n").replace("\r", "\n"))
    percent = spot in known.percents
    number = Decimal(f"{cell:.{_DIGITS}g}") * (100 if percent else 1)
    text = f"{number:f}"
    unit = "%" if percent else known.suffixes.get(spot, "")
    return (text.rstrip("0").rstrip(".") if "." in text else text) + unit
