"""The command: its exit code, its words, its JSON."""

import json
from pathlib import Path

import pytest

from jixiao.cli import main
from tests.support.accounts import drawing_year


def test_it_exits_with_1_until_the_workbook_is_accepted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    drawing_year(tmp_path, accepted=False)
    monkeypatch.chdir(tmp_path)
    assert main(["sources", "2023"]) == 1
    assert "引用 2 处" in capsys.readouterr().out
    assert main(["sources", "2023", "--accept"]) == 0
    capsys.readouterr()
    assert main(["sources", "2023", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["sources"][0]["name"] == "决算"
