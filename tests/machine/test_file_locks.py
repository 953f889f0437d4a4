"""Locks keep others out and go with their process; links are never followed, on systems that cannot say so either."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from jixiao.machine import file_locks
from jixiao.machine.file_locks import (
    exchange_names,
    is_own,
    is_private,
    lock_file,
    lock_folder,
    open_unfollowed,
    remove_locked,
)
from tests.support.project import ROOT

HOLDS = """
import sys
from pathlib import Path
from jixiao.machine.file_locks import lock_folder
lock_folder(Path(sys.argv[1]), wait=True)
print("held", flush=True)
sys.stdin.read()
"""
BARE = "from tests.support.bare_machine import hide_posix\nhide_posix()\n"


@pytest.fixture(params=["", BARE], ids=["posix", "bare"])
def holder(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", request.param + HOLDS, str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


ASKS = """
import sys
from pathlib import Path
from jixiao.machine.file_locks import lock_folder
try:
    lock_folder(Path(sys.argv[1]), wait=False)
except BlockingIOError:
    sys.exit(7)
"""


def asked(folder: Path, before: str) -> int:
    command = [sys.executable, "-c", before + ASKS, str(folder)]
    return subprocess.run(command, cwd=ROOT, timeout=30, check=False).returncode


def test_a_folder_is_locked_until_its_process_ends(
    holder: subprocess.Popen[str], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    before = BARE if "bare" in request.node.name else ""
    assert asked(tmp_path, before) == 7
    holder.kill()
    holder.wait()
    assert asked(tmp_path, before) == 0


def test_a_lock_is_not_given_twice(tmp_path: Path) -> None:
    handles = [open_unfollowed(tmp_path / "lock", os.O_RDWR | os.O_CREAT) for _ in range(2)]
    lock_file(handles[0], wait=False)
    with pytest.raises(BlockingIOError):
        lock_file(handles[1], wait=False)
    os.close(handles[0])
    lock_file(handles[1], wait=True)
    os.close(handles[1])


@pytest.mark.parametrize("lacking", [False, True])
def test_a_link_is_not_opened(tmp_path: Path, lacking: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to("file")
    if lacking:
        monkeypatch.setattr(file_locks, "_NOFOLLOW", 0)
    with pytest.raises(OSError, match="symbolic links"):
        open_unfollowed(tmp_path / "link", os.O_RDONLY)


@pytest.mark.parametrize("make", [Path.touch, lambda path: path.symlink_to("."), lambda _: None])
@pytest.mark.parametrize("bare", [False, True])
def test_what_is_no_folder_is_not_locked(
    tmp_path: Path, make: Callable[[Path], None], bare: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path / "x")
    if bare:
        monkeypatch.setattr(file_locks, "fcntl", None)
    with pytest.raises(OSError, match=r"No such file|Not a directory|symbolic links"):
        lock_folder(tmp_path / "x", wait=False)


@pytest.mark.parametrize("bare", [False, True])
def test_a_locked_folder_goes_with_its_lock(tmp_path: Path, bare: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if bare:
        monkeypatch.setattr(file_locks, "fcntl", None)
    folder = tmp_path / "x"
    (folder / "y").mkdir(parents=True)
    remove_locked(folder, lock_folder(folder, wait=False))
    assert not folder.exists()


def test_two_names_are_exchanged(tmp_path: Path) -> None:
    one, other = tmp_path / "甲", tmp_path / "乙"
    one.write_text("1", "utf-8")
    other.mkdir()
    assert exchange_names(one, other)
    assert other.read_text("utf-8") == "1"
    assert not exchange_names(one, tmp_path / "丙")


def test_owner_and_rights_are_asked_where_there_are_any(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tmp_path.chmod(0o777)
    assert is_own(tmp_path.stat())
    assert not is_private(tmp_path.stat())
    monkeypatch.delattr(os, "geteuid")
    assert is_own(tmp_path.stat())
    assert is_private(tmp_path.stat())
