"""How far a year got is its type: Read, Inspected, Judged; each holds what the one before held."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao.build.steps import Inspected, Judged, Read, inspect_year, judge_year, open_year
from jixiao.paths import Workspace
from jixiao.reporting.outcome_text import verdict
from tests.support.made_unit import MADE, copy_made_unit
from tests.support.project import edit_value

YEAR = 2023


@pytest.fixture
def flawed(tmp_path: Path) -> Workspace:
    workspace = copy_made_unit(tmp_path)
    edit_value(workspace.year(YEAR) / "basic.yaml", "年中追加", lambda _: "八十")
    return workspace


def test_a_flawless_year_is_judged_and_keeps_what_was_read() -> None:
    case = open_year(MADE, YEAR, draft=False)
    assert isinstance(case, Judged)
    assert case.outcome.judgement is case.judgement
    assert set(case.reading.findings) <= set(case.findings)
    assert "示例市档案馆" in case.title


def spoil_templates(workspace: Workspace) -> None:
    """Put half a tag and an unknown name into the report, and something that is no DOCX in a template's place."""
    path = workspace.year(YEAR) / "report" / "01-overview.md"
    path.write_text(path.read_text("utf-8") + "\n{{ 附件1. }\n\n{{ 附件1.没有 }}\n", "utf-8")
    (workspace.form_set("yueyang-2023") / "cover.docx").write_bytes(b"")


def codes(case: Read) -> set[str]:
    return {one.code for one in case.findings}


def test_what_is_wrong_with_data_templates_and_report_comes_at_once(flawed: Workspace) -> None:
    spoil_templates(flawed)
    assert codes(open_year(flawed, YEAR, draft=False)) >= {"M003", "T001", "T002", "T007"}
    assert codes(open_year(flawed, YEAR, draft=True)) == codes(open_year(flawed, YEAR, draft=False))


@pytest.mark.parametrize("spoilt", [False, True])
def test_a_draft_is_offered_only_where_one_can_be_made(flawed: Workspace, *, spoilt: bool) -> None:
    if spoilt:
        spoil_templates(flawed)
    outcome = open_year(flawed, YEAR, draft=False).outcome
    assert outcome.draftable is not spoilt
    assert ("make draft" in verdict(outcome)) is not spoilt


@pytest.mark.parametrize("name", ["annex2.yaml", "projects", "report", "basic.yaml"])
@pytest.mark.parametrize("kind", ["link", "damaged", "emptied"])
def test_names_that_an_unread_file_may_hold_accuse_nobody(tmp_path: Path, name: str, kind: str) -> None:
    workspace = copy_made_unit(tmp_path)
    path = workspace.year(YEAR) / name
    path.rename(tmp_path / "elsewhere")
    if kind == "link":
        path.symlink_to(tmp_path / "elsewhere")
    else:
        path.write_text("[" if kind == "damaged" else "", "utf-8")
    case = open_year(workspace, YEAR, draft=False)
    shown = workspace.shown(path)
    assert [one.place.file for one in case.findings if one.place.file.startswith(shown)]
    assert [one for one in case.findings if not one.place.file.startswith(shown)] == []


def test_a_year_with_errors_is_read_and_no_more(flawed: Workspace) -> None:
    case = open_year(flawed, YEAR, draft=False)
    assert type(case) is Read
    assert case.title == "2023 年度"
    assert case.outcome.is_stopped()


def test_a_draft_gets_further_but_is_not_judged_with_errors(flawed: Workspace) -> None:
    case = inspect_year(flawed, YEAR, draft=True)
    assert isinstance(case, Inspected)
    assert judge_year(case) is case
