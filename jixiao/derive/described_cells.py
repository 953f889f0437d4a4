"""What stands in a cell of a described form: what a formula came to, rounded and named; what is left out, blank."""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from jixiao.figures import MONEY, RATE, Figure, Formula, Operator, Text, count_decimals
from jixiao.findings import Place
from jixiao.forms.described_set import DescribedForm, FormField
from jixiao.model.described_record import Value
from jixiao.model.form_roles import FieldKind

_EXACT_PLACES, _PLACES = 8, 2
_YUAN = Figure(Decimal(10000), "", Formula(Operator.ABSENT, reason="万元折元"))


def blank_value(form: DescribedForm, field: FormField, file: str, path: str) -> Value:
    """Return what stands where nothing was filled in."""
    if field.is_number:
        return Figure(Decimal(0), form.unit_of(field), Place(file), path, literal="")
    return Text("", Place(file), path)


def finish_cell(figure: Figure, field: FormField, unit: str, path: str, *, amount_places: int | None = None) -> Figure:
    """Return what a formula came to as it stands in its cell: in the field's unit, rounded and printed as it says.

    ``amount_places`` are the set's decimals of amounts whose field says none.
    """
    decimals = field.description.decimals
    if decimals is None and is_amount(field):
        decimals = amount_places
    cell = figure if figure.unit == unit else replace(figure, unit=unit)
    if cell.literal is None or cell.unknown:
        if decimals is not None:
            cell = cell.rounded(decimals + (2 if unit == RATE else 0))
        cell = cell.shown_with(_places(cell, field) if decimals is None else decimals)
    return cell.linked(path) if cell.path else replace(cell, path=path)


def _places(figure: Figure, field: FormField) -> int:
    """Return the decimals to print where the description names none: all of an amount that has an end, else two."""
    decimals = count_decimals(figure.amount)
    return decimals if is_amount(field) and decimals <= _EXACT_PLACES else _PLACES


def is_amount(field: FormField) -> bool:
    """Return whether a field is an amount of money, which another form may have in 元."""
    return field.description.kind is FieldKind.AMOUNT


def in_money(figure: Figure, unit: str) -> Figure:
    """Return an amount in 万元 or 元, as another form has it."""
    if figure.unit == unit or figure.unit not in (MONEY, "元"):
        return figure
    to_yuan = unit == "元"
    operator = Operator.TIMES if to_yuan else Operator.DIVIDED_BY
    amount = figure.amount.scaleb(4 if to_yuan else -4)
    return Figure(amount, unit, Formula(operator, (figure, _YUAN)), literal=figure.literal)


def absent_figure(unit: str, reason: str) -> Figure:
    """Return what stands for a figure of last year, or of another form, where there is none."""
    return Figure(Decimal(0), unit, Formula(Operator.ABSENT, reason=reason), literal="")
