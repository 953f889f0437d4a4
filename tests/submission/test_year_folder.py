"""What lies in a year's folder is listed, strays are named with what they were meant to be, links lead nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao.paths import Workspace
from jixiao.submission.year_folder import YearFolder, list_linked_folders
from tests.support.made_unit import copy_made_unit

YEAR = 2023


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return copy_made_unit(tmp_path)


def folder_of(workspace: Workspace) -> YearFolder:
    return YearFolder(workspace, workspace.year(YEAR))


def test_a_clean_year_has_no_strays_and_no_links(workspace: Workspace) -> None:
    folder = folder_of(workspace)
    folder.check_names()
    assert (folder.findings, list_linked_folders(workspace, YEAR)) == ([], [])


def test_a_misspelt_file_is_named_and_its_right_name_is_not_missed(workspace: Workspace) -> None:
    folder = folder_of(workspace)
    right = folder.path / "annex1.yaml"
    right.rename(folder.path / "anex1.yaml")
    folder.check_names()
    assert [(one.code, "annex1.yaml" in one.remedy) for one in folder.findings] == [("L010", True)]
    assert not folder.lacks(right)


@pytest.mark.parametrize("name", ["", "report"])
def test_nothing_is_there_behind_a_link(workspace: Workspace, name: str) -> None:
    folder = folder_of(workspace)
    linked = folder.path / name
    linked.rename(workspace.root / "elsewhere")
    linked.symlink_to(workspace.root / "elsewhere")
    [file] = sorted((workspace.root / "elsewhere").rglob("01-overview.md"))
    shown = linked / file.relative_to(workspace.root / "elsewhere")
    assert shown.exists()
    assert (folder.holds(shown), folder.lacks(shown), folder.list_files("report")) == (False, False, [])
    assert [one.place.file for one in list_linked_folders(workspace, YEAR)] == [workspace.shown(linked)]


def test_what_editors_leave_behind_is_passed_over(workspace: Workspace) -> None:
    folder = folder_of(workspace)
    (folder.path / "README.md").touch()
    (folder.path / "annex1.yaml~").touch()
    names = [path.name for path in folder.list_files()]
    assert "annex1.yaml" in names
    assert not {"README.md", "annex1.yaml~"} & {*names}


@pytest.mark.parametrize("twin", ["evidence/通知.PDF", "Annex1.yaml"])
def test_names_that_are_one_on_other_systems_are_named(workspace: Workspace, twin: str) -> None:
    folder = folder_of(workspace)
    path = folder.path / twin
    path.parent.mkdir(exist_ok=True)
    for name in (path, path.with_name(path.name.lower())):
        name.touch()
    folder.check_alike_names()
    assert [one.code for one in folder.findings] == ["L023"]


def test_a_name_in_other_letters_is_known_by_its_own(workspace: Workspace) -> None:
    folder = folder_of(workspace)
    (folder.path / "unit.yaml").rename(folder.path / "UNIT.yaml")
    folder.check_names()
    assert [(one.code, "unit.yaml" in one.remedy) for one in folder.findings] == [("L010", True)]
    assert not folder.bears("unit.yaml")
