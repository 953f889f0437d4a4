"""A workbook of forms as it came back: its sheets' rows as paragraphs and tables, values by the names of cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from jixiao.accounts.cell_notes import list_notes
from jixiao.accounts.defined_names import NamedRange, read_names
from jixiao.accounts.sheet_tables import SheetGrid, cell_name
from jixiao.accounts.stored_workbook import OpenedWorkbook, StoredSheet, is_old_workbook, open_workbook
from jixiao.accounts.workbook_formats import BOOK_MEMBER, STRUCK, SheetFormats, Spot, name_beside
from jixiao.docx.blocks import Comment, Paragraph, TextSpan, WordDocument
from jixiao.docx.package import BadPackage, read_package
from jixiao.docx.unread import Unread, UnreadThing
from jixiao.errors import UsageError
from jixiao.figures import TO_FILL_IN
from jixiao.folding import describe_folding, fold
from jixiao.patterns import compile_late
from jixiao.reconcile.sheet_numbers import is_same_number, print_stored_number
from jixiao.reconcile.word_passages import BlockGrid, BlockLine, BodyItem, WordPassage
from jixiao.reconcile.workbook_map import GUIDE_SHEET, MAP_SHEET, MARK_NAMES, WorkbookMap, read_map
from jixiao.render.bookmarks import NAME
from jixiao.targets.dates import read_day

_ZIP = b"PK\x03\x04"
_ISO_DAY = compile_late(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Blank cells behind the last that holds something are not stored; forms end with few of them.
_BLANK_ROWS, _BLANK_COLUMNS = 50, 20
_BESIDE = {"xl/media/": Unread.PICTURE, "xl/embeddings/": Unread.OBJECT, "xl/externalLinks/": Unread.EXTERNAL}


class ReturnedWorkbook(Struct, frozen=True):
    """What a workbook says of itself, and its sheets as a body; ``paper`` has its comments and what is no text."""

    mapped: WorkbookMap
    body: tuple[BodyItem, ...]
    paper: WordDocument
    notes: tuple[str, ...] = ()


def is_workbook(data: bytes) -> bool:
    """Return whether some bytes are an Excel file, of whatever age; BadPackage for one that is not safe to open."""
    if not data.startswith(_ZIP):
        return is_old_workbook(data)
    members = read_package(data, but="word/")
    if members.get("mimetype", b"").endswith(b"opendocument.spreadsheet"):
        raise BadPackage("是 .ods；请在 LibreOffice、WPS 里打开，另存为 .xlsx 后重试")
    return BOOK_MEMBER in members


def read_workbook(data: bytes) -> ReturnedWorkbook:
    """Return a workbook of forms that came back.

    UsageError for one that this program did not write; BadPackage, ToolFailed as ``open_workbook``.
    """
    if not data.startswith(_ZIP):
        raise BadPackage("是旧版 .xls；请在 Excel、WPS 里打开，另存为 .xlsx 后重试")
    opened, members = open_workbook(data, MAP_SHEET), read_package(data)
    told = next((sheet for sheet in opened.sheets if sheet.name == MAP_SHEET), None)
    mapped = read_map(told.rows) if told is not None else None
    if mapped is None:
        raise UsageError(
            "这个工作簿不是 make workbook 写的，或者工作表被复制到了别的工作簿：看不出各格对应哪个数据。"
            "请在原来的工作簿里填好发回；别处的表用 make import、make examine。"
        )
    reader = _BookReader(opened, mapped, read_names(members, MARK_NAMES))
    body = tuple(reader.items())
    things = [UnreadThing(kind) for start, kind in _BESIDE.items() for name in members if name.startswith(start)]
    comments = [Comment("", one.author, date="", text=one.text, anchor=one.place) for one in list_notes(members)]
    blocks = (Paragraph(unread=tuple(things)),) if things else ()
    notes = [*reader.notes(), *(f"工作簿{what}" for what in name_beside(members) if not what.startswith("有批注"))]
    return ReturnedWorkbook(mapped, body, WordDocument(blocks, (), tuple(comments)), tuple(notes))


class _BookReader:
    def __init__(self, opened: OpenedWorkbook, mapped: WorkbookMap, names: Mapping[str, NamedRange]) -> None:
        self._opened = opened
        self._mapped = mapped
        self._typed: list[str] = []
        self._names: dict[str, dict[str, NamedRange]] = {}
        for name, one in names.items():
            self._names.setdefault(one.sheet, {})[name] = one

    def items(self) -> Iterator[BodyItem]:
        """Yield the paragraphs and tables of all sheets that hold any of ours, in order."""
        number = 0
        for sheet in self._sheets():
            reader = _ReturnedSheet(sheet, self._formats(sheet), self._mapped, self._names[sheet.name])
            for item in reader.items(number):
                number += isinstance(item, BlockGrid)
                yield item
            self._typed += reader.typed

    def _sheets(self) -> Iterator[StoredSheet]:
        return (one for one in self._opened.sheets if one.table and not one.hidden and one.name in self._names)

    def _formats(self, sheet: StoredSheet) -> SheetFormats:
        return (self._opened.formats or {}).get(sheet.name) or SheetFormats()

    def notes(self) -> Iterator[str]:
        """Yield what there is to know of the sheets that were read, and of those that were not."""
        ours = {sheet.name for sheet in self._sheets()}
        for sheet in self._opened.sheets:
            if sheet.name in ours:
                hidden = self._formats(sheet).hidden
                yield from (f"工作表“{sheet.name}”{one.value}" for one in sorted(hidden, key=lambda one: one.name))
            elif sheet.name not in (MAP_SHEET, GUIDE_SHEET) and (sheet.rows or sheet.hidden or not sheet.table):
                yield f"工作表“{sheet.name}”不是程序写的，或者隐藏了，没有读入"
        if words := describe_folding(self._typed):
            yield f"有只是看着一样的字符，按通行的字读取：{words}"


class _ReturnedSheet:
    """Reads one sheet; ``names`` are those of its cells and tables."""

    def __init__(
        self, sheet: StoredSheet, formats: SheetFormats, mapped: WorkbookMap, names: Mapping[str, NamedRange]
    ) -> None:
        self._name = sheet.name
        self._grid = SheetGrid(sheet, None)
        self._formats = formats
        self._mapped = mapped
        self._end = self._reach()
        here = {name: one for name, one in names.items() if self._holds(one.first)}
        self._tables = [(one, mapped.tables[name]) for name, one in here.items() if name in mapped.tables]
        self._marks: dict[Spot, list[str]] = {}
        for name, one in here.items():
            if NAME.fullmatch(name):
                self._marks.setdefault(self._spans.get(one.first, (*one.first, 0, 0))[:2], []).append(name)
        self.typed: list[str] = []

    def _reach(self) -> Spot:
        """Return how far the sheet is read: to its last cell that holds something, and the few blank ones behind."""
        bottom = max((row for row, _ in self._grid.cells), default=0)
        right = max((column for _, column in self._grid.cells), default=0)
        return bottom + _BLANK_ROWS, right + _BLANK_COLUMNS

    def _holds(self, spot: Spot) -> bool:
        return spot[0] <= self._end[0] and spot[1] <= self._end[1]

    @cached_property
    def _spans(self) -> Mapping[Spot, tuple[int, int, int, int]]:
        return {
            (row, column): span
            for span in self._grid.sheet.merged
            for row in range(span[0], min(span[2], self._end[0]) + 1)
            for column in range(span[1], min(span[3], self._end[1]) + 1)
        }

    def items(self, number: int) -> Iterator[BodyItem]:
        """Yield its rows outside tables as paragraphs, its tables as grids; so many grids came before."""
        columns: dict[int, set[int]] = {one.first[0]: set() for one, _ in self._tables}
        for row, column in (*self._grid.cells, *self._marks):
            columns.setdefault(row, set()).add(column)
        tables = sorted(self._tables, key=lambda one: one[0].first)
        done = -1
        for row in sorted(columns):
            while tables and tables[0][0].last[0] < row:
                tables.pop(0)
            if row <= done:
                continue
            if tables and tables[0][0].first[0] <= row:
                number, done = number + 1, tables[0][0].last[0]
                yield self._table(*tables[0], number)
            else:
                yield from (self._passage((row, column), 0) for column in sorted(columns[row]))

    def _table(self, table: NamedRange, columns: Sequence[int], number: int) -> BlockGrid:
        (top, left), (bottom, right) = table.first, (min(one) for one in zip(table.last, self._end, strict=True))
        across = range(left, right + 1)
        rows = [row for row in range(top, bottom + 1) if row == top or not self._goes_on(row, across)]
        lines = (self._line(row, across, columns) for row in rows)
        return BlockGrid(tuple(lines), number)

    def _goes_on(self, row: int, across: range) -> bool:
        """Return whether a row is only the rest of the one above, which was too high for one."""
        return all((span := self._spans.get((row, column))) is not None and span[0] < row for column in across)

    def _line(self, row: int, columns: range, known: Sequence[int]) -> BlockLine:
        cells = []
        column = columns.start
        while column < columns.stop:
            span = self._spans.get((row, column), (row, column, row, column))
            place = known.index(column) if column in known else len(known) + column
            is_continued = span[0] < row
            cells.append(WordPassage("", column=place) if is_continued else self._passage((row, column), place))
            column = max(span[3], column) + 1
        return BlockLine(tuple(cells))

    def _passage(self, spot: Spot, column: int) -> WordPassage:
        marks = [name for name in self._marks.get(spot, ()) if name in self._mapped.marks]
        whole = self._mapped.marks[marks[0]] if len(marks) == 1 and self._mapped.marks[marks[0]].is_whole else None
        text = self._text(spot, None if whole is None else whole.printed)
        spans = (TextSpan(name, 0, len(text) if whole is not None else 0) for name in marks)
        position = f"{self._name} {cell_name(spot)}"
        cell = f"工作表“{self._name}” {cell_name(spot)}"
        why = self._formats.unread.get(spot, "")
        thing = UnreadThing(Unread.STRUCK) if why == STRUCK else UnreadThing(Unread.FORMULA, why)
        things = (thing,) if why else ()
        return WordPassage(text, tuple(spans), position=position, unread=things, column=column, cell=cell)

    def _text(self, spot: Spot, printed: str | None) -> str:
        """Return what stands in a cell, in the words that were ``printed`` there if it says the same."""
        stored = self._grid.cells.get(spot)
        if isinstance(stored, float):
            text = print_stored_number(stored, percent=spot in self._formats.percents)
            text += self._formats.suffixes.get(spot, "")
        else:
            text = (stored or "").replace("\r\n", "\n").replace("\r", "\n")
            self.typed.append(text)
            text = fold(text)
        if printed is None or not _says(fold(printed), text, is_number=isinstance(stored, float)):
            return text
        return fold(printed)


def _says(printed: str, text: str, *, is_number: bool) -> bool:
    """Return whether a cell says what was printed there: number or day, or nothing where nothing was known."""
    if not text.strip():
        return printed.strip() == TO_FILL_IN
    if is_number:
        return is_same_number(printed, text)
    return _ISO_DAY.fullmatch(text) is not None and read_day(text) == read_day(printed)
