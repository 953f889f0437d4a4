"""Numbered items: read, spoken, and the gaps between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.rules.items import find_gaps, find_items, strip_number


@given(st.integers(1, 99), st.sampled_from(["{}.", "{}、", "（{}）", "({})"]))
def test_a_whole_list_has_no_gaps(length: int, style: str) -> None:
    lines = [style.format(number) + "做好工作" for number in range(1, length + 1)]
    assert list(find_gaps(item for line in lines for item in find_items(line))) == []
    assert {strip_number(line) for line in lines} == {"做好工作"}


@given(st.integers(3, 30), st.data())
def test_a_list_that_lost_one_in_the_middle_has_one_gap(length: int, data: st.DataObject) -> None:
    lost = data.draw(st.integers(2, length - 1))
    lines = [f"{number}.做好工作" for number in range(1, length + 1) if number != lost]
    assert len(list(find_gaps(item for line in lines for item in find_items(line)))) == 1


@pytest.mark.parametrize(("words", "number"), [("九", 9), ("十", 10), ("十一", 11), ("二十", 20), ("九十九", 99)])
def test_chinese_numbers_are_read_and_written(words: str, number: int) -> None:
    [item] = find_items(f"（{words}）甲")
    assert (item.number, item.format()) == (number, f"（{words}）")
