"""A check by a forking parent says what a check of its own says; who does not ask for one has none."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.support.cases import clean_project
from tests.support.project import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks, and sockets that tell whose they are")
ASKED = [["check-data"], ["check", "2023", "--json"], ["check-data", "--nothing"]]


@pytest.fixture(scope="module")
def runtime() -> Iterator[Path]:
    """Return a folder for sockets; the parents in it end when theirs are gone."""
    with TemporaryDirectory(dir="/tmp") as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = clean_project(tmp_path_factory.mktemp("warm") / "材料").root
    annex = root / "data/2023/annex1.yaml"
    annex.write_text(annex.read_text("utf-8").replace("决算:", "决算: 9", 1), "utf-8")
    return root


def run(project: Path, runtime: Path, words: list[str], **environment: str) -> tuple[int, bytes, bytes]:
    kept = {name: value for name, value in os.environ.items() if name not in ("CI", "JIXIAO_SERVER")}
    done = subprocess.run(
        [sys.executable, ROOT / "build.py", *words],
        cwd=project,
        env={**kept, "XDG_RUNTIME_DIR": str(runtime), **environment},
        capture_output=True,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def sockets(runtime: Path) -> list[Path]:
    return [path for path in runtime.glob("*/*") if path.is_socket()]


@pytest.mark.parametrize("kept_away", ["CI", "JIXIAO_NO_SERVER"])
def test_who_does_not_want_a_parent_has_none(project: Path, runtime: Path, kept_away: str) -> None:
    run(project, runtime, ["check-data"], JIXIAO_SERVER="1", **{kept_away: "1"})
    assert not list(runtime.glob("*"))


def test_a_fork_says_what_a_check_of_its_own_says(project: Path, runtime: Path) -> None:
    alone = [run(project, runtime, words) for words in ASKED]
    assert run(project, runtime, ["check-data"], JIXIAO_SERVER="1") == alone[0]
    deadline = time.monotonic() + 60
    while not sockets(runtime) and time.monotonic() < deadline:
        time.sleep(0.1)
    [place] = sockets(runtime)
    assert [run(project, runtime, words, JIXIAO_SERVER="1") for words in ASKED] == alone
    assert {code for code, _, _ in alone} == {1, 2}
    place.unlink()  # with which the parent ends
