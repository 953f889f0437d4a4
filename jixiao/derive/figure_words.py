"""How a value is worded where it is printed: the digits of a figure, by one policy for all places.

- an amount that was entered prints as it was entered: ``5`` stays 5 and ``5.00`` stays 5.00;
- a derived amount prints exactly, rounded half up to two decimals, without trailing zeros;
- where the form set names the decimals of amounts, money prints with so many, entered or derived, zeros kept;
- a rate prints as a per cent with the decimals the form set names (none by default);
- 0 prints as 0; a cell left blank prints blank; a rate that does not exist prints 不适用.
"""

from __future__ import annotations

from decimal import Decimal

from jixiao.figures import MONEY, RATE, Figure, Text, round_half_up
from jixiao.model.scalars import Day
from jixiao.plain import strip_trailing_zeros

_DERIVED_PLACES = 2


def format_value(value: Figure | Text | Day | str | int, amount_places: int | None = None) -> str:
    """Return a value as the package prints it; ``amount_places`` are those of the form set."""
    if isinstance(value, Figure):
        return format_figure(value, amount_places)
    return str(value)


def format_figure(figure: Figure, amount_places: int | None = None) -> str:
    """Return a figure's printed digits, or the literal that stands in place of them."""
    if figure.literal is not None:
        return figure.literal
    if figure.unit == RATE:
        return f"{_digits(figure.amount * 100, figure.places or 0)}%"
    if figure.unit == MONEY and amount_places is not None:
        return _digits(figure.amount, amount_places if figure.places is None else figure.places)
    if figure.entered and figure.places is None:
        return format(figure.amount if figure.amount else abs(figure.amount), "f")
    places = _DERIVED_PLACES if figure.places is None else figure.places
    return strip_trailing_zeros(_digits(figure.amount, places))


def _digits(amount: Decimal, places: int) -> str:
    rounded = round_half_up(amount, places)
    return format(rounded if rounded else abs(rounded), "f")
