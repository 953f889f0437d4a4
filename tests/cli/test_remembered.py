"""A check of what has not changed says the same at once; whatever could change its words makes it check again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from jixiao import cache, pipeline
from jixiao.cli import main
from jixiao.paths import Project
from tests.support.cases import clean_project
from tests.support.project import ROOT, edit

HEAVY = {
    "docx",
    "docxtpl",
    "pypandoc",
    "pikepdf",
    "openpyxl",
    "xlsxwriter",
    "dask",
    "distributed",
    "matplotlib",
    "numpy",
}
RUN = """
import sys
from jixiao.cli import main
main(["check-data", "2023"])
print(*sorted(sys.modules), file=sys.stderr)
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The clean year, in which commands run, with a cache of its own."""
    monkeypatch.setattr(cache, "FOLDER", tmp_path / "cache")
    monkeypatch.chdir(tmp_path)
    return clean_project(tmp_path)


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The years really checked, as they are."""
    years: list[int] = []
    check = pipeline.check

    def counted(project: Project, year: int) -> pipeline.Outcome:
        years.append(year)
        return check(project, year)

    monkeypatch.setattr(pipeline, "check", counted)
    return years


def told(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str]:
    return main(["check-data", "2023", *options]), capsys.readouterr().out


def test_what_has_not_changed_is_not_checked_again(
    project: Project, checks: list[int], capsys: pytest.CaptureFixture[str]
) -> None:
    edit(project.year(2023) / "annex1.yaml", "  在职人数: 27", "  在职人数: 31")
    first, second = told(capsys), told(capsys)
    assert first == second
    assert "在职人数" in first[1]
    assert checks == [2023]


def test_a_changed_figure_is_checked(project: Project, checks: list[int], capsys: pytest.CaptureFixture[str]) -> None:
    before = told(capsys)
    edit(project.year(2023) / "annex1.yaml", "  在职人数: 27", "  在职人数: 31")
    assert told(capsys) != before
    edit(project.year(2023) / "annex1.yaml", "  在职人数: 31", "  在职人数: 27")
    assert told(capsys) == before
    assert checks == [2023, 2023]


def test_a_file_more_another_day_and_another_option_make_it_check_again(
    project: Project, checks: list[int], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told(capsys)
    (project.year(2023) / "另存.yaml").write_text("甲: 1\n", "utf-8")
    assert told(capsys)[0] == 1
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    told(capsys)
    told(capsys, "--strict")
    told(capsys, "--json")
    assert len(checks) == 5


def test_where_nothing_can_be_kept_it_is_checked_each_time(
    project: Project, checks: list[int], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "FOLDER", project.root / "data/2023/unit.yaml")
    assert told(capsys) == told(capsys)
    assert len(checks) == 2


def modules_of_a_check(folder: Path) -> set[str]:
    run = subprocess.run(
        [sys.executable, "-c", RUN],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        capture_output=True,
        timeout=120,
        check=True,
    )
    return set(run.stderr.decode().split())


def test_a_check_imports_no_library_that_only_documents_or_clusters_need(tmp_path: Path) -> None:
    clean_project(tmp_path)
    first, again = modules_of_a_check(tmp_path), modules_of_a_check(tmp_path)
    assert "pydantic" in first
    assert first & (HEAVY | {"asyncio"}) == set()
    assert again & (HEAVY | {"pydantic", "jinja2", "lxml", "ruamel.yaml"}) == set()
