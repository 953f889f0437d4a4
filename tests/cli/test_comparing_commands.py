"""diff and reconcile at the command line."""

import json
from pathlib import Path

import pytest

from jixiao.cli import main
from tests.support.made_unit import copy_made_unit


@pytest.fixture(autouse=True)
def _in_the_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy_made_unit(tmp_path)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("limit", ["5", "x", "-1", "1999"])
def test_a_limit_is_a_number_large_enough(limit: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", f"--limit={limit}"]) == 2
    assert f"--limit 的值“{limit}”不对" in capsys.readouterr().err


def test_json_and_markdown_exclude_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "--json", "--markdown"]) == 2
    assert "不能一起用" in json.loads(capsys.readouterr().out)["error"]


def test_a_file_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reconcile", "没有.docx"]) != 0
    shown = capsys.readouterr()
    assert "没有.docx" in shown.out + shown.err
