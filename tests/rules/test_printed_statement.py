"""A figure as printed in one place: its amount, what its digits may stand for, the line that makes it print so."""

from __future__ import annotations

from decimal import Decimal

from jixiao.figures import RATE, Figure
from jixiao.findings import Place
from jixiao.render.printing import Print
from jixiao.rules.printed_statement import entered_place, make_statement

LINE = Place("data/2030/sample.yaml", 3)


def test_what_is_printed_counts_not_what_was_typed() -> None:
    figure = Figure(Decimal("1.364"), "万元", LINE, "甲.决算")
    stated = make_statement(figure, Print("附件1", "甲.决算", 1, "1.36", "1.36", value=figure), 2)
    assert (stated.value, stated.places, stated.place) == (Decimal("1.36"), 2, LINE)
    assert stated.interval.meets(type(stated.interval).exact(Decimal("1.364")))


def test_a_rate_is_printed_in_per_cent_and_a_blank_has_no_amount() -> None:
    rate = Figure(Decimal("0.975"), RATE, LINE, "甲.执行率", places=1)
    assert make_statement(rate, Print("附件1", "甲.执行率", 1, "97.5%", "97.5%", value=rate), 2).amount == Decimal(
        "0.975"
    )
    blank = make_statement(rate, Print("附件1", "甲.执行率", 1, "", "", value=rate), 2)
    assert blank.amount is None
    assert not blank.value


def test_the_line_of_a_sum_is_that_of_the_first_figure_in_it() -> None:
    one, other = (Figure(Decimal(1), "万元", Place(LINE.file, number), "甲") for number in (5, 7))
    assert entered_place(one + other).line == 5
