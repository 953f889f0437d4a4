"""What is left out follows from the rest, or stays a place to fill in; what is typed wins."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from jixiao.build.stories import check_year
from jixiao.derive.derivation import derive
from jixiao.derive.dossier import Dossier, IndicatorRow
from jixiao.figures import Figure, Operator
from jixiao.findings import NOT_FILLED_IN, Finding
from jixiao.paths import Workspace
from jixiao.render.printing import format_value
from jixiao.submission.left_out import list_left_open
from jixiao.submission.read import read_year
from tests.support.made_unit import copy_made_years

YEAR = 2024
FESTIVAL = "projects/06-festival.yaml"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return copy_made_years(tmp_path, "2023", "2024")


def change(workspace: Workspace, file: str, pattern: str, new: str = "") -> None:
    path = workspace.year(YEAR) / file
    text, times = re.subn(pattern, new, path.read_text("utf-8"), flags=re.MULTILINE)
    assert times
    path.write_text(text, encoding="utf-8", newline="\n")


def read(workspace: Workspace) -> tuple[Dossier, list[Finding]]:
    reading = read_year(workspace, YEAR)
    assert reading.repaired is not None
    return derive(reading.repaired), reading.findings


def row_of(workspace: Workspace, choose: Callable[[IndicatorRow], bool]) -> IndicatorRow:
    dossier, _ = read(workspace)
    return next(row for row in dossier.projects.by_identifier()["festival"].indicator_rows if choose(row))


def without_scores(workspace: Workspace) -> None:
    change(workspace, FESTIVAL, r"^ +(?:得分|偏差原因): .*\n")
    change(workspace, FESTIVAL, r"^总分偏差原因:.*\n")


def test_nothing_left_out_is_nothing_derived(workspace: Workspace) -> None:
    submission = read_year(workspace, YEAR).submission
    assert submission is not None
    assert list(list_left_open(submission)) == []
    assert id(derive(submission).annex2.indicators) == id(submission.annex2.indicators)


def test_a_score_follows_from_target_and_actual(workspace: Workspace) -> None:
    without_scores(workspace)
    change(workspace, FESTIVAL, "实际完成值: 60%", "实际完成值: 48%")
    row = row_of(workspace, lambda row: row.actual == "48%")
    assert isinstance(row.score, Figure)
    assert not row.score.entered
    assert format_value(row.score) == "6.72"
    assert row.score.path == row.points.path.replace("分值", "得分")
    assert row.deviation.unknown  # points were lost: a reason is asked for


def test_a_full_score_has_no_reason(workspace: Workspace) -> None:
    without_scores(workspace)
    row = row_of(workspace, lambda row: row.actual == "100%")
    assert format_value(row.score) == format_value(row.points)
    assert (row.deviation, row.deviation.entered) == ("无", False)


def test_what_is_typed_wins(workspace: Workspace) -> None:
    change(workspace, FESTIVAL, r"^ +偏差原因: .*\n")
    change(workspace, FESTIVAL, "得分: 10$", "得分: 9")
    row = row_of(workspace, lambda row: row.score.entered and row.score.amount == 9)
    assert row.deviation.unknown
    assert [one.code for one in check_year(workspace, YEAR).findings if "偏差原因" in one.found][:1] == [NOT_FILLED_IN]


def test_words_against_other_words_are_a_persons_to_score(workspace: Workspace) -> None:
    without_scores(workspace)
    change(workspace, FESTIVAL, "实际完成值: 100%", "实际完成值: 大体不错")
    _, findings = read(workspace)
    [score] = [one for one in findings if one.subject.endswith(".得分")]
    assert score.code == NOT_FILLED_IN
    assert score.found.endswith("› 得分（指标值“≥98%”是数量，完成值“大体不错”是文字说明）：尚未填写")


def test_a_reason_waits_for_its_score_and_a_score_for_its_actual(workspace: Workspace) -> None:
    without_scores(workspace)
    change(workspace, FESTIVAL, "实际完成值: 100%", "实际完成值: 待填")
    dossier, findings = read(workspace)
    assert [one.found for one in findings if one.place.file.endswith(FESTIVAL)] == [
        one.found for one in findings if one.found.endswith("实际完成值：尚未填写")
    ]
    assert dossier.projects.by_identifier()["festival"].total_score.deviation.unknown


def test_the_cells_of_the_budget_are_the_funds(workspace: Workspace) -> None:
    change(workspace, FESTIVAL, r"(- 三级指标: 预算控制数\n) +年度指标值: .*\n +实际完成值: .*\n", r"\1")
    row = row_of(workspace, lambda row: row.level3 == "预算控制数")
    funds = read(workspace)[0].projects.by_identifier()["festival"].funds.annual_total
    assert row.target == f"≤{format_value(funds.full_year_budget)}万元"
    assert row.actual == f"{format_value(funds.outturn)}万元"
    assert row.target.basis is not None
    assert [one.path for one in row.target.basis.operands] == [funds.full_year_budget.path]
    assert row.target.basis.operator is Operator.WORDED


def test_another_indicator_needs_its_cells(workspace: Workspace) -> None:
    change(workspace, FESTIVAL, r" +实际完成值: 100%\n")
    _, findings = read(workspace)
    assert [one.subject.rpartition(".")[2] for one in findings if one.code == NOT_FILLED_IN] == ["实际完成值"]


def test_a_low_rate_of_a_project_wants_a_word(workspace: Workspace) -> None:
    without_scores(workspace)
    change(workspace, FESTIVAL, "全年执行数: 11.85", "全年执行数: 1")
    _, findings = read(workspace)
    assert "总分偏差原因（全年执行数 1，全年预算数 12）：尚未填写" in [one.found for one in findings]
