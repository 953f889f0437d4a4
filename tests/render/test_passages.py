"""The forms as plain cells: what was filed, and every value at the place where inspection finds it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from jixiao.paths import Workspace
from jixiao.render.parts import Inspection, inspect
from jixiao.render.passages import PrintedPassage, list_form_passages
from jixiao.render.printing import Print
from tests.support.docx import squeezed
from tests.support.package import folders, real_dossier
from tests.support.project import ROOT

FILED: dict[str, dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "data/annexes-2023.json").read_text(encoding="utf-8")
)


@cache
def inspection() -> Inspection:
    return inspect(real_dossier(), folders(Workspace(ROOT)))


@cache
def blocks() -> tuple[PrintedPassage, ...]:
    prints = {one.mark: one for one in inspection().prints}
    return tuple(
        block for label, page in inspection().pages.items() for block in list_form_passages(page, label, prints)
    )


@pytest.mark.parametrize("annex", FILED.values(), ids=FILED.keys())
def test_the_cells_are_those_filed(annex: dict[str, Any]) -> None:
    cells: dict[int, list[str]] = {}
    for one in blocks():
        if one.where == annex["label"] and one.row:
            cells.setdefault(one.row, []).append(squeezed(one.text))
    assert list(cells.values()) == [[squeezed(cell) for cell in row] for row in annex["rows"]]


@pytest.mark.parametrize("annex", FILED.values(), ids=FILED.keys())
def test_what_stands_outside_the_tables_is_what_was_filed(annex: dict[str, str]) -> None:
    outside = [squeezed(one.text) for one in blocks() if one.where == annex["label"] and not one.row]
    assert outside == [squeezed(line) for line in (annex["label"], annex["title"], *annex["notes"])]


def test_every_value_stands_where_inspection_finds_it() -> None:
    found = {(one.where, one.path, one.occurrence, one.row, one.cell, one.printed) for one in printed()}
    shown = {
        (print.where, print.path, print.occurrence, block.row, block.cell, print.printed)
        for block in blocks()
        for print in (bound.print for bound in block.bound)
    }
    assert shown == found


def printed() -> list[Print]:
    return [one for one in inspection().prints if not one.where.startswith("报告")]


def test_a_bound_span_is_what_was_printed() -> None:
    for block in blocks():
        for bound in block.bound:
            assert block.text[bound.start : bound.end].split() == bound.print.printed.split()
