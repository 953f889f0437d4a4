"""Precision: each folder below cases/valid is a clean year in other words and with other figures.

What is right is never called wrong: no error, no warning. Hints are allowed; they are listed in ``expected.txt``, so
that a reader can judge each.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao.build.stories import build_package
from jixiao.findings import Severity
from tests.support.cases import VALID, YEAR, expected, found_in, project_of, told
from tests.support.package import silent

CASES = sorted(path for path in VALID.iterdir() if path.is_dir())
BUILT = ("forty-projects", "names-and-signs", "no-projects")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_clean_year_gives_neither_error_nor_warning(case: Path, tmp_path: Path) -> None:
    findings = found_in(case, tmp_path)
    assert told(one for one in findings if one.severity is not Severity.HINT) == ""
    assert told(findings) == expected(case), "if that is right: .venv/bin/python -m tests.support.cases"


@pytest.mark.parametrize("name", BUILT)
def test_a_clean_year_builds(name: str, tmp_path: Path) -> None:
    project = project_of(VALID / name, tmp_path)
    outcome = build_package(project, YEAR, step=silent, pdf=False)
    assert outcome.files, told(outcome.findings)
    assert {path for path in outcome.files if not (project.output(YEAR) / path).is_file()} == set()


def test_the_clean_year_has_not_even_hints(tmp_path: Path) -> None:
    assert told(found_in(VALID / "base", tmp_path)) == ""
