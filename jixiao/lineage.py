"""Where figures come from, as plain steps: for people, for JSON, for the source map.

A lineage is a graph: an operand may stand in several formulas and is told once. Each figure has a name in
it, its path, or for a step between two named figures the name of what it was made for and a number
(附件2.资金.执行率#1).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec import Struct

from jixiao.figures import RATE, DrawnCell, Figure, Formula, Operator, Text, round_half_up
from jixiao.findings import Place
from jixiao.plain import format_plain

_SHOWN_PLACES = 6
_WORDS = {
    Operator.PLUS: "相加",
    Operator.MINUS: "前一个数减后一个数",
    Operator.TIMES: "相乘",
    Operator.DIVIDED_BY: "前一个数除以后一个数",
    Operator.AT_MOST: "以后一个数为限，取较小的",
    Operator.BANDS: "按档计分（每一档：界限、得分）",
    Operator.REFERENCE: "取自",
}
# What was left out follows from the rest by these.
_LEFT_OUT = (Operator.EARNED, Operator.WORDED)


class Step(Struct, frozen=True):
    """One figure of a lineage under its name, with the names of the figures it was computed from."""

    name: str
    figure: Figure
    operands: tuple[str, ...] = ()

    @property
    def place(self) -> Place | None:
        """Where it was typed; None if it was computed."""
        return self.figure.origin if isinstance(self.figure.origin, Place) else None

    @property
    def drawn(self) -> DrawnCell | None:
        """The cell of the accounts that it is drawn from; None if it was typed or computed."""
        return self.figure.drawn if self.place is not None else None

    def as_json(self) -> dict[str, object]:
        """Return the step as a flat object: value and unit, and a place or a formula with its operands' names."""
        value: dict[str, object] = {"value": amount_words(self.figure), "unit": unit_words(self.figure)}
        if self.place is not None:
            return value | self.place.as_json() | (self.drawn.as_json() if self.drawn else {})
        return value | {"formula": formula_words(self.figure), "operands": list(self.operands)}


def lineage(figure: Figure) -> dict[str, Step]:
    """Return every step that leads to a figure by its name: the figure first, operands after what they make up."""
    return lineages([figure])


def lineages(figures: Iterable[Figure]) -> dict[str, Step]:
    """Return the steps that lead to any of the figures, which have paths; what they share stands there once."""
    steps: dict[str, Step] = {}
    names: dict[int, str] = {}
    for figure in figures:
        for step in _steps(figure, figure.path, names, steps):
            steps[step.name] = step
    return steps


def _steps(figure: Figure, name: str, names: dict[int, str], known: dict[str, Step]) -> Iterator[Step]:
    pending = [(name, figure)]
    while pending:
        name, figure = pending.pop()
        if name in known:
            continue
        operands = _operands(figure, name, names)
        yield Step(name, figure, tuple(operands))
        pending.extend(reversed(operands.items()))


def _operands(figure: Figure, name: str, names: dict[int, str]) -> dict[str, Figure]:
    if isinstance(figure.origin, Place):
        return {}
    return {
        names.setdefault(id(operand), operand.path or f"{name}#{number}"): operand
        for number, operand in enumerate(figure.origin.operands, start=1)
    }


def lineage_json(figures: Iterable[Figure]) -> dict[str, dict[str, object]]:
    """Return the steps that lead to the figures as objects by name."""
    return {name: step.as_json() for name, step in lineages(figures).items()}


def formula_words(figure: Figure) -> str:
    """Return what was done to a computed figure's operands: 3 个数相加; "" for one that was typed."""
    formula = figure.origin
    return "" if isinstance(formula, Place) else _words_of(formula, is_rate=figure.unit == RATE)


def derivation_words(value: Figure | Text) -> str:
    """Return what a value follows from that was left out where it might be typed; "" for any other value."""
    basis = value.basis if isinstance(value, Text) else value.origin
    if not isinstance(basis, Formula) or basis.operator not in _LEFT_OUT:
        return ""
    return _words_of(basis)


def _words_of(formula: Formula, *, is_rate: bool = False) -> str:
    if formula.operator is Operator.SUM:
        return f"{len(formula.operands)} 个数相加" if formula.operands else "没有可加的数"
    if formula.operator is Operator.ROUND:
        places = formula.decimals - (2 if is_rate else 0)
        kind = "百分数" if is_rate else ""
        return f"{kind}四舍五入，保留 {places} 位小数"
    return _WORDS.get(formula.operator) or formula.reason or formula.operator.value


def amount_words(figure: Figure) -> str:
    """Return an amount without needless digits, a rate as a per cent; a blank cell is 空白."""
    if figure.literal is not None:
        return figure.literal or "空白"
    percent = figure.unit == RATE
    return plain(figure.amount * 100 if percent else figure.amount) + ("%" if percent else "")


def unit_words(figure: Figure) -> str:
    """Return the unit that goes behind an amount; "" where there is none, or no amount."""
    return "" if figure.unit == RATE or figure.literal is not None else figure.unit


def plain(amount: Decimal) -> str:
    """Return an amount with at most six decimals and no trailing zeros."""
    return format_plain(round_half_up(amount, _SHOWN_PLACES))
