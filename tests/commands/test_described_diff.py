"""diff of years on described form sets, at the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jixiao.cli import main
from tests.support.described_year import FORM, write_year


@pytest.fixture(autouse=True)
def _two_years(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_year(tmp_path, year=2029)
    write_year(tmp_path, FORM.replace("执行: 60", "执行: 65"), year=2030)
    (tmp_path / "build.py").touch()
    monkeypatch.chdir(tmp_path)


def test_the_newest_year_is_compared_with_the_one_before(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff"]) == 0
    said = capsys.readouterr().out
    assert "2029 年度 → 2030 年度：5 处不同，其中 4 处由公式得出" in said
    assert "资金.财政.执行：“60万元” → “65万元”" in said


def test_differences_make_the_exit_code_one_where_asked_for() -> None:
    assert main(["diff", "2029", "2030", "--exit-code"]) == 1


def test_programs_and_folders_get_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "--json", "--output", "对照"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert [change["path"] for change in value["changes"] if not change["computed"]] == ["资金.财政.执行"]
    assert sorted(path.name for path in (tmp_path / "对照").iterdir()) == ["review.json", "review.md"]
    assert json.loads((tmp_path / "对照" / "review.json").read_text("utf-8")) == value
