"""Amounts of a filed form in the unit its template states: 46000元, or a heading that says 元, is not read as 万元."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from msgspec.structs import replace

from jixiao.importing.amounts import MONEY, unit_note
from jixiao.importing.label_text import narrow
from jixiao.importing.paper_cells import CellFate, CellReading, PaperReading
from jixiao.model.form_roles import FieldKind
from jixiao.patterns import compile_late
from jixiao.plain import format_plain

_USUAL = "万元"
_OWN = compile_late(r"[0-9](亿元|万元|千元|元)[.。]?")
_NOTE = compile_late(r"[(（]?(?:金额)?单位[:：](?:人民币)?(?:亿元|万元|千元|元)[)）]?")


def settle_amounts(reading: PaperReading) -> None:
    """Bring the amounts that were read into the form's unit; what has no unit that is sure is left."""
    form = _units_of(reading.layout.own_texts) or {_USUAL}
    paper = _units_of(cell.text for cell in reading.cells if _states_unit(cell))
    said = paper if paper - form else set()
    reading.cells[:] = [
        _settled(cell, form, said) if cell.fate is CellFate.READ and _is_amount(reading, cell) else cell
        for cell in reading.cells
    ]


def _units_of(texts: Iterable[str]) -> set[str]:
    return {unit for text in texts if (unit := unit_note(narrow(text)))}


def _states_unit(cell: CellReading) -> bool:
    """Return whether a text is a heading of the form, or a line that only says what amounts are in."""
    return cell.fate is CellFate.LABEL or bool(_NOTE.fullmatch(narrow(cell.text)))


def _is_amount(reading: PaperReading, cell: CellReading) -> bool:
    return reading.layout.describe(re.sub(r"\[[0-9]+\]", "", cell.path)).kind is FieldKind.AMOUNT


def _settled(cell: CellReading, form: set[str], said: set[str]) -> CellReading:
    own = _OWN.search(narrow(cell.text))
    units = {own[1]} if own else said
    if not units or units == form:
        return cell
    if len(units) > 1 or len(form) > 1:
        return replace(cell, fate=CellFate.LEFT, value="")
    (unit,), (wanted,) = units, form
    digits = format_plain(Decimal(cell.written).scaleb(MONEY[unit] - MONEY[wanted]))
    return replace(cell, value=digits, change=f"{unit}折成{wanted}，写作 {digits}")
