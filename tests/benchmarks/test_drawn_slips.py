"""Slips drawn on made-up years meet the shares, so that no rule knows its cases; ``make torture`` draws hundreds."""

from __future__ import annotations

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
    assert reached.told >= SHARES["told"] * reached.can, late
    assert reached.first >= SHARES["first"] * reached.can, late
