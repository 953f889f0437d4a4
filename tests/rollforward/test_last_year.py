"""Last year as the next one starts from it: refused where there is none, told where it cannot be read."""

from pathlib import Path

import pytest

from jixiao.errors import UsageError
from jixiao.paths import Workspace
from jixiao.rollforward.last_year import LastYear, UnreadableYear, last_year_of
from tests.support.made_unit import copy_made_unit


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> LastYear:
    found = last_year_of(copy_made_unit(tmp_path_factory.mktemp("year")), 2024)
    assert isinstance(found, LastYear)
    return found


def test_files_of_the_year_are_carried_and_records_stay_behind(year: LastYear) -> None:
    assert "control.yaml" in year.data_files()
    assert "waivers.yaml" not in year.data_files()
    assert set(year.left_behind()) >= {"waivers.yaml", "overrides.yaml"}
    assert all(name.startswith("report/") for name in year.narrative_files())


def test_projects_come_by_number_with_their_files(year: LastYear) -> None:
    numbers = [one.number for one in year.candidates]
    assert numbers == sorted(numbers)
    assert all((year.folder / one.file).is_file() for one in year.candidates)


@pytest.mark.parametrize(("asked", "words"), [(2023, "已经有了"), (2030, "无从沿用"), (2022, "无从沿用")])
def test_a_year_begun_or_without_a_year_before_is_refused(asked: int, words: str, tmp_path: Path) -> None:
    workspace = copy_made_unit(tmp_path)
    if asked == 2022:
        (workspace.root / "data/2022").rename(tmp_path / "aside")
    with pytest.raises(UsageError, match=words):
        last_year_of(workspace, asked)


def test_a_year_of_final_accounts_alone_is_not_enough(tmp_path: Path) -> None:
    workspace = copy_made_unit(tmp_path)
    (workspace.root / "data/2023").rename(tmp_path / "aside")
    with pytest.raises(UsageError, match="没有成套的数据"):
        last_year_of(workspace, 2023)


def test_a_file_with_a_bom_is_told_and_not_carried(tmp_path: Path) -> None:
    workspace: Workspace = copy_made_unit(tmp_path)
    path = workspace.year(2023) / "basic.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    found = last_year_of(workspace, 2024)
    assert isinstance(found, UnreadableYear)
    assert [one.code for one in found.findings] == ["L004"]


def test_a_folder_that_is_a_link_is_told_and_not_carried(tmp_path: Path) -> None:
    workspace: Workspace = copy_made_unit(tmp_path)
    (workspace.year(2023) / "report").rename(tmp_path / "elsewhere")
    (workspace.year(2023) / "report").symlink_to(tmp_path / "elsewhere")
    found = last_year_of(workspace, 2024)
    assert isinstance(found, UnreadableYear)
    assert [(one.code, one.place.file) for one in found.findings] == [("L009", "data/2023/report")]
