"""What Annex 2 and Annex 3 share: goals and indicators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Protocol

from jixiao.figures import Figure, Text
from jixiao.model.base import Record
from jixiao.model.scalars import OptionalCell, OptionalPoints, OptionalProse, Points, Prose
from jixiao.patterns import compile_late
from jixiao.source.punctuation import bones


class Goals(Record):
    """The year's goals, as set and as reached."""

    expected: Prose
    achieved: Prose


class Indicator(Record):
    """One level-3 indicator with the unit's own score.

    What is left out follows from the rest (``submission.left_out``): the score from target and actual, 无 as reason
    where nothing was lost, and of an indicator of the whole budget target and actual from the funds.
    """

    level3: Prose
    target: OptionalProse = None
    actual: OptionalCell = None
    points: Points
    score: OptionalPoints = None
    deviation: OptionalCell = None


class CompleteIndicator(Protocol):
    """An indicator of which nothing is left out, typed or derived."""

    @property
    def level3(self) -> Text:
        """Its name."""

    @property
    def target(self) -> Text:
        """What was to be reached."""

    @property
    def actual(self) -> Text:
        """What was reached."""

    @property
    def points(self) -> Figure:
        """What it may earn."""

    @property
    def score(self) -> Figure:
        """What it earned."""

    @property
    def deviation(self) -> Text:
        """Why it earned less."""


CompleteTree = Mapping[str, Mapping[str, Sequence[CompleteIndicator]]]
IndicatorTree = dict[str, dict[str, list[Indicator]]]
"""Level 1 → level 2 → indicators; which names there are is the form set's to say."""

# 1.5万卷 begins with an amount, 1.编纂书籍 with a number that moves with the row.
_TYPED_NUMBER = compile_late(r"^\s*(?:[0-9]{1,3}\s*[.．、](?![0-9])|[（(][0-9]{1,3}[)）]|[①-⑳])\s*")


def unnumbered(level3: str) -> str:
    """Return an indicator's words without the number typed before them, which moves with the row."""
    return _TYPED_NUMBER.sub("", level3, count=1).strip()


def indicator_name(level3: str) -> str:
    """Return what names an indicator wherever it stands: its words without number and spaces."""
    return "".join(unnumbered(level3).split())


def is_name(words: str, level3: str) -> bool:
    """Return whether ``words`` name the indicator, with or without a number, in whatever width of punctuation."""
    return _bare_name(words) == _bare_name(level3) != ""


@lru_cache(maxsize=4096)  # one name is held against all rows of its form: 2 ms a check
def _bare_name(words: str) -> str:
    return bones(indicator_name(words))
