"""Amounts unlike the others: more decimals, or a jump."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao.findings import Severity
from tests.diagnosis.made_year import HERITAGE, spoilt
from tests.support.book import found
from tests.support.slips import Edit

PROCUREMENT = "预算: 150\n  决算: 142.3"


def changed(budget: str, final: str) -> Edit:
    return Edit("annex1.yaml", PROCUREMENT, f"预算: {budget}\n  决算: {final}")


@pytest.mark.parametrize(
    ("budget", "final", "moved"),
    [("150", "14.235", True), ("150", "131.025", False), ("150", "14.23", False), ("150.125", "14.235", False)],
)
def test_one_decimal_more_and_a_tenth_is_a_point_moved(tmp_path: Path, budget: str, final: str, *, moved: bool) -> None:
    told = found("A108", spoilt(tmp_path, changed(budget, final)).book)
    assert [one.expected for one in told if one.severity is Severity.WARNING] == ["142.35？"] * moved


def test_one_decimal_more_is_a_hint_where_nothing_else_is_odd(tmp_path: Path) -> None:
    [only] = found("A108", spoilt(tmp_path, changed("150", "131.025")).book)
    assert only.severity is Severity.HINT


@pytest.mark.parametrize(("first", "whole", "told"), [("0", "60", True), ("60", "60", False), ("0", "0", False)])
def test_a_project_that_went_on_has_a_first_budget(tmp_path: Path, first: str, whole: str, *, told: bool) -> None:
    edit = Edit(HERITAGE, "年初预算数: 60\n    全年预算数: 60", f"年初预算数: {first}\n    全年预算数: {whole}")
    assert len(found("A110", spoilt(tmp_path, edit).book)) == told


@pytest.mark.parametrize(("final", "jumps"), [("14.2", True), ("26.8", True), ("26.9", False)])
def test_a_third_of_the_budget_and_of_last_year_is_a_jump_and_told_once(
    tmp_path: Path, final: str, *, jumps: bool
) -> None:
    assert len(found("A109", spoilt(tmp_path, changed("150", final)).book)) == jumps
