"""A workbook written row by row: every text stays a text, every number a number, the same content the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter
from msgspec import Struct
from xlsxwriter.exceptions import FileCreateError

from jixiao.plain import one_line

MONEY, RATE, SCORE, COUNT, TEXT = "#,##0.00##", "0.00%", "0.0#", "0", ""
MOST_ROWS = 1_048_576
_LONGEST = 32_767
_CREATED = datetime(2000, 1, 1, tzinfo=UTC)
_FONT = {"font_name": "微软雅黑", "font_size": 10}
_TITLE = {"valign": "vcenter", "bold": True, "font_size": 14}
_NOTE = {"valign": "vcenter", "font_color": "#666666"}
_HEAD = {"bold": True, "bg_color": "#DCE6F1", "border": 1, "text_wrap": True, "valign": "vcenter", "align": "center"}
_SUM = {"bold": True, "bg_color": "#FFF2CC", "border": 1}

Cell = str | int | Decimal | None


class XlsxColumn(Struct, frozen=True):
    """A column: its title, the number format of its cells (TEXT: none), its width in characters.

    ``function`` is that of SUBTOTAL in the line of totals, 0 for none.
    """

    title: str
    format: str = TEXT
    width: float = 12
    function: int = 0


class XlsxBook:
    """A workbook in the making; sheets are filled one after another, and no row is kept."""

    def __init__(self, path: Path) -> None:
        self._book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_urls": False})
        self._book.set_properties({"created": _CREATED})

    def finish(self) -> None:
        """Write the file; nothing can be added after. OSError where that fails."""
        try:
            self._book.close()
        except FileCreateError as error:
            raise error.args[0] from None

    def sheet(self, name: str, *, landscape: bool = True, wide: bool = False) -> XlsxSheet:
        """Return a new sheet, printed as wide as the paper: A4, or A3 for a ``wide`` one."""
        sheet = self._book.add_worksheet(name)
        sheet.set_paper(8 if wide else 9)
        sheet.fit_to_pages(1, 0)
        if landscape:
            sheet.set_landscape()
        return XlsxSheet(self._book, sheet)


class XlsxSheet:
    """One sheet, written from the top."""

    def __init__(self, book: Any, sheet: Any) -> None:
        self._book, self._sheet = book, sheet
        self._row = 0

    def title(self, words: str) -> None:
        """Write the line of the sheet's title."""
        self._line(words, 24, _TITLE)

    def note(self, words: str) -> None:
        """Write a line of explanation."""
        self._line(words, 18, _NOTE)

    def skip(self) -> None:
        """Leave a line empty."""
        self._line("", 18, {"valign": "vcenter"})

    def _line(self, words: str, height: float, settings: dict[str, Any]) -> None:
        self._sheet.set_row(self._row, height)
        self._write(self._row, 0, words, self._style(settings))
        self._row += 1

    def table(
        self,
        columns: Sequence[XlsxColumn],
        rows: Iterable[Sequence[Cell]],
        *,
        totals: Sequence[Cell] = (),
        count: int = 0,
        frozen: int = 1,
    ) -> None:
        """Write a table with a filter and a head that stays.

        With ``totals`` (what each cell of that line comes to now) it stands above the head and follows the filter;
        ``count`` is the number of rows then. ``frozen`` columns stay too.
        """
        self.widths(*(column.width for column in columns))
        head = self._row + bool(totals)
        if totals:
            self._totals(columns, totals, head + 1, head + max(count, 1))
        self._row = head
        self._sheet.set_row(head, 32)
        self._sheet.freeze_panes(head + 1, frozen)
        self.block(columns, rows)
        self._sheet.autofilter(head, 0, max(self._row - 1, head + 1), len(columns) - 1)
        self._sheet.repeat_rows(head)

    def block(self, columns: Sequence[XlsxColumn], rows: Iterable[Sequence[Cell]]) -> tuple[int, int]:
        """Write a small table without filter; return its first and last row."""
        head = self._style(_HEAD)
        for number, column in enumerate(columns):
            self._write(self._row, number, column.title, head)
        first = self._row = self._row + 1
        styles = [
            self._style({"num_format": column.format} if column.format else {"text_wrap": column.width >= 40})
            for column in columns
        ]
        for cells in rows:
            for number, (style, cell) in enumerate(zip(styles, cells, strict=True)):
                self._write(self._row, number, cell, style)
            self._row += 1
        return first, self._row - 1

    def widths(self, *widths: float) -> None:
        """Set the columns' widths from the left."""
        for number, width in enumerate(widths):
            self._sheet.set_column(number, number, width)

    def chart(self, title: str, first: int, last: int, place: str) -> None:
        """Draw the second column's numbers of these rows as bars over the first column's words."""
        name = self._sheet.get_name()
        chart = self._book.add_chart({"type": "column"})
        chart.add_series(
            {
                "categories": [name, first, 0, last, 0],
                "values": [name, first, 1, last, 1],
                "fill": {"color": "#1F4E79"},
                "gap": 40,
                "data_labels": {"value": True},
            }
        )
        chart.set_title({"name": title, "name_font": {"size": 11}})
        chart.set_legend({"none": True})
        chart.set_y_axis({"major_gridlines": {"visible": True, "line": {"color": "#DDDDDD"}}, "name": "单位数"})
        chart.set_size({"width": 560, "height": 260})
        self._sheet.insert_chart(place, chart)

    def _totals(self, columns: Sequence[XlsxColumn], totals: Sequence[Cell], first: int, last: int) -> None:
        for number, (column, now) in enumerate(zip(columns, totals, strict=True)):
            style = self._style(_SUM | ({"num_format": column.format} if column.format else {}))
            if now is None:
                self._sheet.write_blank(self._row, number, None, style)
            elif column.function:
                letter = xlsxwriter.utility.xl_col_to_name(number)
                formula = f"=SUBTOTAL({column.function},{letter}{first + 1}:{letter}{last + 1})"
                self._sheet.write_formula(self._row, number, formula, cell_format=style, value=float(now))
            else:
                self._write(self._row, number, now, style)

    def _style(self, settings: dict[str, Any]) -> Any:
        return self._book.add_format(_FONT | settings)

    def _write(self, row: int, column: int, cell: Cell, style: Any) -> None:
        """Write a number, or a text that is never a formula, whatever it begins with."""
        if isinstance(cell, str):
            self._sheet.write_string(row, column, one_line(cell)[:_LONGEST], style)
        elif cell is not None:
            self._sheet.write_number(row, column, float(cell), style)
