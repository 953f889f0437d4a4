"""A first year of any shipped form set asks for what is to be filled in, and for nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao.build.stories import check_year
from jixiao.errors import UsageError
from jixiao.findings import Severity
from jixiao.importing.first_year import list_sets, plan_first_year
from jixiao.paths import Workspace, shipped_sets
from tests.support.project import ROOT


def errors_of(folder: Path, *names: str) -> set[str]:
    workspace = Workspace(folder, ROOT / "templates")
    for name, content in plan_first_year(shipped_sets(), 2023, names).items():
        path = workspace.year(2023) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return {one.code for one in check_year(workspace, 2023).findings if one.severity is Severity.ERROR}


@pytest.mark.parametrize("name", list_sets(shipped_sets()))
def test_a_year_of_any_set_is_whole_but_for_what_is_to_be_filled_in(tmp_path: Path, name: str) -> None:
    assert errors_of(tmp_path, name) <= {"M022", "W711"}


def test_several_described_sets_make_one_year(tmp_path: Path) -> None:
    assert errors_of(tmp_path, "national-2020", "goals-2021") <= {"M022", "W711"}


def test_a_set_that_stands_alone_takes_no_other() -> None:
    with pytest.raises(UsageError, match="只能单独用"):
        plan_first_year(shipped_sets(), 2023, ["yueyang-2023", "goals-2021"])
