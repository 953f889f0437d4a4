"""What an import must know of a year that is there."""

from pathlib import Path

import pytest

from jixiao.errors import UsageError
from jixiao.importing.standing_year import StandingYear, find_standing_year
from jixiao.paths import Workspace

YEAR = StandingYear(
    "data/2030", frozenset(["unit.yaml", "sample/projects/01-road.yaml", "sample/projects/07-bridge.yaml"]), ("sample",)
)
NEW = StandingYear("data/2030")


def test_projects_go_on_behind_the_last_number() -> None:
    assert YEAR.projects_in("sample/projects") == (7, {"road", "bridge"})
    assert NEW.projects_in("sample/projects") == (0, set())


def test_a_set_must_be_named_by_the_year_and_a_file_be_new() -> None:
    YEAR.check_sets(["sample"])
    YEAR.check_free("sample/projects/08-new.yaml")
    with pytest.raises(UsageError):
        YEAR.check_sets(["sample", "other"])
    with pytest.raises(UsageError):
        YEAR.check_free("unit.yaml")


def test_a_new_year_may_have_any() -> None:
    NEW.check_sets(["other"])
    NEW.check_free("unit.yaml")


def test_it_is_read_from_the_folder(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    assert find_standing_year(workspace, 2030) == NEW
    (workspace.year(2030) / "sample").mkdir(parents=True)
    (workspace.year(2030) / "unit.yaml").write_text("表单集: [sample, other]\n", "utf-8")
    (workspace.year(2030) / "sample" / "a.yaml").touch()
    standing = find_standing_year(workspace, 2030)
    assert standing == StandingYear("data/2030", frozenset(["unit.yaml", "sample/a.yaml"]), ("sample", "other"))
