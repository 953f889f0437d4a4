"""The server as a process: its address, its end, its only instance, and what is left when it is killed."""

from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPException
from pathlib import Path

import pytest

from jixiao.errors import UsageError
from jixiao.paths import Workspace
from jixiao.serve.serve_run import listen_here
from jixiao.source.journal import finish_interrupted
from tests.support.project import ROOT
from tests.support.served import RECEPTIONS, Client, copy_clean_year, read_data

RUN = "import sys; from jixiao.cli import main; raise SystemExit(main(sys.argv[1:]))"


@contextmanager
def started(project: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Yield a process that serves the project, and its address."""
    command = [sys.executable, "-c", RUN, "serve", "2023", "--no-browser", *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=project, env=environment, stdout=-1, stderr=-1, text=True) as process:
        assert process.stdout is not None
        try:
            yield process, process.stdout.readline().partition("：")[2].strip()
        finally:
            process.kill()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    copy_clean_year(tmp_path)
    (tmp_path / "templates").symlink_to(ROOT / "templates")
    return tmp_path


def test_ctrl_c_ends_it_at_once_though_a_window_listens(project: Path) -> None:
    with started(project) as (process, address):
        with Client(address).listening() as events:
            began = time.monotonic()
            process.send_signal(signal.SIGINT)
            assert [name for name, _ in events][-1] == "closing"
        assert process.wait(20) == 0
        assert time.monotonic() - began < 10
    assert not (project / ".journal/serve.json").exists()


def test_the_next_start_has_the_same_port_and_another_token_and_a_taken_port_is_no_fault(project: Path) -> None:
    with started(project) as (process, address):
        with Client(address).listening():
            process.kill()
        process.wait(20)
    with started(project) as (process, again):
        port, token = address.split("/")[2:4]
        assert again.split("/")[2] == port
        assert again.split("/")[3] != token
        process.kill()
        process.wait(20)
    with listen_here(int(port.rpartition(":")[2])), started(project) as (_, other):
        assert other.split("/")[2] != port
        assert Client(other).get("api/state")["year"] == 2023


def test_the_system_ending_it_is_told_by_its_exit_code(project: Path) -> None:
    with started(project) as (process, address):
        assert Client(address).get("api/state")["year"] == 2023
        process.terminate()
        assert process.wait(20) == 143


def test_a_second_instance_says_where_the_first_is_and_only_its_owner_can_read_that(project: Path) -> None:
    with started(project) as (_, address):
        Client(address).get("api/state")
        assert stat.S_IMODE((project / ".journal/serve.json").stat().st_mode) == 0o600
        with started(project) as (second, _):
            assert second.wait(30) == 2
            assert second.stderr is not None
            assert address in second.stderr.read()
        with started(project, "--read-only") as (_, other):
            assert Client(other).get("api/state")["readOnly"] is True


def test_killed_while_saving_it_leaves_the_old_or_the_new_and_nothing_between(project: Path) -> None:
    before = read_data(Workspace(project))
    with started(project) as (process, address):
        client = Client(address)
        field = next(
            one
            for part in client.get("api/state")["parts"]
            for one in client.get(f"api/parts/{part['id']}")["fields"].values()
            if one["path"] == RECEPTIONS
        )
        asked = {"edits": [{"field": field["id"], "hash": field["hash"], "text": "0.55"}]}

        def save() -> None:
            with suppress(OSError, ValueError, HTTPException):  # the server dies over it
                client.post("api/edit", asked)

        thread = threading.Thread(target=save)
        thread.start()
        time.sleep(0.02)
        process.kill()
        process.wait(20)
        thread.join(20)
    finish_interrupted(project)
    left = read_data(Workspace(project))
    changed = {name for name in before if before[name] != left.get(name)}
    assert before.keys() == left.keys()
    assert changed <= {"2023/annex1.yaml"}
    for name in changed:
        new, old = left[name].splitlines(), before[name].splitlines()
        assert [two for one, two in zip(old, new, strict=True) if one != two] == ["    决算: 0.55".encode()]


def test_a_port_that_is_taken_is_said() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(UsageError, match="用不了"), listen_here(taken.getsockname()[1]):
            pass


def test_it_listens_on_this_machine_alone() -> None:
    with listen_here(0) as listener:
        assert listener.getsockname()[0] == "127.0.0.1"
