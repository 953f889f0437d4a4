"""The command line: Chinese throughout, exit codes, JSON for programs, quiet where nobody watches, no traceback."""

import json
import os
import pty
import re
import select
import subprocess
import sys
from pathlib import Path

import pytest

from jixiao.build import stories
from jixiao.cli import main
from jixiao.cli.entry import COMMANDS as COMMANDS_OF_CLI
from jixiao.paths import Workspace
from tests.support.docx import edit_document
from tests.support.package import TITLE, YEAR
from tests.support.project import ROOT, copy_project, edit_value

COMMANDS = ["report", "draft", "verify", "check-data"]
# Words that belong to the form of options and files, not to a sentence.
TERMS = (
    r"DOCX|PDF|ZIP|JSON|YAML|Word|Git|build\.py|python|jixiao|make|data/|output/|docs/|report|draft|verify|check-data|check"
    r"|--?[a-z-]+|[a-z-]+\.yaml|text|json|sarif|junit|github|gitlab|html|waivers|[a-z]+"
)


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A copy of the real project, in which the command runs."""
    workspace = copy_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    return workspace


def program(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, str(ROOT / "build.py"), *arguments],
        cwd=cwd,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        timeout=120,
        check=False,
    )


# help


def helped(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit) as end:
        main([*arguments, "--help"])
    assert end.value.code == 0
    return capsys.readouterr().out


def test_every_command_has_a_name_of_its_own() -> None:
    names = [name for one in COMMANDS_OF_CLI for name in (one.name, *one.aliases)]
    assert len(set(names)) == len(names)


def test_the_help_names_every_command_and_the_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    shown = helped(capsys)
    assert all(re.search(rf"^\s+{command}\b", shown, re.MULTILINE) for command in COMMANDS)
    assert "退出码：0" in shown


@pytest.mark.parametrize("command", [[], *([command] for command in COMMANDS)], ids=["", *COMMANDS])
def test_the_help_has_no_english_of_argparse(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    shown = helped(capsys, *command)
    assert shown.startswith("用法：python build.py")
    assert shown.count("用法：") == 1
    assert not re.search(r"usage|optional|options|positional|arguments|show this|exit\b|default", shown)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_explained_in_chinese(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    shown = helped(capsys, command)
    options = re.findall(r"^  (-\S.*|年度.*)$((?:\n {6,}.*)*)", shown, re.MULTILINE)
    assert len(options) >= 4
    assert all(re.search(r"[\u4e00-\u9fff]", re.sub(r"^\S+( \S+)?", "", first) + more) for first, more in options)


# usage


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "缺少参数：命令"),
        (["reprot"], "没有“reprot”这个命令；可用的命令：report、draft、verify"),
        (["report", "--pdf"], "不认识的参数：--pdf"),
        (["report", "--no"], "不认识的参数：--no"),
        (["report", "--quiet=1"], "--quiet 不带值"),
        (["report", "2023", "2024"], "不认识的参数：2024"),
        (["report", "23"], "年度“23”不对，应为四位年份，如 2023。"),
        (["report", "２０２３"], "年度“２０２３”不对"),
        (["report", "../x"], "年度“../x”不对"),
        (["report", "1999"], "没有 1999 年度的数据：data/1999/ 不存在。已有年度：2022、2023。"),
        (["draft", "1999"], "没有 1999 年度的数据"),
        (["report", "2022"], "2022 年度只有决算数"),
        (["verify", "2023"], "output/2023/ 里没有成套材料。请先运行 make report。"),
    ],
)
@pytest.mark.usefixtures("workspace")
def test_a_wrong_command_line_is_answered_in_one_chinese_sentence(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    shown = capsys.readouterr()
    assert message in shown.err
    assert shown.err.count("\n") == 1
    assert shown.out == ""
    assert not re.search(r"invalid|unrecognized|required|expected|choose|error", shown.err)


def test_outside_a_project_the_command_says_where_it_looked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["report"]) == 2
    assert f"在 {tmp_path} 及其上级文件夹中没有找到 data/ 和 templates/" in capsys.readouterr().err


def test_the_command_runs_in_a_folder_inside_the_project(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(workspace.root / "data" / "2023" / "report")
    assert main(["report", "--no-pdf"]) == 0
    assert (workspace.output(YEAR) / f"{TITLE}.docx").is_file()
    assert "output/2023/" in capsys.readouterr().out


def test_without_a_year_the_latest_is_taken(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-data", "--json"]) == 0
    assert (workspace.root / "data" / "2022").is_dir()
    assert len(json.loads(capsys.readouterr().out)["overrides"]) == 22


# exit codes and what is said


@pytest.mark.usefixtures("workspace")
def test_a_sound_year_is_built_and_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--no-pdf"]) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    assert "按原件列报 22 处" in shown.out
    assert "附件1  附件1.公用经费.预算：64.45 → 52.45（" not in shown.out
    assert main(["check-data", "--all"]) == 0
    assert "附件1  附件1.公用经费.预算：64.45 → 52.45（" in capsys.readouterr().out
    assert f"  {TITLE}.docx、.zip\n" in shown.out


def test_findings_are_told_with_place_line_and_remedy(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    edit_value(workspace.root / "data/2023/projects/01-building.yaml", "全年执行数", lambda _: "12.5万")
    edit_document(workspace.root / "templates/yueyang-2023/cover.docx", lambda cover: cover.add_paragraph("{{ 年底 }}"))
    assert main(["report", "--no-pdf"]) == 1
    shown = capsys.readouterr().out
    assert re.search(r"data/2023/projects/01-building\.yaml:\d+:\d+  错误 M006 .*“12.5万”带单位", shown)
    assert "│ 全年执行数: 12.5万" in shown
    assert "改法：" in shown
    assert "改好后再运行" in shown
    assert not workspace.output(YEAR).exists()


def test_a_draft_of_broken_data_is_built_with_exit_code_1(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    edit_value(workspace.root / "data/2023/projects/01-building.yaml", "全年执行数", lambda _: "12.5万")
    assert main(["draft", "--no-pdf"]) == 1
    assert "output/2023-草稿/" in capsys.readouterr().out
    assert (workspace.output(YEAR, draft=True) / f"{TITLE}（草稿）.docx").is_file()


@pytest.mark.usefixtures("workspace")
def test_a_draft_of_sound_data_ends_with_0() -> None:
    assert main(["draft", "--no-pdf"]) == 0


def test_check_data_writes_nothing(workspace: Workspace) -> None:
    assert main(["check-data"]) == 0
    assert not (workspace.root / "output").exists()


def test_verify_follows_report(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--no-pdf"]) == 0
    assert main(["verify"]) == 0
    (workspace.output(YEAR) / f"{TITLE}.zip").unlink()
    assert main(["verify"]) == 1
    assert "V001  文件不见了" in capsys.readouterr().out


def test_an_output_that_cannot_be_written_ends_with_3(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    (workspace.root / "output").write_bytes(b"in the way")
    assert main(["report", "--no-pdf"]) == 3
    assert "请检查磁盘空间和写入权限" in capsys.readouterr().err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_parent_without_write_permission_ends_with_3(workspace: Workspace) -> None:
    workspace.root.chmod(0o555)
    try:
        assert main(["report", "--no-pdf"]) == 3
    finally:
        workspace.root.chmod(0o755)


# JSON


def test_json_of_a_build(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--no-pdf", "--json"]) == 0
    shown = capsys.readouterr()
    told = json.loads(shown.out)
    assert (told["exit"], told["folder"], shown.err) == (0, "output/2023", "")
    assert all((workspace.root / told["folder"] / name).is_file() for name in told["files"])
    assert told["overrides"][0] == {
        "where": "附件1",
        "reference": "附件1.公用经费.预算",
        "occurrence": 1,
        "implied": "64.45",
        "printed": "52.45",
        "reason": "原件附件1与报告二（一）的年初公用经费64.45万元不一致；数据取报告所列批复数",
    }


def test_json_of_findings(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    edit_value(workspace.root / "data/2023/projects/01-building.yaml", "全年执行数", lambda _: "12.5万")
    assert main(["report", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["exit"], told["folder"], told["files"]) == (1, None, [])
    [finding] = [one for one in told["findings"] if one["code"] == "M006"]
    assert finding["file"] == "data/2023/projects/01-building.yaml"
    assert {"line", "column", "severity", "found", "expected", "remedy"} <= finding.keys()


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize("arguments", [["report", "1999"], ["reprot"], ["report", "2022"], ["verify"]])
def test_json_of_an_error(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*arguments, "--json"]) == 2
    shown = capsys.readouterr()
    told = json.loads(shown.out)
    assert (told["exit"], shown.err) == (2, "")
    assert re.search(r"[\u4e00-\u9fff]", told["error"])


# the unforeseen


def fail(*_: object, **__: object) -> None:
    raise ZeroDivisionError("division by zero")


@pytest.mark.usefixtures("workspace")
def test_an_unforeseen_error_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("JIXIAO_DEBUG", raising=False)
    monkeypatch.setattr(stories, "build_package", fail)
    assert main(["report"]) == 3
    shown = capsys.readouterr()
    assert "程序内部出错（ZeroDivisionError：division by zero）" in shown.err
    assert "Traceback" not in shown.err
    assert main(["report", "--json"]) == 3
    assert json.loads(capsys.readouterr().out)["exit"] == 3


@pytest.mark.usefixtures("workspace")
def test_developers_see_the_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIXIAO_DEBUG", "1")
    monkeypatch.setattr(stories, "build_package", fail)
    with pytest.raises(ZeroDivisionError):
        main(["report"])


@pytest.mark.usefixtures("workspace")
def test_an_interrupted_build_says_that_nothing_changed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(stories, "build_package", interrupted)
    assert main(["report"]) == 130
    assert "已中断；原有的输出没有改动。" in capsys.readouterr().err


# terminals, pipes and locales


@pytest.mark.usefixtures("workspace")
def test_output_is_utf8_whatever_the_locale(tmp_path: Path) -> None:
    run = program("report", "--no-pdf", cwd=tmp_path, LANG="C", LC_ALL="C")
    assert (run.returncode, run.stderr) == (0, b"")
    assert "按原件列报 22 处" in run.stdout.decode("utf-8")


@pytest.mark.usefixtures("workspace")
def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, str(ROOT / "build.py"), "check-data"],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as run:
        assert run.stdout
        assert run.stderr
        run.stdout.close()
        assert (run.wait(), run.stderr.read()) == (0, b"")


def on_a_terminal(*arguments: str, cwd: Path, **environment: str) -> str:
    """Return what a terminal sees."""
    here, there = pty.openpty()
    with subprocess.Popen(
        [sys.executable, str(ROOT / "build.py"), *arguments],
        cwd=cwd,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "TERM": "xterm", **environment},
        stdin=there,
        stdout=there,
        stderr=there,
        close_fds=True,
    ):
        os.close(there)
        seen = b""
        while select.select([here], [], [], 60)[0]:
            try:
                piece = os.read(here, 65536)
            except OSError:  # the other end has been closed
                break
            if not piece:
                break
            seen += piece
    os.close(here)
    return seen.decode("utf-8")


@pytest.mark.usefixtures("workspace")
def test_a_terminal_sees_progress_that_leaves_no_trace(tmp_path: Path) -> None:
    seen = on_a_terminal("report", "--no-pdf", cwd=tmp_path)
    steps = ["正在读取 2023 年度的数据……", "正在套用模板……", "正在合并成册……", "正在写入……"]
    assert [seen.index(step) for step in steps] == sorted(seen.index(step) for step in steps)
    last = seen.rindex("……\r\033[K")
    assert "正在" not in seen[last + 3 :]


def test_an_error_takes_the_progress_off_the_terminal(workspace: Workspace, tmp_path: Path) -> None:
    (workspace.root / "output").write_bytes(b"in the way")
    seen = on_a_terminal("report", "--no-pdf", cwd=tmp_path)
    assert "正在写入……\r\033[K写不进" in seen


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize(("option", "environment"), [("--quiet", {}), ("--json", {}), ("--all", {"CI": "true"})])
def test_nobody_who_does_not_watch_is_shown_progress(option: str, environment: dict[str, str], tmp_path: Path) -> None:
    assert "正在" not in on_a_terminal("report", "--no-pdf", option, cwd=tmp_path, **environment)


@pytest.mark.usefixtures("workspace")
def test_a_pipe_sees_neither_progress_nor_colour(tmp_path: Path) -> None:
    run = program("report", "--no-pdf", cwd=tmp_path)
    assert run.stderr == b""
    assert b"\033" not in run.stdout


# the console command


@pytest.mark.usefixtures("workspace")
def test_the_console_command_is_the_same_program(tmp_path: Path) -> None:
    entry = "import sys; sys.argv[0] = 'jixiao'; from jixiao.cli import main; raise SystemExit(main())"
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}

    def console(*arguments: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-c", entry, *arguments]
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False)

    for arguments in (["check-data"], ["report", "1999"], ["verify", "--json"]):
        one, other = console(*arguments), program(*arguments, cwd=tmp_path)
        assert (one.returncode, one.stdout, one.stderr) == (other.returncode, other.stdout, other.stderr)
    assert console("--help").stdout.decode().startswith("用法：jixiao ")


def test_the_console_command_is_declared() -> None:
    assert 'jixiao = "jixiao.cli:main"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
