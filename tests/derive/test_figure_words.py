"""How a value is worded where it is printed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao.derive.figure_words import format_figure, format_value
from jixiao.figures import MONEY, RATE, Figure, Text
from jixiao.findings import Place

HERE = Place("a.yaml", 1, 1)


@pytest.mark.parametrize(
    ("figure", "places", "words"),
    [
        (Figure(Decimal("5.00"), MONEY, HERE), None, "5.00"),
        (Figure(Decimal("5"), MONEY, HERE), 2, "5.00"),
        (Figure(Decimal("0.985"), RATE, HERE, places=1), None, "98.5%"),
        (Figure(Decimal(0), RATE, HERE, literal="不适用"), None, "不适用"),
    ],
)
def test_a_figure_is_worded_as_entered_or_as_the_set_says(figure: Figure, places: int | None, words: str) -> None:
    assert format_figure(figure, places) == words


def test_a_text_is_its_own_wording() -> None:
    assert format_value(Text("52万页", HERE, "完成值")) == "52万页"
