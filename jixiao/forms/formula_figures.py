"""What a formula comes to: first its unit, which can be known without any figures, then the figure itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import reduce

from msgspec.structs import replace

from jixiao.figures import MONEY, POINTS, RATE, Figure, Formula, Operator, total
from jixiao.findings import Place
from jixiao.forms.formula_tree import (
    Banded,
    Capped,
    Constant,
    Expression,
    FieldReference,
    FormulaFault,
    Operation,
    Rounded,
    Summed,
)

# A number written out takes on the unit of what it is set against.
PLAIN = ""
UnitOf = Callable[[FieldReference], str]
LookUp = Callable[[FieldReference], Sequence[Figure]]
_SPOKEN = {RATE: "百分数"}


def unit_of(tree: Expression, unit_at: UnitOf) -> str:
    """Return the unit of what a formula comes to, PLAIN for a number; FormulaFault where units do not go together."""
    match tree:
        case Constant():
            return RATE if tree.percent else PLAIN
        case FieldReference():
            return unit_at(tree)
        case Operation(operator=operator):
            left, right = unit_of(tree.left, unit_at), unit_of(tree.right, unit_at)
            if operator in (Operator.PLUS, Operator.MINUS):
                return _common((left, right), tree.offset)
            return _product(left, right) if operator is Operator.TIMES else _quotient(left, right)
        case Summed():
            return _common([unit_of(part, unit_at) for part in tree.parts], tree.offset)
        case Capped():
            return _common([unit_of(tree.part, unit_at), unit_of(tree.limit, unit_at)], tree.offset)
        case Rounded():
            return unit_of(tree.part, unit_at)
        case Banded():
            unit_of(tree.part, unit_at)
            return POINTS


def _common(units: Iterable[str], offset: int) -> str:
    different = sorted({unit for unit in units if unit != PLAIN})
    if len(different) > 1:
        spoken = "、".join(_SPOKEN.get(unit, unit) for unit in different)
        remedy = "只加减、比较同一单位的数；各项的类型、计量单位写错的，改正。"
        raise FormulaFault(offset, f"单位不同的数不能相加减：{spoken}", "同一单位的数", remedy)
    return different[0] if different else PLAIN


def _product(left: str, right: str) -> str:
    real = [unit for unit in (left, right) if unit not in (PLAIN, RATE)]
    if not real:
        return RATE if RATE in (left, right) else PLAIN
    return MONEY if MONEY in real else real[-1]


def _quotient(left: str, right: str) -> str:
    if right in (PLAIN, RATE):
        return left
    return RATE if left == right else PLAIN


def reckon(tree: Expression, look_up: LookUp, place_at: Callable[[int], Place]) -> Figure:
    """Return what a formula comes to; ``look_up`` gives the figures a reference stands for, one where it asks for one.

    ``place_at`` is the place of the sign so many characters in. The units must have been found to go together.
    """
    return _Reckoner(look_up, place_at).figure(tree)


class _Reckoner:
    def __init__(self, look_up: LookUp, place_at: Callable[[int], Place]) -> None:
        self.look_up = look_up
        self.place_at = place_at

    def figure(self, tree: Expression) -> Figure:
        match tree:
            case Constant():
                return Figure(tree.amount, RATE if tree.percent else PLAIN, self.place_at(tree.offset))
            case FieldReference():
                return self.look_up(tree)[0]
            case Operation():
                return _operated(tree.operator, self.figure(tree.left), self.figure(tree.right))
            case Summed():
                return self._summed(tree)
            case Capped():
                return reduce(Figure.capped, _alike([self.figure(tree.part), self.figure(tree.limit)]))
            case Rounded():
                part = self.figure(tree.part)
                return part.rounded(tree.decimals + (2 if part.unit == RATE else 0))
            case Banded():
                return self._banded(tree)

    def _summed(self, tree: Summed) -> Figure:
        figures: list[Figure] = []
        for part in tree.parts:
            figures += self.look_up(part) if isinstance(part, FieldReference) else [self.figure(part)]
        whole = total(_alike(figures), PLAIN)
        if not tree.mean:
            return whole
        counted = sum(not figure.blank for figure in figures)
        count = Figure(Decimal(counted), PLAIN, Formula(Operator.ABSENT, reason="项数"))
        return _operated(Operator.DIVIDED_BY, whole, count)

    def _banded(self, tree: Banded) -> Figure:
        part = self.figure(tree.part)
        lines = [self._line(line, part.unit) for line, _ in tree.bands]
        points = [replace(self.figure(given), unit=POINTS) for _, given in tree.bands]
        reached = (given.amount for line, given in zip(lines, points, strict=True) if part.amount >= line.amount)
        amount = Decimal(0) if part.literal is not None else next(reached, Decimal(0))
        operands = (part, *(figure for band in zip(lines, points, strict=True) for figure in band))
        banded = Figure(amount, POINTS, Formula(Operator.BANDS, operands))
        return banded.opened() if part.unknown else banded

    def _line(self, number: Constant, unit: str) -> Figure:
        """Return a line of a band in the unit of what is held against it; that of a rate is written as a per cent."""
        line = self.figure(number)
        percent = unit == RATE and not number.percent
        return replace(line, unit=unit, amount=line.amount.scaleb(-2) if percent else line.amount)


def _operated(operator: Operator, left: Figure, right: Figure) -> Figure:
    if operator is Operator.TIMES:
        return replace(left * right, unit=_product(left.unit, right.unit))
    if operator is Operator.DIVIDED_BY:
        return replace(left / right, unit=_quotient(left.unit, right.unit))
    left, right = _alike([left, right])
    return left + right if operator is Operator.PLUS else left - right


def _alike(figures: Sequence[Figure]) -> list[Figure]:
    """Return figures that go together with one unit, that of those that are no plain numbers."""
    unit = next((figure.unit for figure in figures if figure.unit != PLAIN), PLAIN)
    return [figure if figure.unit == unit else replace(figure, unit=unit) for figure in figures]
