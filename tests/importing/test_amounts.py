"""Amounts and days as people type them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.importing.amounts import Amount, number_of, places_of, read_amount, read_day, unit_note


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("5", "5"),
        ("5.00", "5.00"),
        ("１２．５０", "12.50"),
        (" 1,048.71　", "1048.71"),
        ("1，048.71", "1048.71"),
        ("5万元", "5"),
        ("50000元", "5"),
        ("0.5亿元", "5000"),
        ("7.50.", "7.50"),
        (".5", "0.5"),
        ("-3.2", "-3.2"),
        ("−3.2", "-3.2"),
        ("05", "5"),
        ("—", "0"),
        ("/", "0"),
        ("无", "0"),
        ("", "0"),
    ],
)
def test_amounts_become_plain_digits_in_ten_thousands(text: str, digits: str) -> None:
    found = read_amount(text, "万元")
    assert found
    assert found.digits == digits


def test_what_was_done_is_told_and_nothing_where_nothing_was() -> None:
    assert read_amount("5.00", "万元") == Amount("5.00")
    assert read_amount("5万元", "万元") == Amount("5", "“5万元”写作 5")
    assert read_amount("", "万元") == Amount("0", "空白按 0")


@pytest.mark.parametrize("text", ["约5万元", "12次", "100%", "1.2.3", "五万", "1,23,4", "9" * 70, "5-6"])
def test_what_is_no_amount_is_none(text: str) -> None:
    assert read_amount(text, "万元") is None


def test_the_unit_of_the_heading_counts_where_the_cell_says_none() -> None:
    found = [read_amount("50000", "万元", "元"), read_amount("5万元", "万元", "元"), read_amount("21", "人", "元")]
    assert [one.digits for one in found if one] == ["5", "5", "21"]


@pytest.mark.parametrize(
    ("text", "unit"),
    [("经费控制情况（元）", "元"), ("单位：万元", "万元"), ("金额单位:元", "元"), ("编制数（人）", None)],
)
def test_headings_state_units(text: str, unit: str | None) -> None:
    assert unit_note(text) == unit


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_yuan_and_ten_thousands_are_the_same_amount(value: Decimal) -> None:
    in_yuan = read_amount(f"{value:,}元", "万元")
    assert in_yuan
    assert Decimal(in_yuan.digits) * 10000 == value


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2024年6月27日", "2024-06-27"),
        ("2024 年 6 月 27 日", "2024-06-27"),
        ("２０２４．６．２７", "2024-06-27"),
        ("二〇二四年六月二十七日", "2024-06-27"),
        ("2024年2月30日", None),
        ("六月", None),
    ],
)
def test_days_are_read_in_any_writing(text: str, found: str | None) -> None:
    assert read_day(text) == found


def test_printed_numbers_are_compared_by_value_and_decimals() -> None:
    assert (number_of("99.90%"), places_of("99.90%")) == (Decimal("99.90"), 2)
    assert (number_of("不适用"), number_of("")) == (None, None)


@pytest.mark.parametrize("text", ["①", "1.36²", "½", "Ⅷ"])
def test_numerals_of_lists_and_raised_ones_are_no_amounts(text: str) -> None:
    assert (read_amount(text, "万元"), number_of(text)) == (None, None)


def test_square_metres_are_a_unit() -> None:
    assert number_of("1200m²") == number_of("1200㎡") == Decimal(1200)
