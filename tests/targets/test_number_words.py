"""Numbers in Chinese, written and read."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.targets.number_words import chinese, in_chinese, read_arabic, read_multiplier

WRITTEN = [
    (0, "零"),
    (1, "一"),
    (10, "十"),
    (11, "十一"),
    (20, "二十"),
    (99, "九十九"),
    (100, "一百"),
    (101, "一百零一"),
    (110, "一百一十"),
    (1005, "一千零五"),
    (10050, "一万零五十"),
    (100000, "十万"),
]


@pytest.mark.parametrize(("number", "words"), WRITTEN)
def test_numbers_are_written_as_one_says_them(number: int, words: str) -> None:
    assert in_chinese(number) == words


def test_the_numbers_of_headings_are_all_different() -> None:
    assert len({in_chinese(number) for number in range(1, 100)}) == 99


@given(st.integers(0, 10**11))
def test_what_is_written_is_read_as_the_same_number(number: int) -> None:
    assert chinese(in_chinese(number)) == number


@pytest.mark.parametrize(("words", "number"), [("三点五万", "35000"), ("〇点二五", "0.25"), ("两百", "200")])
def test_places_and_other_digits_are_read(words: str, number: str) -> None:
    assert chinese(words) == Decimal(number)


@pytest.mark.parametrize("words", ["三百五", "一一", "十十", "百三"])
def test_what_nobody_would_write_is_no_number(words: str) -> None:
    assert chinese(words) is None


def test_digits_may_be_in_groups() -> None:
    assert read_arabic("1,200.50") == Decimal("1200.50")


@pytest.mark.parametrize(("word", "factor"), [("", 1), ("万", 10**4), ("百亿", 10**10)])
def test_words_multiply(word: str, factor: int) -> None:
    assert read_multiplier(word) == factor


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_a_chinese_numeral_reads_back_as_itself(number: int) -> None:
    assert chinese(in_chinese(number)) == number
