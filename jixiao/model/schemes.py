"""Scoring schemes of a form set: steps, proportions, bands, grades."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from jixiao.model.base import Record
from jixiao.model.scalars import Name, OptionalPercent, Percent, Points


class ScoreStep(Record):
    """From an execution rate of ``line`` per cent on, the score is ``score``; below all lines it is 0."""

    line: Percent
    score: Points


class EqualScoring(StrEnum):
    """How a target without a sign, or with =, scores."""

    AS_AT_LEAST = "同不小于"
    BY_DEVIATION = "按偏离扣分"


class AtMostScoring(StrEnum):
    """How a missed upper limit scores: 1 − (actual − target) ÷ target, or target ÷ actual."""

    BY_EXCESS = "按超出扣分"
    INVERSE = "按目标与实际之比"


class QualityBand(Record):
    """What a qualitative actual says in these words scores from ``lower_bound`` up to ``upper_bound`` per cent.

    The upper bound belongs to the next band, except at 100. ``left_out_share`` is what of the points a score that is
    left out counts for; without it such a score stays a person's to fill in.
    """

    aliases: list[Name] = Field(min_length=1)
    lower_bound: Percent
    upper_bound: Percent
    left_out_share: OptionalPercent = None


class Grade(Record):
    """A grade from ``lower_bound`` points on, up to the next better one."""

    name: Name
    lower_bound: Points
