"""Sides of a comparison made of the real project, edited or not, without Git."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jixiao.build.steps import Inspected, open_year
from jixiao.paths import Workspace
from jixiao.review.make_review import review_of
from jixiao.review.review_types import Review, SideName
from jixiao.review.side import Side
from tests.support.project import ROOT

YEAR = 2023


def side_of(workspace: Workspace, name: str = "现") -> Side:
    """Return a project's year as one side, without rendered parts."""
    case = open_year(workspace, YEAR, draft=True)  # with errors it is not judged, and is a side all the same
    assert isinstance(case, Inspected), [str(one.found) for one in case.findings]
    templates = {path.name: path.read_bytes() for path in workspace.form_set("yueyang-2023").glob("*.docx")}
    return Side(
        SideName(name, YEAR),
        case.submission,
        case.dossier,
        tuple(case.inspection.prints),
        case.inspection.paragraphs,
        tuple(case.findings),
        templates=templates,
    )


@cache
def real_side() -> Side:
    """Return the real project as the old side."""
    return side_of(Workspace(ROOT), "原")


def review_after(workspace: Workspace) -> Review:
    """Return the review of the real project against an edited copy of it."""
    return review_of(real_side(), side_of(workspace))


def exchange(path: Path, first: str, second: str) -> None:
    """Let two neighbouring list items of a YAML file, given by their first lines, change places."""
    text = path.read_text("utf-8")
    start, middle = text.index(first), text.index(second)
    end = text.index("\n      - ", middle + 1) + 1
    path.write_text(text[:start] + text[middle:end] + text[start:middle] + text[end:], "utf-8")


def appended(path: Path, text: str) -> None:
    """Add text to the end of a file."""
    path.write_text(path.read_text("utf-8") + text, "utf-8")
