"""A108–A110: amounts with more decimals than any other, several times what stands beside them, left out of a budget."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from jixiao.derive.dossier import Amounts
from jixiao.figures import Figure, count_decimals
from jixiao.findings import Severity
from jixiao.glossary import term
from jixiao.rules.funds import speaks_of_additions
from jixiao.rules.magnitude import find_suspect
from jixiao.rules.printed_package import PrintedPackage, plain
from jixiao.rules.printed_statement import entered_place
from jixiao.rules.registry import Breach, rule
from jixiao.rules.yardsticks import Kind, MeasuredNumber, Yardstick, list_measured_numbers

_MONEY = "万元"
# Decimals that amounts in 万元 are written with, and from how many such amounts on a longer one stands out.
_USUAL, _MANY = 2, 20
_TIMES = 3
# What moves by less is small money, or a few persons.
_NOTEWORTHY = {_MONEY: Decimal(5), "人": Decimal(10), "个": Decimal(10)}


@rule("A108", Severity.WARNING)
def points_stay_in_place(package: PrintedPackage) -> Iterator[Breach]:
    """Yield the only amount of a year with more than two decimals; as a hint where two bring it no nearer to others."""
    amounts = [one for one in list_measured_numbers(package) if one.figure.unit == _MONEY]
    longer = [one for one in amounts if count_decimals(one.amount) > _USUAL]
    if len(longer) != 1 or len(amounts) <= _MANY or longer[0].figure.drawn is not None:
        return
    figure = longer[0].figure
    places, words, moved = count_decimals(figure.amount), plain(figure.amount), _moved(figure.amount)
    found = f"“{figure.path}”填 {words}，有 {places} 位小数，其余 {len(amounts) - 1} 个金额都不超过两位"
    if _far_from_all(longer[0]) and not _is_far_from_any(longer[0], moved):
        yield _breach(package, figure, found, f"{plain(moved)}？", seen=(words,))
    else:
        yield replace(
            _breach(package, figure, found, "两位小数，或确有这样细的金额", seen=(words,)), severity=Severity.HINT
        )


def _moved(amount: Decimal) -> Decimal:
    """Return an amount with its point moved to the right until two decimals are left."""
    return amount.scaleb(count_decimals(amount) - _USUAL)


@rule("A109", Severity.HINT)
def amounts_do_not_jump(package: PrintedPackage) -> Iterator[Breach]:
    """Yield numbers three times, or a third of, last year's, their budget and the like, where none of these is near."""
    factor = package.dossier.form_set.checks.magnitude.factor
    told: set[str] = set()
    for measured in list_measured_numbers(package):
        if measured.open or (factor and find_suspect(measured, factor) is not None):
            continue
        far = _far_from_all(measured)
        if far and not {one.name for one in far} <= told:
            told.add(measured.figure.path)
            figure, words = measured.figure, plain(measured.figure.amount)
            against = "、".join(f"{one.name} {plain(one.amount)}" for one in far)
            found = f"“{figure.path}”填 {words}，与 {against} 相差 {_TIMES} 倍以上"
            seen = (words, *(plain(one.amount) for one in far))
            yield _breach(package, figure, found, "相当的数，或确有其事", seen=seen)


@rule("A110", Severity.HINT)
def first_budgets_are_there(package: PrintedPackage) -> Iterator[Breach]:
    """Yield first budgets of which nothing is left, and none of projects that went on from last year.

    Nothing is said where the project's words tell of money given during the year, or where no project has a first one.
    """
    are_usual = any(form.funds.current_grant.initial_budget.amount for form in package.dossier.projects)
    for form in package.dossier.projects:
        sources = (form.funds.current_grant, form.funds.carried_over, form.funds.other_funds)
        if any(one.unknown for row in sources for one in (row.initial_budget, row.full_year_budget, row.outturn)):
            continue
        for row in sources:
            if row.initial_budget.amount and not row.full_year_budget.amount and not row.outturn.amount:
                words = plain(row.initial_budget.amount)
                found = f"“{row.initial_budget.path}”填 {words}，全年预算数、全年执行数都是 0"
                yield _breach(package, row.initial_budget, found, "0，或补填全年预算数", seen=(words, "0"))
        if are_usual:
            yield from _none_at_first(package, form.identifier, form.funds.current_grant, sources)


def _none_at_first(
    package: PrintedPackage, identifier: str, grant: Amounts, sources: Sequence[Amounts]
) -> Iterator[Breach]:
    """Yield a first budget of 0 where last year the same project was paid for, too, and no word explains it."""
    was = package.figures.get(f"{term('annex1')}.{term('project_outlay')}.{identifier}.{term('prior_final')}")
    given = grant.full_year_budget.amount and not any(row.initial_budget.amount for row in sources)
    if not given or was is None or was.unknown or not was.amount or speaks_of_additions(package, identifier):
        return
    amounts = plain(grant.full_year_budget.amount), plain(was.amount)
    found = f"“{grant.initial_budget.path}”填 0，全年预算数 {amounts[0]}；上年也有这个项目，决算 {amounts[1]}"
    yield _breach(package, grant.initial_budget, found, "批复的年初预算数，或确是年中安排的", seen=("0", *amounts))


def _far_from_all(measured: MeasuredNumber) -> tuple[Yardstick, ...]:
    """Return the budget, first budget and last year's number that one lies far from; none where one of them is near.

    What was spent beyond its budget is told of as that (A105).
    """
    peers = _peers(measured)
    least = _NOTEWORTHY.get(measured.figure.unit)
    is_budget = any(one.kind is Kind.PARTNER and one.amount > measured.amount for one in peers)
    if least is None or (is_budget and measured.figure.path.endswith(f".{term('budget')}")):
        return ()
    return peers if all(_is_far(measured.amount, one.amount, least) for one in peers) else ()


def _is_far_from_any(measured: MeasuredNumber, amount: Decimal) -> bool:
    """Return whether another amount in a number's place would be far from any it is held against."""
    return any(one.amount and _is_far(abs(amount), one.amount, Decimal(0)) for one in _peers(measured))


def _peers(measured: MeasuredNumber) -> tuple[Yardstick, ...]:
    return tuple(one for one in measured.yardsticks if one.kind in (Kind.PARTNER, Kind.LAST_YEAR) and one.amount)


def _is_far(amount: Decimal, other: Decimal, least: Decimal) -> bool:
    return max(amount, other) >= _TIMES * min(amount, other) and abs(amount - other) >= least


def _breach(package: PrintedPackage, figure: Figure, found: str, should: str, *, seen: tuple[str, ...]) -> Breach:
    printed = package.printed_in(figure.path)
    return Breach(figure.path, entered_place(figure), found, should, printed=printed, seen=seen)
