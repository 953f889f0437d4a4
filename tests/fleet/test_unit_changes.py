"""What is kept of a comparison with the year before: counts, and the figures that moved most."""

from __future__ import annotations

from decimal import Decimal

from benchmarks.believable.unit import YEAR
from jixiao.commands.diff import compare_with_last_year
from jixiao.fleet.unit_changes import UnitChanges, changes_of, form_changes_of
from jixiao.fleet.unit_records import Status
from jixiao.review.form_changes import ChangedPart, FormChange, FormChangeKind
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


def test_changes_of_described_forms_are_counted_by_what_they_are_of() -> None:
    kinds = (ChangedPart.VALUE, ChangedPart.INDICATOR, ChangedPart.ROW, ChangedPart.PROJECT, ChangedPart.FORM)
    changes = [FormChange(FormChangeKind.ADDED, "项目表", "甲", of=one) for one in kinds]
    money = (Decimal(80), Decimal(60))
    changes.append(
        FormChange(FormChangeKind.CHANGED, "项目表", "决算", "80万元", "60万元", computed=True, amounts=money)
    )
    row = form_changes_of("甲", "示例馆", changes)
    assert (row.entered, row.derived, row.projects, row.indicators, row.paragraphs) == (1, 1, 1, 1, 0)
    [figure] = row.biggest
    assert (figure.label, figure.difference, figure.ratio) == ("项目表 决算", Decimal(-20), Decimal("-0.25"))
