"""Which cells of a document's tables are headings, and of what: those of fixed words, beside or above a value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from msgspec import Struct

from jixiao.docx.package import parse_xml
from jixiao.docx.table_layout import TableLayout
from jixiao.docx.wml import Element, W
from jixiao.patterns import compile_late

_MARK = "_JX"
_YEAR = compile_late(r"20[0-9]{2}")


class Scope(StrEnum):
    """The cells that a heading speaks of, in the words of PDF's table attributes (ISO 32000-1, table 349)."""

    ROW = "Row"
    COLUMN = "Column"
    BOTH = "Both"


# A table's rows, each its cells; None for a cell that is no heading. A cell that goes on from above is left out.
TableHeadings = tuple[tuple[Scope | None, ...], ...]


class _Cell(Struct, frozen=True):
    start: int
    end: int
    is_heading: bool


def list_heading_cells(document_xml: bytes) -> tuple[TableHeadings, ...]:
    """Return the headings of every table in the document's order; a table in a cell comes after the one around it.

    A heading is a cell of words that holds no value from the data. Its scope is the row where a value stands to its
    right, the column where one stands below, both where both do, else the column where its row is all headings.
    BadPackage for XML that is none.
    """
    return tuple(_of_table(_list_cells(table)) for table in parse_xml(document_xml).iter(f"{W}tbl"))


def _of_table(rows: list[list[_Cell]]) -> TableHeadings:
    return tuple(
        tuple(_scope(cell, row, rows[number:]) if cell.is_heading else None for cell in row)
        for number, row in enumerate(rows, start=1)
    )


def _scope(cell: _Cell, row: Sequence[_Cell], below: Sequence[Sequence[_Cell]]) -> Scope:
    right = next((one for one in row if one.start == cell.end), None)
    under = next((one for line in below for one in line if one.start <= cell.start < one.end), None)
    of_row, of_column = (one is not None and not one.is_heading for one in (right, under))
    if of_row and of_column:
        return Scope.BOTH
    if of_row or of_column:
        return Scope.ROW if of_row else Scope.COLUMN
    return Scope.COLUMN if all(one.is_heading for one in row) else Scope.ROW


def _list_cells(table: Element) -> list[list[_Cell]]:
    """Return the cells that begin in each row, with the columns of the grid they cover."""
    rows = list(_within(table, "tr"))
    layout, found = TableLayout(rows), []
    for row in rows:
        start, _ = layout.begin(row)
        cells = []
        for cell in _within(row, "tc"):
            span, continues = layout.place(cell)
            if not continues:
                cells.append(_Cell(start, start + span, _is_heading(cell)))
            start += span
        found.append(cells)
    return found


def _is_heading(cell: Element) -> bool:
    """Return whether a cell holds words of the form alone; a year among them (2022年决算数) is no value."""
    fixed, values, open_marks = "", [""], set[str]()
    for element in cell.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}t"):
        if element.tag == f"{W}t":
            text = (element.text or "").strip()
            fixed, values[-1] = (fixed, values[-1] + text) if open_marks else (fixed + text, values[-1])
        elif element.tag == f"{W}bookmarkEnd":
            open_marks.discard(element.get(f"{W}id", ""))
        elif element.get(f"{W}name", "").startswith(_MARK):
            open_marks.add(element.get(f"{W}id", ""))
            values.append("")
    return bool(fixed) and all(_YEAR.fullmatch(value) for value in values[1:])


def _within(owner: Element, name: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, those in content controls too, none of a table within."""
    for child in owner:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent"):
            yield from _within(child, name)
