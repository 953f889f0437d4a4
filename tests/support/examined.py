"""Packages handed in to be examined: ours without marks and map, and what examining the made unit's comes to."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from benchmarks.examined_report import without_origin
from jixiao.build.stories import build_package
from jixiao.docx.package import read_package, write_package
from jixiao.examine.examine_story import ExamineOptions, examine_opened
from jixiao.examine.examined_paper import ExaminedPaper
from jixiao.examine.handed_in import HandedIn, read_handed_in
from jixiao.paths import Workspace
from tests.support.made_unit import MADE, copy_made_years
from tests.support.package import silent
from tests.support.project import ROOT

YEAR = 2024
BODY = "word/document.xml"
FORMS = Workspace(MADE.root / "nobody", ROOT / "templates")
"""The form sets, and no data."""


@cache
def handed_in_parts() -> dict[str, bytes]:
    """Return the made unit's parts and its whole package (全部) as foreign files, by their labels."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = copied_project(Path(folder) / "made")
        outcome = build_package(workspace, YEAR, step=silent, pdf=False)
        assert outcome.files, [f"{one.code} {one.place} {one.found}" for one in outcome.findings]
        output = workspace.output(YEAR)
        parts = {path.stem.split("-")[1]: path.read_bytes() for path in (output / "分件").iterdir()}
        [whole] = output.glob("*.docx")
        return {label: without_origin(data) for label, data in {**parts, "全部": whole.read_bytes()}.items()}


def rewritten_part(label: str, old: str, new: str) -> bytes:
    """Return a part in which some text, which one run of it holds, reads otherwise once."""
    members = read_package(handed_in_parts()[label])
    body = members[BODY].decode()
    assert f">{old}<" in body or old in body, old
    put = body.replace(f">{old}<", f">{new}<", 1) if f">{old}<" in body else body.replace(old, new, 1)
    return write_package({**members, BODY: put.encode()})


def examined(*files: HandedIn, year: int | None = None, workspace: Workspace = FORMS) -> ExaminedPaper:
    """Return what files come to."""
    return examine_opened(workspace, files, ExamineOptions(year), step=silent)


def examined_part(label: str, data: bytes | None = None) -> ExaminedPaper:
    """Return what a part of the made unit comes to, as it is or as given."""
    return examined(read_handed_in(f"{label}.docx", handed_in_parts()[label] if data is None else data))


@cache
def examined_whole() -> ExaminedPaper:
    """Return what the made unit's whole package comes to."""
    return examined_part("全部")


def codes_of(paper: ExaminedPaper) -> list[str]:
    """Return the codes of weight that a paper's findings have, in order."""
    return sorted(one.finding.code for one in paper.placed if one.finding.weighty)


def copied_project(folder: Path) -> Workspace:
    """Return a copy of the made unit's project."""
    return copy_made_years(folder, "2023", "2024")
