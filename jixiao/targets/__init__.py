"""Targets and actuals: what an indicator's two cells say, typed, and how they compare.

``parse`` reads any text into a ``Target`` and never raises; ``compare`` sets an actual against its
target. What cannot be read or compared stays words and is called incomparable: nothing is guessed.
"""

from __future__ import annotations

from jixiao.targets.grammar import parse
from jixiao.targets.kinds import (
    BudgetLimit,
    Deadline,
    Nothing,
    Quantity,
    Several,
    Sign,
    Target,
    Wording,
    format_quantity,
)
from jixiao.targets.outcomes import Incomparable, Measured, Met, Missed, NoActual, Outcome, Unsettled, compare

__all__ = [
    "BudgetLimit",
    "Deadline",
    "Incomparable",
    "Measured",
    "Met",
    "Missed",
    "NoActual",
    "Nothing",
    "Outcome",
    "Quantity",
    "Several",
    "Sign",
    "Target",
    "Unsettled",
    "Wording",
    "compare",
    "format_quantity",
    "parse",
]
