"""Forms as an .xlsx to be filled in: open cells take what suits them, the rest is locked. Same content, same bytes."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter
from msgspec import Struct

from jixiao.accounts.sheet_tables import cell_name
from jixiao.docx.package import CONTENT_TYPES, read_package
from jixiao.docx.zip_file import zip_of
from jixiao.errors import UsageError
from jixiao.figures import TO_FILL_IN
from jixiao.reconcile.entry_cells import EntryCell, EntryKind
from jixiao.reconcile.expected import values_of
from jixiao.reconcile.row_heights import TWIPS_A_PIXEL
from jixiao.reconcile.sheet_layout import FormSheet, SheetCell
from jixiao.reconcile.sheet_numbers import as_stored_number
from jixiao.reconcile.workbook_map import GUIDE_SHEET, MAP_SHEET, WorkbookMap
from jixiao.targets.dates import read_day

_CREATED = datetime(2000, 1, 1, tzinfo=UTC)
_FONT = "宋体"
_TO_TYPE, _STILL_OPEN = "#FFFBE6", "#FFE3B8"
_MOST_LETTERS = 32_767
_MOST_PROMPT, _MOST_CHOICES = 255, 40
_ALIGNED = {"center": "center", "right": "right", "end": "right", "distribute": "center"}
_A4 = 9
_GUIDE = (
    "怎样填",
    "1. 浅黄、橙色的格可以填：橙色的还没有填（〔待填〕），填上数或文字，盖掉“〔待填〕”。还不知道的留着。",
    "2. 橙色的得分、偏差原因也可以留着：由完成值推得出的，收回后程序会推出。",
    "3. 其余的格是表样的文字、由程序算的数、在别的表里填过的内容，锁定了不能改；合计、得分收回后由程序重新算。",
    "4. 金额按格里说明的单位填，只填数字；比率直接填百分数，如 98.5%；要选的从下拉框里选。",
    "5. 不要增删行、列和工作表：要增加一行的，写在批注里。",
    "6. 填好后存成 .xlsx（不要存成 .xls、.csv），发回给做材料的人。",
)
_HIDDEN = b'<definedName hidden="1" name="_JX', b'<definedName name="_JX'


def write_form_workbook(sheets: Sequence[FormSheet], entries: Mapping[str, EntryCell], mapped: WorkbookMap) -> bytes:
    """Return the workbook; ``entries`` are the values that may be typed over, by mark.

    UsageError where a cell holds more letters than Excel allows.
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False})
    book.set_properties({"created": _CREATED})
    writer = _BookWriter(book, entries, mapped)
    names = _sheet_names(sheets)
    for sheet, name in zip(sheets, names, strict=True):
        writer.write_sheet(sheet, name)
    writer.write_guide()
    writer.write_map()
    book.close()
    return _packed(read_package(buffer.getvalue()))


def is_untouched(data: bytes) -> bool:
    """Return whether a file is a workbook as it was written, saved by nobody since."""
    comment = data[-_DIGEST:]
    return len(data) > _DIGEST and comment == _digest(read_package(data))


_DIGEST = 64


def _packed(members: Mapping[str, bytes]) -> bytes:
    book = "xl/workbook.xml"
    members = {**members, book: members[book].replace(_HIDDEN[1], _HIDDEN[0])}
    ordered = sorted(members.items(), key=lambda one: (one[0] != CONTENT_TYPES, one[0]))
    return zip_of(ordered, comment=_digest(members))


def _digest(members: Mapping[str, bytes]) -> bytes:
    """Return what a file's comment says if nobody has saved it since it was written."""
    made = hashlib.sha256()
    for name, content in sorted(members.items()):
        made.update(hashlib.sha256(name.encode() + b"\0" + content).digest())
    return made.hexdigest().encode()


def _sheet_names(sheets: Sequence[FormSheet]) -> list[str]:
    """Return what the sheets are called: as the parts, as far as Excel takes that, each once."""
    names: list[str] = []
    for sheet in sheets:
        plain = "".join(" " if sign in "[]:*?/\\" or not sign.isprintable() else sign for sign in sheet.label)
        words = plain.strip(" '") or "表"
        tries = (words[: _MOST_NAME - len(tail)] + tail for tail in _tails())
        names.append(next(one for one in tries if one.casefold() not in _taken(names)))
    return names


_MOST_NAME = 31


def _tails() -> Iterator[str]:
    yield ""
    yield from (f"~{number}" for number in range(2, 10_000))


def _taken(names: Sequence[str]) -> set[str]:
    return {*(one.casefold() for one in names), MAP_SHEET, GUIDE_SHEET, "history"}


class _Style(Struct, frozen=True):
    """What a cell looks like; two cells that look alike share one format."""

    align: str
    size: float
    bold: bool
    framed: bool
    fill: str = ""
    number: str = ""
    locked: bool = True


class _BookWriter:
    """Writes sheet after sheet; validations and names are the book's."""

    def __init__(self, book: Any, entries: Mapping[str, EntryCell], mapped: WorkbookMap) -> None:
        self._book = book
        self._entries = entries
        self._mapped = mapped
        self._formats: dict[_Style, Any] = {}
        self._tables = iter(mapped.tables)
        self._choices = {one.choices: None for one in entries.values() if one.choices}
        self._rows = len([*mapped.as_rows()])

    def write_sheet(self, form: FormSheet, name: str) -> None:
        sheet = self._book.add_worksheet(name)
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        if form.landscape:
            sheet.set_landscape()
        sheet.hide_gridlines(2)
        sheet.protect("", {"format_rows": True, "format_columns": True, "objects": True})
        for number, width in enumerate(form.widths):
            sheet.set_column_pixels(number, number, max(round(width / TWIPS_A_PIXEL), 1))
        for row, height in enumerate(form.heights):
            sheet.set_row(row, height)
        for cell in form.cells:
            self._write_cell(sheet, cell, name)
        for table in form.tables:
            first, last = (table.first, table.columns[0]), (table.last, table.columns[-1] - 1)
            self._name(next(self._tables), name, first, last)

    def _write_cell(self, sheet: Any, cell: SheetCell, name: str) -> None:
        marks = [span.name for span in values_of(cell.passage) if span.name in self._mapped.marks]
        entry = next((self._entries[mark] for mark in marks if mark in self._entries), None)
        is_whole = bool(marks) and self._mapped.marks[marks[0]].is_whole
        kind = (entry.kind if entry is not None else EntryKind.AMOUNT) if is_whole else EntryKind.WORDS
        stored = _stored(cell.passage.text, kind)
        style = self._style(_style_of(cell, entry, _number_format(cell.passage.text, kind, stored)))
        spot = cell.row, cell.column
        if cell.rows > 1 or cell.columns > 1:
            sheet.merge_range(*spot, cell.row + cell.rows - 1, cell.column + cell.columns - 1, "", style)
        _put(sheet, spot, stored, style)
        if entry is not None and is_whole:
            self._validate(sheet, spot, entry)
        for mark in marks:
            self._name(mark, name, spot, spot)

    def _name(self, words: str, sheet: str, first: tuple[int, int], last: tuple[int, int]) -> None:
        cells = [_fixed(first)] if first == last else [_fixed(first), _fixed(last)]
        quoted = sheet.replace("'", "''")
        self._book.define_name(words, f"='{quoted}'!{':'.join(cells)}")

    def _validate(self, sheet: Any, spot: tuple[int, int], entry: EntryCell) -> None:
        rule = self._rule(entry)
        if rule is None and not entry.hint:
            return
        words = {"error_title": "填得不对", "error_message": f"这里填{entry.kind.value}。{entry.hint}"[:_MOST_PROMPT]}
        hint = {"input_title": "怎样填", "input_message": entry.hint[:_MOST_PROMPT]} if entry.hint else {}
        sheet.data_validation(*spot, *spot, {**(rule or {"validate": "any"}), **words, **hint})

    def _rule(self, entry: EntryCell) -> dict[str, Any] | None:
        match entry.kind:
            case EntryKind.AMOUNT | EntryKind.RATE | EntryKind.WHOLE:
                validate = "integer" if entry.kind is EntryKind.WHOLE else "decimal"
                least = -(10**15) if entry.signed else 0
                return {"validate": validate, "criteria": ">=", "value": least}
            case EntryKind.DAY:
                between = {"minimum": date(2000, 1, 1), "maximum": date(2099, 12, 31)}
                return {"validate": "date", "criteria": "between", **between}
            case EntryKind.CHOICE:
                row = self._rows + list(self._choices).index(entry.choices)
                first, last = _fixed((row, 0)), _fixed((row, len(entry.choices) - 1))
                return {"validate": "list", "source": f"='{MAP_SHEET}'!{first}:{last}"}
        return None

    def _style(self, style: _Style) -> Any:
        if style not in self._formats:
            settings: dict[str, Any] = {"font_name": _FONT, "font_size": style.size, "bold": style.bold}
            settings |= {"text_wrap": True, "valign": "vcenter", "align": style.align, "locked": style.locked}
            settings |= {"border": 1} if style.framed else {}
            settings |= {"bg_color": style.fill} if style.fill else {}
            settings |= {"num_format": style.number} if style.number else {}
            self._formats[style] = self._book.add_format(settings)
        return self._formats[style]

    def write_guide(self) -> None:
        sheet = self._book.add_worksheet(GUIDE_SHEET)
        sheet.protect("")
        sheet.set_column_pixels(0, 0, 760)
        for row, words in enumerate(_GUIDE):
            sheet.set_row(row, 36 if row else 28)
            sheet.write_string(row, 0, words, self._style(_Style("left", 12 if row else 14, not row, framed=False)))

    def write_map(self) -> None:
        sheet = self._book.add_worksheet(MAP_SHEET)
        for row, texts in enumerate([*self._mapped.as_rows(), *self._choices]):
            for column, text in enumerate(texts):
                sheet.write_string(row, column, text)
        sheet.very_hidden()


def _fixed(spot: tuple[int, int]) -> str:
    """Return a cell as a reference that does not move when it is copied: $A$1."""
    name = cell_name(spot)
    letters = name.rstrip("0123456789")
    return f"${letters}${name.removeprefix(letters)}"


# what is written


def _stored(text: str, kind: EntryKind) -> str | Decimal | date:
    """Return what a cell stores of a printed text: a number or a day where that gives the text back, else the text."""
    if kind is EntryKind.DAY:
        return read_day(text) or text
    if kind in (EntryKind.AMOUNT, EntryKind.WHOLE, EntryKind.RATE):
        number = as_stored_number(text)
        return text if number is None else number
    return text


def _put(sheet: Any, spot: tuple[int, int], stored: str | Decimal | date, style: Any) -> None:
    if isinstance(stored, Decimal):
        sheet.write_number(*spot, float(stored), style)
    elif isinstance(stored, date):
        sheet.write_datetime(
            *spot, datetime(stored.year, stored.month, stored.day, tzinfo=UTC).replace(tzinfo=None), style
        )
    elif not stored:
        sheet.write_blank(*spot, None, style)
    else:
        if len(stored.encode("utf-16-le")) // 2 > _MOST_LETTERS:
            raise UsageError(f"有一格超过 {_MOST_LETTERS:,} 个字，写不进 Excel；请用 make draft 生成的 Word 草稿。")
        sheet.write_string(*spot, stored, style)


def _number_format(text: str, kind: EntryKind, stored: object) -> str:
    if kind is EntryKind.DAY:
        return 'yyyy"年"m"月"d"日"'
    if kind is EntryKind.RATE or (isinstance(stored, Decimal) and text.endswith("%")):
        return f"0.{'0' * _places(text)}%" if _places(text) else "0%" if isinstance(stored, Decimal) else "0.00%"
    if isinstance(stored, Decimal):
        return f"0.{'0' * _places(text)}####" if _places(text) else ""
    return "" if kind in (EntryKind.AMOUNT, EntryKind.WHOLE) and text in ("", TO_FILL_IN) else "@"


def _places(text: str) -> int:
    return len(text.rstrip("%％").partition(".")[2])


def _style_of(cell: SheetCell, entry: EntryCell | None, number: str) -> _Style:
    fill = "" if entry is None else _STILL_OPEN if TO_FILL_IN in cell.passage.text else _TO_TYPE
    look = cell.look
    align = _ALIGNED.get(look.align, "left")
    return _Style(align, look.size, look.bold, cell.framed, fill=fill, number=number, locked=entry is None)
