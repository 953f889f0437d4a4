"""Precision: each folder below cases/valid is a clean year in other words and with other figures.

What is right is never called wrong: no error, no warning. Hints are allowed; they are listed in ``expected.txt``, so
that a reader can judge each.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from jixiao.build.stories import build_package, check_year
from jixiao.findings import Severity
from jixiao.paths import Workspace
from tests.support.cases import SHARED, VALID, YEAR, expected, found_in, project_of, told
from tests.support.package import silent
from tests.support.project import ROOT, copy_project
from tests.support.slips import FOLDER as SLIPS

CASES = sorted(path for path in VALID.iterdir() if path.is_dir())
BUILT = ("forty-projects", "names-and-signs", "no-projects")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_clean_year_gives_neither_error_nor_warning(case: Path, tmp_path: Path) -> None:
    findings = found_in(case, tmp_path)
    assert told(one for one in findings if one.severity is not Severity.HINT) == ""
    assert told(findings) == expected(case), "if that is right: .venv/bin/python -m tests.support.cases"


MOST_HINTS = 8


@pytest.mark.parametrize("year", [2023, 2024])
def test_a_made_year_has_neither_error_nor_warning_and_few_hints(year: int, tmp_path: Path) -> None:
    shutil.copytree(SLIPS / "data", tmp_path / "data")
    (tmp_path / "templates").symlink_to(ROOT / "templates")
    findings = [one for one in check_year(Workspace(tmp_path), year).findings if not one.waived]
    assert told(one for one in findings if one.severity is not Severity.HINT) == ""
    assert len(findings) <= MOST_HINTS, told(findings)


def test_a_clean_year_has_few_hints() -> None:
    hints = {case.name: len(expected(case).splitlines()) for case in CASES}
    assert {name: count for name, count in hints.items() if count > MOST_HINTS} == {}


def test_the_real_year_has_no_error_or_warning_that_its_waivers_do_not_cover(tmp_path: Path) -> None:
    workspace = copy_project(tmp_path)
    findings = check_year(workspace, workspace.years()[-1]).findings
    assert told(one for one in findings if one.weighty) == ""


@pytest.mark.parametrize("name", ["base", "carried-over-only", "no-last-year", "report-at-length", "waived"])
def test_a_year_on_a_form_set_that_knows_no_newer_setting_is_as_clean(name: str, tmp_path: Path) -> None:
    """Such form sets are in use: ``form-set-before`` is yueyang-2023 as it was before the settings of November 2026."""
    workspace = project_of(VALID / name, tmp_path)
    templates = tmp_path / "templates"
    templates.unlink() if templates.is_symlink() else shutil.rmtree(templates)
    shutil.copytree(SHARED / "form-set-before", templates / "yueyang-2023")
    findings = [one for one in check_year(workspace, YEAR).findings if not one.waived]
    assert told(one for one in findings if one.severity is not Severity.HINT) == ""
    assert build_package(workspace, YEAR, step=silent, pdf=False).files


@pytest.mark.parametrize("name", BUILT)
def test_a_clean_year_builds(name: str, tmp_path: Path) -> None:
    workspace = project_of(VALID / name, tmp_path)
    outcome = build_package(workspace, YEAR, step=silent, pdf=False)
    assert outcome.files, told(outcome.findings)
    assert {path for path in outcome.files if not (workspace.output(YEAR) / path).is_file()} == set()


def test_the_clean_year_has_not_even_hints(tmp_path: Path) -> None:
    assert told(found_in(VALID / "base", tmp_path)) == ""
