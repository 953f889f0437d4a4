"""A sheet's cells as tables: headings above, columns of labels, columns of values, in several groups side by side.

In 收入支出决算总表 labels and values alternate: 收入 with its columns, then 支出 by function, then by nature. A column
of labels that follows columns of values begins a new group.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cached_property

from msgspec import Struct, field

from jixiao.accounts.stored_workbook import Cell, Span, StoredSheet
from jixiao.accounts.workbook_formats import SheetFormats, Spot
from jixiao.patterns import compile_late
from jixiao.plain import read_count

NOTHING = {"", "-", "--", "---", "—", "——", "–", "/", "*", "…", "……"}
NUMERIC = compile_late(r"[-+(]?[¥￥]?[0-9][0-9,，']*(?:\.[0-9]*)?%?\)?")
_ORDINALS = {"行次", "栏次", "序号"}
_CODES = ("编码", "代码")
_TOP_ROWS = 8
_STATED_UNIT = compile_late(r"单位[:：]?(亿元|万元|千元|元)")
_STATED_NAME = compile_late(r"(?:编制单位|填报单位|单位名称|部门名称|单位)(?:\([^()]*\))?:(.+)")
_STATED_YEAR = compile_late(r"(20[0-9]{2})年?度?")
_STATED = compile_late(
    "|".join(f"(?:{one.pattern})" for one in (_STATED_UNIT, _STATED_NAME, _STATED_YEAR)) + "|金额单位:元"
)
_TWO = 2


def plain_label(text: str) -> str:
    """Return a label as two are compared: without white space, half-width where there is a choice, quotes alike."""
    narrow = "".join(unicodedata.normalize("NFKC", text).split())
    return re.sub("[“”„‟‘’']", '"', narrow).rstrip(":")


class SheetTable(Struct):
    """Rows of headings and the rows below them, with the columns whose cells are labels and those that are values."""

    headings: list[int] = field(default_factory=list)
    body: list[int] = field(default_factory=list)
    labels: set[int] = field(default_factory=set)
    values: list[int] = field(default_factory=list)


class SheetGrid(Struct, dict=True):
    """A sheet by its own counting from 0; ``known`` is what an .xlsx says of its cells beside their values."""

    sheet: StoredSheet
    known: SheetFormats | None

    @cached_property
    def cells(self) -> Mapping[Spot, Cell]:
        """All cells that hold something."""
        top, left = self.sheet.first
        return {
            (top + row, left + column): cell
            for row, cells in enumerate(self.sheet.rows)
            for column, cell in enumerate(cells)
            if cell is not None and (not isinstance(cell, str) or cell.strip())
        }

    @cached_property
    def spans(self) -> Mapping[Spot, Span]:
        """The merged range of every cell in one, as far as anything is written in its columns and rows."""
        bottom = max((row for row, _ in self.cells), default=-1)
        right = max((column for _, column in self.cells), default=-1)
        return {
            (row, column): span
            for span in self.sheet.merged
            for row in range(span[0], min(span[2], bottom) + 1)
            for column in range(span[1], min(span[3], right) + 1)
        }

    def span(self, spot: Spot) -> Span:
        """Return the range a cell is merged into, itself where it is not."""
        return self.spans.get(spot, (*spot, *spot))

    def seen(self, spot: Spot) -> Cell:
        """Return what is seen at a cell: of a merged range what its first cell holds."""
        return self.cells.get(self.span(spot)[:2])

    def is_label(self, spot: Spot) -> bool:
        """Return whether a cell holds words."""
        cell = self.cells.get(spot)
        return isinstance(cell, str) and plain_label(cell) not in NOTHING and not is_numeric(cell)

    @cached_property
    def by_row(self) -> Mapping[int, list[Spot]]:
        """The cells that hold something, row by row."""
        rows: dict[int, list[Spot]] = {}
        for spot in sorted(self.cells):
            rows.setdefault(spot[0], []).append(spot)
        return rows

    @cached_property
    def tables(self) -> list[SheetTable]:
        """The tables of the sheet from above."""
        tables = [SheetTable()]
        for row, spots in self.by_row.items():
            table = tables[-1]
            if table.body and self._begins_anew(table, row):
                tables.append(table := SheetTable())
            numbers = any(is_numeric(self.cells[spot]) for spot in spots)
            if not (numbers and not table.body and self._only_counts(spots)):
                (table.body if table.body or (table.headings and numbers) else table.headings).append(row)
        for table in tables:
            self._tell_columns(table)
        return [table for table in tables if table.body]

    def _begins_anew(self, table: SheetTable, row: int) -> bool:
        """Return whether a row below a table has headings over what were columns of numbers, and no number."""
        spots = self.by_row[row]
        numbers = {column for one in table.body for _, column in self.by_row[one] if self._is_amount((one, column))}
        over = sum(column in numbers and self.is_label((row, column)) for _, column in spots)
        return over >= _TWO and not any(is_numeric(self.cells[spot]) for spot in spots)

    def _is_amount(self, spot: Spot) -> bool:
        return isinstance(self.cells.get(spot), float)

    def _only_counts(self, spots: list[Spot]) -> bool:
        """Return whether a row only numbers the columns: 栏次 1 2 3."""
        words = {self._plain(spot) for spot in spots if self.is_label(spot)}
        numbers = [str(self.cells[spot]).strip().removesuffix(".0") for spot in spots if not self.is_label(spot)]
        counted = [count for one in numbers if (count := read_count(one)) is not None]
        return words <= _ORDINALS and len(counted) == len(numbers) and counted == sorted(set(counted))

    def _tell_columns(self, table: SheetTable) -> None:
        columns = sorted({column for row in (*table.headings, *table.body) for _, column in self.by_row[row]})
        for column in columns:
            heading = self.heading(table, column, table.body[0]) if table.body else ()
            last = plain_label(heading[-1]) if heading else ""
            words = sum(self.is_label((row, column)) for row in table.body)
            numbers = sum(is_numeric(self.cells.get((row, column))) for row in table.body)
            if words > numbers or (numbers and last.endswith(_CODES)):
                table.labels.add(column)
            elif last and last not in _ORDINALS:
                table.values.append(column)

    def heading(self, table: SheetTable, column: int, above: int) -> tuple[str, ...]:
        """Return the headings over a column, the outermost first, as far as they stand above a row."""
        texts: list[str] = []
        met: Spot | None = None
        for row in (one for one in table.headings if self.title_end < one < above):
            span = self.span((row, column))
            if span[:2] != met and self.is_label(span[:2]):
                text, met = str(self.cells[span[:2]]).strip(), span[:2]
                texts.append(text)
        return tuple(texts)

    # what the sheet says of itself

    @cached_property
    def title_end(self) -> int:
        """The last of the rows above all tables that say what the sheet is, of whom, and in what; -1 for none."""
        top = sorted(self.by_row)[:_TOP_ROWS]
        stated = [row for row in top if any(_STATED.fullmatch(self._plain(spot)) for spot in self.by_row[row])]
        return max(stated, default=-1)

    def _plain(self, spot: Spot) -> str:
        return plain_label(str(self.cells[spot]))

    def _top_texts(self) -> Iterator[str]:
        for row in sorted(self.by_row)[:_TOP_ROWS]:
            yield from (self._plain(spot) for spot in self.by_row[row] if self.is_label(spot))

    @cached_property
    def money_unit(self) -> str:
        """What its amounts are in, "" where it does not say."""
        return next((match[1] for text in self._top_texts() if (match := _STATED_UNIT.search(text))), "")

    @cached_property
    def unit_name(self) -> str:
        """The unit it is of, "" where it does not say."""
        found = (match[1] for text in self._top_texts() if (match := _STATED_NAME.fullmatch(text)))
        return next((name for name in found if name not in ("元", "万元", "千元", "亿元")), "")

    @cached_property
    def year(self) -> int | None:
        """The year it is of, None where it does not say."""
        return next((int(match[1]) for text in self._top_texts() if (match := _STATED_YEAR.fullmatch(text))), None)


def is_numeric(cell: Cell) -> bool:
    """Return whether a cell holds a number, be it as text."""
    return isinstance(cell, float) or (isinstance(cell, str) and bool(NUMERIC.fullmatch(plain_label(cell))))


def cell_name(spot: Spot) -> str:
    """Return what a cell is called: A1, AB12."""
    letters, left = "", spot[1] + 1
    while left:
        left, letter = divmod(left - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{spot[0] + 1}"
