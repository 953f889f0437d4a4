"""The command's story: a workbook for each form set, nothing of a colleague's work overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao.errors import UsageError
from jixiao.paths import Workspace
from jixiao.reconcile.make_workbooks import make_workbooks
from tests.support.described_year import copy_described, write_year
from tests.support.package import silent
from tests.support.project import edit


def test_it_says_how_many_cells_are_open_and_how_many_not_filled_in(tmp_path: Path) -> None:
    workspace = copy_described(tmp_path)
    project = workspace.year(2023) / "national-2020/projects/01-reading.yaml"
    before = make_workbooks(workspace, 2023, step=silent).files[0]
    edit(project, "项目名称: 全民阅读推广", "项目名称: 待填")
    [after] = make_workbooks(workspace, 2023, step=silent).files
    assert (before.open_entries, after.open_entries, after.entries) == (0, 1, before.entries)
    assert len(after.sheets) == 2


def test_what_was_filled_in_where_it_was_written_is_not_overwritten(tmp_path: Path) -> None:
    workspace = write_year(tmp_path)
    made = make_workbooks(workspace, 2030, step=silent)
    assert made.folder is not None
    path = made.folder / made.files[0].name
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    with pytest.raises(UsageError, match="有人改过，没有覆盖"):
        make_workbooks(workspace, 2030, step=silent)
    path.unlink()
    assert make_workbooks(workspace, 2030, step=silent).files


def test_a_year_that_cannot_be_read_gives_findings_and_no_file(tmp_path: Path) -> None:
    workspace: Workspace = write_year(tmp_path)
    edit(workspace.year(2030) / "sample/project.yaml", "预算: 80", "预算: 八十")
    made = make_workbooks(workspace, 2030, step=silent)
    assert (made.folder, made.files) == (None, ())
    assert made.findings
    assert not (tmp_path / "output").exists()
