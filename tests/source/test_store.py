"""Changed files are written all or none."""

from pathlib import Path

import pytest

from jixiao.errors import EnvironmentFailure
from jixiao.source.store import FileChange, replace_files


def changes(folder: Path, *names: str) -> list[FileChange]:
    for name in names:
        (folder / name).write_bytes(b"old")
    return [FileChange(folder / name, name, b"old", b"new") for name in names]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_all_files_are_replaced(tmp_path: Path) -> None:
    replace_files(changes(tmp_path, "a", "b"))
    assert contents(tmp_path) == {"a": b"new", "b": b"new"}


def test_none_is_replaced_where_one_was_changed_meanwhile(tmp_path: Path) -> None:
    planned = changes(tmp_path, "a", "b")
    (tmp_path / "b").write_bytes(b"other")
    with pytest.raises(EnvironmentFailure, match="b 在运行过程中被改动"):
        replace_files(planned)
    assert contents(tmp_path) == {"a": b"old", "b": b"other"}


def test_those_replaced_are_restored_where_a_later_one_cannot_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned, replace = changes(tmp_path, "a", "b"), Path.replace

    def refused(path: Path, target: Path) -> Path:
        if target.name == "b":
            raise OSError(5, "Input/output error")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(EnvironmentFailure, match="各文件都没有改动"):
        replace_files(planned)
    assert contents(tmp_path) == {"a": b"old", "b": b"old"}
