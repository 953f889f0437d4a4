"""Check, draft and serve run in a Python that has nothing of POSIX: the Windows side of every door is the one taken."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.cases import clean_project
from tests.support.project import ROOT
from tests.support.served import RECEPTIONS, Client


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return clean_project(tmp_path / "材料").root


def environment(project: Path, **more: str) -> dict[str, str]:
    """Return an environment in which no program is found."""
    programs = project.parent / "bin"
    programs.mkdir(exist_ok=True)
    return {
        "PATH": str(programs),
        "PYTHONPATH": str(ROOT),
        "HOME": str(programs),
        "TMPDIR": str(project.parent),
        **more,
    }


def run(project: Path, *words: str, bare: bool = True, **more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *(["-m", "tests.support.bare_machine"] if bare else [str(ROOT / "build.py")]), *words]
    return subprocess.run(
        command, cwd=project, env=environment(project, **more), capture_output=True, text=True, timeout=120, check=False
    )


def made(project: Path) -> dict[str, bytes]:
    folder = next((project / "output").iterdir())
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: content for name, content in files.items() if name.endswith((".docx", ".zip"))}


@pytest.mark.parametrize("case_blind", ["", "1"])
def test_a_check_says_what_it_says_elsewhere(project: Path, case_blind: str) -> None:
    (project / "data/2023/annex1.yaml").write_text("三公经费: {", "utf-8")
    bare, plain = run(project, "check-data", CASE_BLIND=case_blind), run(project, "check-data", bare=False)
    assert (bare.returncode, bare.stdout, bare.stderr) == (1, plain.stdout, plain.stderr)
    assert "data/2023/annex1.yaml" in bare.stdout


def test_a_draft_is_the_same_bytes_and_leaves_nothing_behind(project: Path) -> None:
    assert "没有找到 LibreOffice" in (bare := run(project, "draft")).stdout
    assert (bare.returncode, bare.stderr) == (0, "")
    documents = made(project)
    assert documents
    assert run(project, "draft", bare=False).returncode == 0
    assert made(project) == documents
    left = {path.name for path in (*project.parent.iterdir(), *(project / "output").iterdir())}
    assert not {name for name in left if name.startswith(("jixiao-run-", ".正在生成-"))}


def test_a_name_in_other_letters_is_named_where_the_disk_is_blind_to_case(project: Path) -> None:
    (project / "data/2023/unit.yaml").rename(project / "data/2023/UNIT.yaml")
    for case_blind in "", "1":
        shown = run(project, "check-data", CASE_BLIND=case_blind)
        assert shown.returncode == 1
        assert "是否应为“unit.yaml”？" in shown.stdout


@pytest.fixture
def served(project: Path) -> Iterator[Client]:
    command = [sys.executable, "-m", "tests.support.bare_machine", "serve", "--no-browser"]
    with subprocess.Popen(command, cwd=project, env=environment(project), stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield Client(process.stdout.readline().strip().partition("：")[2])
        finally:
            process.terminate()
            process.wait(20)


def test_the_page_is_served_and_what_is_typed_is_saved(served: Client, project: Path) -> None:
    again = run(project, "serve", "--no-browser")
    assert again.returncode == 2
    assert served.address in again.stderr
    field = next(
        one
        for part in served.get("api/state")["parts"]
        for one in served.get(f"api/parts/{part['id']}")["fields"].values()
        if one["path"] == RECEPTIONS
    )
    before = (project / "data/2023/annex1.yaml").read_bytes()
    assert served.post("api/edit", {"edits": [{"field": field["id"], "hash": field["hash"], "text": "9.99"}]})
    assert (project / "data/2023/annex1.yaml").read_bytes() != before
    assert os.listdir(project / ".journal")  # noqa: PTH208 # whatever is kept
