"""What follows where the data leave something out: scores, reasons, the cells of indicators of the whole budget.

What is typed wins. What does not follow stays a place to fill in, with a finding; nothing is invented.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import cast

from msgspec import Struct

from jixiao.figures import POINTS, TO_FILL_IN, Figure, Formula, Operator, Text, count_decimals, total
from jixiao.findings import NOT_FILLED_IN, Finding, Place, finding_at
from jixiao.glossary import term
from jixiao.model.annex2 import list_income
from jixiao.model.entered_year import NumberedProject, Submission
from jixiao.model.evaluation import CompleteIndicator, CompleteTree, Indicator, IndicatorTree
from jixiao.model.formset import FormSet
from jixiao.model.project import Project, list_sources
from jixiao.plain import format_plain
from jixiao.submission.earned_points import NEARLY_ALL, find_budget_limit, find_comparison, find_earned
from jixiao.targets import BudgetLimit, Measured, Missed, Outcome, Quantity, Sign, compare, parse

_MAY_BE_LEFT_OUT = ("target", "actual", "score", "deviation")
# What a computed figure prints at most; full points typed with more decimals print all of them.
_USUAL_DECIMALS = 2


class FormFunds(Struct, frozen=True):
    """The full year's budget of a form and what was spent of it, in 万元."""

    budget: Figure
    outturn: Figure


def funds_of_project(project: Project) -> FormFunds:
    """Return what a project's sources come to."""
    sources = list_sources(project.funds)
    return FormFunds(total(one.full_year_budget for one in sources), total(one.outturn for one in sources))


def funds_of_unit(year: Submission) -> FormFunds:
    """Return the unit's income, and its basic and project outlay."""
    final = year.basic_outlay.final
    spent = [funds_of_project(one.project).outturn for one in year.projects]
    basic = (final.wages, final.goods_services, final.individuals_families)
    return FormFunds(total(list_income(year.annex2.income)), total([*basic, *spent]))


class EvaluatedForm(Struct, frozen=True):
    """One self-evaluation form to be completed: its path, its indicators, its funds, the year.

    ``place`` is where it says what was to be reached; ``of_unit`` is whether it is the whole unit's.
    """

    path: str
    place: Place
    indicators: IndicatorTree
    total_deviation: Text | None
    funds: FormFunds
    form_set: FormSet
    year: int
    of_unit: bool = False

    @property
    def is_open(self) -> bool:
        """Whether its funds are not known yet."""
        return self.funds.budget.unknown or self.funds.outturn.unknown


def form_of_project(numbered: NumberedProject, funds: FormFunds, form_set: FormSet, year: int) -> EvaluatedForm:
    """Return a project's form with its ``funds``."""
    record, path = numbered.project, f"{term('projects')}.{numbered.identifier}"
    place, reason = record.goals.expected.place, record.total_deviation
    return EvaluatedForm(
        path, place, record.indicators, total_deviation=reason, funds=funds, form_set=form_set, year=year
    )


def form_of_unit(submission: Submission, funds: FormFunds) -> EvaluatedForm:
    """Return the whole unit's form with its ``funds``."""
    record, form_set, year = submission.annex2, submission.form_set, submission.year
    place, reason = record.goals.expected.place, record.total_deviation
    return EvaluatedForm(
        term("annex2"),
        place,
        record.indicators,
        total_deviation=reason,
        funds=funds,
        form_set=form_set,
        year=year,
        of_unit=True,
    )


def complete_indicators(form: EvaluatedForm) -> CompleteTree:
    """Return a form's indicators with what was left out of them; the same tree where nothing was."""
    tree = form.indicators
    if all(_is_complete(one) for below in tree.values() for rows in below.values() for one in rows):
        return cast(CompleteTree, tree)
    return {
        level1: {level2: [_completed(one, level2, form) for one in rows] for level2, rows in below.items()}
        for level1, below in tree.items()
    }


def _is_complete(indicator: Indicator) -> bool:
    return all(getattr(indicator, name) is not None for name in _MAY_BE_LEFT_OUT)


def _completed(indicator: Indicator, level2: str, form: EvaluatedForm) -> CompleteIndicator:
    if _is_complete(indicator):
        return cast(CompleteIndicator, indicator)
    wording, funds = form.form_set.left_out_values, form.funds
    of_budget = is_of_budget(indicator, form.form_set)
    target, actual = indicator.target, indicator.actual
    if target is None:
        target = _worded(indicator, "target", wording.budget_target if of_budget else None, funds)
    if actual is None:
        actual = _worded(indicator, "actual", wording.budget_actual if of_budget else None, funds)
    whole = indicator.model_copy(update={"target": target, "actual": actual})
    score = _score(whole, level2, form) if indicator.score is None else indicator.score
    deviation = _reason(whole, score) if indicator.deviation is None else indicator.deviation
    return cast(CompleteIndicator, whole.model_copy(update={"score": score, "deviation": deviation}))


def is_of_budget(indicator: Indicator, form_set: FormSet) -> bool:
    """Return whether an indicator speaks of the whole budget of its form, by the form set's words for that."""
    names = form_set.checks.score_checks.budget_indicators
    return any(name in indicator.level3 for name in names)


def _path(indicator: Indicator, name: str) -> str:
    """Return the path of a cell of an indicator; "" where not even the indicator can be read."""
    before = (indicator.points.path or indicator.level3.path).rpartition(".")[0]
    return before and f"{before}.{term(name)}"


def _text(indicator: Indicator, name: str, words: str, basis: Formula) -> Text:
    """Return a derived text; one that nobody knows yet where there are no words."""
    place, path = indicator.level3.place, _path(indicator, name)
    return Text(words or TO_FILL_IN, place, path, unknown=not words, basis=basis)


# target and actual of indicators of the whole budget


def _worded(indicator: Indicator, name: str, pattern: Text | None, funds: FormFunds) -> Text:
    if pattern is None:
        if indicator.level3.unknown:  # whether it is one of the whole budget is not known yet
            return _text(indicator, name, "", Formula(Operator.WORDED))
        return _text(indicator, name, "", Formula(Operator.ABSENT, reason=""))
    known = {term("full_year_budget"): funds.budget, term("outturn"): funds.outturn}
    used = {word: figure for word, figure in known.items() if f"{{{word}}}" in pattern}
    words = str(pattern)
    for word, figure in used.items():
        words = words.replace(f"{{{word}}}", format_plain(figure.amount))
    basis = Formula(Operator.WORDED, tuple(used.values()), reason=f"照表单集的写法“{pattern}”")
    return _text(indicator, name, "" if any(one.unknown for one in used.values()) else words, basis)


# the score


def _score(indicator: Indicator, level2: str, form: EvaluatedForm) -> Figure:
    """Return the score that follows from target and actual, to be filled in where none follows."""
    target, actual, points, path = indicator.target, indicator.actual, indicator.points, _path(indicator, "score")
    assert target is not None and actual is not None  # noqa: S101, PT018 - both were completed
    of_budget = is_of_budget(indicator, form.form_set)
    operands = (points, *((form.funds.budget, form.funds.outturn) if of_budget else ()))
    unknown = any(one.unknown for one in (target, actual, indicator.level3, *operands))
    if unknown:
        return Figure(Decimal(0), POINTS, Formula(Operator.EARNED, operands), path, literal=TO_FILL_IN)
    outcome = _outcome(indicator, level2, form, of_budget=of_budget)
    earned = find_earned(outcome, points.amount, actual, form.form_set.scoring)
    if earned.score is None:
        return Figure(Decimal(0), POINTS, Formula(Operator.ABSENT, reason=earned.how), path, literal=TO_FILL_IN)
    reason = f"{term('target')}“{target}”，{term('actual')}“{actual}”：{earned.how}"
    decimals = count_decimals(earned.score)
    places = decimals if decimals > _USUAL_DECIMALS else None
    return Figure(earned.score, POINTS, Formula(Operator.EARNED, operands, reason=reason), path, places=places)


def _outcome(indicator: Indicator, level2: str, form: EvaluatedForm, *, of_budget: bool) -> Outcome:
    target, actual = parse(str(indicator.target)), parse(str(indicator.actual))
    budget, outturn = form.funds.budget.amount, form.funds.outturn.amount
    limit: Quantity | None = None
    if of_budget and isinstance(target, BudgetLimit):
        limit = find_budget_limit(budget, format_plain(budget), actual)
        if limit is None and outturn > budget:  # words that the funds contradict
            return Missed(Measured(budget, outturn, "万元", Sign.AT_MOST))
    norms, scoring = form.form_set.checks.score_checks, form.form_set.scoring
    equal = find_comparison(level2, str(indicator.level3), target, norms=norms, equal_scoring=scoring.equal_scoring)
    return compare(limit or target, actual, year=form.year, equal=equal)


# reasons


def _reason(indicator: Indicator, score: Figure) -> Text:
    """Return 无 where nothing was lost, a place to fill in where points were."""
    points = indicator.points
    basis = Formula(Operator.EARNED, (score, points), reason="没有失分")
    if score.unknown or points.unknown:
        return _text(indicator, "deviation", "", basis)
    if score.amount < points.amount:
        lost = f"分值 {format_plain(points.amount)}，得分 {format_plain(score.amount)}"
        return _text(indicator, "deviation", "", Formula(Operator.ABSENT, reason=lost))
    return _text(indicator, "deviation", "无", basis)


def complete_total_reason(form: EvaluatedForm, complete: CompleteTree) -> Text:
    """Return the reason in a form's closing row: as typed, 无 where nothing is to be explained, else to be filled in.

    A lost point is to be explained, and an execution rate that the rules want a reason for.
    """
    if form.total_deviation is not None:
        return form.total_deviation
    rows = [one for below in complete.values() for those in below.values() for one in those]
    place, path = rows[-1].level3.place if rows else form.place, f"{form.path}.{term('total_deviation')}"
    if form.is_open or any(one.score.unknown or one.points.unknown for one in rows):
        return Text(TO_FILL_IN, place, path, unknown=True, basis=Formula(Operator.EARNED))
    if lost := "；".join(_losses(rows, form)):
        return Text(TO_FILL_IN, place, path, unknown=True, basis=Formula(Operator.ABSENT, reason=lost))
    return Text("无", place, path, basis=Formula(Operator.EARNED, reason="没有要说明的失分"))


def _losses(rows: Iterable[CompleteIndicator], form: EvaluatedForm) -> Iterator[str]:
    lost = [one for one in rows if one.score.amount < one.points.amount]
    if lost:
        yield f"有 {len(lost)} 条指标失分"
    budget, outturn = form.funds.budget.amount, form.funds.outturn.amount
    line = form.form_set.checks.score_checks.low_execution.line
    wanted = [Decimal(0) if form.of_unit else NEARLY_ALL, Decimal(0) if line.blank else line.amount / 100]
    if outturn > budget or outturn < budget * max(wanted):
        yield f"全年执行数 {format_plain(outturn)}，全年预算数 {format_plain(budget)}"


# what stays to be filled in


def list_left_open(submission: Submission) -> Iterator[Finding]:
    """Yield a place to fill in for each value left out that does not follow from the others."""
    form_set, year = submission.form_set, submission.year
    forms = [form_of_unit(submission, funds_of_unit(submission))]
    forms += [form_of_project(one, funds_of_project(one.project), form_set, year) for one in submission.projects]
    for form in forms:
        complete = complete_indicators(form)
        yield from _open_cells(complete)
        if form.total_deviation is None:
            yield from _open_place(complete_total_reason(form, complete), term("total_deviation"))


def _open_cells(complete: CompleteTree) -> Iterator[Finding]:
    for level1, below in complete.items():
        for level2, rows in below.items():
            for number, one in enumerate(rows, start=1):
                where = f"{term('indicators')} › {level1} › {level2} › 第 {number} 项"
                for name in _MAY_BE_LEFT_OUT:
                    yield from _open_place(getattr(one, name), f"{where} › {term(name)}", one)


def _open_place(value: Figure | Text, where: str, indicator: CompleteIndicator | None = None) -> Iterator[Finding]:
    """Yield the finding on a value, if it was left out and does not follow."""
    basis = value.basis if isinstance(value, Text) else value.origin
    if not isinstance(basis, Formula) or basis.operator is not Operator.ABSENT:
        return
    key = where.rpartition(" › ")[2]
    place = value.place if isinstance(value, Text) else indicator.level3.place if indicator else Place("")
    inside = f"这一条指标（“{indicator.level3}”）里" if indicator else "文件末尾"
    why = f"（{basis.reason}）" if basis.reason else ""
    remedy, expected = f"在{inside}写“{key}: ”和它的值。", _EXPECTED.get(key, "文字")
    yield finding_at(place, (NOT_FILLED_IN, f"{where}{why}：尚未填写", expected, remedy), subject=value.path)


_EXPECTED = {term("score"): "以分为单位的数"}
