"""Slips drawn on made-up years meet the shares, so that no rule knows its cases; ``make torture`` draws hundreds."""

from __future__ import annotations

from math import sqrt

from benchmarks.believable.unit import Shape
from benchmarks.drawn_slips import DrawnSlip, counted, drawn_slips
from tests.support.slips import SHARES

SMALL = Shape(projects=2, indicators=8)
SEED = 7


def test_slips_depend_on_the_seed_alone() -> None:
    one, other = (list(map(str, drawn_slips(2, SEED, shape=SMALL))) for _ in range(2))
    assert one == other
    assert len(one) == 2


def test_enough_of_what_can_be_told_is_told() -> None:
    slips: list[DrawnSlip] = list(drawn_slips(24, SEED, shape=SMALL))
    reached = counted(slips)
    late = [str(one) for one in slips if one.can_be_told and not one.is_first]
    assert reached.told >= least(SHARES["told"], reached.can), late
    assert reached.first >= least(SHARES["first"], reached.can), late


def least(share: float, slips: int) -> float:
    """Return how many of a small sample a true share gives but for chance: two standard errors below."""
    return share * slips - 2 * sqrt(slips * share * (1 - share))
