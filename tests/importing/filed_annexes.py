"""The annexes of a filed package as rows of cells, to be changed and imported."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from jixiao.importing.documents import Document, FiledGrid, FiledLine
from jixiao.importing.import_result import ImportResult
from jixiao.importing.import_run import NO_OPTIONS, plan_documents
from jixiao.paths import Workspace
from jixiao.source.nodes import parse_yaml
from tests.support.imported import YEAR, scalars_of
from tests.support.project import ROOT

Rows = list[list[str]]
LABELS = {
    "annex1": "附件1",
    "annex2": "附件2",
    "annex5": "附件5",
    **{f"annex3-{n}": f"附件3（{n}）" for n in range(1, 6)},
}


def reference() -> dict[str, Rows]:
    read: dict[str, Any] = json.loads((ROOT / "tests/data/annexes-2023.json").read_text("utf-8"))
    return {name: one["rows"] for name, one in read.items()}


def blocks(annexes: dict[str, Rows]) -> list[FiledLine | FiledGrid]:
    """Return the annexes as they stand in a file, each under its label."""
    pairs = ((FiledLine(LABELS[name]), FiledGrid(tuple(map(tuple, rows)))) for name, rows in annexes.items())
    return [block for pair in pairs for block in pair]


def plan_with(workspace: Workspace, change: Callable[[dict[str, Rows]], object]) -> ImportResult:
    """Return the plan for the reference's annexes after a change to them."""
    annexes = reference()
    change(annexes)
    return plan_documents(workspace, YEAR, [Document("报送件.docx", tuple(blocks(annexes)))], NO_OPTIONS)


def values(plan: ImportResult, name: str) -> dict[str, str | None]:
    return scalars_of(parse_yaml(plan.files[name].decode(), name, "").tree)
