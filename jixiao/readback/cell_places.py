"""In which column the words of a table stand: passages leave empty cells out, a reader does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from jixiao.docx import package
from jixiao.docx.table_layout import TableLayout
from jixiao.docx.wml import Element, W
from jixiao.findings import Finding, Place, quoted

_TABLE, _ROW, _CELL, _TEXT = f"{W}tbl", f"{W}tr", f"{W}tc", f"{W}t"
_MOST = 10


class _FilledCell(Struct, frozen=True):
    """A cell that is not empty: its words without white space, its number in the row, and the column it begins in."""

    words: str
    number: int
    column: int
    covered: bool

    @property
    def spoken(self) -> str:
        """Where the words stand, as messages say it."""
        return "被上面的格盖住" if self.covered else f"印在第{self.number}格（第{self.column}列）"


_Table = tuple[int, list[list[_FilledCell]]]


def compare_cell_places(held: Mapping[str, bytes], made: Mapping[str, bytes], document: str) -> Iterator[Finding]:
    """Yield the words that stand in another cell of their row than in the DOCX made from the data, ten at most.

    Tables and rows that do not pair have other words, which are told by passages.
    """
    moved = list(_list_moved(_tables(held), _tables(made)))
    more = f"（这样的共 {len(moved)} 处）" if len(moved) > _MOST else ""
    for where, cell, wanted in moved[:_MOST]:
        found = f"{where}：{quoted(cell.words)}{cell.spoken}{more}"
        yield _finding(document, found, wanted.spoken, cell.words)


def _list_moved(held: list[_Table], made: list[_Table]) -> Iterator[tuple[str, _FilledCell, _FilledCell]]:
    for number, (found, planned) in enumerate(zip(held, made, strict=False), start=1):
        same_grid = found[0] == planned[0]
        for row, (one, other) in enumerate(zip(found[1], planned[1], strict=False), start=1):
            if [cell.words for cell in one] == [cell.words for cell in other]:
                pairs = zip(one, other, strict=True)
                moved = (pair for pair in pairs if _is_moved(*pair, same_grid=same_grid))
                yield from ((f"第{number}个表第{row}行", *pair) for pair in moved)


def _is_moved(cell: _FilledCell, wanted: _FilledCell, *, same_grid: bool) -> bool:
    moved = cell.column != wanted.column if same_grid else cell.number != wanted.number
    return moved or cell.covered != wanted.covered


def _tables(members: Mapping[str, bytes]) -> list[_Table]:
    """Return the outermost tables: the columns of their grid, and the filled cells of their rows."""
    root = package.parse_xml(members[package.main_part(members)])
    outermost = [element for element in root.iter(_TABLE) if next(element.iterancestors(_TABLE), None) is None]
    return [(sum(1 for _ in table.iterfind(f"{W}tblGrid/{W}gridCol")), _rows(table)) for table in outermost]


def _rows(table: Element) -> list[list[_FilledCell]]:
    rows = [row for row in table.iter(_ROW) if next(row.iterancestors(_TABLE)) is table]
    layout = TableLayout(rows)
    return [list(_filled_cells(row, layout)) for row in rows]


def _filled_cells(row: Element, layout: TableLayout) -> Iterator[_FilledCell]:
    before, _ = layout.begin(row)
    column = 1 + before
    cells = (cell for cell in row.iter(_CELL) if next(cell.iterancestors(_ROW)) is row)
    for number, cell in enumerate(cells, start=1):
        words = "".join("".join(element.text or "" for element in cell.iter(_TEXT)).split())
        span, continues = layout.place(cell)
        if words:
            yield _FilledCell(words, number, column, continues or layout.is_covered_from_left(cell))
        column += span


def _finding(document: str, found: str, expected: str, words: str) -> Finding:
    return Finding(
        "V004",
        place=Place(document),
        found=f"{document}：{found}",
        expected=expected,
        remedy="不要在成品上改；重新运行 make report。",
        subject=document,
        seen=(words, expected),
    )
