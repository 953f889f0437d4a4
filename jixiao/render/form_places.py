"""Where something stands in a form, as messages say it: which table, row and cell, counted from 1."""

from __future__ import annotations

from collections.abc import Mapping

from jixiao.docx.wml import Element, W


def number_tables(root: Element) -> dict[Element, int]:
    """Return the tables of a story with their numbers."""
    return {table: number for number, table in enumerate(root.iter(f"{W}tbl"), start=1)}


def speak_cell(element: Element, tables: Mapping[Element, int]) -> str:
    """Return the cell an element stands in (表1 第4行第2格), "" outside all tables."""
    cell = next(element.iterancestors(f"{W}tc"), None)
    row = next(element.iterancestors(f"{W}tr"), None)
    table = next(element.iterancestors(f"{W}tbl"), None)
    if cell is None or row is None or table is None:
        return ""
    rows, cells = list(table.iterchildren(f"{W}tr")), list(row.iterchildren(f"{W}tc"))
    if row not in rows or cell not in cells:  # wrapped in a content control
        return f"表{tables[table]}"
    return f"表{tables[table]} 第{rows.index(row) + 1}行第{cells.index(cell) + 1}格"
