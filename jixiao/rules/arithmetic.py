"""A…: arithmetic within a form. Every derived figure as printed against its operands as printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from jixiao.derive.balance import derive_balance
from jixiao.derive.dossier import list_lines
from jixiao.figures import RATE, Figure, Formula, Operator, round_half_up
from jixiao.findings import Place, Severity
from jixiao.glossary import term
from jixiao.model.base import field_names
from jixiao.rules.contents import label_of
from jixiao.rules.interval import Interval, add_intervals
from jixiao.rules.printed_package import PrintedPackage, plain
from jixiao.rules.printed_statement import Statement
from jixiao.rules.registry import Breach, rule

_HOW: dict[Operator | None, str] = {Operator.SUM: "各项合计", Operator.PLUS: "各项合计", Operator.MINUS: "相减"}


def _operator(figure: Figure) -> Operator | None:
    origin = figure.source.origin
    return origin.operator if isinstance(origin, Formula) else None


def _is_total(figure: Figure) -> bool:
    return _operator(figure) in (Operator.SUM, Operator.PLUS, Operator.MINUS)


def _is_rate(figure: Figure) -> bool:
    return figure.unit == RATE


def _is_execution_score(figure: Figure) -> bool:
    return _operator(figure) is Operator.AT_MOST


def _misfits(
    package: PrintedPackage, chosen: Callable[[Figure], bool]
) -> Iterator[tuple[Statement, Interval, Interval]]:
    """Yield derived figures that miss their operands, with what they should be, exactly and by rounded operands."""
    for statement in package.statements:
        if isinstance(statement.figure.origin, Place) or statement.amount is None or not chosen(statement.figure):
            continue
        exact = _expected(package, statement, exact=True)
        if (
            exact is None
            or _agrees(statement, exact)
            or _agrees(statement, _expected(package, statement, exact=True, as_filed=True))
        ):
            continue
        rounded = _expected(package, statement)
        if rounded is not None:
            yield statement, exact, rounded


def _expected(
    package: PrintedPackage, statement: Statement, *, exact: bool = False, as_filed: bool = False
) -> Interval | None:
    """Return what a derived figure should be, computed from its operands as printed in the same place.

    Operands not printed there count as derived; None where none is printed there, none exists, or one is unknown.
    An operand printed there with two values counts with the computed one, or with ``as_filed`` the other.
    """
    origin = statement.figure.source.origin
    if isinstance(origin, Place) or not origin.operands:
        return None
    printed: list[Statement] = []

    def read(figure: Figure) -> Interval | None:
        here = package.here(figure.path, statement.print.where, as_filed=as_filed) if figure.path else None
        if here is not None:
            printed.append(here)
            return None if here.unknown else here.within(exact=exact)
        if isinstance(figure.origin, Place) or not figure.origin.operands:
            return None if figure.unknown else Interval.exact(figure.amount)
        return apply(figure.origin)

    def apply(formula: Formula) -> Interval | None:
        operands = [read(operand) for operand in formula.operands]
        known = [operand for operand in operands if operand is not None]
        return _applied(formula, known, exact=exact) if len(known) == len(operands) else None

    interval = apply(origin)
    return interval if printed else None


def _applied(formula: Formula, operands: list[Interval], *, exact: bool) -> Interval | None:
    first, *others = operands
    match formula.operator:
        case Operator.ROUND:
            return first.settled(formula.decimals) if exact else first.widened(formula.decimals)
        case Operator.SUM | Operator.PLUS:
            return add_intervals(operands)
        case Operator.MINUS:
            return first - others[0]
        case Operator.TIMES:
            return first * others[0]
        case Operator.DIVIDED_BY:
            return first.over(others[0])
        case Operator.AT_MOST:
            return first.capped(others[0])
        case Operator.REFERENCE:
            return first
        case Operator.BANDS:
            return first.stepped(others)
    return None


def _agrees(statement: Statement, value: Interval | None) -> bool:
    if value is None:
        return False
    # A total is its parts' sum to the decimals it is printed with; a rate, anything that rounds to what is printed.
    total = round_half_up(value.low, statement.places)
    return statement.amount == total if _is_total(statement.figure) else value.meets(statement.interval)


def _breach(statement: Statement, expected: Interval, rounded: Interval | None = None) -> Breach:
    """Return the breach; with ``rounded`` the difference may come of rounding, and is a hint that says so."""
    printed = statement.print.printed
    how = _HOW.get(_operator(statement.figure), "计算")
    is_rate = statement.figure.unit == RATE
    should = f"{plain(round_half_up(expected.low * 100, 2))}%" if is_rate else plain(expected.low)
    found = f"{statement.name}印作 {printed}，按同处所印{how}为 {should}"
    if rounded is not None:
        found += f"（在四舍五入范围内：所印的数可为 {_span(statement.interval)}，按各数计算可为 {_span(rounded)}）"
    seen = (plain(statement.amount), should)
    sides = derive_balance(
        [statement.figure], [], statement.amount - expected.low if statement.amount is not None else None
    )
    return statement.spot.breach(found, should, seen=seen, severity=Severity.HINT if rounded else None, balance=sides)


def _span(interval: Interval) -> str:
    return f"{plain(interval.low)}—{plain(interval.high)}"


@rule("A101")
def totals_add_up(package: PrintedPackage) -> Iterator[Breach]:
    """Yield totals and balances that differ from the printed figures they are made of."""
    for statement, expected, rounded in _misfits(package, _is_total):
        yield _breach(statement, expected, rounded if rounded.meets(statement.interval) else None)


@rule("A102")
def rates_follow(package: PrintedPackage) -> Iterator[Breach]:
    """Yield rates and shares that differ from the quotient of their printed terms."""
    for statement, expected, rounded in _misfits(package, _is_rate):
        if not rounded.meets(statement.interval):
            yield _breach(statement, expected)


@rule("A103")
def execution_scores_follow(package: PrintedPackage) -> Iterator[Breach]:
    """Yield scores of the execution rate that do not follow from rate and weight."""
    for statement, expected, rounded in _misfits(package, _is_execution_score):
        if not rounded.meets(statement.interval):
            yield _breach(statement, expected)


@rule("A104")
def parts_stay_below(package: PrintedPackage) -> Iterator[Breach]:
    """Yield columns of 公用经费 whose 其中 lines exceed it."""
    form, where = package.dossier.annex1.public_funds, label_of(package, "annex1")
    below = [line for _, line in list_lines(form)]
    columns = [name for name in field_names(type(form)) if isinstance(getattr(form, name), Figure)]
    for column in columns:
        figures = (form, *(line for line in below if hasattr(line, column)))
        whole, *parts = (package.here(getattr(line, column).path, where) for line in figures)
        stated = [part for part in parts if part is not None]
        if whole is None or whole.amount is None or any(part.unknown for part in stated):
            continue
        amount, printed = sum((part.value for part in stated), Decimal(0)), whole.print.printed
        if amount > whole.amount:
            name, words = f"{where} {term('public_funds')}{term(column)}", f"“其中”各行合计 {plain(amount)}"
            yield Breach(
                whole.figure.path,
                whole.place,
                f"{name}印作 {printed}，{words}，超过合计",
                f"“其中”各行合计不超过 {printed}",
                printed=(where,),
                seen=(plain(whole.amount), plain(amount)),
                balance=derive_balance(
                    [part.figure for part in stated], [whole.figure], whole.amount - amount, at_most=True
                ),
            )
