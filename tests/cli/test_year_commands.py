"""new-year and todo at the command line."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from jixiao.cli import main
from jixiao.paths import Workspace
from tests.rollforward.started import YEAR, fill_in, names_of, started
from tests.support.described_year import copy_described
from tests.support.project import ROOT, copy_project


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.chdir(tmp_path)
    return copy_project(tmp_path)


def test_a_year_is_begun_and_the_rest_is_told(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new-year", "2024", "--drop", "custody", "--add", "reading=全民阅读"]) == 0
    said = capsys.readouterr().out
    for words in (
        "沿用项目 4 个：大楼运行维护费（building）",
        "不再延续 1 个：档案保管保护费（custody）",
        "附件1 照列它们的上年决算，本年为 0，不用填",
        "在那个项目的文件里写 上年决算来自: [custody]",
        "新增 1 个：projects/05-reading.yaml",
        "序号顺延：projects/03-shelving.yaml → projects/02-shelving.yaml",
        "data/2024/unit.yaml:3  年度：2023 → 2024",
        "年度指标值：2023年6月30日前 → 2024年6月30日前",
        "没有沿用（只属于 2023 年度）：",
        "  data/2024/unit.yaml  待填 7 处",
        "从 data/2024/unit.yaml:10:7 开始填",
        "适用年度是 2023，没有 2024",
    ):
        assert words in said
    assert "projects/05-reading.yaml" in names_of(workspace.year(YEAR))


def test_without_a_year_the_next_one_is_begun(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new-year"]) == 0
    assert "没有指明哪些项目已经结束，全部沿用" in capsys.readouterr().out
    assert workspace.years() == [2022, 2023, 2024]


def test_a_year_there_is_is_a_usage_error(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new-year", "2023"]) == 2
    assert "data/2023/ 已经有了，不会覆盖" in capsys.readouterr().err


def test_final_accounts_alone_are_refused_in_a_sentence(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace.year(2023).rename(workspace.root / "aside")
    assert main(["new-year", "2023"]) == 2
    assert "2022 年度没有成套的数据" in capsys.readouterr().err
    assert workspace.years() == [2022]


def test_unreadable_files_are_found_and_nothing_is_begun(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    path = workspace.year(2023) / "basic.yaml"
    path.write_text(path.read_text("utf-8").replace("  ", "\t"), encoding="utf-8")
    assert main(["new-year", "2024"]) == 1
    assert "L005" in capsys.readouterr().out
    assert not workspace.year(YEAR).exists()


def test_programs_are_told_the_same(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new-year", "2024", "--json"]) == 0
    begun = json.loads(capsys.readouterr().out)
    assert begun["files"] == names_of(workspace.year(YEAR))
    assert begun["kept"] == ["building", "custody", "shelving", "digital", "heritage"]
    assert main(["todo", "2024", "--json"]) == 0
    todo = json.loads(capsys.readouterr().out)
    assert todo["open"] == begun["open"]
    assert todo["exit"] == 0
    assert todo["progress"]["filled"] == 0
    assert todo["progress"]["total"] == sum(one["kind"] == "待填" for one in todo["open"])
    assert main(["todo", "2024", "--json", "--exit-code"]) == 1
    assert json.loads(capsys.readouterr().out)["exit"] == 1
    assert {one["kind"] for one in todo["open"]} == {"待填", "请核对", "请改写"}


def test_todo_lists_by_file_and_line(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new-year", "2024"]) == 0
    capsys.readouterr()
    assert main(["todo", "2024", "--all"]) == 0
    said = capsys.readouterr().out
    assert "  data/2024/basic.yaml:8:9  待填  年初预算 › 人员经费\n" in said or "年初预算 › 人员经费\n" in said
    assert said.count("  待填  ") == sum(
        path.read_text("utf-8").count(": 待填\n") for path in workspace.year(YEAR).rglob("*.yaml")
    )


def test_todo_of_a_year_with_nothing_open(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["todo", "2023"]) == 0
    assert "2023 年度没有要填写和核对的了。" in capsys.readouterr().out


def test_todo_is_done_when_all_is_filled_in_and_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace = started(tmp_path)
    fill_in(workspace)
    monkeypatch.chdir(tmp_path)
    assert main(["todo", "2024", "--json"]) == 0
    for one in reversed(json.loads(capsys.readouterr().out)["open"]):
        path = workspace.root / one["file"]
        lines = path.read_text("utf-8").split("\n")
        if one["kind"] == "请改写":
            lines.insert(one["line"], "{# 已核对 2024 #}")
        else:
            lines[one["line"] - 1] += "  # 已核对 2024"
        path.write_text("\n".join(lines), encoding="utf-8")
    assert main(["todo", "2024"]) == 0
    assert main(["check-data", "2024"]) == 0


# asked on a terminal


def on_a_terminal(root: Path, answers: str, *arguments: str) -> tuple[int, str]:
    """Return exit code and screen of a command whose user types ``answers``."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "build.py"), *arguments],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    os.write(ours, answers.encode("utf-8"))
    screen = b""
    while True:
        try:
            chunk = os.read(ours, 65536)
        except OSError:
            break
        if not chunk:
            break
        screen += chunk
    os.close(ours)
    return process.wait(timeout=60), screen.decode("utf-8").replace("\r\n", "\n")


def test_on_a_terminal_each_project_is_asked_about(workspace: Workspace) -> None:
    code, screen = on_a_terminal(workspace.root, "是\n\n也许\n否\ny\nNO\n", "new-year", "2024")
    assert code == 0
    assert screen.count("2024 年度是否延续？") == 6
    assert "沿用项目 3 个：大楼运行维护费（building）、档案保管保护费（custody）、市档案馆智慧档案一期" in screen
    assert "没有指明哪些项目已经结束" not in screen
    assert names_of(workspace.year(YEAR) / "projects") == ["01-building.yaml", "02-custody.yaml", "03-digital.yaml"]


def test_who_does_not_answer_begins_nothing(workspace: Workspace) -> None:
    code, screen = on_a_terminal(workspace.root, "是\n\x04", "new-year", "2024")
    assert code == 2
    assert "没有得到回答" in screen
    assert not workspace.year(YEAR).exists()


def test_who_says_which_are_finished_is_not_asked(workspace: Workspace) -> None:
    code, screen = on_a_terminal(workspace.root, "", "new-year", "2024", "--drop", "digital", "heritage")
    assert code == 0
    assert "是否延续" not in screen


def test_a_fresh_year_is_told_on_a_screen(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["new-year", "2024"], ["todo", "2024"], ["draft", "2024", "--no-pdf"], ["check-data", "2024"]):
        main(command)
        assert len(capsys.readouterr().out.split("\n")) <= 41, command


def test_todo_says_first_what_to_fill_in_first(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    main(["new-year", "2024"])
    capsys.readouterr()
    main(["todo", "2024"])
    said = capsys.readouterr().out.split("\n")
    first = next(number for number, line in enumerate(said) if line.startswith("先填这"))
    assert said[first + 1].startswith("  data/2024/unit.yaml:")
    assert any(line.startswith("  data/2024/annex1.yaml  待填") for line in said[:first])


@pytest.fixture
def described(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.chdir(tmp_path)
    return copy_described(tmp_path)


def test_a_year_on_a_described_set_is_begun(described: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new-year", "--drop", "archive", "--add", "more=新项目"]) == 0
    said = capsys.readouterr().out
    for words in (
        "已建立 data/2024/，沿用 data/2023/ 的结构、注释、目标和指标。",
        "不再延续 1 个：地方文献修复（archive）",
        "新增 1 个：national-2020/projects/02-more.yaml",
        "data/2024/unit.yaml:3  年度：2023 → 2024",
        "从 data/2024/unit.yaml:8:7 开始填",
    ):
        assert words in said
    assert "附件1" not in said


def test_a_year_is_begun_on_another_set_and_the_rest_is_told(
    described: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new-year", "2024", "--form-set", "sichuan-2023", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert "部门预算项目支出绩效自评表.报表编号" in said["fresh"]
    assert said["unplaced"] == []
    assert names_of(described.year(2024))[0] == "sichuan-2023/projects/01-reading.yaml"


def test_a_set_that_is_not_described_cannot_be_gone_over_to(
    described: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new-year", "2024", "--form-set", "yueyang-2023"]) == 2
    assert "没有由说明写成的表单集“yueyang-2023”" in capsys.readouterr().err
    assert described.years() == [2023]


def test_a_year_begun_can_be_taken_back(described: Workspace) -> None:
    assert main(["new-year"]) == 0
    assert main(["undo"]) == 0
    assert described.years() == [2023]
