"""Years opened as far as a test needs them: one that did not get there fails the test."""

from __future__ import annotations

from jixiao.build.steps import Inspected, Judged, inspect_year, open_year
from jixiao.build.year_documents import Documents, render_documents
from jixiao.paths import Workspace
from tests.support.package import YEAR, silent
from tests.support.project import ROOT


def inspected(workspace: Workspace, year: int = YEAR, *, draft: bool = False) -> Inspected:
    """Return a year that could be inspected."""
    case = inspect_year(workspace, year, draft=draft)
    assert isinstance(case, Inspected), case.findings
    return case


def judged(workspace: Workspace, year: int = YEAR, *, draft: bool = False) -> Judged:
    """Return a year that the rules could be asked about."""
    case = open_year(workspace, year, draft=draft)
    assert isinstance(case, Judged), case.findings
    return case


def rendered(case: Inspected) -> Documents:
    """Return the documents of a year that can be filled in."""
    made = render_documents(case, silent)
    assert isinstance(made, Documents), made
    return made


def cell_of(path: str) -> str:
    """Return the first cell that prints a value of the real year, as messages say it: tests quote no position."""
    case = inspected(Workspace(ROOT))
    return next(one.spoken for one in case.inspection.prints if one.path == path)
