"""The tags of a PDF: what is a table, a heading, a picture to those who listen to it; put right and read back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pikepdf
from msgspec import Struct
from pikepdf import Array, Dictionary, Name, Object

from jixiao.docx.heading_cells import Scope, TableHeadings

_CELLS = ("/TH", "/TD")
_LEVELS = tuple(f"/H{level}" for level in range(1, 7))
_PICTURES = ("/Figure", "/Formula", "/Form")


def mark_headings(pdf: pikepdf.Pdf, headings: Sequence[TableHeadings]) -> bool:
    """Make cells headings with their scope, as the document's tables have them; False where tags and tables differ.

    LibreOffice knows the headings of rows that are repeated on each page alone, and gives a row that is broken over
    two pages the cells of both; these become one cell each.
    """
    tables = list(_elements(pdf, "/Table"))
    if len(tables) != len(headings):
        return False
    marked = [_mark_table(table, scopes) for table, scopes in zip(tables, headings, strict=True)]
    return all(marked)


def _mark_table(table: Dictionary, scopes: TableHeadings) -> bool:
    rows = list(_below(table, ("/TR",)))
    if len(rows) != len(scopes):
        return False
    for row, line in zip(rows, scopes, strict=True):
        cells = list(_below(row, _CELLS))
        if not _join_broken(row, cells, len(line)):
            return False
        for cell, scope in zip(cells, line, strict=False):
            _tag(cell, scope)
    return True


def _join_broken(row: Dictionary, cells: list[Dictionary], count: int) -> bool:
    """Give each cell what stands of it on later pages; False where a row's cells are not those of the table."""
    whole, later = cells[:count], cells[count:]
    low = [cell for cell in whole if _rows_covered(cell) == 1]
    continued = next((some for some in (whole, low) if some and len(later) % len(some) == 0), None)
    if len(whole) < count or (later and continued is None):
        return False
    if any(not isinstance(held, Dictionary) or "/S" not in held for part in later for held in _held(part)):
        return False  # content that is told by its page, which the cell it would go to is not on
    pairs = [((continued or whole)[number % len(continued or whole)], part) for number, part in enumerate(later)]
    if any(_page(cell) == _page(part) for cell, part in pairs):
        return False
    for cell, part in pairs:
        for child in _children(part):
            child.P = cell
        cell.K = Array([*_held(cell), *_held(part)])
    if later:
        row.K = Array(whole)
    return True


def _page(element: Dictionary) -> tuple[int, int] | None:
    """Return the page on which an element begins, None for one without content."""
    if "/Pg" in element:
        return element.Pg.objgen
    return next((page for child in _children(element) if (page := _page(child)) is not None), None)


def _rows_covered(cell: Dictionary) -> int:
    return max((int(one.get("/RowSpan", 1)) for one in _attributes(cell)), default=1)


class TagCounts(Struct):
    """What the tags of a PDF say of its headings, tables and pictures.

    ``levels`` are those of the headings in order, 1 for the highest; the rest is how many tables have no cell that is
    a heading, and how many pictures, formulas and forms no words for those who cannot see them.
    """

    levels: list[int] = []
    tables_without_headings: int = 0
    pictures_without_words: int = 0


def count_tags(pdf: pikepdf.Pdf) -> TagCounts:
    """Return what the tags say; a PDF without tags says nothing."""
    counts = TagCounts()
    for element in _elements(pdf, "/Table", *_LEVELS, *_PICTURES):
        kind = str(element.S)
        if kind == "/Table":
            heads = (cell for row in _below(element, ("/TR",)) for cell in _below(row, ("/TH",)))
            counts.tables_without_headings += next(heads, None) is None
        elif kind in _LEVELS:
            counts.levels.append(_LEVELS.index(kind) + 1)
        else:
            counts.pictures_without_words += not (str(element.get("/Alt", "")).strip() or "/ActualText" in element)
    return counts


def _tag(cell: Dictionary, scope: Scope | None) -> None:
    attributes = _attributes(cell)
    of_table = next((one for one in attributes if one.get("/O") == Name.Table), None)
    if scope is None:
        cell.S = Name.TD
        if of_table is not None and "/Scope" in of_table:
            del of_table["/Scope"]
        return
    cell.S = Name.TH
    if of_table is None:
        of_table = Dictionary(O=Name.Table)
        cell.A = Array([*attributes, of_table]) if attributes else of_table
        of_table = cell.A[-1] if attributes else cell.A
    of_table.Scope = Name(f"/{scope}")


def _elements(pdf: pikepdf.Pdf, *kinds: str) -> Iterator[Dictionary]:
    """Yield the structure's elements of some kinds in order, those around before those within."""
    root = pdf.Root.get("/StructTreeRoot")
    waiting = [] if root is None else _children(root)[::-1]
    while waiting:
        element = waiting.pop()
        if str(element.get("/S", "")) in kinds:
            yield element
        waiting += _children(element)[::-1]


def _below(owner: Dictionary, kinds: Sequence[str]) -> Iterator[Dictionary]:
    """Yield the rows of a table or the cells of a row, also below a group of rows, not those of a table within."""
    for child in _children(owner):
        kind = str(child.get("/S", ""))
        if kind in kinds:
            yield child
        elif kind in ("/THead", "/TBody", "/TFoot"):
            yield from _below(child, kinds)


def _children(element: Object) -> list[Dictionary]:
    return [child for child in _held(element) if isinstance(child, Dictionary) and "/S" in child]


def _held(element: Object) -> list[Object]:
    return _as_list(element.get("/K"))


def _attributes(cell: Object) -> list[Object]:
    return _as_list(cell.get("/A"))


def _as_list(value: Object | None) -> list[Object]:
    return list(value) if isinstance(value, Array) else [] if value is None else [value]
