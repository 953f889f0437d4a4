"""fmt, schema, rules at the command line: nothing is written where it is only looked at, nothing twice."""

import json
import shutil
from pathlib import Path

import pytest

from jixiao.cli import main
from jixiao.paths import Workspace
from tests.support.made_unit import copy_made_unit
from tests.support.project import ROOT, edit_value


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.chdir(tmp_path)
    workspace = copy_made_unit(tmp_path)
    edit_value(workspace.year(2023) / "basic.yaml", "年中追加", lambda value: f"  {value}")
    return workspace


def test_a_look_changes_nothing_and_says_so(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    path = workspace.year(2023) / "basic.yaml"
    before = path.read_bytes()
    assert main(["fmt", "--check", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert "data/2023/basic.yaml" in told["files"]
    assert (told["written"], path.read_bytes()) == (False, before)


def test_what_is_laid_out_is_written_once(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fmt"]) == 0
    assert "年中追加:  " not in (workspace.year(2023) / "basic.yaml").read_text("utf-8")
    capsys.readouterr()
    assert main(["fmt", "--check"]) == 0


def test_a_filed_year_is_laid_out_only_by_its_number(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    (workspace.year(2023) / "filed.yaml").write_text("", "utf-8")
    assert main(["fmt"]) == 2
    assert "make fmt YEAR=2023" in capsys.readouterr().err


@pytest.mark.usefixtures("workspace")
def test_schemas_and_rules_are_written_where_they_differ(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(ROOT / "schemas", tmp_path / "schemas")
    (tmp_path / "schemas/unit.schema.json").unlink()
    assert main(["schema"]) == 0
    assert capsys.readouterr().out == "已更新 schemas/unit.schema.json\n"
    assert main(["rules"]) == 0
    assert capsys.readouterr().out == "已更新 docs/rules.md\n"
    assert main(["rules"]) == 0
    assert capsys.readouterr().out == ""
