"""The forms as plain cells: what was filed, and every value at the place where inspection finds it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from jixiao.paths import Workspace
from jixiao.render.parts import Inspection, inspect
from jixiao.render.passages import Passage, PrintedPassage, list_form_passages, parse_marks
from jixiao.render.printing import Print
from tests.support.docx import squeezed
from tests.support.package import folders, real_dossier
from tests.support.project import ROOT
from tests.support.texts import marked

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
        for print in (span.print for span in block.marks)
    }
    assert shown == found


def printed() -> list[Print]:
    return [one for one in inspection().prints if not one.where.startswith("报告")]


def test_a_bound_span_is_what_was_printed() -> None:
    for block in blocks():
        for span in block.marks:
            assert block.text[span.start : span.end].split() == span.print.printed.split()


@pytest.mark.parametrize(
    ("written", "spans"),
    [
        ("支出", []),
        (f"支出{marked('a', '12')}万元", [("a", 2, 4)]),
        (marked("a", ""), [("a", 0, 0)]),
        (f"{marked('a', '1')}{marked('a', '2')}", [("a", 0, 2)]),
        (f"{marked('a', '1')}{marked('b', '2')}", [("a", 0, 1), ("b", 1, 2)]),
    ],
)
def test_a_marked_text_is_a_text_and_the_spans_of_its_marks(written: str, spans: list[tuple[str, int, int]]) -> None:
    assert [(one.name, one.start, one.end) for one in parse_marks(written)[1]] == spans


def test_passages_say_the_same_wherever_they_stand() -> None:
    here, there = Passage("甲", (), "附件1", "第1行第1格"), Passage("甲", (), "附件2")
    assert here.says == there.says
    assert here.says != Passage(*parse_marks(marked("a", "甲"))).says


def test_a_passage_tells_its_words_its_values_and_its_frame_apart() -> None:
    one = Passage(*parse_marks(f"支出{marked('a', '12')}万元"))
    assert (one.text, one.fixed, one.values, one.frame) == ("支出12万元", "支出万元", {"a": "12"}, "支出〔a〕万元")


@pytest.mark.parametrize(
    ("where", "position", "spoken"),
    [
        ("附件2", "第2行第4格", "附件2 第2行第4格"),
        ("附件2", "", "附件2"),
        ("报告 二", "（一）第3段", "报告 二（一）第3段"),
        ("", "第3段", "第3段"),
    ],
)
def test_a_passage_says_where_it_stands(where: str, position: str, spoken: str) -> None:
    assert Passage("甲", (), where, position).spoken == spoken
