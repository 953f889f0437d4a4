"""``python -m jixiao`` is the program, wherever it is run."""

import subprocess
import sys
from pathlib import Path

from tests.support.project import ROOT


def test_the_package_is_run_as_the_program(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "jixiao", "--help"]
    done = subprocess.run(command, cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, capture_output=True, check=True)
    assert "整套 DOCX、PDF、ZIP" in done.stdout.decode()
    assert done.stderr == b""
