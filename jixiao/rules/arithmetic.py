"""A…: arithmetic within a form. Every derived figure as printed against its operands as printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from jixiao.derive.balance import derive_balance
from jixiao.figures import RATE, Figure, Formula, Operator, round_half_up
from jixiao.findings import Place, Severity
from jixiao.rules.interval import Interval
from jixiao.rules.printed_package import PrintedPackage, Statement, plain
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


def _misfits(book: PrintedPackage, chosen: Callable[[Figure], bool]) -> Iterator[tuple[Statement, Interval, Interval]]:
    """Yield derived figures that miss their operands, with what they should be, exactly and by rounded operands."""
    for one in book.statements:
        if isinstance(one.figure.origin, Place) or one.amount is None or not chosen(one.figure):
            continue
        exact = book.expected(one, exact=True)
        if exact is None or _agrees(one, exact) or _agrees(one, book.expected(one, exact=True, as_filed=True)):
            continue
        rounded = book.expected(one)
        if rounded is not None:
            yield one, exact, rounded


def _agrees(one: Statement, value: Interval | None) -> bool:
    if value is None:
        return False
    # A total is its parts' sum to the decimals it is printed with; a rate, anything that rounds to what is printed.
    total = round_half_up(value.low, one.places)
    return one.amount == total if _is_total(one.figure) else value.meets(one.interval)


def _breach(one: Statement, expected: Interval, rounded: Interval | None = None) -> Breach:
    """Return the breach; with ``rounded`` the difference may come of rounding, and is a hint that says so."""
    printed = one.print.printed
    how = _HOW.get(_operator(one.figure), "计算")
    is_rate = one.figure.unit == RATE
    should = f"{plain(round_half_up(expected.low * 100, 2))}%" if is_rate else plain(expected.low)
    return Breach(
        one.figure.path,
        place=one.place,
        found=f"{one.name}印作 {printed}，按同处所印{how}为 {should}" + _within(one, rounded),
        expected=should,
        printed=(one.spoken,),
        severity=Severity.HINT if rounded else None,
        seen=(plain(one.amount), should),
        balance=derive_balance([one.figure], [], one.amount - expected.low if one.amount is not None else None),
    )


def _within(one: Statement, rounded: Interval | None) -> str:
    if rounded is None:
        return ""
    stands_for = f"所印的数可为 {_span(one.interval)}，按各数计算可为 {_span(rounded)}"
    return f"（在四舍五入范围内：{stands_for}）"


def _span(interval: Interval) -> str:
    return f"{plain(interval.low)}—{plain(interval.high)}"


@rule(
    "A101",
    "合计等于各项之和",
    remedy="核对各项和合计；数据有误改数据，原件如此的在 waivers.yaml 写明理由。",
    example="附件2“年度资金总额 全年预算数”印作 1049.31，四项收入合计 1064.31。",
)
def totals_add_up(book: PrintedPackage) -> Iterator[Breach]:
    """Yield totals and balances that differ from the printed figures they are made of."""
    for one, expected, rounded in _misfits(book, _is_total):
        yield _breach(one, expected, rounded if rounded.meets(one.interval) else None)


@rule(
    "A102",
    "比率等于分子除以分母",
    remedy="核对分子、分母和比率；比率由程序计算，通常是分子或分母有误。",
    example="附件2 执行率印作 95%，1051.31 ÷ 1049.31 为 100.19%。",
)
def rates_follow(book: PrintedPackage) -> Iterator[Breach]:
    """Yield rates and shares that differ from the quotient of their printed terms."""
    for one, expected, rounded in _misfits(book, _is_rate):
        if not rounded.meets(one.interval):
            yield _breach(one, expected)


@rule(
    "A103",
    "执行率得分等于执行率乘以分值",
    basis="表单集“评分”",
    remedy="核对预算数和执行数；得分由程序按执行率计算，不另填写。",
    example="附件3（4）执行率 64%，分值 10，得分印作 10，应为 6.4。",
)
def execution_scores_follow(book: PrintedPackage) -> Iterator[Breach]:
    """Yield scores of the execution rate that do not follow from rate and weight."""
    for one, expected, rounded in _misfits(book, _is_execution_score):
        if not rounded.meets(one.interval):
            yield _breach(one, expected)


@rule(
    "A104",
    "其中各项不超过合计",
    remedy="核对“其中”各行与合计；“其中”只列一部分，可以小于合计，不能大于。",
    example="附件1 公用经费决算 66.92，“其中”三行合计 70.10。",
)
def parts_stay_below(book: PrintedPackage) -> Iterator[Breach]:
    """Yield columns of 公用经费 whose 其中 lines exceed it."""
    for column in ("上年决算", "预算", "决算"):
        whole = book.here(f"附件1.公用经费.{column}", "附件1")
        parts = [
            book.here(f"附件1.公用经费.{line}.{column}", "附件1")
            for line in ("办公经费", "水费、电费、差旅费", "会议费、培训费")
        ]
        stated = [part for part in parts if part is not None]
        if whole is None or whole.amount is None or any(part.unknown for part in stated):
            continue
        amount = sum((part.amount or Decimal(0) for part in stated), Decimal(0))
        if amount > whole.amount:
            yield Breach(
                f"附件1.公用经费.{column}",
                place=whole.place,
                found=f"附件1 公用经费{column}印作 {whole.print.printed}，“其中”各行合计 {plain(amount)}，超过合计",
                expected=f"“其中”各行合计不超过 {whole.print.printed}",
                printed=("附件1",),
                seen=(plain(whole.amount), plain(amount)),
                balance=derive_balance(
                    [part.figure for part in stated], [whole.figure], whole.amount - amount, at_most=True
                ),
            )
