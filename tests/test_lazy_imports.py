"""A check starts quickly: libraries that only documents, charts or clusters need are not imported for it."""

import os
import subprocess
import sys
from pathlib import Path

from tests.support.cases import clean_project
from tests.support.project import ROOT

HEAVY = {
    "asyncio",
    "concurrent.futures",
    "dask",
    "distributed",
    "multiprocessing",
    "docx",
    "docxtpl",
    "matplotlib",
    "openpyxl",
    "pikepdf",
    "pypandoc",
    "pypdfium2",
    "subprocess",
    "xlsxwriter",
}
RUN = """
import sys
from jixiao.cli import main
main(["check-data", "2023"])
print(*sorted(sys.modules), file=sys.stderr)
"""


def test_a_check_imports_no_library_that_only_other_commands_need(tmp_path: Path) -> None:
    clean_project(tmp_path)
    run = subprocess.run(
        [sys.executable, "-c", RUN],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        capture_output=True,
        timeout=120,
        check=True,
    )
    imported = set(run.stderr.decode().split())
    assert "pydantic" in imported
    assert imported & HEAVY == set()
    rooms = {
        f"jixiao.{name}" for name in ("importing", "publish.pdf", "build.described_case", "readback.docx_passages")
    }
    assert imported & rooms == set()
