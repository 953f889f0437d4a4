"""Where a value was typed."""

from decimal import Decimal

from jixiao.figures import Figure, Text
from jixiao.findings import Place
from jixiao.rules.described_fault import place_of_value

HERE = Place("project.yaml", 7, 3)


def test_a_computed_value_points_at_the_first_it_rests_on() -> None:
    typed = Figure(Decimal(1), "分", HERE, "甲")
    assert place_of_value(typed + typed) == HERE
    assert place_of_value(Text("甲", HERE, "乙")) == HERE
