"""What is reckoned again beside the findings: scores step by step, control totals with their result."""

from __future__ import annotations

from pathlib import Path

from jixiao.build.stories import check_year
from jixiao.paths import Workspace
from jixiao.rules.rescoring import Agreement, Rescored
from tests.submission.test_left_out import FESTIVAL, change
from tests.support.made_unit import copy_made_years
from tests.support.project import ROOT, copy_project

YEAR = 2023


def rescored(workspace: Workspace) -> Rescored:
    judgement = check_year(workspace, YEAR).judgement
    assert judgement is not None
    assert judgement.rescored is not None
    return judgement.rescored


def test_every_form_is_there_with_its_rate_its_scores_and_its_total() -> None:
    forms = rescored(Workspace(ROOT)).forms
    assert len(forms) == 1 + len(list((ROOT / "data" / str(YEAR) / "projects").glob("*.yaml")))
    for form in forms:
        assert [one.name for one in form.lines][:2] == ["执行率", "执行率得分"]
        assert form.lines[-1].name == "总分"
        assert form.rows


def test_a_row_carries_the_findings_about_it() -> None:
    rows = [row for form in rescored(Workspace(ROOT)).forms for row in form.rows]
    told = [(row, one) for row in rows for one in row.findings]
    assert told
    assert all(one.subject.startswith(row.judged.row.path) for row, one in told)


def test_a_control_total_agrees_or_differs(tmp_path: Path) -> None:
    workspace = copy_project(tmp_path)
    assert {one.agreement for one in rescored(workspace).controls} == {Agreement.AGREES}
    first = rescored(workspace).controls[0].control
    stated = "数额: {}\n    出处: " + str(first.source)
    control, right = workspace.year(YEAR) / "control.yaml", stated.format(first.amount.amount)
    wrong = stated.format(first.amount.amount + 1)
    control.write_text(control.read_text("utf-8").replace(right, wrong, 1), "utf-8")
    agreements = [one.agreement for one in rescored(workspace).controls]
    assert agreements[0] is Agreement.DIFFERS
    assert set(agreements[1:]) == {Agreement.AGREES}


def test_of_two_totals_about_one_figure_only_the_wrong_one_differs(tmp_path: Path) -> None:
    workspace = copy_project(tmp_path)
    first = rescored(workspace).controls[0].control
    control = workspace.year(YEAR) / "control.yaml"
    again = f"  - 引用: {first.reference}\n    数额: {first.amount.amount + 1}\n    出处: 另一份报表\n"
    control.write_text(control.read_text("utf-8").replace("核对数:\n", "核对数:\n" + again, 1), "utf-8")
    assert [one.agreement for one in rescored(workspace).controls][:2] == [Agreement.DIFFERS, Agreement.AGREES]


def test_the_points_of_the_sheet_add_up() -> None:
    check = rescored(Workspace(ROOT)).self_check
    assert check.given is not None
    assert sum(one.points or 0 for one in check.scores) == check.given <= check.possible
    assert check.words.startswith("附件5 自查")


def test_a_score_that_was_left_out_is_said_to_follow(tmp_path: Path) -> None:
    workspace = copy_made_years(tmp_path, "2023", "2024")
    change(workspace, FESTIVAL, r"^ +得分: .*\n")
    judgement = check_year(workspace, 2024).judgement
    assert judgement is not None
    assert judgement.rescored is not None
    rows = {row.judged.sheet.path: row.reckoned for form in judgement.rescored.forms for row in form.rows}
    assert rows["各项目.festival"] == "达到，得满分 10（得分没有填，由此推出）"
    assert rows["附件2"] == "达到，得满分 10"
