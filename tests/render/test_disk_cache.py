"""What is kept between runs is what was stored, or nothing."""

import os
from pathlib import Path

import pytest

from jixiao.render import disk_cache
from jixiao.render.disk_cache import fetch, keep, key_of, prune


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(disk_cache, "FOLDER", tmp_path / ".cache")
    return tmp_path / ".cache"


def test_what_was_kept_is_found_again() -> None:
    key = key_of("form", b"template")
    assert fetch(key) is None
    keep(key, b"code")
    assert fetch(key) == b"code"


def test_a_key_tells_apart_what_it_was_made_from() -> None:
    keys = {key_of("form", b"a", b"bc"), key_of("form", b"ab", b"c"), key_of("form", b"abc"), key_of("report", b"abc")}
    assert len(keys) == 4


@pytest.mark.parametrize("damage", [b"", b"short", bytes(32) + b"code"])
def test_a_damaged_entry_is_none(damage: bytes, folder: Path) -> None:
    key = key_of("form", b"template")
    keep(key, b"code")
    (folder / key).write_bytes(damage)
    assert fetch(key) is None


def test_a_folder_in_which_others_can_write_is_neither_read_nor_written(folder: Path) -> None:
    key = key_of("form", b"template")
    keep(key, b"code")
    folder.chmod(0o777)
    assert fetch(key) is None
    keep(key_of("form", b"other"), b"code")
    assert [path.name for path in folder.iterdir()] == [key]


def test_where_nothing_can_be_kept_nothing_fails(folder: Path) -> None:
    folder.write_text("no folder")
    key = key_of("form", b"template")
    keep(key, b"code")
    assert fetch(key) is None


def test_what_was_used_last_is_removed_last(folder: Path) -> None:
    keys = [key_of("form", str(number).encode()) for number in range(4)]
    for age, key in enumerate(keys):
        keep(key, b"x" * 68)
        os.utime(folder / key, (1000 - age, 1000 - age))
    assert fetch(keys[3]) is not None
    prune(250)
    assert {path.name for path in folder.iterdir()} == {keys[0], keys[3]}


def test_the_folder_lies_beside_the_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert disk_cache.FOLDER.parent == Path(disk_cache.__file__).parents[2]
