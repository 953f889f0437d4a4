"""The number in a cell, exactly, or why there is none that one can rely on. A blank cell is no 0."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from jixiao.accounts.find_cell import CellTrouble, LabelledCell
from jixiao.accounts.sheet_tables import NOTHING, cell_name, plain_label
from jixiao.accounts.stored_workbook import shortest_decimal
from jixiao.accounts.workbook_formats import STRUCK, Spot, read_column
from jixiao.findings import quoted
from jixiao.patterns import compile_late

_TEXT_NUMBER = compile_late(
    r"(?P<open>\()?(?P<sign>[-+]?)(?P<digits>[0-9]+(?:[,'][0-9]{3})*(?:\.[0-9]+)?)(?P<close>\))?"
)
_RANGE = compile_late(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")
_OWN_UNIT = compile_late(r"\((?:单位:)?([^()0-9]{1,4})\)$")
_UNITS = {"亿元", "万元", "千元", "元", "辆", "个", "人", "台", "套", "次", "批次", "户", "m2", "平方米", "%"}
_DAY = compile_late(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?: .*)?")
_TOTALS = ("合计", "总计")
_MOST_CELLS = 20_000
_OPEN_AND_SAVE = "用 Excel 或 WPS 打开工作簿，核对后保存，再引用"
_NO_SILENT_0 = "没有发生的，在数据里直接填 0；有数的，补上后重新导出。"


class CellAmount(Struct, frozen=True):
    """What a cell holds: the amount as stored, its unit and whether the label beside it or the sheet says so.

    ``percent`` is whether it is shown as per cents, None where that cannot be known.
    """

    amount: Decimal
    unit: str
    is_own_unit: bool
    percent: bool | None


def read_cell(cell: LabelledCell, money_unit: str) -> CellAmount:
    """Return what a cell holds, in ``money_unit`` where its sheet does not say another; CellTrouble for no number."""
    grid, spot = cell.grid, cell.spot
    _check_merged(cell)
    known = grid.known
    if known is not None and spot in known.unread:
        why = known.unread[spot].replace("，没有读入", "").partition("；")[0]
        remedy = "把这一格的格式改成“数值”，核对原数" if spot in known.distorted else _OPEN_AND_SAVE
        remedy = "核对这一格；还算数的，去掉删除线" if known.unread[spot] == STRUCK else remedy
        raise _unusable(cell, why, f"{remedy}。")
    stored = grid.cells.get(spot)
    if stored is None or (isinstance(stored, str) and plain_label(stored) in NOTHING):
        raise _unusable(cell, _empty_words(cell, stored), _NO_SILENT_0)
    amount = shortest_decimal(stored) if isinstance(stored, float) else _read_text(cell, stored)
    if amount == 0:
        _check_reckoned(cell)
    own = _shown_unit(cell) or _own_unit(cell)
    percent = None if known is None else spot in known.percents
    return CellAmount(amount, own or grid.money_unit or money_unit, bool(own), percent)


def _empty_words(cell: LabelledCell, stored: object) -> str:
    if stored is not None:
        return f"填的是{quoted(str(stored))}，不是数"
    old = "；旧版 .xls 里出错的、没有算过的格也读作空白" if cell.grid.known is None else ""
    return f"是空白{old}"


def _unusable(cell: LabelledCell, what: str, remedy: str) -> CellTrouble:
    return CellTrouble("N007", f"{cell.words}{what}", "一个确定的数", remedy)


def _check_merged(cell: LabelledCell) -> None:
    span = cell.grid.span(cell.spot)
    if span[:2] != cell.spot:
        first = cell_name(span[:2])
        raise _unusable(cell, f"和 {first} 等格合并了，看不出是哪一行、哪一列的数", "取消合并，分别填数后再引用。")


def _read_text(cell: LabelledCell, text: str) -> Decimal:
    """Return the number that a text cell writes out: 1,234.50, full width or in an accountant's brackets."""
    if _DAY.fullmatch(text):
        raise _unusable(
            cell, f"是日期（{text.partition(' ')[0]}）", "单元格设成了日期格式：改成数值，核对原数后再引用。"
        )
    plain = plain_label(text).replace("，", ",").replace("−", "-")
    match = _TEXT_NUMBER.fullmatch(plain)
    if match is None or bool(match["open"]) != bool(match["close"]) or (match["open"] and match["sign"]):
        raise _unusable(cell, f"是文字{quoted(text)}，不是数", "在工作簿里改成数，或在数据里直接填数。")
    digits = Decimal(re.sub("[,']", "", match["digits"]))
    return -digits if match["open"] or match["sign"] == "-" else digits


def _check_reckoned(cell: LabelledCell) -> None:
    """Refuse a 0 that the program that wrote the workbook may have put where a sum was never reckoned."""
    known, spot = cell.grid.known, cell.spot
    formula = known.formulas.get(spot) if known is not None else None
    if formula is not None and not _is_truly_0(cell, formula):
        raise _unusable(cell, "是公式，存着的结果是 0，所加的格却有数：没有算过", f"{_OPEN_AND_SAVE}。")
    if plain_label(cell.row) in _TOTALS and any(_holds_amount(cell, (row, spot[1])) for row in cell.table.body):
        raise _unusable(cell, "是 0，同一列却有数：合计没有算过", f"{_OPEN_AND_SAVE}。")


def _is_truly_0(cell: LabelledCell, formula: str) -> bool:
    """Return whether all cells that a formula names are empty or 0; of what is not looked into, that is not said."""
    if "!" in formula or not formula:
        return False
    spots = list(_named_cells(formula))
    return len(spots) < _MOST_CELLS and not any(_holds_amount(cell, spot) for spot in spots)


def _named_cells(formula: str) -> Iterator[Spot]:
    for match in _RANGE.finditer(formula):
        top, left = int(match[2]) - 1, read_column(match[1])
        bottom, right = (int(match[4]) - 1, read_column(match[3])) if match[3] else (top, left)
        if (bottom - top + 1) * (right - left + 1) > _MOST_CELLS:
            yield from [(top, left)] * _MOST_CELLS
            return
        yield from ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))


def _holds_amount(cell: LabelledCell, spot: Spot) -> bool:
    stored = cell.grid.cells.get(spot)
    return isinstance(stored, float) and stored != 0


def _shown_unit(cell: LabelledCell) -> str:
    """Return the unit that the cell's format puts behind its number; "" for none."""
    known = cell.grid.known
    suffix = known.suffixes.get(cell.spot, "") if known is not None else ""
    return suffix if suffix in _UNITS else ""


def _own_unit(cell: LabelledCell) -> str:
    """Return the unit that the labels of a cell end with: 公务用车保有量（辆）; "" for none."""
    for label in (*reversed(cell.column), cell.row):
        match = _OWN_UNIT.search(plain_label(label))
        if match and match[1] in _UNITS:
            return match[1]
    return ""
