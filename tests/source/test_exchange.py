"""A folder is exchanged for its changed copy in one step, or left as it was."""

import os
from pathlib import Path

import pytest

from jixiao.machine.file_locks import exchange_names
from jixiao.source import exchange
from jixiao.source.exchange import ChangedMeanwhile, exchange_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    (folder / "report").mkdir(parents=True)
    (folder / "a").write_bytes(b"old")
    (folder / "report/b").write_bytes(b"kept")
    return folder


@pytest.fixture
def staging(tmp_path: Path) -> Path:
    (tmp_path / "staging").mkdir()
    return tmp_path / "staging"


def contents(folder: Path) -> dict[str, bytes]:
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def test_files_are_changed_made_and_removed_at_once(folder: Path, staging: Path) -> None:
    assert exchange_folder(folder, {"a": b"new", "c/d": b"made", "report/b": None}, staging, lasting=False)
    assert contents(folder) == {"a": b"new", "c/d": b"made"}
    assert not (folder / "report").exists()


def test_what_is_not_changed_stays_the_same_file_with_its_time(folder: Path, staging: Path) -> None:
    before = (folder / "report/b").stat()
    exchange_folder(folder, {"a": b"new"}, staging, lasting=False)
    after = (folder / "report/b").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_permissions_and_links_stay(folder: Path, staging: Path) -> None:
    (folder / "a").chmod(0o640)
    folder.chmod(0o750)
    (folder / "link").symlink_to("nowhere")
    exchange_folder(folder, {"a": b"new"}, staging, lasting=False)
    assert ((folder / "a").stat().st_mode & 0o777, folder.stat().st_mode & 0o777) == (0o640, 0o750)
    assert (folder / "link").readlink() == Path("nowhere")


def test_a_folder_comes_with_its_first_file_and_goes_with_its_last(tmp_path: Path, staging: Path) -> None:
    exchange_folder(tmp_path / "2024", {"a": b"1", "b/c": b"2"}, staging, lasting=False)
    assert contents(tmp_path / "2024") == {"a": b"1", "b/c": b"2"}
    exchange_folder(tmp_path / "2024", {"a": None, "b/c": None}, staging, lasting=False)
    assert not (tmp_path / "2024").exists()


def test_a_lasting_folder_stays_when_it_is_empty(folder: Path, staging: Path) -> None:
    exchange_folder(folder, {"a": None, "report/b": None}, staging, lasting=True)
    assert list(folder.iterdir()) == []


def test_what_somebody_saved_meanwhile_is_not_lost(
    folder: Path, staging: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def saved_then_exchanged(one: Path, other: Path) -> bool:
        (folder / "report/b").write_bytes(b"saved by hand")
        monkeypatch.setattr(exchange, "exchange_names", exchange_names)
        return exchange_names(one, other)

    monkeypatch.setattr(exchange, "exchange_names", saved_then_exchanged)
    with pytest.raises(ChangedMeanwhile):
        exchange_folder(folder, {"a": b"new"}, staging, lasting=False)
    assert contents(folder) == {"a": b"old", "report/b": b"saved by hand"}


@pytest.mark.parametrize("kind", ["link", "file", "pipe inside", "no exchange"])
def test_what_cannot_be_exchanged_is_left_alone(
    folder: Path, staging: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = folder
    if kind == "link":
        target = folder.with_name("link")
        target.symlink_to(folder)
    elif kind == "file":
        target = folder / "a"
    elif kind == "pipe inside":
        os.mkfifo(folder / "pipe")
        monkeypatch.setattr(os, "link", refused)
    else:
        monkeypatch.setattr(exchange, "exchange_names", lambda *_: False)
    assert not exchange_folder(target, {"a": b"new"}, staging, lasting=False)
    assert (folder / "a").read_bytes() == b"old"


def refused(*_: object, **__: object) -> None:
    raise PermissionError(1, "Operation not permitted")


def test_files_that_cannot_be_linked_are_copied(folder: Path, staging: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", refused)
    assert exchange_folder(folder, {"a": b"new"}, staging, lasting=False)
    assert contents(folder) == {"a": b"new", "report/b": b"kept"}
