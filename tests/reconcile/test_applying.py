"""Changes become new contents of files, every other byte kept, tried in a folder beside the real one."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao.findings import Place
from jixiao.paths import Workspace
from jixiao.reconcile.applying import make_file_changes, stage_files
from jixiao.reconcile.edits import ReturnedEdit, Target
from jixiao.reconcile.report_text import EditSpan
from jixiao.source.scalar_text import UnwritableError

LIST = "指标:\n  - 名称: 甲 # 第一\n    分值: 1\n  - 名称: 乙\n    分值: 2\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "data/2023").mkdir(parents=True)
    return Workspace(tmp_path)


def written(workspace: Workspace, name: str, text: str, *changes: ReturnedEdit) -> str:
    """Return a file's new contents."""
    (workspace.root / name).write_bytes(text.encode())
    [change] = make_file_changes(workspace, changes, {name: ""})
    assert (change.file, change.before) == (name, text.encode())
    return change.after.decode()


def value(line: int, column: int, words: str) -> ReturnedEdit:
    place = Place("data/2023/a.yaml", line, column)
    return ReturnedEdit(Target.VALUE, place=place, subject="", old="", new=words, value=words)


def words(start: Place, end: Place, text: str) -> ReturnedEdit:
    spans = (EditSpan(start, end, text),)
    return ReturnedEdit(Target.WORDS, place=start, subject="", old="", new="", spans=spans)


def row(item: str) -> ReturnedEdit:
    return ReturnedEdit(Target.ROW, place=Place("data/2023/a.yaml"), subject=item, old="", new="", item=item)


def test_a_value_is_written_and_its_comment_stays(workspace: Workspace) -> None:
    assert written(workspace, "data/2023/a.yaml", LIST, value(2, 9, "丙")) == LIST.replace("甲", "丙")


def test_an_item_is_taken_out_whole(workspace: Workspace) -> None:
    after = written(workspace, "data/2023/a.yaml", LIST, row("指标[2]"))
    assert after == LIST[: LIST.index("  - 名称: 乙")]


def test_an_item_that_is_not_there_is_not_taken_out(workspace: Workspace) -> None:
    with pytest.raises(UnwritableError):
        written(workspace, "data/2023/a.yaml", LIST, row("指标[3]"))


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_line_of_the_report_keeps_the_ends_its_file_has(workspace: Workspace, end: str) -> None:
    name = "data/2023/a.md"
    after = written(
        workspace,
        name,
        f"甲{end}乙{end}",
        words(Place(name, 2), Place(name, 2), "新\n\n"),
        words(Place(name, 1, 1), Place(name, 1, 2), "丙"),
    )
    assert after == f"丙{end}新{end}{end}乙{end}"


def test_a_paragraph_behind_a_last_line_without_end_stands_on_its_own(workspace: Workspace) -> None:
    name = "data/2023/a.md"
    assert written(workspace, name, "甲", words(Place(name, 2), Place(name, 2), "\n乙\n")) == "甲\n\n乙\n"


def test_staged_files_are_changed_beside_the_real_ones(workspace: Workspace) -> None:
    (workspace.root / "data/2023/b.yaml").write_text("甲: 1\n", "utf-8")
    (workspace.root / "data/2023/a.yaml").write_text(LIST, "utf-8")
    changes = make_file_changes(workspace, [value(2, 9, "丙")], {"data/2023/a.yaml": ""})
    with stage_files(workspace, 2023, changes) as staged:
        assert "丙" in (staged.root / "data/2023/a.yaml").read_text("utf-8")
        assert (staged.root / "data/2023/b.yaml").read_text("utf-8") == "甲: 1\n"
    assert (workspace.root / "data/2023/a.yaml").read_text("utf-8") == LIST
    assert not staged.root.exists()
