"""Units of one dimension convert; counters are their own."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from jixiao.targets.measures import COUNTER, UNIT, find_base_unit


@pytest.mark.parametrize(
    ("written", "base", "size"),
    [
        ("公顷", "㎡", "10000"),
        ("平方米", "㎡", "1"),
        ("公里", "米", "1000"),
        ("吨", "克", "1000000"),
        ("‰", "%", "0.1"),
        ("成", "%", "10"),
        ("个小时", "秒", "3600"),
        ("日", "天", "1"),
        ("个工作日", "工作日", "1"),
    ],
)
def test_a_unit_has_a_base_and_a_size(written: str, base: str, size: str) -> None:
    assert find_base_unit(written) == (base, Decimal(size))


@pytest.mark.parametrize("counter", ["人次", "卷", "台次", "GB", "什么"])
def test_a_counter_is_its_own_base(counter: str) -> None:
    assert find_base_unit(counter) == (counter, Decimal(1))


@pytest.mark.parametrize("unit", ["卷(件)", "次/年", "元/㎡", "个百分点", "平方公里"])
def test_units_are_read_whole_the_longest_first(unit: str) -> None:
    assert re.fullmatch(UNIT, unit)
    assert re.match(COUNTER, "人次")[0] == "人次"  # type: ignore[index]
