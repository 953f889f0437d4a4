"""A105, T205–T207: where money comes from, what of it may be spent, and what was added during the year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec import Struct

from jixiao.derive.dossier import Amounts, list_lines
from jixiao.figures import Figure, Text
from jixiao.findings import Severity
from jixiao.glossary import term
from jixiao.model.base import field_names
from jixiao.model.project import list_sources
from jixiao.patterns import compile_late
from jixiao.rules.described_package import DescribedPackage, ScoredPackage
from jixiao.rules.form_tables import EvaluationForm, list_evaluation_forms
from jixiao.rules.printed_package import PrintedPackage, leaves, plain
from jixiao.rules.printed_statement import Statement
from jixiao.rules.registry import Breach, rule


class _FundsLine(Struct, frozen=True):
    """A line with its budget and what was spent, as printed; ``name`` is what the form calls it."""

    name: str
    budget: Statement
    spent: Statement

    @property
    def over(self) -> bool:
        """Whether more was spent than budgeted."""
        return self.spent.value > self.budget.value


def _printed(package: PrintedPackage, *figures: Figure) -> list[Statement]:
    """Return the figures as printed; nothing where one of them is not printed or not known."""
    found = [package.best(figure.path) for figure in figures]
    known = [statement for statement in found if statement is not None and not statement.figure.unknown]
    return known if len(known) == len(found) else []


def _groups(package: PrintedPackage) -> Iterator[tuple[_FundsLine | None, list[_FundsLine]]]:
    """Yield each total that has a budget of its own, with the lines it is made of."""
    annex1 = package.dossier.annex1
    for group in (annex1.three_public, annex1.public_funds):
        rows = [("", group), *list_lines(group)]
        whole, *lines = (_line(name, *_printed(package, row.budget, row.final)) for name, row in rows)
        yield whole, [line for line in lines if line]
    for form in package.dossier.projects:
        held = ((term(name), getattr(form.funds, name)) for name in field_names(type(form.funds)))
        sources = [(name, one) for name, one in held if isinstance(one, Amounts)]
        whole, *lines = (_line(name, *_printed(package, row.full_year_budget, row.outturn)) for name, row in sources)
        yield whole, [line for line in lines if line]


def _line(name: str, *printed: Statement) -> _FundsLine | None:
    return _FundsLine(name, *printed) if printed else None


@rule("A105", Severity.WARNING)
def lines_stay_within_their_budget(package: PrintedPackage) -> Iterator[Breach]:
    """Yield lines of Annex 1 and sources of projects' funds that spent more than their own budget.

    Where the total is over its budget too, that is told there (S304, T203), and its lines are hints; there is none
    where one line is the whole, but for carried-over funds.
    """
    for whole, lines in _groups(package):
        both = whole is not None and whole.over
        for line in lines:
            is_whole = both and whole and whole.spent.amount == line.spent.amount and line.name != term("carried_over")
            if line.over and not is_whole:
                spent, budget = plain(line.spent.amount), plain(line.budget.value)
                words = f"{line.spent.print.where}“{line.name}”{_last(line.spent)} {spent}，"
                words += f"超过该项{_last(line.budget)} {budget}"
                words += f"，合计也超过预算 {plain(whole.budget.amount)}" if both and whole else ""
                severity = Severity.HINT if both else None
                # No budget at all was more often left out than spent against.
                place = None if line.budget.value else line.budget.spot.place
                yield line.spent.spot.breach(
                    words, f"不超过 {budget}", seen=(spent, budget), severity=severity, place=place
                )


def _last(statement: Statement) -> str:
    return statement.figure.path.rpartition(".")[2]


@rule("T205", Severity.WARNING)
def carried_funds_are_what_was_left(package: PrintedPackage) -> Iterator[Breach]:
    """Yield carried-over funds whose two budgets differ; as a hint, those above last year's balance of the project."""
    for form in package.dossier.projects:
        carried = form.funds.carried_over
        printed = _printed(package, carried.initial_budget, carried.full_year_budget)
        if not printed:
            continue
        initial, full = printed
        name, amounts = f"{full.print.where}“{term('carried_over')}”", (plain(initial.amount), plain(full.value))
        if initial.value not in (0, full.value):
            found = f"{name}年初预算数 {amounts[0]}，全年预算数 {amounts[1]}"
            yield initial.spot.breach(found, f"年初预算数为 {amounts[1]} 或 0", seen=amounts)
        left = _left_last_year(package, form.identifier)
        if left is not None and full.value > left:
            found, should = f"{name}全年预算数 {amounts[1]}，上年这个项目只结余 {plain(left)}", f"不超过 {plain(left)}"
            yield full.spot.breach(found, should, seen=(amounts[1], plain(left)), severity=Severity.HINT)


def _left_last_year(package: PrintedPackage, identifier: str) -> Decimal | None:
    """Return what the project did not spend last year; None where last year's data does not say."""
    projects = package.last_year.projects if package.last_year else ()
    for funds in (numbered.project.funds for numbered in projects if numbered.identifier == identifier):
        rows = list_sources(funds)
        budgets, spent = [row.full_year_budget for row in rows], [row.outturn for row in rows]
        known = not any(figure.unknown for figure in (*budgets, *spent))
        return _sum(budgets) - _sum(spent) if known else None
    return None


def _sum(figures: Iterable[Figure]) -> Decimal:
    return sum((figure.amount for figure in figures), Decimal(0))


@rule("T206", Severity.WARNING)
def other_funds_agree(package: PrintedPackage) -> Iterator[Breach]:
    """Yield Annex 2's other funds below the projects'; above them too where the form set says so and totals agree."""
    others = (form.funds.other_funds.full_year_budget for form in package.dossier.projects)
    printed = _printed(package, package.dossier.annex2.income.other_funds, *others)
    if not printed:
        return
    income, *stated = printed
    whole, spent = income.value, sum((statement.value for statement in stated), Decimal(0))
    severity = None if whole < spent else package.dossier.form_set.checks.unassigned_other_funds
    if whole < spent or (whole > spent and severity is not None and _incomes_agree(package)):
        found = f"{term('annex2')} 其他资金 {plain(income.amount)}，各项目其他资金的全年预算数合计 {plain(spent)}"
        should, seen = f"两处同为 {plain(spent)}", (plain(whole), plain(spent))
        also = [statement.spoken for statement in stated if statement.amount]
        yield income.spot.breach(found, should, seen=seen, also=also, severity=severity)


def _incomes_agree(package: PrintedPackage) -> bool:
    """Return whether Annex 2's whole budget is what basic and project outlay had: else the sources tell nothing."""
    whole = package.best(package.dossier.annex2.funds.full_year_budget.path)
    parts = (package.dossier.basic_outlay.full_year_income, package.dossier.project_outlay.full_year_income)
    return whole is not None and whole.amount == _sum(parts)


_NOT = r"(?<![无未不没有])"
# What was asked of a unit or planned may grow without its money: demands, tasks, sessions.
_MONEY = "预算|资金|经费|拨款|支出|元"
_MATTERS = (
    rf"(?!(?:(?!{_MONEY})[^，。；\n]){{0,8}}(?:需求|任务|工作|人员|人数|场次|期数|批次|数量|服务|活动|内容|培训|检查|次数)"
    rf"(?!{_MONEY}))"
)
_OF_MONEY = rf"(?=[^，。；\n]{{0,12}}(?:{_MONEY}|项目(?:[，。；\n]|$)))"
_ADDED = compile_late(
    rf"{_NOT}(?:年中(?:(?:追加|下达|调增){_MATTERS}|(?:新增|增加|安排){_OF_MONEY})|追加预算|预算追加)"
)
_CUT = compile_late(rf"{_NOT}(?:年中(?:调减|压减|核减|削减){_MATTERS}|预算调减)")


@rule("T207", Severity.WARNING, by_role=True)
def additions_show_in_the_budget(package: ScoredPackage) -> Iterator[Breach]:
    """Yield projects whose form, or whose reason for a move, speaks of money added or cut during the year in vain."""
    for sheet in list_evaluation_forms(package):
        both = sheet.initial, sheet.budget
        if sheet.of_unit or any(one.unknown or not one.path for one in both):
            continue
        for text in _texts_about(package, sheet):
            initial, full = (one.value for one in both)
            added, cut = _ADDED.search(text), _CUT.search(text)
            in_vain = (added and initial >= full) or (cut and initial <= full)
            if in_vain and bool(added) != bool(cut):
                word, stands = (added or cut or [""])[0], "不小于" if added else "不大于"
                found = f"{sheet.where}写明“{word}”，年初预算数 {plain(initial)} {stands}全年预算数 {plain(full)}"
                should = f"年初预算数{'小' if added else '大'}于全年预算数"
                spot = sheet.initial.statement.spot if sheet.initial.statement else sheet.initial.spot
                seen = (word, plain(initial), plain(full))
                yield spot.breach(found, should, seen=seen, place=sheet.initial.place)
                break


def _texts_about(package: ScoredPackage, sheet: EvaluationForm) -> Iterator[Text]:
    """Yield what a project's form says in words, and the reasons given for its moves since last year."""
    if isinstance(package, DescribedPackage):
        forms = (form for form in package.dossier.forms if form.label == sheet.where)
        yield from (value for form in forms for value in form.all_values() if isinstance(value, Text))
        return
    yield from _texts_of_project(package, sheet.path.rpartition(".")[2])


def _texts_of_project(package: PrintedPackage, identifier: str) -> Iterator[Text]:
    entered = next((one.project for one in package.submission.projects if one.identifier == identifier), None)
    yield from (one for one in leaves(entered) if isinstance(one, Text))
    for reason in package.submission.movements:
        if identifier in reason.reference.split("."):
            yield reason.reason


def speaks_of_additions(package: PrintedPackage, identifier: str) -> bool:
    """Return whether a project's form, or a reason for its move, speaks of money added during the year."""
    return any(_ADDED.search(text) for text in _texts_of_project(package, identifier))
