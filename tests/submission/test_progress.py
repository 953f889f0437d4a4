"""How far a year is filled in: a year just begun has nothing filled in, and each place filled in counts once."""

from pathlib import Path

import pytest

from jixiao.paths import Workspace
from jixiao.submission.progress import Progress, progress_of
from jixiao.submission.read import read_year
from tests.rollforward.started import YEAR, fill_in, started
from tests.support.cases import YEAR as CLEAN_YEAR
from tests.support.cases import clean_project
from tests.support.project import edit


def progress(workspace: Workspace, year: int = YEAR) -> Progress | None:
    return progress_of(workspace, year, read_year(workspace, year))


@pytest.fixture
def begun(tmp_path: Path) -> Workspace:
    return started(tmp_path, add=("network=档案信息化项目",))


def test_a_year_just_begun_has_only_what_a_new_project_is_given_filled_in(begun: Workspace) -> None:
    found = progress(begun)
    assert found is not None
    assert {one.file.rpartition("/")[2]: one.filled for one in found.files if one.filled} == {"06-network.yaml": 3}
    in_files = sum(path.read_text("utf-8").count(": 待填") for path in begun.year(YEAR).rglob("*.yaml"))
    assert found.total == in_files + 3


def test_a_place_filled_in_counts_and_the_whole_stays(begun: Workspace) -> None:
    before = progress(begun)
    edit(begun.year(YEAR) / "unit.yaml", "填报日期: 待填", "填报日期: 2025-06-20")
    edit(begun.year(YEAR) / "annex1.yaml", "编制数: 待填", "编制数: 21")
    after = progress(begun)
    assert before is not None
    assert after is not None
    assert (after.filled, after.total) == (before.filled + 2, before.total)
    assert after.words == f"已填 {after.filled}／共 {after.total} 处"


def test_a_year_with_nothing_open_has_no_progress_to_tell(tmp_path: Path) -> None:
    workspace = started(tmp_path)
    fill_in(workspace)
    assert progress(workspace) is None


def test_in_a_first_year_every_value_counts(tmp_path: Path) -> None:
    workspace = clean_project(tmp_path)
    edit(workspace.year(CLEAN_YEAR) / "unit.yaml", "填表人: ", "填表人: 待填 # ")
    found = progress(workspace, CLEAN_YEAR)
    assert found is not None
    unit = next(one for one in found.files if one.file.endswith("unit.yaml"))
    assert unit.total - unit.filled == 1
    assert unit.filled > 5


def test_an_open_paragraph_of_the_report_counts(begun: Workspace) -> None:
    before = progress(begun)
    path = begun.year(YEAR) / "report/07-problems.md"
    path.write_text("待填\n", "utf-8")
    after = progress(begun)
    assert before is not None
    assert after is not None
    assert after.total == before.total + 1
