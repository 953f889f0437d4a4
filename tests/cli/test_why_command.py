"""The command `why`: what it prints, how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jixiao.cli import main
from tests.support.made_unit import copy_made_unit
from tests.support.project import edit


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_made_unit(tmp_path_factory.mktemp("why")).root


@pytest.fixture(autouse=True)
def _in_the_project(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)


def test_it_answers_in_chinese_without_colour_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["why", "附件1.三公经费.决算", "--no-rules"]) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("附件1.三公经费.决算 = 1.92 万元\n\n怎么来的\n")
    assert "\x1b" not in shown.out
    assert shown.err == ""


def test_with_rules_it_says_what_was_tried(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["why", "附件1.楼堂馆所.批复规模"]) == 0
    shown = capsys.readouterr().out
    assert "\n核对它的规则\n" in shown
    assert "试过：附件1.楼堂馆所.批复规模 改为 1；" in shown


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["why"], "缺少参数：路径、行或位置"),
        (["why", ""], "没有写要查什么。例如：why 附件1.三公经费.决算"),
        (["why", "附件1.三公经费.决", "--no-rules"], "是不是：附件1.三公经费.决算；"),
        (["why", "年度", "--year", "1999"], "没有 1999 年度的数据"),
    ],
)
def test_a_question_without_an_answer_is_a_wrong_command_line(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    shown = capsys.readouterr()
    assert told in shown.err
    assert shown.err.count("\n") == 1
    assert shown.out == ""


def test_as_json_a_failure_is_an_object_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["why", "没有的值", "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["exit"] == 2
    assert main(["why", "annex1.yaml:23", "--json", "--no-rules"]) == 0
    [told] = json.loads(capsys.readouterr().out)["values"]
    assert (told["path"], told["value"], told["line"]) == ("附件1.三公经费.公务接待.决算", "1.36", 23)


def test_of_data_that_cannot_be_read_the_errors_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace = copy_made_unit(tmp_path)
    edit(workspace.year(2023) / "annex1.yaml", "决算: 1.36", "决算: 一点三六")
    monkeypatch.chdir(tmp_path)
    assert main(["why", "附件1.三公经费.决算"]) == 1
    assert "annex1.yaml:23:9  错误 M003" in capsys.readouterr().out


def test_a_part_of_many_values_fits_a_screen_and_is_listed_whole_on_demand(capsys: pytest.CaptureFixture[str]) -> None:
    for asked in ("附件2", "附件2.总分.得分"):
        assert main(["why", asked, "--no-rules"]) == 0
        short = capsys.readouterr().out
        assert main(["why", asked, "--no-rules", "--all"]) == 0
        whole = capsys.readouterr().out
        assert len(short.split("\n")) <= 42 < len(whole.split("\n"))
        assert "全部列出：加 ARGS=--all" in short
        assert "全部列出" not in whole
