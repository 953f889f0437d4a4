"""Whatever stands in a command's way, it ends with a message and its exit code."""

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from jixiao.build import stories
from jixiao.cli import main
from jixiao.source.journal import JournalEntry, JournalRecord
from jixiao.source.store import FileChange, replace_files
from tests.support.project import ROOT, copy_project


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "磁盘已满"), (errno.EROFS, "磁盘是只读的"), (errno.EACCES, "没有权限")],
    ids=["full", "read-only", "forbidden"],
)
def test_a_disk_that_takes_nothing_is_a_message(
    number: int,
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def failing(*_: object) -> None:
        raise OSError(number, "x", str(tmp_path / "文件"))

    copy_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(stories, "check_year", failing)
    monkeypatch.setattr("jixiao.cli.entry._drop_output", lambda: None)
    assert main(["check-data"]) == 3
    assert f"写不进{tmp_path / '文件'}（{words}）" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["--help"], ["--version"]])
def test_a_full_disk_behind_stdout_is_a_message(command: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        run = subprocess.run(
            [sys.executable, str(ROOT / "build.py"), *command],
            stdout=full, stderr=subprocess.PIPE, encoding="utf-8", check=False,
        )  # fmt: skip
    assert (run.returncode, "磁盘已满" in run.stderr, run.stderr.count("\n")) == (3, True, 1)


def test_a_command_that_was_killed_over_its_writing_is_told_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import msgspec

    copy_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "data/2023/unit.yaml"
    old = path.read_bytes()
    replace_files(tmp_path, [FileChange(path, "unit.yaml", old, old + b"\n")], "make fmt")
    pending = JournalRecord("make fmt", (JournalEntry("data/2023/unit.yaml", old, old + b"\n"),))
    (tmp_path / ".journal/pending").write_bytes(msgspec.msgpack.encode(pending))
    assert main(["schema"]) == 0
    assert capsys.readouterr().err == "上一次 make fmt 在写入时被中断：1 个文件已全部改好。\n"
    assert main(["schema"]) == 0
    assert capsys.readouterr().err == ""
