"""init makes a data repository in a new folder, and says what to do next; a set nobody ships is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jixiao.cli.entry import run_command


def test_a_new_folder_has_a_year_to_fill_in_and_the_forms(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "单位"
    assert run_command(["init", str(folder), "--forms", "national-2020", "--year", "2030", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["folder"], told["year"]) == (str(folder), 2030)
    assert (folder / "data/2030/unit.yaml").is_file()
    assert (folder / "templates/national-2020/description.yaml").is_file()
    assert {"Makefile", "data/2030/unit.yaml"} <= set(told["files"])


def test_it_says_in_words_what_comes_next(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["init", str(tmp_path / "单位"), "--forms", "national-2020"]) == 0
    words = capsys.readouterr().out
    assert "make todo" in words
    assert "make wheel" in words, "no program was given along"


def test_a_set_that_nobody_ships_is_a_mistake_of_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["init", str(tmp_path / "单位"), "--forms", "nowhere-1900"]) == 2
    assert "没有表单集“nowhere-1900”；可用的：" in capsys.readouterr().err
    assert not (tmp_path / "单位").exists()


def test_a_folder_with_something_in_it_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "旧.txt").write_text("旧", "utf-8")
    assert run_command(["init", str(tmp_path), "--forms", "national-2020"]) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["旧.txt"]
