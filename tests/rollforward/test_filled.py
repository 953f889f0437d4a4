"""A 2024 begun from the real 2023 and filled in checks clean and builds."""

from pathlib import Path

import pytest
from docx import Document

from jixiao.build.stories import build_package, check_year
from jixiao.findings import is_blocking
from jixiao.paths import Workspace
from jixiao.rollforward.todo import OpenKind, todo_of
from tests.rollforward.started import YEAR, fill_in, started


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    workspace = started(tmp_path_factory.mktemp("filled"))
    fill_in(workspace)
    return workspace


def test_nothing_is_left_to_fill_in(workspace: Workspace) -> None:
    todo = todo_of(workspace, YEAR)
    assert todo.errors == 0
    assert {one.kind for one in todo.places} == {OpenKind.CHECK, OpenKind.REWRITE}


def test_it_has_no_error(workspace: Workspace) -> None:
    findings = check_year(workspace, YEAR).findings
    assert not is_blocking(findings), [f"{one.place} {one.found}" for one in findings if is_blocking([one])]


def test_it_builds(workspace: Workspace) -> None:
    outcome = build_package(workspace, YEAR, step=lambda _: None, pdf=False)
    assert outcome.folder == workspace.output(YEAR)
    whole = next(outcome.folder.glob("*.docx"))
    text = "".join(cell.text for table in Document(str(whole)).tables for row in table.rows for cell in row.cells)
    assert "待填" not in text
    assert "588.56" in text  # 2023's outlay on projects, as 上年决算


def test_another_year_can_be_begun_from_it(workspace: Workspace, tmp_path: Path) -> None:
    from jixiao.rollforward.last_year import LastYear, last_year_of
    from jixiao.rollforward.year_plan import plan_year

    last_year = last_year_of(workspace, YEAR + 1)
    assert isinstance(last_year, LastYear)
    plan = plan_year(last_year)
    before = {name: (workspace.year(YEAR) / name).read_bytes().count(b"\n") for name in plan.files}
    assert all(text.count(b"\n") <= before[name] for name, text in plan.files.items())
    assert "年度指标值: 2025年6月30日前".encode() in plan.files["projects/05-heritage.yaml"]
