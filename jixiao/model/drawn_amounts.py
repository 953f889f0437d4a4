"""What a cell of the accounts is in the unit a field asks for: 元 become 万元, rounded as the form set prints them."""

from __future__ import annotations

from decimal import Decimal

from jixiao.figures import MONEY, DrawnCell, round_half_up
from jixiao.model.pasted import MOST_DIGITS
from jixiao.model.wanted_number import WantedNumber, refuse
from jixiao.plain import format_plain

_IN_TEN_THOUSANDS = {"亿元": 4, MONEY: 0, "千元": -1, "元": -4}
_STATE_UNIT = "在 sources.yaml 里这个来源下写上“金额单位: 元”（或万元）。"


def read_drawn(cell: DrawnCell, wanted: WantedNumber) -> Decimal:
    """Return a cell's amount in the unit of a field, money rounded half up; PydanticCustomError for another unit.

    A field without a unit, such as a control total, takes money in 万元 and any other number as it stands.
    """
    is_money = cell.unit in _IN_TEN_THOUSANDS
    if wanted.unit in _IN_TEN_THOUSANDS or (not wanted.unit and is_money):
        amount = in_money_unit(cell, wanted.unit or MONEY)
        if amount is None:
            raise _refuse_unit(cell, wanted)
        return amount
    if wanted.unit == "%":
        return _in_per_cents(cell, wanted)
    if is_money and cell.is_own_unit:
        raise _refuse_unit(cell, wanted)
    return _checked(cell.amount, cell)


def in_money_unit(cell: DrawnCell, unit: str) -> Decimal | None:
    """Return a cell's amount in a unit of money, rounded to the cell's places; None where it is none of money."""
    if cell.unit not in _IN_TEN_THOUSANDS or unit not in _IN_TEN_THOUSANDS:
        return None
    amount = cell.amount.scaleb(_IN_TEN_THOUSANDS[cell.unit] - _IN_TEN_THOUSANDS[unit])
    return Decimal(format_plain(round_half_up(_checked(amount, cell), cell.places)))


def _in_per_cents(cell: DrawnCell, wanted: WantedNumber) -> Decimal:
    if cell.percent:
        return _checked(cell.amount.scaleb(2), cell)
    if cell.unit != "%":
        raise _refuse_unit(cell, wanted)
    return _checked(cell.amount, cell)


def _checked(amount: Decimal, cell: DrawnCell) -> Decimal:
    if amount and amount.adjusted() >= MOST_DIGITS:
        raise refuse("M020", f"{cell}，位数过多", f"整数不超过 {MOST_DIGITS} 位的数", "核对工作簿里的数和金额单位。")
    return amount


def _refuse_unit(cell: DrawnCell, wanted: WantedNumber) -> Exception:
    stated = f"单位是{cell.unit}" if cell.unit else "没有写明单位"
    remedy = _STATE_UNIT if not cell.unit and wanted.unit in _IN_TEN_THOUSANDS else "核对引用的是不是这一格。"
    return refuse("N008", f"{cell}，{stated}", wanted.words, remedy)
