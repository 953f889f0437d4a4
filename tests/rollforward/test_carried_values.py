"""How many places a year asks for: what follows from the rest is none of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao.paths import Workspace
from jixiao.rollforward.carried_values import list_following, paths_below
from jixiao.rollforward.last_year import LastYear, last_year_of
from jixiao.rollforward.todo import OpenKind, todo_of
from jixiao.rollforward.year_plan import plan_year, write
from jixiao.submission.read import read_year
from tests.support.made_unit import MADE, copy_made_unit

# Before scores, reasons, the cells of the whole budget and control totals were left out: 465.
MOST_PLACES = 200


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The made unit's second year as new-year begins it: one project ended, two are new, seven forms in all."""
    workspace = copy_made_unit(tmp_path_factory.mktemp("begun"))
    last_year = last_year_of(workspace, 2024)
    assert isinstance(last_year, LastYear)
    write(workspace, plan_year(last_year, drop=["shelving"], add=["backup=异地备份", "festival=国际档案日"]))
    return workspace


def test_a_year_of_seven_forms_has_at_most_200_places(begun: Workspace) -> None:
    todo = todo_of(begun, 2024)
    assert todo.errors == 0
    assert sum(one.kind is OpenKind.FILL_IN for one in todo.places) <= MOST_PLACES


def test_a_group_that_was_all_0_is_one_place(begun: Workspace) -> None:
    text = (begun.year(2024) / "annex1.yaml").read_text("utf-8")
    assert "\n  公车购置: 待填\n" in text
    assert "\n楼堂馆所: 待填\n" in text


def test_the_budget_as_its_own_limit_is_left_out_and_words_stay(begun: Workspace) -> None:
    text = (begun.year(2024) / "projects/04-heritage.yaml").read_text("utf-8")
    assert "      - 三级指标: 预算控制数\n        分值: 10\n" in text
    assert "        年度指标值: 不超预算\n        分值: 10\n" in (begun.year(2024) / "annex2.yaml").read_text("utf-8")


def test_what_last_year_typed_otherwise_is_asked_for(tmp_path: Path) -> None:
    submission = read_year(MADE, 2024).submission
    assert submission is not None
    following = list_following(submission)
    assert "附件1.部门基本支出预算调整.预算" in following
    assert "附件1.部门基本支出预算调整.决算" not in following
    below = paths_below(following, "各项目.heritage")
    assert below == {f"绩效指标.产出指标.成本指标[1].{name}" for name in ("年度指标值", "实际完成值")}
