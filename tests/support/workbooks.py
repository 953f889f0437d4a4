"""Workbooks for the tests, written by openpyxl."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl

from jixiao.docx.package import read_package, write_package
from jixiao.importing.documents import Document, FiledGrid

Change = Callable[[Any], object]


def make_workbook(*changes: Change, name: str = "表") -> bytes:
    """Return a workbook of one sheet after changes to the sheet; its ``parent`` is the workbook."""
    book = openpyxl.Workbook()
    book.active.title = name
    for change in changes:
        change(book.active)
    return stored(book)


def fill(cells: dict[str, object]) -> Change:
    """Return a change that writes values into cells."""

    def change(sheet: Any) -> None:
        for ref, value in cells.items():
            sheet[ref] = value

    return change


def stored(book: Any) -> bytes:
    """Return a workbook as a file."""
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def change_sheet(data: bytes, old: str, new: str) -> bytes:
    """Return a workbook with other words in the XML of its first sheet, as no program for tables would write it."""
    members, name = read_package(data), "xl/worksheets/sheet1.xml"
    assert old.encode() in members[name]
    return write_package({**members, name: members[name].replace(old.encode(), new.encode())})


def export_to_workbook(document: Document) -> bytes:
    """Return a form as a sheet: lines in the first column, merged cells as they are on paper, all texts as texts."""
    book = openpyxl.Workbook()
    sheet = book.active
    row = 0
    for block in document.blocks:
        if isinstance(block, FiledGrid):
            _write_grid(sheet, block, row)
            row += len(block.rows)
        elif block.full.strip():
            row += 1
            sheet.cell(row, 1, block.full)
    return stored(book)


def _write_grid(sheet: Any, grid: FiledGrid, above: int) -> None:
    begun: dict[int, list[int]] = {}  # by first column: the range that goes on from row to row
    ranges: list[list[int]] = []
    for row, texts in enumerate(grid.rows):
        columns = grid.columns[row]
        for number, text in enumerate(texts):
            first, last = columns[number] + 1, columns[number + 1]
            if (row, number) in grid.continued and first in begun:
                begun[first][2] = above + row + 1
                continue
            begun[first] = [above + row + 1, first, above + row + 1, last]
            ranges.append(begun[first])
            if text:
                sheet.cell(above + row + 1, first, text).data_type = "s"
    for top, left, bottom, right in ranges:
        if (top, left) != (bottom, right):
            sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
