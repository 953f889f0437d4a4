"""Where things lie."""

from pathlib import Path, PureWindowsPath

import pytest

from jixiao.errors import UsageError
from jixiao.paths import Bureau, Workspace, find_bureau, find_project, readable


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    for folder in ("data/2023", "data/2022", "data/20234", "data/归档", "templates/yueyang-2023"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "data" / "2021").touch()
    return Workspace(tmp_path)


def test_a_project_is_found_from_any_folder_in_it(workspace: Workspace) -> None:
    assert find_project(workspace.root) == workspace
    assert find_project(workspace.root / "data" / "2023") == workspace


def test_outside_a_project_the_message_says_where_it_looked(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"在 .* 及其上级文件夹中没有找到 data/ 和 templates/"):
        find_project(tmp_path)


def test_years_are_folders_of_four_digits_oldest_first(workspace: Workspace) -> None:
    assert workspace.years() == [2022, 2023]


def test_drafts_have_a_folder_of_their_own(workspace: Workspace) -> None:
    assert workspace.shown(workspace.output(2023)) == "output/2023"
    assert workspace.shown(workspace.output(2023, draft=True)) == "output/2023-草稿"


def test_paths_are_shown_from_the_project(workspace: Workspace) -> None:
    assert workspace.shown(workspace.year(2023) / "unit.yaml") == "data/2023/unit.yaml"
    assert workspace.shown(workspace.form_set("yueyang-2023")) == "templates/yueyang-2023"


@pytest.fixture
def bureau(tmp_path: Path) -> Bureau:
    for folder in ("units/档案馆/data/2023", "templates/yueyang-2023"):
        (tmp_path / folder).mkdir(parents=True)
    return Bureau(tmp_path)


def test_a_unit_of_a_bureau_is_a_project_with_the_shared_templates(bureau: Bureau) -> None:
    unit = find_project(bureau.units / "档案馆" / "data" / "2023")
    assert unit == Workspace(bureau.units / "档案馆", bureau.templates)
    assert unit.form_set("yueyang-2023") == bureau.root / "templates" / "yueyang-2023"


def test_paths_of_a_unit_are_shown_as_if_it_were_alone(bureau: Bureau) -> None:
    unit = find_project(bureau.units / "档案馆")
    for path in (unit.year(2023) / "unit.yaml", unit.form_set("yueyang-2023") / "annex1.docx"):
        assert unit.located(unit.shown(path)) == path
    assert unit.shown(unit.year(2023)) == "data/2023"
    assert unit.shown(unit.form_set("yueyang-2023")) == "templates/yueyang-2023"


def test_a_bureau_is_found_from_any_folder_in_it(bureau: Bureau, tmp_path: Path) -> None:
    assert find_bureau(bureau.units / "档案馆" / "data") == bureau
    assert bureau.output(2023) == tmp_path / "output" / "fleet" / "2023"


def test_outside_a_bureau_the_message_says_how_one_is_laid_out(workspace: Workspace) -> None:
    with pytest.raises(UsageError, match=r"没有找到 units/ 和 templates/"):
        find_bureau(workspace.root)


def test_a_name_that_is_not_utf8_can_be_printed() -> None:
    assert readable("档案.yaml") == "档案.yaml"
    assert readable("档".encode("gbk").decode("utf-8", "surrogateescape") + ".yaml").encode().endswith(b".yaml")


def test_places_are_shown_with_slashes_on_windows_too() -> None:
    root = PureWindowsPath("C:/单位/材料")
    workspace = Workspace(root)  # type: ignore[arg-type]
    assert workspace.shown(root / "data" / "2023" / "unit.yaml") == "data/2023/unit.yaml"  # type: ignore[arg-type]
    assert workspace.shown(root / "templates" / "a" / "b.docx") == "templates/a/b.docx"  # type: ignore[arg-type]
