"""The command: its exit code, its words, its JSON."""

import json
from pathlib import Path

import pytest

from jixiao.cli import main
from tests.support.described_year import copy_described, write_year
from tests.support.project import edit


def test_it_says_where_the_workbook_is_and_how_it_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    copy_described(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert main(["workbook", "2023"]) == 0
    told = capsys.readouterr().out
    assert "output/2023-工作簿/" in told
    assert "make reconcile FILE=" in told
    assert main(["workbook", "2023", "--json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert (value["exit"], value["files"][0]["open"]) == (0, 0)


def test_it_exits_with_1_where_the_data_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace = write_year(tmp_path)
    edit(workspace.year(2030) / "sample/project.yaml", "预算: 80", "预算: 八十")
    monkeypatch.chdir(tmp_path)
    assert main(["workbook", "2030"]) == 1
    assert "没有生成" in capsys.readouterr().out
