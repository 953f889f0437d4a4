"""What a target may be, and how it is written."""

from hypothesis import given

from jixiao.targets import (
    Quantity,
    format_quantity,
    parse,
)
from tests.support.drawn_targets import quantities


@given(quantities())
def test_a_printed_quantity_reads_back_as_itself(quantity: Quantity) -> None:
    assert parse(format_quantity(quantity)) == quantity
