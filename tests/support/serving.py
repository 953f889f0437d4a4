"""The real server of ``make serve`` on a copy of a project, as a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from jixiao.paths import Workspace
from tests.support.project import ROOT

_PROGRAM = """
import sys
from pathlib import Path
from jixiao.paths import Workspace
from jixiao.serve.serve_run import serve_year
root, templates, year, read_only = sys.argv[1:]
workspace = Workspace(Path(root), Path(templates)) if templates else Workspace(Path(root))
serve_year(workspace, int(year), lambda address: print(address, flush=True), read_only=bool(read_only))
"""


@contextmanager
def serving(workspace: Workspace, year: int, *, read_only: bool = False, kill: bool = False) -> Iterator[str]:
    """Yield the address of the page of a year, served by a process that ends afterwards, or is killed."""
    told = (workspace.root, workspace.shared_templates or "", year, "1" * read_only)
    command = [sys.executable, "-c", _PROGRAM, *map(str, told)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.kill() if kill else process.terminate()
            process.wait(20)
