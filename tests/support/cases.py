"""Cases laid over the clean year: a complete made-up unit of whose data the check has nothing to say.

The clean year lies in ``cases/valid/base``; the templates are the real ones. A folder below ``cases/valid`` is
another clean year, one below ``cases/rules`` a year that one rule objects to (``failing``) or lets pass. Each holds
the changes as ``tests.support.reading`` reads them. ``python -m tests.support.cases`` writes what is found anew into
the ``expected.txt`` of all of them; read the difference before keeping it.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from jixiao.build import pipeline
from jixiao.findings import Finding
from jixiao.paths import Workspace
from jixiao.rules.judge import STANDS_AS_FILED
from tests.support.project import ROOT
from tests.support.reading import EXPECTED, lay, refuse_positions

CASES = ROOT / "tests/cases"
VALID, RULES = CASES / "valid", CASES / "rules"
BASE = VALID / "base"
YEAR = 2023


def clean_project(target: Path) -> Workspace:
    """Return a copy of the clean year with the real templates below ``target``."""
    shutil.copytree(BASE, target, dirs_exist_ok=True)
    shutil.copytree(ROOT / "templates", target / "templates")
    return Workspace(target)


def project_of(case: Path, target: Path) -> Workspace:
    """Return the clean year below ``target`` with the changes of ``case``."""
    project = clean_project(target)
    if case != BASE:
        lay(case, target)
    return project


def found_in(case: Path, target: Path) -> list[Finding]:
    """Return what the check finds in a case, what a waiver covers left out."""
    findings = pipeline.check(project_of(case, target), YEAR).findings
    refuse_positions(findings)
    return [one for one in findings if one.waived in ("", STANDS_AS_FILED)]


def told(findings: Iterable[Finding]) -> str:
    """Return the findings one to a line: code, subject, what was found."""
    lines = (f"{one.code} {one.subject} {one.found}" for one in findings)
    return "".join(line.replace("\n", " ") + "\n" for line in lines)


def expected(case: Path) -> str:
    """Return what is to be found in a case; nothing where it does not say."""
    path = case / EXPECTED
    return path.read_text("utf-8") if path.exists() else ""


def main() -> None:
    """Write what is found into the cases."""
    for case in sorted([*VALID.iterdir(), *RULES.glob("*/failing")]):
        with tempfile.TemporaryDirectory() as folder:
            words = told(found_in(case, Path(folder)))
        (case / EXPECTED).write_text(words, "utf-8") if words else (case / EXPECTED).unlink(missing_ok=True)


if __name__ == "__main__":
    main()
