"""Figures: exact amounts that know where they come from.

A ``Figure`` is made in two ways only: read from a place in the data, or computed from other
figures by the operations below. Lineage therefore costs the writer of a rule nothing: ``a + b``
is a figure whose origin is the formula ``a + b``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import Enum
from functools import reduce

from msgspec import Struct
from msgspec.structs import replace

from jixiao.findings import Place
from jixiao.plain import format_plain

RATE = "比率"
POINTS = "分"
MONEY = "万元"

# What a draft prints in place of a value nobody knows: still to be filled in, or unreadable as entered.
TO_FILL_IN, TO_MEND = "〔待填〕", "〔待改〕"

# What stands in place of a rate of nothing.
NO_RATE = "不适用"

# Sums of what can be entered are exact; quotients are kept far beyond any printed digit, so that
# rounding happens once: where it is stated. Python's own context would round at 28 digits.
_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)


class Text(str):
    """A text from the data that knows its place and its path; ``first_line`` is the file's line where it begins.

    ``unknown`` is whether nobody knows yet what it will say, in whole or in part (〔待填〕, 〔待改〕). ``basis`` is
    what a text that was left out follows from, None for a typed one; its place is then that of its neighbour.
    """

    __slots__ = ("basis", "first_line", "path", "place", "unknown")

    place: Place
    path: str
    first_line: int
    unknown: bool
    basis: Formula | None

    def __new__(
        cls,
        value: str,
        place: Place,
        path: str,
        first_line: int = 0,
        *,
        unknown: bool = False,
        basis: Formula | None = None,
    ) -> Text:
        """Return ``value`` with the place it was read from and its path in the data."""
        text = super().__new__(cls, value)
        text.place = place
        text.path = path
        text.first_line = first_line or place.line
        text.unknown = unknown
        text.basis = basis
        return text

    def reworded(self, value: str) -> Text:
        """Return another wording of the same entry."""
        return Text(value, self.place, self.path, self.first_line, unknown=self.unknown, basis=self.basis)

    def opened(self) -> Text:
        """Return the same entry as one that nobody knows yet."""
        return Text(TO_FILL_IN, self.place, self.path, self.first_line, unknown=True, basis=self.basis)

    @property
    def entered(self) -> bool:
        """Whether it was typed, not derived from the rest."""
        return self.basis is None

    def place_of(self, offset: int) -> Place:
        """Return the place of the line that the character at ``offset`` stands in."""
        if self.first_line == self.place.line:
            return self.place
        return Place(self.place.file, self.first_line + self.count("\n", 0, offset))


class DrawnCell(Struct, frozen=True):
    """The cell of a workbook that an amount is drawn from, where it was not typed.

    ``amount`` is what is stored there, in ``unit``, which the labels of the cell state themselves where it
    ``is_own_unit``; ``percent`` is whether it is shown as per cents, None where that cannot be known. ``places`` are
    the decimals that an amount of money is rounded to.
    """

    file: str
    sheet: str
    ref: str
    amount: Decimal
    unit: str
    is_own_unit: bool
    percent: bool | None
    places: int

    def __str__(self) -> str:
        written = f"{format_plain(self.amount)} {self.unit}".strip()
        return f"{self.file} 工作表“{self.sheet}”{self.ref}：{written}"

    def as_json(self) -> dict[str, object]:
        """Return it as a flat object for programs."""
        return {
            "drawn_file": self.file,
            "drawn_sheet": self.sheet,
            "drawn_cell": self.ref,
            "drawn_value": format_plain(self.amount),
            "drawn_unit": self.unit,
        }


class Operator(Enum):
    """What was done to the operands of a formula; arithmetic is written with its value."""

    SUM = "合计"
    PLUS = "+"
    MINUS = "−"
    TIMES = "×"
    DIVIDED_BY = "÷"
    AT_MOST = "不超过"
    ROUND = "四舍五入"
    BANDS = "分档"
    REFERENCE = "引用"
    EARNED = "按完成情况计分"
    WORDED = "照表单集的写法"
    ABSENT = "没有"


class Formula(Struct, frozen=True):
    """How a figure was computed: an operator and the figures it was applied to.

    ``decimals`` are those rounded to (``ROUND``), ``reason`` is why there is nothing to compute from (``ABSENT``), or
    how it came to be in words (``EARNED``, ``WORDED``).
    """

    operator: Operator
    operands: tuple[Figure, ...] = ()
    decimals: int = 0
    reason: str = ""

    @property
    def is_addition(self) -> bool:
        """Whether its operands were added up, all in one or two by two."""
        return self.operator in (Operator.SUM, Operator.PLUS)


class Figure(Struct, frozen=True):
    """An exact amount with its unit, its path in the data and its origin.

    ``literal`` is what stands in place of digits: "" for a cell left blank, 不适用 for a rate that
    does not exist; the amount is then 0. ``places`` are the decimals to print where the form says so. ``drawn`` is the
    cell of the accounts that a figure whose origin is a line of data is drawn from, None where it was typed.
    Whatever rests on an unknown figure (〔待填〕, 〔待改〕) is unknown itself; blanks count as 0.
    """

    amount: Decimal
    unit: str
    origin: Place | Formula
    path: str = ""
    literal: str | None = None
    places: int | None = None
    drawn: DrawnCell | None = None

    def __add__(self, other: Figure) -> Figure:
        return self._combined(Operator.PLUS, other, _EXACT.add(self.amount, other.amount))

    def __sub__(self, other: Figure) -> Figure:
        return self._combined(Operator.MINUS, other, _EXACT.subtract(self.amount, other.amount))

    def __mul__(self, other: Figure) -> Figure:
        unit = self.unit if other.unit == RATE else other.unit
        amount = _EXACT.multiply(self.amount, other.amount)
        return Figure(amount, unit, Formula(Operator.TIMES, (self, other)), literal=_unknown(self, other))

    def __truediv__(self, other: Figure) -> Figure:
        """Return the rate of the two; 不适用 (amount 0) where the divisor is 0."""
        origin = Formula(Operator.DIVIDED_BY, (self, other))
        if unknown := _unknown(self, other):
            return Figure(Decimal(0), RATE, origin, literal=unknown)
        if other.amount == 0:
            return Figure(Decimal(0), RATE, origin, literal=NO_RATE)
        return Figure(_EXACT.divide(self.amount, other.amount), RATE, origin)

    def _combined(self, operator: Operator, other: Figure, amount: Decimal) -> Figure:
        if self.unit != other.unit:
            raise ValueError(f"{self.path or self.amount}（{self.unit}）{operator.value} {other.path}（{other.unit}）")
        return Figure(amount, self.unit, Formula(operator, (self, other)), literal=_unknown(self, other))

    def rounded(self, places: int) -> Figure:
        """Return the amount rounded half up to ``places`` decimals; a step of its own in the lineage."""
        origin = Formula(Operator.ROUND, (self,), places)
        return Figure(round_half_up(self.amount, places), self.unit, origin, literal=_unknown(self))

    def capped(self, limit: Figure) -> Figure:
        """Return the smaller of the two."""
        origin = Formula(Operator.AT_MOST, (self, limit))
        return Figure(min(self.amount, limit.amount), self.unit, origin, literal=_unknown(self, limit))

    def shown_with(self, places: int) -> Figure:
        """Return the same figure, to be printed with ``places`` decimals."""
        return replace(self, places=places)

    def if_missing(self, amount: int) -> Figure:
        """Return the figure itself, or ``amount`` in place of a rate that does not exist."""
        exists = self.literal is None or self.unknown
        return self if exists else replace(self, amount=Decimal(amount), literal=None)

    def opened(self) -> Figure:
        """Return the same figure as one that nobody knows yet."""
        return replace(self, amount=Decimal(0), literal=self.literal if self.unknown else TO_FILL_IN)

    def linked(self, path: str) -> Figure:
        """Return this figure as it stands again at ``path``: the same amount, drawn from here."""
        return replace(self, path=path, origin=Formula(Operator.REFERENCE, (self,)))

    @property
    def source(self) -> Figure:
        """The figure that this one repeats, itself if it repeats none."""
        figure = self
        while isinstance(figure.origin, Formula) and figure.origin.operator is Operator.REFERENCE:
            figure = figure.origin.operands[0]
        return figure

    @property
    def unrounded(self) -> Decimal:
        """What the amount was before it was rounded for its cell."""
        origin = self.origin
        if isinstance(origin, Formula) and origin.operator in (Operator.REFERENCE, Operator.ROUND):
            return origin.operands[0].unrounded
        return self.amount

    @property
    def entered(self) -> bool:
        """Whether the amount was typed, here or where it is drawn from."""
        return isinstance(self.source.origin, Place)

    @property
    def blank(self) -> bool:
        """Whether the cell was left empty."""
        return self.literal == ""

    @property
    def unknown(self) -> bool:
        """Whether nobody knows the amount yet."""
        return self.literal in (TO_FILL_IN, TO_MEND)

    def leaves(self) -> Iterator[Figure]:
        """Return the entered figures this one rests on, in the order of the formula, each once."""
        return entered_leaves([self])


def entered_leaves(figures: Iterable[Figure]) -> Iterator[Figure]:
    """Yield the entered figures that some figures rest on, in the order of the formulas, each once."""
    seen: set[int] = set()
    pending = [*figures][::-1]
    while pending:
        figure = pending.pop()
        if id(figure) in seen:
            continue
        seen.add(id(figure))
        if isinstance(figure.origin, Place):
            yield figure
        else:
            pending.extend(reversed(figure.origin.operands))


def total(figures: Iterable[Figure], unit: str = "万元") -> Figure:
    """Return the sum of the figures; 0 in ``unit`` where there are none. Blanks count as 0."""
    operands = tuple(figures)
    units = {figure.unit for figure in operands} or {unit}
    if len(units) > 1:
        raise ValueError(f"不同单位不能相加：{sorted(units)}")
    amount = reduce(_EXACT.add, (figure.amount for figure in operands), Decimal(0))
    return Figure(amount, units.pop(), Formula(Operator.SUM, operands), literal=_unknown(*operands))


def _unknown(*operands: Figure) -> str | None:
    """Return what stands in place of a result's digits: that of the first unknown operand, None if all are known."""
    return next((figure.literal for figure in operands if figure.unknown), None)


def count_decimals(amount: Decimal) -> int:
    """Return how many decimals an amount has, zeros at its end not counted: 1 for 1.50, 0 for 100."""
    return max(0, -int(amount.normalize().as_tuple().exponent))


def round_half_up(amount: Decimal, places: int) -> Decimal:
    """Return ``amount`` with exactly ``places`` decimals, halves rounded away from zero."""
    return amount.quantize(Decimal(1).scaleb(-places), context=_EXACT)
