"""What Annex 2 and Annex 3 share: goals and indicators."""

from __future__ import annotations

import re

from jixiao.model.base import Record
from jixiao.model.scalars import BlankableProse, Points, Prose
from jixiao.source.punctuation import bones


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

# 1.5万卷 begins with an amount, 1.编纂书籍 with a number that moves with the row.
_TYPED_NUMBER = re.compile(r"^\s*(?:[0-9]{1,3}\s*[.．、](?![0-9])|[（(][0-9]{1,3}[)）]|[①-⑳])\s*")


def unnumbered(level3: str) -> str:
    """Return an indicator's words without the number typed before them, which moves with the row."""
    return _TYPED_NUMBER.sub("", level3, count=1).strip()


def indicator_name(level3: str) -> str:
    """Return what names an indicator wherever it stands: its words without number and spaces."""
    return "".join(unnumbered(level3).split())


def is_name(words: str, level3: str) -> bool:
    """Return whether ``words`` name the indicator, with or without a number, in whatever width of punctuation."""
    return bones(indicator_name(words)) == bones(indicator_name(level3)) != ""
