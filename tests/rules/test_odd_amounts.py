"""Amounts unlike the others: more decimals, or a jump."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.diagnosis.made_year import spoilt
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
    assert [one.expected for one in told] == ["142.35？"] * moved


@pytest.mark.parametrize(("final", "jumps"), [("14.2", True), ("26.8", True), ("26.9", False)])
def test_a_third_of_the_budget_and_of_last_year_is_a_jump_and_told_once(
    tmp_path: Path, final: str, *, jumps: bool
) -> None:
    assert len(found("A109", spoilt(tmp_path, changed("150", final)).book)) == jumps
