"""How far a year got is its type: Read, Inspected, Judged; each holds what the one before held."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao.build.steps import Inspected, Judged, Read, inspect_year, judge_year, open_year
from jixiao.paths import Workspace
from tests.support.made_unit import MADE, copy_made_unit
from tests.support.project import edit

YEAR = 2023


@pytest.fixture
def flawed(tmp_path: Path) -> Workspace:
    workspace = copy_made_unit(tmp_path)
    edit(workspace.year(YEAR) / "basic.yaml", "年中追加: 80.54", "年中追加: 八十")
    return workspace


def test_a_flawless_year_is_judged_and_keeps_what_was_read() -> None:
    case = open_year(MADE, YEAR, draft=False)
    assert isinstance(case, Judged)
    assert case.outcome.judgement is case.judgement
    assert set(case.reading.findings) <= set(case.findings)
    assert "示例市档案馆" in case.title


def test_a_year_with_errors_is_read_and_no_more(flawed: Workspace) -> None:
    case = open_year(flawed, YEAR, draft=False)
    assert type(case) is Read
    assert case.title == "2023 年度"
    assert case.outcome.is_stopped()


def test_a_draft_gets_further_but_is_not_judged_with_errors(flawed: Workspace) -> None:
    case = inspect_year(flawed, YEAR, draft=True)
    assert isinstance(case, Inspected)
    assert judge_year(case) is case
