"""Amounts in described forms that can hardly be: more than the budget of their line, many times all beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from jixiao.derive.described_dossier import FilledForm
from jixiao.figures import Figure, Formula, Operator, Text, entered_leaves
from jixiao.findings import Severity
from jixiao.lineage import amount_words
from jixiao.model.form_roles import FieldKind, Role
from jixiao.plain import format_plain
from jixiao.rules.described_balances import weigh_limit
from jixiao.rules.described_fault import DescribedFault, fault_of_rule, place_of_value
from jixiao.rules.money_lines import COLUMNS, LIMITS, MoneyLine, list_money_lines
from jixiao.rules.registry import REGISTERED

# As with our own forms: further than so many times apart is hardly meant (A106).
_FACTOR = 7
# So many times all other amounts of a form: 元 typed for 万元.
_BEYOND_ALL = 500
# Further apart than so no reason given for the form as a whole explains.
_EXPLAINED = 50
_LEAST_RATE, _MOST_RATE = Decimal("0.1"), Decimal(2)


def list_amount_faults(form: FilledForm) -> Iterator[DescribedFault]:
    """Yield amounts beyond their line's budget (A105), beyond all beside them (K114), and impossible rates (K115)."""
    beyond = list(_beyond_all(form))
    yield from beyond
    told = {one.path for one in beyond}
    for line in list_money_lines(form):
        yield from _overspent(form, line)
        if not any(one.path in told for one in line.columns.values()):
            yield from _odd_column(form, line)
    yield from _impossible_rates(form)


def _is_typed(figure: Figure) -> bool:
    return figure.entered and not figure.unknown


def _overspent(form: FilledForm, line: MoneyLine) -> Iterator[DescribedFault]:
    """Yield what was spent beyond a line's budget; the whole that the execution rate is reckoned from is S304's."""
    for at, limit in LIMITS:
        spent, budget = line.columns.get(at), line.columns.get(limit)
        if spent is None or budget is None or spent.unknown or budget.unknown or not _is_typed(spent):
            continue
        if spent.amount <= budget.amount or _is_whole(form, line):
            continue
        yield fault_of_rule(
            REGISTERED["A105"],
            path=spent.path,
            place=place_of_value(spent),
            found=f"“{line.path}”{at} {amount_words(spent)}，超过该项{limit} {amount_words(budget)}",
            expected=f"不超过 {amount_words(budget)}",
            seen=(amount_words(spent), amount_words(budget)),
            about=line.path,
            balance=weigh_limit(spent, budget),
        )


def _is_whole(form: FilledForm, line: MoneyLine) -> bool:
    rated = {field.path.rpartition(".")[0] for field, _ in form.by_role(Role.EXECUTION_RATE)}
    has_actuals = any(one.by_role(Role.ACTUAL) is not None for one in form.form.lists.values())
    return line.path in rated and has_actuals


def _odd_column(form: FilledForm, line: MoneyLine) -> Iterator[DescribedFault]:
    """Yield the typed amount of a line that is many times all its other columns, or a small part of each."""
    stated = {role: one for role, one in line.columns.items() if one.amount and not one.unknown}
    if len(stated) != len([one for one in line.columns.values() if one.amount or one.unknown]):
        return
    odd = [role for role in COLUMNS if role in stated and _is_typed(stated[role]) and _is_odd(stated, role)]
    if len(stated) == 2:
        if Role.PRIOR_OUTTURN in stated or _is_explained(form, stated):
            return  # a year may be unlike the one before; the reason is the unit's to give
        odd = odd[-1:]
    for role in odd:
        others = [(other, stated[other]) for other in COLUMNS if other in stated and other is not role]
        words = "、".join(f"{other} {amount_words(one)}" for other, one in others)
        yield _magnitude_fault(stated[role], line.path, f"“{line.path}”的{role} {amount_words(stated[role])}，{words}")


def _is_odd(stated: Mapping[Role, Figure], role: Role) -> bool:
    amount, others = abs(stated[role].amount), [abs(one.amount) for at, one in stated.items() if at is not role]
    if not others:
        return False
    return all(amount >= _FACTOR * one for one in others) or all(amount * _FACTOR <= one for one in others)


def _is_explained(form: FilledForm, stated: Mapping[Role, Figure]) -> bool:
    """Return whether a form gives a reason for little having been spent; none makes it more than was budgeted."""
    budget, spent = (abs(stated[role].amount) for role in COLUMNS if role in stated)
    if spent > budget or spent * _EXPLAINED <= budget:
        return False
    reasons = [value for _, value in form.by_role(Role.FORM_REASON) if isinstance(value, Text)]
    return any(one.unknown or one.strip() not in ("", "无", "—", "——", "/") for one in reasons)


def _beyond_all(form: FilledForm) -> Iterator[DescribedFault]:
    """Yield the amount of a form that is hundreds of times each of at least two others: none but the largest is."""
    typed = sorted((one for one in _typed_amounts(form) if one.amount), key=lambda one: abs(one.amount))
    if len(typed) > 2 and abs(typed[-1].amount) >= _BEYOND_ALL * abs(typed[-2].amount):
        figure, most = typed[-1], format_plain(abs(typed[-2].amount))
        found = f"{amount_words(figure)}，是表上其余金额中最大的 {most} 的 {_BEYOND_ALL} 倍以上"
        yield _magnitude_fault(figure, figure.path, f"“{figure.path}”{found}")


def _typed_amounts(form: FilledForm) -> Iterator[Figure]:
    for _, field, value in form.all_cells():
        is_amount = field.description.kind is FieldKind.AMOUNT
        if is_amount and isinstance(value, Figure) and value.literal is None and _is_typed(value):
            yield value


def _magnitude_fault(figure: Figure, about: str, found: str) -> DescribedFault:
    return DescribedFault(
        "K114",
        Severity.WARNING,
        path=figure.path,
        place=place_of_value(figure),
        found=f"{found}，相差 {_FACTOR} 倍以上",
        expected="与同一行的其他数相当",
        remedy="核对是否把元当万元填了，小数点、0 的个数对不对；确实如此的在 waivers.yaml 写明理由。",
        seen=(amount_words(figure),),
        about=about,
    )


def _impossible_rates(form: FilledForm) -> Iterator[DescribedFault]:
    """Yield rates reckoned from two numbers that are more than double; of counts, also those below a tenth."""
    for way, rate in form.computed.items():
        field = form.form.fields.get(way)
        if field is None or field.description.kind is not FieldKind.PERCENT or rate.unknown or rate.literal is not None:
            continue
        parts = _quotient(rate)
        if not parts or field.description.role is Role.EXECUTION_RATE:
            continue
        is_low = rate.amount < _LEAST_RATE and parts[1].unit not in ("万元", "元")
        if rate.amount > _MOST_RATE or is_low:
            first = next(iter(entered_leaves(parts)), parts[0])
            words = f"{amount_words(parts[0])} ÷ {amount_words(parts[1])}"
            yield DescribedFault(
                "K115",
                Severity.WARNING,
                path=first.path,
                place=place_of_value(first),
                found=f"“{way}”{words}，算得 {amount_words(rate)}",
                expected="两个数相当",
                remedy="核对两个数，是否多打、漏打了一位；确实如此的在 waivers.yaml 写明理由。",
                seen=tuple(map(amount_words, parts)),
                about=way,
            )


def _quotient(figure: Figure) -> tuple[Figure, ...]:
    """Return numerator and denominator of a figure that is a quotient, rounded or not; nothing for any other."""
    origin = figure.source.origin
    while isinstance(origin, Formula) and origin.operator is Operator.ROUND:
        origin = origin.operands[0].source.origin
    is_quotient = isinstance(origin, Formula) and origin.operator is Operator.DIVIDED_BY
    return tuple(origin.operands) if is_quotient and isinstance(origin, Formula) else ()
