"""Sides of a comparison made of the clean made-up year of ``cases/valid/base``, edited or not, without Git."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from msgspec.structs import replace

from jixiao.build.steps import Inspected, open_year
from jixiao.paths import Workspace
from jixiao.review.fact_changes import FactComparison
from jixiao.review.make_review import make_review
from jixiao.review.review_types import Review, SideName
from jixiao.review.side import Side
from tests.support.cases import BASE
from tests.support.project import ROOT

YEAR = 2023
CLEAN = Workspace(BASE, ROOT / "templates")
PROJECTS = ("operation", "upkeep", "service")


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
def clean_side() -> Side:
    """Return the clean year as the old side."""
    return side_of(CLEAN, "原")


def review_after(workspace: Workspace) -> Review:
    """Return the review of the clean year against an edited copy of it."""
    return make_review(clean_side(), side_of(workspace))


def exchange(path: Path, first: str, second: str) -> None:
    """Let two indicators of one list, given by their words, change places."""
    text = path.read_text("utf-8")
    one, other = (_item(text, words) for words in (first, second))
    assert text.count(one + other) == 1, "they must be neighbours"
    path.write_text(text.replace(one + other, other + one), "utf-8", newline="\n")


def _item(text: str, words: str) -> str:
    [item] = re.findall(rf"      - 三级指标: {re.escape(words)}\n(?:        .*\n)+", text)
    return str(item)


def append(path: Path, text: str) -> None:
    """Add text to the end of a file."""
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def mirrored(comparison: FactComparison) -> FactComparison:
    """Return a comparison seen from the other side."""
    changes = tuple(replace(change, old=change.new, new=change.old) for change in comparison.changes)
    moves = tuple(replace(move, old=move.new, new=move.old) for move in comparison.moves)
    return FactComparison(comparison.new_year, comparison.old_year, changes, moves)
