"""A program of its own: the workbook on standard input as JSON on standard output, in the shape of ``StoredBook``.

Workbooks come from strangers, and their reader holds a sheet from its first cell to its last, however far that is. Who
starts it gives it so much memory and no more, and goes on where it breaks off. It imports nothing of ours. Of hidden
sheets it reads those alone that are named as arguments.
"""

from __future__ import annotations

import datetime
import io
import json
import math
import os
import sys
from collections.abc import Collection
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

MAX_SHEETS, MAX_CELLS, MAX_CHARACTERS = 60, 120_000, 5_000_000
_DAMAGED = "文件已损坏或不是 Excel 文件；请用 Excel 或 WPS 打开并重新另存为 .xlsx"
Cell = str | float | None
Span = tuple[int, int, int, int]
_MARGIN = 100


class TooLarge(Exception):
    """A workbook that has more in it than forms have; its words say of what."""


def main() -> None:
    """Read the workbook and write what is in its cells, or why it cannot be read."""
    with os.fdopen(0, "rb") as given, os.fdopen(1, "wb") as result:
        result.write(json.dumps(read_cells(given.read(), sys.argv[1:])).encode())


def read_cells(data: bytes, wanted: Collection[str] = ()) -> dict[str, Any]:
    """Return the sheets of a workbook; ``refused`` says in words why there are none.

    ``wanted`` are the hidden ones to be read.
    """
    try:
        with load_workbook(io.BytesIO(data)) as book:
            return {"sheets": _read_sheets(book, wanted)}
    except TooLarge as error:
        return {"refused": f"{error}，不予读取；请检查文件来源，或把文件拆开"}
    except PasswordError:
        return {"refused": "文件设有打开密码；请去掉密码后重试"}
    except (CalamineError, OSError, ValueError):
        return {"refused": _DAMAGED}


def _read_sheets(book: CalamineWorkbook, wanted: Collection[str]) -> list[dict[str, Any]]:
    """Return all sheets; of those that are hidden and not wanted, or no tables, nothing but what they are."""
    if len(book.sheets_metadata) > MAX_SHEETS:
        raise TooLarge(f"文件里的工作表有 {len(book.sheets_metadata)} 张，超过上限 {MAX_SHEETS} 张")
    sheets = []
    cells = characters = 0
    for about in book.sheets_metadata:
        hidden, table = about.visible != SheetVisibleEnum.Visible, about.typ == SheetTypeEnum.WorkSheet
        sheet: dict[str, Any] = {"name": about.name, "hidden": hidden, "table": table}
        if table and (not hidden or about.name in wanted):
            stored = book.get_sheet_by_name(about.name)
            cells += stored.height * stored.width
            if cells > MAX_CELLS:
                raise TooLarge(f"文件里的单元格超过上限 {MAX_CELLS} 个")
            sheet |= _read_sheet(stored)
            characters += sum(len(cell) for row in sheet["rows"] for cell in row if isinstance(cell, str))
            if characters > MAX_CHARACTERS:
                raise TooLarge(f"文件里的字超过上限 {MAX_CHARACTERS} 个")
        sheets.append(sheet)
    return sheets


def _read_sheet(sheet: CalamineSheet) -> dict[str, Any]:
    """Return the cells from the first that holds something to the last, and the merged ranges, all counted from 0."""
    rows = [[_plain(cell) for cell in row] for row in sheet.to_python()] if sheet.start else []
    merged = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()][:MAX_CELLS]
    _refuse_overlaps(merged, *(sheet.end or (0, 0)))
    return {"first": sheet.start or (0, 0), "rows": rows, "merged": merged}


def _refuse_overlaps(merged: list[Span], bottom: int, right: int) -> None:
    """Refuse ranges that cover more than there is as far as readers go, which are some blank cells behind the last."""
    height, width = bottom + _MARGIN, right + _MARGIN
    covered = sum(max(min(end, height) - top, 0) * max(min(far, width) - left, 0) for top, left, end, far in merged)
    if covered > height * width:
        raise TooLarge("文件里合并的单元格互相重叠")


def _plain(cell: object) -> Cell:
    """Return a cell as text or number: a day in ISO 8601, what is true or false as Excel shows it; None for nothing.

    What is no number that can be reckoned with (nan, inf), which JSON does not have, is text.
    """
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, int | float):
        return float(cell) if math.isfinite(cell) else str(cell)
    if isinstance(cell, datetime.datetime):
        whole = cell.time() == datetime.time()
        return cell.date().isoformat() if whole else cell.isoformat(sep=" ")
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    return str(cell) or None


if __name__ == "__main__":
    main()
