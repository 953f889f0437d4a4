"""S30x: points, weights, the execution rate, grades."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Context, Decimal

from jixiao.derive.balance import derive_balance
from jixiao.figures import RATE, round_half_up
from jixiao.findings import Place, Severity
from jixiao.glossary import term
from jixiao.model.schemes import Grade
from jixiao.patterns import compile_late
from jixiao.rules.described_package import ScoredPackage
from jixiao.rules.form_tables import EvaluationForm, FormRow, Number, list_evaluation_forms
from jixiao.rules.printed_package import PrintedPackage, plain
from jixiao.rules.registry import Breach, Spot, rule

_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
_WHOLE = Decimal(100)


@rule("S301")
def points_add_up_to_weights(package: PrintedPackage) -> Iterator[Breach]:
    """Yield level-1 indicators whose points miss their weight, and forms whose points are not 100 in all."""
    for sheet in list_evaluation_forms(package):
        breaches = list(_sections(package, sheet))
        yield from breaches or _whole(sheet)


def _sections(package: PrintedPackage, sheet: EvaluationForm) -> Iterator[Breach]:
    for level in package.dossier.form_set.indicator_system:
        rows = [row for row in sheet.rows if row.level1 == level.name]
        missed = level.weight.amount - sum((row.points.value for row in rows), Decimal(0))
        if any(row.points.unknown for row in rows) or level.weight.blank or not missed:
            continue
        subject, weight = f"{sheet.path}.{term('indicators')}.{level.name}.{term('points')}", plain(level.weight.amount)
        place = _likeliest(rows, missed).points.place if rows else sheet.total_deviation.place
        found = f"{sheet.where}“{level.name}”各指标分值{_sum_words(rows)}，权重 {weight}"
        seen = (weight, *(plain(row.points.value) for row in rows))
        sides = derive_balance([row.points.figure for row in rows], [], missed)
        yield Spot(subject, place, (sheet.where,)).breach(found, f"合计 {weight}", seen=seen, balance=sides)


def _likeliest(rows: list[FormRow], missed: Decimal) -> FormRow:
    """Return the row to look at first: one that stands there twice, the one with odd points, else the first.

    Odd are points that alone have more decimals than all the others, or that alone would be the score beside them,
    if what is missed were added.
    """
    finer = [row for row in rows if all(_decimals(row) > _decimals(one) for one in rows if one is not row)]
    odd = [row for row in finer if _decimals(row, missed) < _decimals(row)]
    scored = [row for row in rows if missed and row.points.value + missed == row.score.value]
    return next((found[0] for found in (_list_doubles(rows), odd, scored) if len(found) == 1), rows[0])


def _decimals(row: FormRow, missed: Decimal = Decimal(0)) -> int:
    return -int((row.points.value + missed).normalize().as_tuple().exponent)


def _list_doubles(rows: list[FormRow]) -> list[FormRow]:
    """Return the first row that stands there a second time."""
    seen: set[tuple[str, str, str]] = set()
    for row in rows:
        words = row.level2, row.level3.words, row.target.words
        if words in seen:
            return [row]
        seen.add(words)
    return []


def _sum_words(rows: list[FormRow]) -> str:
    if not rows:
        return "合计 0（没有指标）"
    total = plain(sum((row.points.value for row in rows), Decimal(0)))
    return f" {' + '.join(plain(row.points.value) for row in rows)} = {total}" if len(rows) > 1 else f" {total}"


def _whole(sheet: EvaluationForm) -> Iterator[Breach]:
    if any(points.unknown for _, points, _ in sheet.numbers()):
        return
    execution = sheet.points.value
    total = sum((row.points.value for row in sheet.rows), execution)
    if total != _WHOLE:
        found = f"{sheet.where}执行率分值 {plain(execution)} 与各指标分值合计为 {plain(total)}"
        seen = tuple(plain(amount) for amount in (execution, *(row.points.value for row in sheet.rows)))
        yield sheet.total_points.spot.breach(found, "总分值 100", seen=seen)


@rule("S302")
def execution_weight_as_laid_down(package: PrintedPackage) -> Iterator[Breach]:
    """Yield forms that print another weight for the execution rate than the form set lays down."""
    weight = package.scoring.execution_weight.amount
    for sheet in list_evaluation_forms(package):
        if not sheet.points.unknown and sheet.points.amount != weight:
            found = f"{sheet.where}执行率分值印作 {sheet.points.words}，规定为 {plain(weight)}"
            yield sheet.points.spot.breach(found, plain(weight), seen=(sheet.points.words,))


@rule("S303")
def scores_within_points(package: PrintedPackage) -> Iterator[Breach]:
    """Yield scores above their points; the total where no score accounts for it."""
    for sheet in list_evaluation_forms(package):
        breaches = [breach for scored in sheet.numbers() for breach in _above_points(sheet, *scored)]
        unknown = any(number.unknown for _, *both in sheet.numbers() for number in both)
        yield from breaches or (() if unknown else _above_points(sheet, *sheet.closing))


def _above_points(sheet: EvaluationForm, name: str, points: Number, score: Number) -> Iterator[Breach]:
    if points.amount is not None and score.amount is not None and score.amount > points.amount:
        yield score.spot.breach(
            f"{name}得分 {score.words}，分值 {points.words}", f"不超过 {points.words}", seen=(points.words, score.words)
        )


@rule("S304", by_role=True)
def above_hundred_is_explained(package: ScoredPackage) -> Iterator[Breach]:
    """Yield forms whose outturn exceeds the budget and that do not say why, however the rate is printed."""
    severity = package.score_checks.above_hundred
    for sheet in list_evaluation_forms(package):
        budget, outturn = sheet.budget.value, sheet.outturn.value
        if _is_open(sheet) or not _is_overspent(sheet) or _explained(package, sheet):
            continue
        if budget == 0:
            found = f"{sheet.where}全年预算数为 0，全年执行数 {plain(outturn)}，没有说明"
        else:
            found = (
                f"{sheet.where}执行率{_rate_words(sheet)}，超过 100%，表上执行率印作 {_printed_rate(sheet)}，没有说明"
            )
        sides = derive_balance([sheet.outturn.figure], [sheet.budget.figure], budget - outturn, at_most=True)
        should, place = "执行数不超过预算数，或写明原因", sheet.outturn.place
        yield sheet.rate.spot.breach(found, should, place=place, seen=_seen(sheet), severity=severity, balance=sides)


@rule("S305", by_role=True)
def low_execution_is_explained(package: ScoredPackage) -> Iterator[Breach]:
    """Yield forms whose execution rate is below the form set's line and that do not say why."""
    threshold = package.score_checks.low_execution
    for sheet in list_evaluation_forms(package):
        if not _is_open(sheet) and _is_low(package, sheet) and not _explained(package, sheet):
            line = f"{plain(threshold.line.amount)}%"
            found = f"{sheet.where}执行率{_rate_words(sheet)}，低于 {line}，没有说明原因"
            yield sheet.rate.spot.breach(
                found, "写明原因", place=sheet.outturn.place, seen=_seen(sheet), severity=threshold.severity
            )


def _seen(sheet: EvaluationForm) -> tuple[str, ...]:
    return sheet.budget.words, sheet.outturn.words, _printed_rate(sheet)


def wants_reason(package: ScoredPackage, sheet: EvaluationForm) -> bool:
    """Return whether a form's execution rate is one to be explained, or may be as far as one knows."""
    return _is_open(sheet) or _is_overspent(sheet) or _is_low(package, sheet)


def _is_open(sheet: EvaluationForm) -> bool:
    return sheet.budget.unknown or sheet.outturn.unknown


def _is_overspent(sheet: EvaluationForm) -> bool:
    return sheet.outturn.value > sheet.budget.value


def _is_low(package: ScoredPackage, sheet: EvaluationForm) -> bool:
    line = package.score_checks.low_execution.line
    return not line.blank and bool(sheet.budget.amount) and _rate(sheet) < line.amount


def _rate(sheet: EvaluationForm) -> Decimal:
    """Return the execution rate in per cent, unrounded."""
    assert sheet.budget.amount  # noqa: S101 - callers have seen to it
    return _EXACT.divide(sheet.outturn.value, sheet.budget.amount) * 100


def _explained(package: ScoredPackage, sheet: EvaluationForm) -> bool:
    """Return whether a reason is given, or may be as far as one knows."""
    names = package.score_checks.budget_indicators
    named = (row for row in sheet.rows if row.level3.unknown or any(name in row.level3.words for name in names))
    return any(cell.unknown or cell.is_reason for cell in (sheet.total_deviation, *(row.deviation for row in named)))


def _rate_words(sheet: EvaluationForm) -> str:
    rate = _rate(sheet)
    return f" {sheet.outturn.words} ÷ {sheet.budget.words} = {plain(_telling(rate))}%"


def _telling(rate: Decimal) -> Decimal:
    """Return a per cent with two decimals, with more where two would make it 100."""
    places = next(places for places in range(2, 60) if round_half_up(rate, places) != _WHOLE or rate == _WHOLE)
    return round_half_up(rate, places)


def _printed_rate(sheet: EvaluationForm) -> str:
    return "空白" if sheet.rate.amount is None else f"{plain(sheet.rate.amount * 100)}%"


@rule("S318", Severity.HINT)
def rates_without_base_do_not_apply(package: PrintedPackage) -> Iterator[Breach]:
    """Yield rates printed as a number though there is nothing to divide by."""
    for statement in package.statements:
        missing = statement.figure.unit == RATE and statement.figure.literal and not statement.figure.unknown
        if missing and statement.amount is not None:
            found = f"{statement.name}印作 {statement.print.printed}，分母为 0，没有这个比率"
            yield statement.spot.breach(found, str(statement.figure.literal), seen=(plain(statement.amount),))


# grades

_SENTENCE = compile_late(r"[^。；;\n]+")
_SCORE = compile_late(r"(?<![0-9.])([0-9]{1,3}(?:\.[0-9]+)?)分(?!之|钟|项|别|值|制)")


@rule("S316")
def grades_match_scores(package: PrintedPackage) -> Iterator[Breach]:
    """Yield sentences that print a score with the word of another grade."""
    grades = package.scoring.grades
    if not grades:
        return
    for where, text, place, subject in _texts(package):
        for score, word in _graded(text, grades):
            right = grade_of(score, grades)
            if right is not None and right != word:
                found = f"{where}：得分 {plain(score)}，等级写作“{word}”"
                yield Breach(subject, place, found, f"“{right}”", printed=(where,), seen=(plain(score), word))


def _texts(package: PrintedPackage) -> Iterator[tuple[str, str, Place, str]]:
    for paragraph in package.paragraphs:
        for sentence in _SENTENCE.finditer(paragraph.text):
            if not paragraph.is_open(*sentence.span()):
                yield paragraph.spoken, sentence[0], paragraph.place, paragraph.where
    for sheet in list_evaluation_forms(package):
        cell = sheet.total_deviation
        yield sheet.where, cell.words, cell.place, cell.path


def _graded(text: str, grades: Iterable[Grade]) -> Iterator[tuple[Decimal, str]]:
    """Yield the one score and the one grade of each sentence that has one of each."""
    words = "|".join(re.escape(str(grade.name)) for grade in grades)
    grade = compile_late(
        rf"(?:等级|等次|档次|结果|结论|评定|评价|评|级别|[，,（(])[为是：:属定于]*[“\"「]?({words})[秀好等]*(?=[”\"」，,。；;）)]|$|级|档)"
    )
    for sentence in _SENTENCE.findall(text):
        scores = _SCORE.findall(sentence)
        found = grade.findall(sentence) if len(scores) == 1 else []
        if len(found) == 1:
            yield Decimal(scores[0]), found[0]


def grade_of(score: Decimal, grades: Iterable[Grade]) -> str | None:
    """Return the grade of a score; None below the lowest one."""
    highest_first = sorted(grades, key=lambda grade: -grade.lower_bound.amount)
    return next((str(grade.name) for grade in highest_first if score >= grade.lower_bound.amount), None)
