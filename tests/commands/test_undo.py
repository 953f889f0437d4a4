"""The last change a command made to the data is undone, and undoing is undone in its turn."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from jixiao.cli import main
from jixiao.commands.undo import plan_undo, undo_last
from jixiao.errors import EnvironmentFailure, UsageError
from jixiao.paths import Workspace
from jixiao.source.journal import JournalEntry, JournalRecord, read_last
from jixiao.source.store import FileChange, create_years, replace_files

FILES = ("data/2023/a.yaml", "data/2023/report/b.md")
RECORD = JournalRecord("make fmt", tuple(JournalEntry(name, b"old", b"new") for name in FILES))


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A project in which a command has changed two files."""
    (tmp_path / "templates").mkdir()
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"old")
    replace_files(tmp_path, [FileChange(tmp_path / name, name, b"old", b"new") for name in FILES], "make fmt")
    monkeypatch.chdir(tmp_path)
    return Workspace(tmp_path)


def contents(workspace: Workspace) -> list[bytes]:
    return [(workspace.root / name).read_bytes() for name in FILES]


@pytest.mark.usefixtures("workspace")
def test_the_old_files_are_put_back_and_told(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["undo"]) == 0
    assert contents(workspace) == [b"old", b"old"]
    shown = capsys.readouterr().out
    assert shown.startswith("已退回 make fmt 所做的改动，2 个文件：\n")
    assert all(name in shown for name in FILES)


def test_undoing_again_takes_it_back(workspace: Workspace) -> None:
    for expected in (b"old", b"new", b"old"):
        undo_last(workspace, plan_undo(workspace))
        assert contents(workspace) == [expected] * 2


def test_what_would_be_undone_is_listed_without_a_change(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["undo", "--check", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["deed"], found["written"], found["files"]) == ("make fmt", False, list(FILES))
    assert contents(workspace) == [b"new", b"new"]


def test_an_edit_made_by_hand_since_is_not_lost(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    (workspace.root / FILES[1]).write_bytes(b"by hand")
    assert main(["undo"]) == 2
    assert f"以后又改过，退回会连这些改动一起退掉，所以没有退回：{FILES[1]}" in capsys.readouterr().err
    assert contents(workspace) == [b"new", b"by hand"]
    assert main(["undo", "--force"]) == 0
    assert contents(workspace) == [b"old", b"old"]
    assert main(["undo"]) == 0
    assert contents(workspace) == [b"new", b"by hand"]


def test_what_was_put_back_by_hand_is_not_said_to_be_put_back(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    (workspace.root / FILES[1]).write_bytes(b"old")
    assert main(["undo"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("已退回 make fmt 所做的改动，1 个文件：\n")
    assert f"没有动的 1 个文件：{FILES[1]}" in shown
    assert main(["undo"]) == 0
    assert contents(workspace) == [b"new", b"old"]


@pytest.mark.parametrize("words", [["undo"], ["undo", "--force"], ["undo", "--check"]])
def test_where_all_is_as_it_was_there_is_nothing_to_undo(
    workspace: Workspace, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    for name in FILES:
        (workspace.root / name).write_bytes(b"old")
    assert main(words) == 2
    assert "都已是改动以前的样子，没有要退回的" in capsys.readouterr().err
    assert read_last(workspace.root) == RECORD


def test_a_year_that_is_a_link_is_named_and_nothing_written(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace.year(2023).rename(workspace.root / "elsewhere")
    workspace.year(2023).symlink_to(workspace.root / "elsewhere")
    assert main(["undo", "--force"]) == 3
    told = capsys.readouterr().err
    assert told.startswith("data/2023：这里是链接，不是文件夹本身，没有写入")
    assert contents(workspace) == [b"new", b"new"]


@pytest.mark.parametrize(
    ("lay", "words"),
    [
        (lambda path, other: path.symlink_to(other), "这里是链接，不是文件夹本身"),
        (lambda path, _: path.write_bytes(b""), "这里是文件，不是文件夹"),
    ],
    ids=["link", "file"],
)
def test_what_stands_in_the_journals_place_is_named(
    workspace: Workspace, lay: Callable[[Path, Path], None], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    journal, aside = workspace.root / ".journal", workspace.root / "aside"
    journal.rename(aside)
    lay(journal, aside)
    assert main(["undo"]) == 3
    assert capsys.readouterr().err.startswith(f".journal：{words}，没有写入，各文件都没有改动。")
    change = FileChange(workspace.root / FILES[0], FILES[0], b"new", b"newer")
    with pytest.raises(EnvironmentFailure, match=f"^.journal：{words}，没有写入"):
        replace_files(workspace.root, [change], "make fmt")
    assert contents(workspace) == [b"new", b"new"]


def test_a_new_year_goes_as_it_came(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    folder = workspace.year(2024)
    create_years(workspace.root, {folder: {"a.yaml": b"1", "report/b.md": b"2"}}, "make new-year")
    assert main(["undo"]) == 0
    assert "data/2024/a.yaml（删去）" in capsys.readouterr().out
    assert not folder.exists()
    assert main(["undo"]) == 0
    assert (folder / "report/b.md").read_bytes() == b"2"


def test_with_nothing_kept_there_is_nothing_to_undo(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="没有可以退回的改动"):
        plan_undo(Workspace(tmp_path / "empty"))


def test_what_is_no_file_any_more_stops_it(workspace: Workspace) -> None:
    path = workspace.root / FILES[0]
    path.unlink()
    path.symlink_to("/etc/hostname")
    with pytest.raises(UsageError, match="不是普通文件"):
        plan_undo(workspace)
