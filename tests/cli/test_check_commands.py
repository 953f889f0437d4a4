"""check-data at the command line: exit codes, forms of output, a file beside the screen."""

import json
from pathlib import Path

import pytest

from jixiao.cli import main
from jixiao.paths import Workspace
from tests.support.made_unit import copy_made_unit
from tests.support.project import edit_value


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.chdir(tmp_path)
    return copy_made_unit(tmp_path)


@pytest.mark.parametrize("command", ["check-data", "check"])
@pytest.mark.usefixtures("workspace")
def test_a_clean_year_ends_with_0_under_both_names(command: str) -> None:
    assert main([command]) == 0


def test_an_error_ends_with_1_in_every_form(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    edit_value(workspace.year(2023) / "basic.yaml", "年中追加", lambda _: "80,54x")
    assert main(["check-data"]) == 1
    assert "data/2023/basic.yaml" in capsys.readouterr().out
    assert main(["check-data", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["exit"] == 1


@pytest.mark.usefixtures("workspace")
def test_a_file_is_written_and_the_screen_still_tells(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-data", "--format", "sarif", "--output", "a.sarif"]) == 0
    assert json.loads((tmp_path / "a.sarif").read_text("utf-8"))["runs"]
    assert "提示" in capsys.readouterr().out


@pytest.mark.usefixtures("workspace")
def test_a_form_that_there_is_not_is_answered_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-data", "--format", "xml"]) == 2
    assert "没有“xml”这种格式；可用的格式：text、json" in capsys.readouterr().err
