"""A parent that forks: who asks is who runs, in his folder and with his signals; without it nobody answers."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from jixiao.machine.forking_parent import ask_parent, place_of
from tests.support.project import ROOT

PARENT = """
import os, signal, sys, time
from pathlib import Path
from jixiao.machine.forking_parent import serve_forks
def run():
    if "wait" in sys.argv:
        signal.signal(signal.SIGINT, lambda *_: sys.exit(130))
        print("begun", flush=True)
        time.sleep(30)
    print(os.getcwd(), sys.argv[1:], os.environ.get("SAID"), oct(os.umask(0)), sys.stdin.read())
    return 7
code = Path(sys.argv[2])
serve_forks(Path(sys.argv[1]), run, code.exists, float(sys.argv[3]))
"""
CLIENT = """
import sys
from pathlib import Path
from jixiao.cli.interruption import raise_on_signals
from jixiao.machine.forking_parent import ask_parent
raise_on_signals()
sys.exit(99 if (code := ask_parent(Path(sys.argv[1]), sys.argv[1:])) is None else code)
"""
PYTHON = [sys.executable, "-c"]
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks, and sockets that tell whose they are")


@pytest.fixture
def place() -> Iterator[Path]:
    """Return a place whose name is short enough for a socket."""
    with TemporaryDirectory(dir="/tmp") as folder:
        found = place_of("parent", folder)
        assert found is not None
        yield found


def begin(place: Path, idle: float = 60) -> subprocess.Popen[bytes]:
    code = place.with_name("code")
    code.touch()
    parent = subprocess.Popen([*PYTHON, PARENT, place, code, str(idle)], cwd=ROOT)
    for _ in range(400):
        if place.exists() or parent.poll() is not None:
            break
        time.sleep(0.02)
    return parent


@pytest.fixture
def parent(place: Path) -> Iterator[subprocess.Popen[bytes]]:
    begun = begin(place)
    yield begun
    begun.kill()
    begun.wait()


def ask(place: Path, *words: str, **settings: Any) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SAID": "甲"}
    command = [*PYTHON, CLIENT, str(place), *words]
    return subprocess.run(
        command, env=environment, input="问", stdout=-1, stderr=-1, encoding="utf-8", check=False, **settings
    )


@pytest.mark.usefixtures("parent")
def test_a_fork_stands_where_the_asker_stands(place: Path, tmp_path: Path) -> None:
    answer = ask(place, "检查", cwd=tmp_path, umask=0o027)
    assert (answer.returncode, answer.stderr) == (7, "")
    assert answer.stdout == f"{tmp_path} ['检查'] 甲 0o27 问\n"


@pytest.mark.usefixtures("parent")
def test_two_who_ask_at_once_are_both_answered(place: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    asked = [
        subprocess.Popen([*PYTHON, CLIENT, place, str(number)], env=environment, stdin=subprocess.DEVNULL, stdout=-1)
        for number in range(2)
    ]
    said = [one.communicate()[0].decode() for one in asked]
    assert [f"['{number}']" in words for number, words in enumerate(said)] == [True, True]


@pytest.mark.usefixtures("parent")
def test_ctrl_c_ends_the_fork_with_its_own_code(place: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    asker = subprocess.Popen([*PYTHON, CLIENT, place, "wait"], env=environment, stdout=subprocess.PIPE)
    assert asker.stdout is not None
    assert asker.stdout.readline() == b"begun\n"
    asker.send_signal(signal.SIGINT)
    assert asker.wait(20) == 130


def test_nobody_answers_where_the_parent_was_killed(place: Path, parent: subprocess.Popen[bytes]) -> None:
    parent.kill()
    parent.wait()
    assert ask_parent(place, ["检查"]) is None
    place.unlink()  # as whoever starts a parent would do
    anew = begin(place)
    try:
        assert ask(place).returncode == 7
    finally:
        anew.kill()
        anew.wait()


def test_a_parent_of_changed_code_goes(place: Path, parent: subprocess.Popen[bytes]) -> None:
    place.with_name("code").unlink()
    assert ask_parent(place, ["检查"]) is None
    assert parent.wait(20) == 0
    assert not place.exists()


def test_a_parent_that_nobody_asks_goes(place: Path) -> None:
    assert begin(place, idle=0).wait(20) == 0


@pytest.mark.usefixtures("parent")
def test_a_second_parent_of_a_place_goes(place: Path) -> None:
    assert begin(place).wait(20) == 0
    assert ask(place).returncode == 7


def test_a_folder_that_others_can_enter_is_no_place(place: Path) -> None:
    place.parent.chmod(0o755)
    assert place_of("parent", str(place.parent.parent)) is None
