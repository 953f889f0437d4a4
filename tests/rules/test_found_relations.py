"""What relations between numbers are made of."""

from __future__ import annotations

import pytest

from jixiao.rules.found_relations import unit_of
from jixiao.rules.prose_numerals import find_figures


@pytest.mark.parametrize(
    ("text", "unit"), [("36万度", "度"), ("12名", "人"), ("3.5万元", "元"), ("40%", "%"), ("2000平方米", "㎡")]
)
def test_a_unit_that_no_list_has_is_the_letter_behind_the_number(text: str, unit: str) -> None:
    assert unit_of(find_figures(text)[0]) == unit
