"""A cell of the accounts in the unit of a field, rounded as the form set prints money."""

from decimal import Decimal

import pytest
from msgspec.structs import replace
from pydantic_core import PydanticCustomError

from jixiao.figures import DrawnCell
from jixiao.model.drawn_amounts import in_money_unit, read_drawn
from jixiao.model.wanted_number import want_number

CELL = DrawnCell("a.xlsx", "表", "B2", Decimal("13650.5"), "元", is_own_unit=False, percent=False, places=2)


def read(cell: DrawnCell, unit: str) -> str:
    return str(read_drawn(cell, want_number(unit=unit, signed=True, whole=False)))


def test_money_is_brought_into_the_unit_and_rounded_half_up() -> None:
    assert read(CELL, "万元") == "1.37"
    assert read(replace(CELL, places=4), "万元") == "1.3651"
    assert read(CELL, "元") == "13650.5"
    assert read(replace(CELL, unit="亿元", amount=Decimal("0.5")), "万元") == "5000"


def test_a_field_without_unit_takes_money_in_ten_thousands_and_counts_as_they_are() -> None:
    assert read(CELL, "") == "1.37"
    assert read(replace(CELL, unit="辆", amount=Decimal(3)), "") == "3"


def test_per_cents_are_read_where_one_can_tell() -> None:
    assert read(replace(CELL, amount=Decimal("0.95"), unit="", percent=True), "%") == "95"
    with pytest.raises(PydanticCustomError, match="单位"):
        read(replace(CELL, amount=Decimal("0.95"), unit="", percent=None), "%")


@pytest.mark.parametrize(("stated", "unit"), [("", "万元"), ("辆", "万元"), ("元", "人")])
def test_another_unit_is_refused(stated: str, unit: str) -> None:
    with pytest.raises(PydanticCustomError, match="单位"):
        read(replace(CELL, unit=stated, is_own_unit=True), unit)


def test_what_is_no_money_is_none_in_its_units() -> None:
    assert in_money_unit(replace(CELL, unit="人"), "万元") is None
