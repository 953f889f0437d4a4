"""The made year of the slips table, with single lines of it typed otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jixiao.build.steps import Judged
from jixiao.findings import Finding
from tests.support.opened import judged
from tests.support.slips import YEAR, Desk, Edit

HERITAGE, FESTIVAL = "projects/04-heritage.yaml", "projects/06-festival.yaml"
OUTTURN = "各项目.heritage.资金.当年财政拨款.全年执行数"
TURNED = Edit(HERITAGE, "全年执行数: 58.9", "全年执行数: 59.8")
TEN_TIMES = Edit(FESTIVAL, "全年执行数: 11.85", "全年执行数: 118.5")


def said(desk: Desk, *edits: Edit) -> tuple[Finding, ...]:
    """Return the errors and warnings of the year with some edits, in order."""
    return desk.said(edits).findings


def line_of(desk: Desk, edit: Edit) -> tuple[str, int]:
    """Return where an edit changes a line."""
    return f"data/{YEAR}/{edit.file}", edit.line


def spoilt(folder: Path, *edits: Edit) -> Judged:
    """Return the year with some edits made for good, judged."""
    desk = Desk(folder)
    for edit in edits:
        edit.apply(desk.folder)
    return judged(desk.project, YEAR)


def places(findings: tuple[Finding, ...]) -> Iterator[tuple[str, int]]:
    """Yield the lines findings are told at."""
    return ((one.place.file, one.place.line) for one in findings)
