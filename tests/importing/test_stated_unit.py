"""What forms say of the unit: the first counts, and whatever says otherwise is told."""

from pathlib import Path

import pytest

from jixiao.importing.described_import import DescribedImport, plan_described, write_described
from jixiao.importing.stated_unit import read_stated
from jixiao.paths import Workspace
from tests.importing.test_described_import import FILED, plan, recognised, workspace

__all__ = ["workspace"]
SECOND = FILED.replace("示例工程", "第二工程")


def test_another_person_in_a_second_form_is_told(workspace: Workspace) -> None:
    made = plan(workspace, FILED, SECOND.replace("填表人甲", "填表人乙"))
    assert made.notes == ["2.docx 第2段 的“填表人”是“填表人乙”，与 1.docx 第2段 的“填表人甲”不同，没有写入。"]


def test_forms_that_agree_have_nothing_to_tell(workspace: Workspace) -> None:
    assert plan(workspace, FILED, SECOND).notes == []


def add_of_another_unit(workspace: Workspace) -> DescribedImport:
    write_described(workspace, plan(workspace, FILED))
    other = SECOND.replace("示例局", "另一局").replace("填表人甲", "填表人乙")
    return plan_described(workspace, 2030, recognised(workspace, other), "")


def test_the_unit_of_a_year_that_is_there_goes_before_what_a_new_form_says(workspace: Workspace) -> None:
    added = add_of_another_unit(workspace)
    assert "实施单位: 另一局\n" in added.files["sample/projects/02-p2.yaml"].decode()
    assert added.notes == ["1.docx 第2段 的“填表人”是“填表人乙”，与 data/2030/unit.yaml 的“填表人甲”不同，没有写入。"]


@pytest.mark.parametrize("text", ["", "- 甲\n", "单位名称: [甲\n"])
def test_a_file_that_says_nothing_says_nothing(tmp_path: Path, text: str) -> None:
    there = Workspace(tmp_path)
    assert read_stated(there, 2030) == {}
    there.year(2030).mkdir(parents=True)
    (there.year(2030) / "unit.yaml").write_text(text, "utf-8")
    assert read_stated(there, 2030) == {}
