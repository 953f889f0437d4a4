"""A105, T205–T207: where money comes from, what of it may be spent, and what was added during the year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec import Struct

from jixiao.derive.dossier import Amounts, ProjectForm
from jixiao.figures import Figure, Text
from jixiao.findings import Place, Severity
from jixiao.glossary import term
from jixiao.model.entered_year import NumberedProject, Submission
from jixiao.rules.printed_package import PrintedPackage, Statement, leaves, plain
from jixiao.rules.registry import Breach, rule

_BUDGET_LAW = "《预算法》第十三条，支出以经批准的预算为依据"
_THREE_PUBLIC = ("car_purchase", "car_running", "abroad", "receptions")
_PUBLIC_FUNDS = ("office", "utilities_travel", "meetings_training")
_SOURCES = ("current_grant", "carried_over", "other_funds")


class _FundsLine(Struct, frozen=True):
    """A line with its budget and what was spent, as printed; ``name`` is what the form calls it."""

    name: str
    budget: Statement
    spent: Statement

    @property
    def over(self) -> bool:
        """Whether more was spent than budgeted."""
        return _amount(self.spent) > _amount(self.budget)


def _amount(one: Statement) -> Decimal:
    return one.amount or Decimal(0)


def _line(book: PrintedPackage, name: str, budget: str, spent: str) -> _FundsLine | None:
    """Return a line by the paths of its two figures; None where either is not printed or not known."""
    found = book.best(budget), book.best(spent)
    if found[0] is None or found[1] is None or found[0].figure.unknown or found[1].figure.unknown:
        return None
    return _FundsLine(name, found[0], found[1])


def _groups(book: PrintedPackage) -> Iterator[tuple[_FundsLine | None, list[_FundsLine]]]:
    """Yield each total that has a budget of its own, with the lines it is made of."""
    budget, final = term("budget"), term("final")
    for group, names in (("three_public", _THREE_PUBLIC), ("public_funds", _PUBLIC_FUNDS)):
        path = f"{term('annex1')}.{term(group)}"
        lines = [_line(book, term(one), *(f"{path}.{term(one)}.{end}" for end in (budget, final))) for one in names]
        yield _line(book, term(group), f"{path}.{budget}", f"{path}.{final}"), [one for one in lines if one]
    for form in book.dossier.projects:
        lines = [_of_source(book, form, name) for name in _SOURCES]
        yield _of_source(book, form, "annual_total"), [one for one in lines if one]


def _of_source(book: PrintedPackage, form: ProjectForm, name: str) -> _FundsLine | None:
    amounts: Amounts = getattr(form.funds, name)
    return _line(book, term(name), amounts.full_year_budget.path, amounts.outturn.path)


@rule(
    "A105",
    "各项支出不超过该项的预算",
    severity=Severity.WARNING,
    basis=_BUDGET_LAW,
    remedy="核对该项的预算数和决算（执行）数，是否填错了行或栏；确实超出的，在 waivers.yaml 写明理由。",
    example="附件1“水费、电费、差旅费”决算 31.47，超过该项预算 6.5，而公用经费决算没有超过预算。",
)
def lines_stay_within_their_budget(book: PrintedPackage) -> Iterator[Breach]:
    """Yield lines of Annex 1 and sources of projects' funds that spent more than their own budget.

    Where the total is over its budget too, that is told there (S304, T203), and its lines are hints; there is none
    where one line is the whole, but for carried-over funds.
    """
    for whole, lines in _groups(book):
        both = whole is not None and whole.over
        for one in lines:
            told_there = (
                both and whole and (whole.spent.amount == one.spent.amount) and one.name != term("carried_over")
            )
            if one.over and not told_there:
                spent, budget = plain(one.spent.amount), plain(_amount(one.budget))
                of_whole = f"，合计也超过预算 {plain(whole.budget.amount)}" if both and whole else ""
                yield Breach(
                    one.spent.figure.path,
                    place=one.spent.place,
                    found=f"{one.spent.print.where}“{one.name}”{_last(one.spent)} {spent}，超过该项{_last(one.budget)} "
                    f"{budget}{of_whole}",
                    expected=f"不超过 {budget}",
                    printed=(one.spent.spoken,),
                    severity=Severity.HINT if both else None,
                    seen=(spent, budget),
                )


def _last(one: Statement) -> str:
    return one.figure.path.rpartition(".")[2]


@rule(
    "T205",
    "结转资金的预算等于结转数",
    severity=Severity.WARNING,
    basis="结转资金是上年已批复、没有用完的预算，年初就已确定",
    remedy="核对“上年结转资金”一行：年初预算数与全年预算数相同，或者填 0；是本年安排的，填在“当年财政拨款”一行。",
    example="附件3（4）“上年结转资金”年初预算数 80，全年预算数 65.22。",
)
def carried_funds_are_what_was_left(book: PrintedPackage) -> Iterator[Breach]:
    """Yield carried-over funds whose two budgets differ; as a hint, those above last year's balance of the project."""
    for form in book.dossier.projects:
        initial = book.best(form.funds.carried_over.initial_budget.path)
        full = book.best(form.funds.carried_over.full_year_budget.path)
        if initial is None or full is None or initial.figure.unknown or full.figure.unknown:
            continue
        name = f"{full.print.where}“{term('carried_over')}”"
        if _amount(initial) not in (0, _amount(full)):
            found = f"{name}年初预算数 {plain(initial.amount)}，全年预算数 {plain(_amount(full))}"
            expected = f"年初预算数为 {plain(_amount(full))} 或 0"
            seen = (plain(initial.amount), plain(_amount(full)))
            yield Breach(
                initial.figure.path,
                place=initial.place,
                found=found,
                expected=expected,
                printed=(initial.spoken,),
                seen=seen,
            )
        left = _left_last_year(book.submission.prior, form.identifier)
        if left is not None and _amount(full) > left:
            found = f"{name}全年预算数 {plain(full.amount)}，上年这个项目只结余 {plain(left)}"
            should, seen = f"不超过 {plain(left)}", (plain(full.amount), plain(left))
            yield Breach(
                full.figure.path,
                place=full.place,
                found=found,
                expected=should,
                printed=(full.spoken,),
                severity=Severity.HINT,
                seen=seen,
            )


def _left_last_year(prior: object, identifier: str) -> Decimal | None:
    """Return what the project did not spend last year; None where last year's data does not say."""
    projects = prior.projects if isinstance(prior, Submission) else ()
    one = next((one for one in projects if one.identifier == identifier), None)
    if one is None:
        return None
    budgets, spent = _columns(one)
    known = not any(figure.unknown for figure in (*budgets, *spent))
    return _sum(budgets) - _sum(spent) if known else None


def _sum(figures: Iterable[Figure]) -> Decimal:
    return sum((one.amount for one in figures), Decimal(0))


def _columns(one: NumberedProject) -> tuple[list[Figure], list[Figure]]:
    funds = one.project.funds
    rows = (funds.current_grant, funds.carried_over, funds.other_funds)
    return [row.full_year_budget for row in rows], [row.outturn for row in rows]


@rule(
    "T206",
    "附件2的其他资金与各项目的其他资金一致",
    severity=Severity.WARNING,
    basis="附件2 按收入性质、附件3 按资金来源列同一笔资金",
    remedy="核对附件2“其他资金”与各项目“其他资金”的全年预算数，是否填错了行；其他资金也用于基本支出的，在表单集“其他资金多于各项目”里改级别。",
    example="附件2 其他资金 0，各项目其他资金的全年预算数合计 20。",
)
def other_funds_agree(book: PrintedPackage) -> Iterator[Breach]:
    """Yield Annex 2's other funds below the projects'; above them too where the form set says so and totals agree."""
    income = book.best(book.dossier.annex2.income.other_funds.path)
    parts = [book.best(form.funds.other_funds.full_year_budget.path) for form in book.dossier.projects]
    stated = [one for one in parts if one is not None]
    if income is None or len(stated) < len(parts) or any(one.figure.unknown for one in (income, *stated)):
        return
    whole, spent = _amount(income), sum(map(_amount, stated), Decimal(0))
    severity = None if whole < spent else book.dossier.form_set.checks.unassigned_other_funds
    if whole < spent or (whole > spent and severity is not None and _incomes_agree(book)):
        found = f"附件2 其他资金 {plain(income.amount)}，各项目其他资金的全年预算数合计 {plain(spent)}"
        printed = tuple(dict.fromkeys(one.spoken for one in (income, *stated) if one is income or one.amount))
        should, seen = f"两处同为 {plain(spent)}", (plain(whole), plain(spent))
        yield Breach(
            income.figure.path,
            place=income.place,
            found=found,
            expected=should,
            printed=printed,
            severity=severity,
            seen=seen,
        )


def _incomes_agree(book: PrintedPackage) -> bool:
    """Return whether Annex 2's whole budget is what basic and project outlay had: else the sources tell nothing."""
    whole = book.best(book.dossier.annex2.funds.full_year_budget.path)
    parts = (book.dossier.basic_outlay.full_year_income, book.dossier.project_outlay.full_year_income)
    return whole is not None and whole.amount == _sum(parts)


_NOT = r"(?<![无未不没有])"
_ADDED = re.compile(rf"{_NOT}(?:年中(?:新增|追加|增加|安排|下达|调增)|追加预算|预算追加)")
_CUT = re.compile(rf"{_NOT}(?:年中(?:调减|压减|核减|削减)|预算调减)")


@rule(
    "T207",
    "写明年中增减的，年初预算数与全年预算数不同",
    severity=Severity.WARNING,
    basis="年初预算数加年中增减等于全年预算数",
    remedy="核对年初预算数：年中才安排的，年初填 0；没有增减的，改文字。",
    example="附件3（5）写明“年中追加”，年初预算数 80 不小于全年预算数 80。",
)
def additions_show_in_the_budget(book: PrintedPackage) -> Iterator[Breach]:
    """Yield projects whose form, or whose reason for a move, speaks of money added or cut during the year in vain."""
    for form in book.dossier.projects:
        total = form.funds.annual_total
        initial, full = book.best(total.initial_budget.path), book.best(total.full_year_budget.path)
        if initial is None or full is None or initial.figure.unknown or full.figure.unknown:
            continue
        for text in _said_of(book, form):
            added, cut = _ADDED.search(text), _CUT.search(text)
            in_vain = (added and _amount(initial) >= _amount(full)) or (cut and _amount(initial) <= _amount(full))
            if in_vain and bool(added) != bool(cut):
                word, stands = ((added or cut or [""])[0], "不小于" if added else "不大于")
                found = (
                    f"{initial.print.where}写明“{word}”，年初预算数 {plain(_amount(initial))} "
                    f"{stands}全年预算数 {plain(_amount(full))}"
                )
                expected = "年初预算数小于全年预算数" if added else "年初预算数大于全年预算数"
                seen = (word, plain(_amount(initial)), plain(_amount(full)))
                yield Breach(
                    initial.figure.path,
                    place=_typed_place(initial),
                    found=found,
                    expected=expected,
                    printed=(initial.spoken,),
                    seen=seen,
                )
                break


def _said_of(book: PrintedPackage, form: ProjectForm) -> Iterator[Text]:
    entered = next((one.project for one in book.submission.projects if one.identifier == form.identifier), None)
    yield from (one for one in leaves(entered) if isinstance(one, Text))
    for one in book.submission.movements:
        if form.identifier in one.reference.split("."):
            yield one.reason


def _typed_place(one: Statement) -> Place:
    """Return the line of the first amount typed that is not 0."""
    typed = (leaf.origin for leaf in one.figure.leaves() if leaf.amount)
    return next((origin for origin in typed if isinstance(origin, Place)), one.place)
