"""S313–S315: what stands as actual, and whether it can be compared at all."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.balance import weighed
from jixiao.figures import round_half_up
from jixiao.findings import Severity
from jixiao.rules.book import Book, plain
from jixiao.rules.earning import Judged, earned, judged_rows, money, score_breach
from jixiao.rules.registry import Breach, rule
from jixiao.rules.sheets import Cell, Number
from jixiao.targets import BudgetLimit, Comparison, Deadline, Incomparable, Measured, NoActual, Nothing, Quantity, Words


@rule(
    "S313",
    "预算控制指标与表上的预算数、执行数一致",
    basis="同一张表内口径一致",
    remedy="核对预算控制指标的指标值、完成值与资金栏的全年预算数、全年执行数。",
    example="附件2“预算控制数”写“不超预算”得满分，表上全年执行数 1051.31 超过全年预算数 1049.31。",
)
def budget_indicators_match_the_funds(book: Book) -> Iterator[Breach]:
    """Yield indicators of the whole budget that the form's own budget and outturn, as printed, contradict."""
    for one in judged_rows(book):
        if one.of_budget and isinstance(one.target, BudgetLimit):
            yield from _claimed(book, one)
        elif one.of_budget:
            budgets = (one.sheet.budget, one.sheet.initial)
            yield from _differing(one, "指标值", money(one.target), one.row.target, budgets, "全年预算数")
        if one.of_budget and not (isinstance(one.actual, Quantity) and one.actual.bound):
            outturns = (one.sheet.outturn,)
            yield from _differing(one, "完成值", money(one.actual), one.row.actual, outturns, "全年执行数")


def _claimed(book: Book, one: Judged) -> Iterator[Breach]:
    budget, outturn, points = one.sheet.budget.amount, one.sheet.outturn.amount, one.row.points.amount
    if one.row.actual.unknown:
        return
    if budget is None or outturn is None or points is None or outturn <= budget or not one.row.full:
        return
    measured = Measured(budget, outturn, "", Comparison.AT_MOST)
    reckoned = earned(measured, points, book.dossier.form_set.scoring)
    # An actual in money is compared with the budget like any other amount.
    if reckoned is not None and money(one.actual) is None:
        told = f"表上全年执行数超过全年预算数，{reckoned[1]}"
        found = f"{one.row.spoken}：{one.told}，得满分 {one.row.score.words}；{told}"
        seen = (*one.row.seen, plain(outturn), plain(budget))
        yield score_breach(book, one, found, plain(reckoned[0]), seen=seen)


def _differing(
    one: Judged, what: str, amount: Decimal | None, cell: Cell, numbers: tuple[Number, ...], name: str
) -> Iterator[Breach]:
    """Yield a breach if an amount in 万元 is none of the form's numbers, as far as it was written out."""
    stated = [number.amount for number in numbers if number.amount is not None]
    if (
        any(number.unknown for number in numbers)
        or amount is None
        or not stated
        or any(_same(amount, other) for other in stated)
    ):
        return
    found = f"{one.row.spoken}{what}“{cell.words}”，表上{name} {numbers[0].words}"
    seen = (cell.words, numbers[0].words)
    sides = weighed([numbers[0].figure], [], amount - stated[0])
    where = (one.row.where,)
    yield Breach(cell.path, cell.place, found, f"与{name}一致", where, Severity.WARNING, seen=seen, balance=sides)


def _same(amount: Decimal, other: Decimal) -> bool:
    places = min(_places(amount), _places(other))
    return round_half_up(amount, places) == round_half_up(other, places)


def _places(amount: Decimal) -> int:
    return max(0, -int(amount.normalize().as_tuple().exponent))


@rule(
    "S314",
    "实际完成值是实际完成的数",
    severity=Severity.WARNING,
    basis="实际完成值填年末实际完成的情况，不照抄指标值的界限",
    remedy="填写实际完成的数或日期，例如 97.5%、2023年12月20日。",
    example="附件3（3）“馆藏内容丰富度”指标值“≥96%”，完成值“≥96%”是界限，不是实际完成的数。",
)
def actuals_are_actual(book: Book) -> Iterator[Breach]:
    """Yield actuals that are a limit or blank; a deadline written as actual weighs less."""
    for one in judged_rows(book):
        if isinstance(one.outcome, NoActual):
            cell = one.row.actual
            found = f"{one.row.spoken}指标值“{one.row.target.words}”，完成值{one.outcome.reason}"
            severity = Severity.HINT if isinstance(one.actual, Deadline) else None
            seen = (one.row.target.words, cell.words)
            yield Breach(cell.path, cell.place, found, "实际完成的数或日期", (one.row.where,), severity, seen=seen)


@rule(
    "S315",
    "完成值能与指标值比较",
    severity=Severity.HINT,
    basis="三级指标应明确、具体、可衡量",
    remedy="把完成值写成与指标值同类、同单位的数，或写明完成的程度。",
    example="附件3（1）“维护一栋大楼”指标值“一栋”是数量，完成值“正常开展工作”是文字说明，不能比较。",
)
def actuals_can_be_compared(book: Book) -> Iterator[Breach]:
    """Yield rows whose two cells cannot be compared, unless neither claims to be measurable."""
    for one in judged_rows(book):
        vague = isinstance(one.target, Words | Nothing) and isinstance(one.actual, Words | Nothing)
        if isinstance(one.outcome, Incomparable) and not vague:
            cell = one.row.actual
            found = f"{one.row.spoken}：{one.outcome.reason}，不能比较"
            seen = (one.row.target.words, cell.words)
            yield Breach(cell.path, cell.place, found, "能与指标值比较的完成值", (one.row.where,), seen=seen)
