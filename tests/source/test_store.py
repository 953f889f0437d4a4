"""Changed files are written all or none, new years whole or not at all."""

from pathlib import Path

import pytest

from jixiao.errors import EnvironmentFailure
from jixiao.source import store
from jixiao.source.journal import read_last
from jixiao.source.store import FileChange, create_years, replace_files


def changes(folder: Path, *names: str) -> list[FileChange]:
    (folder / "data").mkdir(exist_ok=True)
    for name in names:
        (folder / "data" / name).write_bytes(b"old")
    return [FileChange(folder / "data" / name, name, b"old", b"new") for name in names]


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in (folder / "data").rglob("*") if path.is_file())
    return {path.relative_to(folder / "data").as_posix(): path.read_bytes() for path in files}


@pytest.mark.parametrize("names", [["a"], ["a", "b"]], ids=["one", "two"])
def test_all_files_are_replaced_and_the_command_is_kept(tmp_path: Path, names: list[str]) -> None:
    replace_files(tmp_path, changes(tmp_path, *names), "make fmt")
    assert contents(tmp_path) == dict.fromkeys(names, b"new")
    kept = read_last(tmp_path)
    assert kept is not None
    assert kept.deed == "make fmt"


def test_nothing_to_change_leaves_what_was_kept(tmp_path: Path) -> None:
    planned = changes(tmp_path, "a")
    replace_files(tmp_path, [FileChange(one.path, one.file, one.before, one.before) for one in planned], "make fmt")
    assert read_last(tmp_path) is None


def test_none_is_replaced_where_one_was_changed_meanwhile(tmp_path: Path) -> None:
    planned = changes(tmp_path, "a", "b")
    (tmp_path / "data/b").write_bytes(b"other")
    with pytest.raises(EnvironmentFailure, match="b 在运行过程中被改动"):
        replace_files(tmp_path, planned, "make fmt")
    assert contents(tmp_path) == {"a": b"old", "b": b"other"}


def test_a_disk_that_takes_nothing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    planned = changes(tmp_path, "a")
    monkeypatch.setattr(store, "write_recorded", full)
    with pytest.raises(EnvironmentFailure, match=r"写不进 .*各文件都没有改动"):
        replace_files(tmp_path, planned, "make fmt")


def test_two_years_are_made_at_once(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    data = tmp_path / "data"
    create_years(tmp_path, {data / "2023": {"a": b"1", "b/c": b"2"}, data / "2022": {"a": b"3"}}, "make import")
    assert contents(tmp_path) == {"2023/a": b"1", "2023/b/c": b"2", "2022/a": b"3"}


def test_a_year_that_is_there_is_not_touched_but_for_what_is_to_be_replaced(tmp_path: Path) -> None:
    year = tmp_path / "data/2023"
    year.mkdir(parents=True)
    (year / "accounts").write_bytes(b"old")
    with pytest.raises(FileExistsError):
        create_years(tmp_path, {year: {"a": b"1"}}, "make import")
    create_years(tmp_path, {year: {"a": b"1"}}, "make import", replaced={year / "accounts": b"old"})
    assert contents(tmp_path) == {"2023/a": b"1"}
