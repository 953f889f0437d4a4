"""The front door finds the environment, or says in one line what to do."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def a_clone_whose_command_needs(tmp_path: Path, module: str) -> Path:
    clone = tmp_path / "绩效 材料"
    (clone / "jixiao" / "cli").mkdir(parents=True)
    (clone / "jixiao" / "__init__.py").touch()
    command = f"def main():\n    import {module}\n    return 0\n"
    (clone / "jixiao" / "cli" / "__init__.py").write_text(command, encoding="utf-8")
    shutil.copy(ROOT / "build.py", clone)
    return clone


def an_environment_that_answers(clone: Path, script: str) -> None:
    python = clone / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    python.chmod(0o755)


def build(clone: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, clone / "build.py", *arguments],
        cwd=clone.parent,
        env=os.environ | {"PYTHONUTF8": "1", "PYTHONPATH": ""},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_a_clone_that_was_never_set_up_says_what_to_run(tmp_path: Path) -> None:
    run = build(a_clone_whose_command_needs(tmp_path, "not_installed_anywhere"), "report")
    assert run.returncode == 3
    assert run.stderr == "运行环境没有装好（缺少 not_installed_anywhere）。请先执行：make setup\n"


def test_the_environment_of_the_clone_takes_over_with_the_same_arguments(tmp_path: Path) -> None:
    clone = a_clone_whose_command_needs(tmp_path, "not_installed_anywhere")
    an_environment_that_answers(clone, 'shift; echo "$@"; exit 7')
    run = build(clone, "report", "2023")
    assert (run.returncode, run.stdout) == (7, "report 2023\n")


def test_a_python_that_has_everything_is_not_exchanged(tmp_path: Path) -> None:
    clone = a_clone_whose_command_needs(tmp_path, "json")
    an_environment_that_answers(clone, "exit 7")
    assert build(clone, "report").returncode == 0
