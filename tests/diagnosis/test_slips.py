"""Slips of the keyboard are told from what was typed and what was meant, and a wrong point is undone."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jixiao.diagnosis.slips import COSTS, Slip, recognize, undo_point

AMOUNTS = st.decimals("0.01", "99999.99", places=2)


@pytest.mark.parametrize(
    ("typed", "meant", "slip"),
    [
        ("118.5", "11.85", Slip.POINT),
        ("1.185", "11.85", Slip.POINT),
        ("0.01185", "11.85", Slip.POINT),
        ("11500", "1.15", Slip.YUAN),
        ("0.00115", "11.5", Slip.TEN_THOUSAND),
        ("59.8", "58.9", Slip.TRANSPOSED),
        ("54.2", "52.4", Slip.TRANSPOSED),
        ("1.02", "1.2", Slip.TRANSPOSED),
        ("5", "0.5", Slip.POINT),
        ("58", "58.9", Slip.LOST),
        ("5.9", "58.9", Slip.LOST),
        ("558.9", "58.9", Slip.EXTRA),
        ("58.99", "58.9", Slip.EXTRA),
        ("68.9", "58.9", Slip.KEY),
        ("28.9", "58.9", Slip.KEY),
        ("38.9", "58.9", Slip.DIGIT),
        ("-58.9", "58.9", Slip.SIGN),
        ("31.5", "-31.5", Slip.SIGN),
        ("0", "58.9", Slip.LEFT_ZERO),
        ("12", "58.9", Slip.OTHER),
        ("58.9", "0", Slip.OTHER),
    ],
)
def test_a_slip_is_told_from_both_numbers(typed: str, meant: str, slip: Slip) -> None:
    assert recognize(Decimal(typed), Decimal(meant)) is slip


@given(AMOUNTS, st.integers(1, 3))
def test_a_moved_point_is_recognized_and_undone(meant: Decimal, tens: int) -> None:
    typed = meant.scaleb(tens)
    assert recognize(typed, meant) is Slip.POINT
    assert (meant, Slip.POINT) in list(undo_point(typed))


@given(AMOUNTS)
def test_yuan_for_ten_thousand_yuan_is_recognized_and_undone(meant: Decimal) -> None:
    assert recognize(meant.scaleb(4), meant) is Slip.YUAN
    assert (meant, Slip.YUAN) in list(undo_point(meant.scaleb(4)))


@given(AMOUNTS, st.data())
def test_two_digits_turned_are_recognized_wherever_they_stand(meant: Decimal, data: st.DataObject) -> None:
    digits = f"{meant:.2f}".replace(".", "")
    at = data.draw(st.integers(0, len(digits) - 2))
    assume(digits[at] != digits[at + 1])
    turned = Decimal(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]).scaleb(-2)
    assert COSTS[recognize(turned, meant)] <= COSTS[Slip.TRANSPOSED]


@given(AMOUNTS, AMOUNTS)
def test_whatever_was_typed_there_is_a_word_for_it(typed: Decimal, meant: Decimal) -> None:
    assume(typed != meant)
    assert recognize(typed, meant).value


def test_every_slip_has_its_cost_and_what_is_likelier_costs_less() -> None:
    assert set(COSTS) == set(Slip)
    assert max(COSTS.values()) == COSTS[Slip.OTHER]


def test_nothing_is_undone_of_nothing_and_a_sign_only_below_zero() -> None:
    assert list(undo_point(Decimal(0))) == []
    assert (Decimal("3.5"), Slip.SIGN) in list(undo_point(Decimal("-3.5")))
    assert Slip.SIGN not in [slip for _, slip in undo_point(Decimal("3.5"))]
