"""Last year on described sets: its projects and files, and what keeps it from being begun from."""

from pathlib import Path

import pytest

from jixiao.errors import UsageError
from jixiao.rollforward.described_last_year import described_last_year_of, load_next_sets
from jixiao.rollforward.last_year import UnreadableYear
from tests.rollforward.described import YEAR, last_year, projects_year
from tests.support.described import DESCRIPTION, NAME, write_set
from tests.support.described_year import FORM, write_year


def test_its_projects_come_by_number_with_their_names(tmp_path: Path) -> None:
    year = last_year(projects_year(tmp_path, "02-two.yaml", "01-one.yaml"))
    assert [(one.number, one.identifier, one.name) for one in year.candidates] == [
        (1, "one", "项目01-one.yaml"),
        (2, "two", "项目02-two.yaml"),
    ]


def test_a_form_of_the_whole_unit_is_no_project(tmp_path: Path) -> None:
    year = last_year(write_year(tmp_path))
    assert year.candidates == []
    assert [year.name_of(one) for one in year.entered_forms()] == [f"{NAME}/project.yaml"]


def test_a_file_that_cannot_be_read_keeps_the_next_year_from_beginning(tmp_path: Path) -> None:
    found = described_last_year_of(write_year(tmp_path, f"{FORM}\t乱: ["), YEAR)
    assert isinstance(found, UnreadableYear)
    assert {one.code[0] for one in found.findings} == {"L"}


def test_a_year_there_is_is_not_begun_again(tmp_path: Path) -> None:
    workspace = write_year(tmp_path)
    workspace.year(YEAR).mkdir()
    with pytest.raises(UsageError, match="不会覆盖"):
        described_last_year_of(workspace, YEAR)


def test_a_set_that_there_is_not_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="没有由说明写成的表单集“sampel”。是否应为“sample”"):
        load_next_sets(write_set(tmp_path), ["sampel"])


def test_a_set_with_faults_is_told_with_them(tmp_path: Path) -> None:
    text = DESCRIPTION.replace("总分: 资金.合计.得分 +", "总分: 资金.合计.没有 +")
    found = load_next_sets(write_set(tmp_path, text), [NAME])
    assert isinstance(found, UnreadableYear)
    assert found.findings[0].place.file == f"templates/{NAME}/description.yaml"
