"""The form sets that a year names, looked at first."""

import shutil
from pathlib import Path

import pytest

from jixiao.errors import UsageError
from jixiao.paths import Workspace
from jixiao.submission.form_set_names import has_described_sets, is_described, list_form_set_names
from jixiao.submission.read import read_year
from tests.support.described_year import MADE, UNIT, write_year
from tests.support.project import ROOT, copy_project, edit


def test_one_or_several_sets_are_named(tmp_path: Path) -> None:
    workspace = write_year(tmp_path, unit=UNIT.replace("表单集: sample", "表单集: [sample, other]"))
    assert list_form_set_names(workspace, 2030) == ["sample", "other"]
    assert list_form_set_names(workspace, 2031) == []


def test_a_year_of_ours_is_on_no_described_set() -> None:
    assert not has_described_sets(Workspace(ROOT), 2023)
    assert has_described_sets(MADE, 2023)


def test_no_way_leads_out_of_the_templates() -> None:
    assert not is_described(Workspace(ROOT), "../templates/national-2020")
    assert not is_described(Workspace(ROOT), "..")


def test_a_command_that_knows_no_described_sets_says_so() -> None:
    with pytest.raises(UsageError, match="national-2020"):
        read_year(MADE, 2023)


def test_last_year_on_a_described_set_gives_no_final_accounts(tmp_path: Path) -> None:
    copy_project(tmp_path)
    shutil.rmtree(tmp_path / "data" / "2022")
    shutil.copytree(MADE.root / "data" / "2023", tmp_path / "data" / "2022")
    edit(tmp_path / "data" / "2022" / "unit.yaml", "年度: 2023", "年度: 2022")
    (finding,) = [one for one in read_year(Workspace(tmp_path), 2023).findings if one.code == "L014"]
    assert finding.place.file == "data/2022/final-accounts.yaml"


def test_a_name_no_folder_can_have_is_none(tmp_path: Path) -> None:
    assert not is_described(Workspace(tmp_path), "千" * 200)
