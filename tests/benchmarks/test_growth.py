"""Growth is told as a power of the rows, and a long year of either kind is made so that it can be built."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.growth import exponent, made
from benchmarks.measuring import ROOT, Cost
from jixiao.build.stories import check_year
from jixiao.paths import Workspace


def test_what_grows_with_the_square_has_an_exponent_of_two() -> None:
    assert exponent([(100, Cost(9, 9, 9)), (1000, Cost(1, 1, 9)), (3000, Cost(9, 9, 9))]) == "2.00"
    assert exponent([(100, Cost(1, 1, 1))]) == ""


@pytest.mark.parametrize("described", [False, True])
def test_a_long_year_can_be_built(tmp_path: Path, described: bool) -> None:
    case = made(tmp_path / "year", 40, ROOT, described=described, limit=60)
    rows = [line for file in case.files for line in file.read_text("utf-8").splitlines() if "三级指标: " in line]
    assert len(rows) >= 40
    assert len(set(rows)) >= len(rows) - 1  # each form has its budget
    assert not [one for one in check_year(Workspace(case.root), 2023).findings if one.severity.name == "ERROR"]
