"""Slips in the made years of the described sets: how they are made, and that most are told."""

from pathlib import Path

import pytest

from benchmarks.described_slips import FIGURES, WORDS, copied, numbers_of, slipped, typed_otherwise, weighty


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("相邻两位颠倒", "64.075"),
        ("漏末一位", "46.07"),
        ("多打一位", "446.075"),
        ("小数点右移", "460.750"),
        ("元当作万元", "460750.000"),
    ],
)
def test_a_slip_is_what_a_finger_makes(kind: str, typed: str) -> None:
    assert slipped("46.075", kind) == typed


def test_a_slip_that_changes_nothing_is_none() -> None:
    assert (slipped("0", "小数点右移"), slipped("11", "相邻两位颠倒")) == (None, None)


def test_an_amount_typed_otherwise_is_told_and_mended_again(tmp_path: Path) -> None:
    workspace, year = copied("sichuan-2023", tmp_path)
    numbers = list(numbers_of(workspace.year(year) / "sichuan-2023"))
    assert {one.sort for one in numbers} == {FIGURES, WORDS}
    spent = next(one for one in numbers if one.path.endswith("财政资金.预算执行数"))
    with typed_otherwise(spent, "784.00"):
        assert [one.place.line for one in weighty(workspace, year)][:1] == [spent.line]
    assert weighty(workspace, year) == []
