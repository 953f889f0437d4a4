"""What is open in a year on described form sets is found again each time, by file and line."""

import json
from pathlib import Path

import pytest

from jixiao.build.described_case import open_described_year
from jixiao.cli import main
from jixiao.paths import Workspace
from jixiao.rollforward.todo import Todo, todo_in_described
from tests.support.described import DESCRIPTION, NAME
from tests.support.described_year import FORM, UNIT, write_year

YEAR = 2030


def todo_of(workspace: Workspace, year: int = YEAR) -> Todo:
    outcome = (opened := open_described_year(workspace, year, draft=True)).outcome
    return todo_in_described(workspace, year, opened.reading, outcome.findings, outcome.progress)


def listed(todo: Todo) -> list[str]:
    return [f"{one.place.file}:{one.place.line} {one.kind} {one.what}" for one in todo.places]


def test_places_to_fill_in_are_listed_by_file_and_line(tmp_path: Path) -> None:
    form = FORM.replace("原因: 说明", "原因: 待填").replace("执行: 15", "执行: 待填")
    todo = todo_of(write_year(tmp_path, form, unit=UNIT.replace("填表人甲", "待填")))
    assert listed(todo) == [
        f"data/{YEAR}/{NAME}/project.yaml:5 待填 资金 › 其他 › 执行",
        f"data/{YEAR}/{NAME}/project.yaml:8 待填 指标 › 第 2 项 › 原因",
        f"data/{YEAR}/unit.yaml:4 待填 填表人",
    ]
    assert todo.progress is not None
    assert todo.progress.total - todo.progress.filled == 3
    assert (todo.errors, todo.notes) == (0, [])


def test_a_year_filled_in_has_nothing_open(tmp_path: Path) -> None:
    assert listed(todo_of(write_year(tmp_path))) == []


def test_a_line_that_names_last_year_as_it_did_is_to_be_checked(tmp_path: Path) -> None:
    form = FORM.replace("示例项目", "2029年度示例项目")
    workspace = write_year(tmp_path, form, year=YEAR - 1)
    (workspace.year(YEAR) / NAME).mkdir(parents=True)
    (workspace.year(YEAR) / "unit.yaml").write_text(UNIT, "utf-8")
    file = workspace.year(YEAR) / NAME / "project.yaml"
    file.write_text(form, "utf-8")
    assert listed(todo_of(workspace)) == [
        f"data/{YEAR}/{NAME}/project.yaml:1 请核对 与上年相同，写有年份或金额：“项目名称: 2029年度示例项目”"
    ]
    file.write_text(form.replace("示例项目\n", "示例项目  # 已核对 2030\n"), "utf-8")
    assert listed(todo_of(workspace)) == []


def test_a_set_of_other_years_is_told_with_its_file(tmp_path: Path) -> None:
    workspace = write_year(tmp_path, text=DESCRIPTION.replace("适用年度: [2030]", "适用年度: [2029]"))
    assert "在 templates/sample/description.yaml 的“适用年度”里加上 2030" in todo_of(workspace).notes[0]


def test_the_command_counts_and_exits_as_for_any_year(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(write_year(tmp_path, FORM.replace("得分: 28", "得分: 待填")).root)
    assert main(["todo"]) == 0
    assert "还有 待填 1 处；已填" in capsys.readouterr().out
    assert main(["todo", "--exit-code", "--json"]) == 1
    [place] = json.loads(capsys.readouterr().out)["open"]
    assert (place["line"], place["kind"]) == (8, "待填")
