"""Scoring schemes: lines in per cent, scores in points, kinds by their words."""

import pytest

from jixiao.model.base import Record
from jixiao.model.schemes import AtMostScoring, EqualScoring, QualityBand, ScoreStep
from tests.model.entered import entered, found


class Ways(Record):
    equal_scoring: EqualScoring
    at_most_scoring: AtMostScoring


def test_a_step_has_a_line_in_per_cent_and_a_score_in_points() -> None:
    step = entered(ScoreStep, "界限: 95\n得分: 10\n")
    assert (step.line.unit, step.score.unit) == ("%", "分")


@pytest.mark.parametrize("equal", EqualScoring)
@pytest.mark.parametrize("at_most", AtMostScoring)
def test_ways_are_written_by_their_words(equal: EqualScoring, at_most: AtMostScoring) -> None:
    ways = entered(Ways, f"等于计分: {equal}\n不大于计分: {at_most}\n")
    assert (ways.equal_scoring, ways.at_most_scoring) == (equal, at_most)


def test_a_band_has_words() -> None:
    assert found(QualityBand, "说法: []\n下限: 60\n上限: 80\n") == ["M003:1"]
