"""What is kept of a comparison with the year before: counts, and the figures that moved most."""

from __future__ import annotations

from benchmarks.believable.unit import YEAR
from jixiao.commands.diff import compare_with_last_year
from jixiao.fleet.unit_changes import UnitChanges, changes_of
from jixiao.fleet.unit_records import Status
from tests.support.made_unit import MADE


def test_a_comparison_keeps_counts_and_the_five_figures_that_moved_most() -> None:
    review = compare_with_last_year(MADE, YEAR)
    shift = changes_of("甲", "示例馆", review)
    assert (shift.unit, shift.name, shift.status) == ("甲", "示例馆", Status.PASSED)
    assert shift.entered == len(review.entered) > 0
    assert shift.derived > 0
    assert len(shift.biggest) == 5
    moved = [abs(figure.difference) for figure in shift.biggest]
    assert moved == sorted(moved, reverse=True)
    assert shift.most == moved[0]


def test_where_nothing_moved_most_is_nothing() -> None:
    assert UnitChanges("甲", "", Status.PASSED).most == 0
