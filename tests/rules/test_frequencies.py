"""So often a month, and how often in a year."""

from __future__ import annotations

import pytest

from jixiao.rules.frequencies import find_seldom, is_told_otherwise
from jixiao.targets import parse


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("每旬1次", "30次"),
        ("每半年1次", "1次"),
        ("两月一次", "4次"),
        ("每人每月1次", "每人6次"),
        ("按月发放，12次", "11次"),
        ("≥24次", "每月1次"),
    ],
)
def test_less_often_is_told(target: str, actual: str) -> None:
    assert find_seldom(parse(target), parse(actual), target, actual)


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("每旬1次", "36次"),
        ("每日1条", "250条"),
        ("≥12次", "每月1次"),
        ("≥52次", "每周1次"),
        ("≤24次", "每月1次"),
        ("每月1次", "每月1次"),
    ],
)
def test_as_often_is_not(target: str, actual: str) -> None:
    assert not find_seldom(parse(target), parse(actual), target, actual)


def test_so_often_a_month_compares_with_how_often_in_all() -> None:
    assert is_told_otherwise(parse("每人每月1次"), parse("每人12次"), "每人每月1次", "每人12次")
    assert not is_told_otherwise(parse("≥12场"), parse("12次"), "≥12场", "12次")
