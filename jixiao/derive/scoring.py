"""Execution rates, scores and the rows of indicator tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from jixiao.derive.dossier import Execution, IndicatorRow, TotalScore, copy_fields
from jixiao.figures import POINTS, Figure, Formula, Operator, Text, total
from jixiao.model.evaluation import CompleteTree
from jixiao.model.formset import FormSet, LevelOne, Scoring
from jixiao.model.schemes import ScoreStep


def derive_execution(budget: Figure, outturn: Figure, scoring: Scoring) -> Execution:
    """Return rate and score of spending: 全年执行数 ÷ 全年预算数, times the weight, at most the weight.

    A form set with steps gives the score of the highest step that the rate reaches. The rate is rounded
    half up to the form set's decimals of a per cent before it counts; a budget of 0 gives rate 0 and score 0.
    """
    rate = (outturn / budget).if_missing(0).rounded(scoring.rate_places + 2).shown_with(scoring.printed_rate_places)
    weight = scoring.execution_weight
    steps = scoring.execution_steps
    score = _stepped(rate, steps) if steps else (rate * weight).rounded(scoring.score_places)
    return Execution(weight, rate, score.capped(weight).shown_with(scoring.score_places))


def _stepped(rate: Figure, steps: Iterable[ScoreStep]) -> Figure:
    highest_first = sorted(steps, key=lambda step: -step.line.amount)
    reached = (step.score.amount for step in highest_first if rate.amount * 100 >= step.line.amount)
    bounds = (figure for step in highest_first for figure in (step.line, step.score))
    stepped = Figure(next(reached, Decimal(0)), POINTS, Formula(Operator.BANDS, (rate, *bounds)))
    return stepped.opened() if rate.unknown else stepped


def derive_indicator_rows(tree: CompleteTree, form_set: FormSet) -> tuple[IndicatorRow, ...]:
    """Return the table's rows in the form's order; levels without indicators have no row."""
    return tuple(row for level in form_set.indicator_system for row in _rows_of(level, tree))


def _rows_of(level: LevelOne, tree: CompleteTree) -> Iterator[IndicatorRow]:
    starts1, label = True, _label(level, tree)
    for level2 in level.level2:
        starts2 = True
        for indicator in tree.get(level.name, {}).get(level2, ()):
            yield copy_fields(
                IndicatorRow, indicator, level1_starts=starts1, level2_starts=starts2, level1=label, level2=level2
            )
            starts1 = starts2 = False


def _label(level: LevelOne, tree: CompleteTree) -> str:
    given = total((indicator.points for rows in tree.get(level.name, {}).values() for indicator in rows), POINTS)
    weight = given if level.weight.blank else level.weight
    return level.printed_as.replace("{权重}", weight.literal or format(weight.amount, "f"))


def derive_total_score(spending: Execution, rows: tuple[IndicatorRow, ...], deviation: Text) -> TotalScore:
    """Return the closing row: points and scores of the execution rate and all indicators added up."""
    points = total([spending.points, *(row.points for row in rows)], POINTS)
    score = total([spending.score, *(row.score for row in rows)], POINTS)
    return TotalScore(points, score, deviation)
