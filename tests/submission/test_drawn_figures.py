"""Figures of Annex 1 that repeat others are drawn where they are left out, as a tie of the form set says."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao.derive.derivation import derive
from jixiao.findings import NOT_FILLED_IN
from jixiao.paths import Workspace
from jixiao.submission.drawn_figures import find_entered
from jixiao.submission.read import read_year
from jixiao.submission.year_reading import YearReading
from tests.submission.test_left_out import change
from tests.support.made_unit import copy_made_years
from tests.support.project import edit

YEAR = 2024
FORMS = "templates/yueyang-2023/forms.yaml"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return copy_made_years(tmp_path, "2023", "2024")


def reading_without(workspace: Workspace, *patterns: str) -> YearReading:
    for pattern in patterns:
        change(workspace, "annex1.yaml", pattern, r"\1" if "(" in pattern else "")
    return read_year(workspace, YEAR)


def test_a_figure_left_out_is_what_a_tie_says_it_equals(workspace: Workspace) -> None:
    submission = reading_without(workspace, r"(部门基本支出预算调整:\n) +预算: .*\n", r" +编制数: .*\n").submission
    assert submission is not None
    annex1, added = derive(submission).annex1, submission.basic_outlay.added
    assert annex1.basic_adjustment.budget.source is added
    assert annex1.basic_adjustment.budget.path == "附件1.部门基本支出预算调整.预算"
    staff = submission.unit.staff
    assert [*annex1.supported_staff.authorized_posts.leaves()] == [staff.fully_funded_posts, staff.support_posts]


def test_what_no_tie_speaks_of_is_to_be_filled_in(workspace: Workspace) -> None:
    reading = reading_without(workspace, r"部门基本支出预算调整:\n.*\n.*\n")
    assert [(one.code, one.found) for one in reading.findings] == [
        (NOT_FILLED_IN, "部门基本支出预算调整 › 决算：尚未填写")
    ]


def test_a_tie_to_what_is_computed_draws_nothing(workspace: Workspace) -> None:
    edit(workspace.root / FORMS, "右边: [基本支出.年中追加]", "右边: [基本支出.年末结余]")
    reading = reading_without(workspace, r"(部门基本支出预算调整:\n) +预算: .*\n")
    assert [one.found for one in reading.findings] == ["部门基本支出预算调整 › 预算：尚未填写"]


def test_only_what_was_typed_is_entered(workspace: Workspace) -> None:
    submission = read_year(workspace, YEAR).submission
    assert submission is not None
    assert find_entered(submission, "基本支出.年中追加") is submission.basic_outlay.added
    assert find_entered(submission, "基本支出.年末结余") is None
    assert find_entered(submission, "没有") is None


def test_a_place_to_fill_in_beside_flawed_ones_is_told_with_a_place_or_not_at_all(workspace: Workspace) -> None:
    change(workspace, "annex1.yaml", r"(政府采购金额:\n)(?:  .*\n)+", r"\1  预算: [1]\n  决算: [1]\n")
    change(workspace, "annex1.yaml", r"(部门基本支出预算调整:\n)(?:  .*\n)+", r"\1  预算: 1\n")
    assert all(finding.place.file for finding in read_year(workspace, YEAR).findings)
