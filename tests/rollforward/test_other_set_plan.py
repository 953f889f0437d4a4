"""The next year on a wider form set, and back on the narrower one."""

import shutil
from pathlib import Path

import pytest

from jixiao.build.stories import check_year
from jixiao.errors import UsageError
from jixiao.findings import NOT_FILLED_IN, is_blocking
from jixiao.paths import Workspace
from jixiao.rollforward.last_year import LastYear, last_year_of
from jixiao.rollforward.other_set_plan import plan_on_other_set
from jixiao.rollforward.year_plan import YearPlan, write
from tests.support.cases import clean_project
from tests.support.further import COLUMN, ROW, widen_set, wider_project

NEXT = "next-set"


def plan_of(workspace: Workspace, form_set: str = NEXT) -> YearPlan:
    last_year = last_year_of(workspace, 2024)
    assert isinstance(last_year, LastYear)
    return plan_on_other_set(last_year, form_set, add=["more=新项目"])


def on_wider_set(folder: Path) -> Workspace:
    workspace = clean_project(folder)
    shutil.copytree(workspace.form_set("yueyang-2023"), workspace.form_set(NEXT))
    widen_set(workspace.form_set(NEXT))
    return workspace


def test_a_wider_set_asks_for_what_is_new(tmp_path: Path) -> None:
    workspace = on_wider_set(tmp_path)
    plan = plan_of(workspace)
    assert f"表单集: {NEXT}" in plan.files["unit.yaml"].decode()
    assert {f"annex1.yaml 公用经费.{ROW}", f"annex1.yaml 公用经费.{COLUMN}"} <= set(plan.fresh)
    assert (plan.unplaced, plan.new_sets) == ([], [NEXT])
    write(workspace, plan)
    blocking = [one for one in check_year(workspace, 2024).findings if is_blocking([one])]
    assert {one.code for one in blocking} == {NOT_FILLED_IN}, [f"{one.place} {one.found}" for one in blocking]


def test_a_narrower_set_leaves_out_what_it_has_no_place_for(tmp_path: Path) -> None:
    workspace = wider_project(tmp_path)
    shutil.copytree(workspace.form_set("yueyang-2023"), workspace.form_set(NEXT))
    (workspace.form_set(NEXT) / "further.yaml").unlink()
    plan = plan_of(workspace)
    assert ROW not in plan.files["annex1.yaml"].decode()
    assert f"annex1.yaml 公用经费.{ROW}" in plan.unplaced


def test_a_flawed_set_begins_no_year(tmp_path: Path) -> None:
    workspace = on_wider_set(tmp_path)
    (workspace.form_set(NEXT) / "further.yaml").write_text("各项:\n  附件9.备用数: 金额\n", "utf-8")
    with pytest.raises(UsageError, match="先改好再建新年度"):
        plan_of(workspace)
