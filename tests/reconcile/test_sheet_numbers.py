"""Printed numbers stored in cells and read back."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.reconcile.sheet_numbers import as_stored_number, is_same_number, print_stored_number


@pytest.mark.parametrize("text", ["1.36", "0", "-2.5", "5.00", "98.5%", "100%", "518.29"])
def test_a_plain_number_comes_back_as_the_same_number(text: str) -> None:
    number = as_stored_number(text)
    assert number is not None
    assert is_same_number(text, print_stored_number(float(number), percent=text.endswith("%")))


@pytest.mark.parametrize(
    "text", ["", "无", "〔待填〕", "01", "1,234.5", "12345678901234567", "0.1234567890123456", "5万"]
)
def test_what_would_not_come_back_exactly_stays_a_text(text: str) -> None:
    assert as_stored_number(text) is None


@given(st.decimals(min_value=0, max_value=10**9, places=4, allow_nan=False))
def test_amounts_of_forms_survive_the_float_exactly(amount: Decimal) -> None:
    number = as_stored_number(f"{amount:f}")
    assert number is not None
    assert Decimal(print_stored_number(float(number), percent=False)) == amount


def test_a_per_cent_is_no_plain_number() -> None:
    assert not is_same_number("98%", "98")
    assert is_same_number("98.0%", "98%")
    assert is_same_number("1,234.50", "1234.5")
