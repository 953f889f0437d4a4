"""From a reference to the one cell it means: by the labels of its row and its column, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from jixiao.accounts.cell_reference import CellReference, write_labels
from jixiao.accounts.sheet_tables import SheetGrid, SheetTable, cell_name, plain_label
from jixiao.accounts.workbook_formats import Spot
from jixiao.findings import Message, quoted
from jixiao.glossary import nearest
from jixiao.patterns import compile_late

_ORDINAL = compile_late(
    r"^(?:其中:?|[(]?[0-9一二三四五六七八九十]{1,3}[)][、.]?|[0-9一二三四五六七八九十]{1,3}[、.](?![0-9]))+"
)
_MOST_TOLD = 6
_OTHER_FORM = "改成表里有的行；表样换了的，照新表改引用。"


class CellTrouble(Exception):
    """Why a reference gives no number: what is found, expected and to be done, with its code."""

    def __init__(self, *message: str) -> None:
        super().__init__(message[1])
        self.message: Message = (message[0], message[1], message[2], message[3])


class RowLabel(Struct, frozen=True):
    """A cell of words that a row goes by: where it is and in which table."""

    table: SheetTable
    spot: Spot
    text: str


class LabelledCell(Struct, frozen=True):
    """A cell with the labels that lead to it."""

    grid: SheetGrid
    table: SheetTable
    spot: Spot
    row: str
    column: tuple[str, ...]

    @property
    def words(self) -> str:
        """What it is called: “一、基本支出”“决算数”（O7）."""
        return f"“{self.row}”“{' › '.join(self.column[-2:])}”（{cell_name(self.spot)}）"


def find_sheet(grids: Sequence[SheetGrid], wanted: str, hidden: Iterable[str]) -> SheetGrid:
    """Return the sheet of a name, of the beginning of one, or of its code; CellTrouble for none or several."""
    key = _sheet_key(wanted)
    whole = [grid for grid in grids if _sheet_key(grid.sheet.name) == key]
    found = whole or [grid for grid in grids if key in _sheet_codes(grid.sheet.name)]
    if len(found) == 1:
        return found[0]
    names = [grid.sheet.name for grid in grids]
    if found:
        told = "、".join(quoted(grid.sheet.name) for grid in found)
        several = f"叫“{wanted}”的工作表有 {len(found)} 张：{told}"
        raise CellTrouble("N004", several, "一张", "写上工作表的全名。")
    if any(key == _sheet_key(name) or key in _sheet_codes(name) for name in hidden):
        raise CellTrouble("N004", f"工作表“{wanted}”是隐藏的，没有读", "看得见的工作表", "取消隐藏，另存后再引用。")
    guess = nearest(wanted, [code for name in names for code in (name, name.split(maxsplit=1)[0])])
    remedy = f"是否应为“{guess}”？" if guess else "改成文件里有的一张。"
    raise CellTrouble("N004", f"没有工作表“{wanted}”", _told(map(quoted, names)), remedy)


def _sheet_key(name: str) -> str:
    return plain_label(name).replace("_", "-").upper()


def _sheet_codes(name: str) -> set[str]:
    """Return what a sheet may be called for short: Z01, 财决01表, 01 and the title of Z01 …表(财决01表)."""
    key = _sheet_key(name)
    code = _sheet_key(name.split(maxsplit=1)[0]) if name.split() else ""
    title, _, form = key.removeprefix(code).partition("(")
    form = form.rstrip(")")
    return {one for one in (code, title, form, form.removeprefix("财决").removesuffix("表")) if one}


def find_cell(grid: SheetGrid, reference: CellReference) -> LabelledCell:
    """Return the cell that labels mean; CellTrouble where a label is not there, or more than one cell is meant."""
    labels = _wanted_rows(grid, reference.row)
    cells = [cell for label in labels for cell in cells_of(grid, label)]
    found = [cell for cell in cells if _fits(cell.column, reference.column)]
    if len({cell.spot for cell in found}) == 1:
        return found[0]
    if found:
        told = _told(cell.words for cell in found)
        steps = f"如 {write_labels(('上一级的标签', reference.column[-1]))}"
        remedy = f"在行或列的标签前面写上上一级的标签，分出是哪一个，{steps}。"
        raise CellTrouble("N006", f"标签指到 {len(found)} 格：{told}", "一格", remedy)
    known = list(dict.fromkeys(cell.column[-1] for cell in cells if cell.column))
    guess = _nearest(reference.column[-1], known)
    wanted = " › ".join(reference.column)
    remedy = f"是否应为“{guess}”？" if guess else "改成表里有的列。"
    raise CellTrouble("N005", f"“{labels[0].text}”这一行没有列“{wanted}”", _told(map(quoted, known)), remedy)


def list_row_labels(grid: SheetGrid) -> Iterator[RowLabel]:
    """Yield the labels of all rows from above, codes among them."""
    for table in grid.tables:
        for row in (*table.headings, *table.body):
            for spot in grid.by_row[row]:
                is_code = row in table.body and spot[1] in table.labels and isinstance(grid.cells[spot], str)
                if spot[1] in table.labels and (grid.is_label(spot) or is_code):
                    yield RowLabel(table, spot, str(grid.cells[spot]).strip())


def cells_of(grid: SheetGrid, label: RowLabel) -> Iterator[LabelledCell]:
    """Yield the cells of a label's row that are its own: up to the labels of the next group."""
    row = label.spot[0]
    behind = grid.span(label.spot)[3]
    met_value = False
    for column in range(behind + 1, max((*label.table.labels, *label.table.values), default=-1) + 1):
        if column in label.table.labels and met_value:
            return
        if column in label.table.values:
            met_value = True
            heading = grid.heading(label.table, column, row)
            if heading:
                yield LabelledCell(grid, label.table, (row, column), row=label.text, column=heading)


def _wanted_rows(grid: SheetGrid, wanted: tuple[str, ...]) -> list[RowLabel]:
    labels = list(list_row_labels(grid))
    named = _named(labels, wanted[-1])
    if not named:
        known = list(dict.fromkeys(label.text for label in labels if label.spot[0] in label.table.body))
        guess = _nearest(wanted[-1], known)
        remedy = f"是否应为“{guess}”？核对后改引用。" if guess else _OTHER_FORM
        raise CellTrouble("N005", f"工作表“{grid.sheet.name}”里没有行“{wanted[-1]}”", _told(map(quoted, known)), remedy)
    for outer in wanted[-2::-1]:
        within = _within(grid, labels, named, outer)
        if not within:
            found = f"“{outer}”下面没有行“{wanted[-1]}”"
            raise CellTrouble("N005", found, _told(label.text for label in named), "核对上一级的标签。")
        named = within
    return named


def _named(labels: Iterable[RowLabel], wanted: str) -> list[RowLabel]:
    """Return the labels of a text; where there is none, those that differ in their numbering alone (八、 for 七、)."""
    labels, key = list(labels), plain_label(wanted)
    exact = [label for label in labels if plain_label(label.text) == key]
    return exact or [label for label in labels if _without_number(label.text) == _without_number(wanted)]


def _without_number(label: str) -> str:
    plain = plain_label(label)
    return _ORDINAL.sub("", plain) or plain


def _within(grid: SheetGrid, labels: list[RowLabel], named: list[RowLabel], outer: str) -> list[RowLabel]:
    """Return the labels that stand under an outer one: beside it, next below it, or under it as a heading."""
    key = _without_number(outer)
    parents = [label for label in labels if _without_number(label.text) == key]
    found = []
    for label in named:
        beside = any(one.spot[0] == label.spot[0] and one.spot[1] < label.spot[1] for one in parents)
        headed = any(_without_number(one) == key for one in grid.heading(label.table, label.spot[1], label.spot[0]))
        if beside or headed:
            found.append(label)
    for parent in parents:
        below = [one for one in named if one.spot[1] == parent.spot[1] and one.spot[0] > parent.spot[0]]
        found += [one for one in below[:1] if one not in found]
    return found


def _fits(heading: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Return whether headings over a column end with the innermost wanted, and hold the outer ones in order."""
    keys = [plain_label(one) for one in heading]
    if not keys or keys[-1] != plain_label(wanted[-1]):
        return False
    left = iter(keys[:-1])
    return all(plain_label(one) in left for one in wanted[:-1])


def _nearest(wanted: str, known: list[str]) -> str | None:
    by_key = {_without_number(one): one for one in reversed(known)}
    guess = nearest(_without_number(wanted), by_key, cutoff=0.5)
    return by_key[guess] if guess else None


def _told(names: Iterable[str]) -> str:
    names = list(names)
    more = f"等 {len(names)} 个" if len(names) > _MOST_TOLD else ""
    return ("、".join(names[:_MOST_TOLD]) or "（没有）") + more
