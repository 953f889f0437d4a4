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
_HEAD = {"bold": True, "bg_color": "#DCE6F1", "border": 1, "text_wrap": True, "valign": "vcenter", "align": "center"}
_SUM = {"bold": True, "bg_color": "#FFF2CC", "border": 1}

Cell = str | int | Decimal | None


class XlsxColumn(Struct, frozen=True):
    """A column: its title, the number format of its cells (TEXT: none), its width in characters.

    ``function`` is that of SUBTOTAL in the line of totals, 0 for none.
    """

    title: str
    form: str = TEXT
    width: float = 12
    function: int = 0


class XlsxBook:
    """A workbook in the making; sheets are filled one after another, and no row is kept."""

    def __init__(self, path: Path) -> None:
        self._book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_urls": False})
        self._book.set_properties({"created": _CREATED})
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def finish(self) -> None:
        """Write the file; nothing can be added after. OSError where that fails."""
        try:
            self._book.close()
        except FileCreateError as error:
            raise error.args[0] from None

    def form(self, **settings: Any) -> Any:
        """Return the format with these settings."""
        key = tuple(sorted(settings.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format({"font_name": "微软雅黑", "font_size": 10, **settings})
        return self._formats[key]

    def sheet(self, name: str) -> XlsxSheet:
        """Return a new sheet."""
        return XlsxSheet(self, self._book, self._book.add_worksheet(name))


class XlsxSheet:
    """One sheet, written from the top."""

    def __init__(self, book: XlsxBook, workbook: Any, sheet: Any) -> None:
        self._book, self._workbook, self._sheet = book, workbook, sheet
        self.row = 0

    def line(self, words: str, **settings: Any) -> None:
        """Write a line of text."""
        self._sheet.set_row(self.row, 24 if settings.get("bold") else 18)
        self._text(self.row, 0, words, self._book.form(valign="vcenter", **settings))
        self.row += 1

    def table(
        self,
        columns: Sequence[XlsxColumn],
        rows: Iterable[Sequence[Cell]],
        *,
        totals: Sequence[Cell] = (),
        count: int = 0,
        frozen: int = 1,
    ) -> int:
        """Write a table with a filter and a head that stays; return how many rows.

        With ``totals`` (what each cell of that line comes to now) it stands above the head and follows the filter;
        ``count`` is the number of rows then. ``frozen`` columns stay too.
        """
        for number, column in enumerate(columns):
            self._sheet.set_column(number, number, column.width)
        head = self.row + bool(totals)
        if totals:
            self._totals(columns, totals, head + 1, head + max(count, 1))
        self._sheet.set_row(head, 32)
        for number, column in enumerate(columns):
            self._text(head, number, column.title, self._book.form(**_HEAD))
        self._sheet.freeze_panes(head + 1, frozen)
        written = self._rows(columns, rows, head + 1)
        self._sheet.autofilter(head, 0, head + max(written, 1), len(columns) - 1)
        self._sheet.repeat_rows(head)
        self.row = head + 1 + written
        return written

    def block(self, columns: Sequence[XlsxColumn], rows: Iterable[Sequence[Cell]]) -> tuple[int, int]:
        """Write a small table without filter; return its first and last row."""
        for number, column in enumerate(columns):
            self._text(self.row, number, column.title, self._book.form(**_HEAD))
        first = self.row + 1
        self.row = first + self._rows(columns, rows, first)
        return first, self.row - 1

    def widths(self, *widths: float) -> None:
        """Set the columns' widths from the left."""
        for number, width in enumerate(widths):
            self._sheet.set_column(number, number, width)

    def page(self, *, landscape: bool = True, wide: bool = False) -> None:
        """Set the sheet up to be printed as wide as the paper: A4, or A3 for a ``wide`` one."""
        self._sheet.set_paper(8 if wide else 9)
        self._sheet.fit_to_pages(1, 0)
        if landscape:
            self._sheet.set_landscape()

    def chart(self, title: str, first: int, last: int, place: str) -> None:
        """Draw the second column's numbers of these rows as bars over the first column's words."""
        name = self._sheet.get_name()
        chart = self._workbook.add_chart({"type": "column"})
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

    def _rows(self, columns: Sequence[XlsxColumn], rows: Iterable[Sequence[Cell]], start: int) -> int:
        forms = [
            self._book.form(**({"num_format": one.form} if one.form else {"text_wrap": one.width >= 40}))
            for one in columns
        ]
        number = 0
        for number, cells in enumerate(rows, start=1):
            for place, (form, cell) in enumerate(zip(forms, cells, strict=True)):
                self._cell(start + number - 1, place, cell, form)
        return number

    def _cell(self, row: int, place: int, cell: Cell, form: Any) -> None:
        if isinstance(cell, str):
            self._text(row, place, cell, form)
        elif cell is not None:
            self._sheet.write_number(row, place, float(cell), form)

    def _totals(self, columns: Sequence[XlsxColumn], totals: Sequence[Cell], first: int, last: int) -> None:
        for number, (column, now) in enumerate(zip(columns, totals, strict=True)):
            form = self._book.form(**_SUM, **({"num_format": column.form} if column.form else {}))
            if isinstance(now, str):
                self._text(self.row, number, now, form)
            elif column.function and now is not None:
                letter = xlsxwriter.utility.xl_col_to_name(number)
                formula = f"=SUBTOTAL({column.function},{letter}{first + 1}:{letter}{last + 1})"
                self._sheet.write_formula(self.row, number, formula, form, float(now))
            elif now is not None:
                self._sheet.write_number(self.row, number, float(now), form)
            else:
                self._sheet.write_blank(self.row, number, None, form)

    def _text(self, row: int, place: int, words: str, form: Any) -> None:
        # Never a formula, whatever it begins with.
        self._sheet.write_string(row, place, one_line(words)[:_LONGEST], form)
