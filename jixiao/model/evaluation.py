"""What Annex 2 and Annex 3 share: goals and indicators."""

from __future__ import annotations

from jixiao.model.base import Record
from jixiao.model.scalars import BlankableProse, Points, Prose


class Goals(Record):
    """The year's goals, as set and as reached."""

    expected: Prose
    achieved: Prose


class Indicator(Record):
    """One level-3 indicator with the unit's own score."""

    level3: Prose
    target: Prose
    actual: BlankableProse
    points: Points
    score: Points
    deviation: BlankableProse


IndicatorTree = dict[str, dict[str, list[Indicator]]]
"""Level 1 → level 2 → indicators; which names there are is the form set's to say."""
