"""One printing policy for all cells, and overrides that apply where they say and nowhere else."""

from datetime import date
from decimal import Decimal

import pytest

from jixiao.figures import POINTS, RATE, Figure, Text, total
from jixiao.findings import Severity
from jixiao.model.overrides import Override
from jixiao.model.scalars import Day
from jixiao.render.printing import Printer, format_value, override_findings
from tests.support.package import NOWHERE, entry


def entered(digits: str, unit: str = "万元", **more: object) -> Figure:
    return Figure(Decimal(digits), unit, NOWHERE, **more)  # type: ignore[arg-type]


def derived(digits: str) -> Figure:
    return total([entered(digits)])


@pytest.mark.parametrize(
    ("digits", "printed"),
    [("5", "5"), ("5.00", "5.00"), ("0", "0"), ("0.00", "0.00"), ("-0", "0"), ("-3.10", "-3.10"), ("1E+3", "1000")],
)
def test_an_entered_amount_prints_as_it_was_entered(digits: str, printed: str) -> None:
    assert format_value(entered(digits)) == printed


@pytest.mark.parametrize(
    ("digits", "printed"),
    [
        ("5.00", "5"),
        ("5.10", "5.1"),
        ("0.005", "0.01"),
        ("0.004", "0"),
        ("-0.004", "0"),
        ("-0.005", "-0.01"),
        ("1234567.895", "1234567.9"),
        ("100", "100"),
    ],
)
def test_a_derived_amount_prints_with_at_most_two_decimals(digits: str, printed: str) -> None:
    assert format_value(derived(digits)) == printed


def test_an_amount_drawn_from_another_cell_prints_as_it_was_entered_there() -> None:
    assert format_value(entered("105.00", path="各项目.a.预算").linked("附件1.项目支出.a.预算")) == "105.00"


@pytest.mark.parametrize(
    ("part", "whole", "places", "printed"),
    [
        ("1", "3", None, "33%"),
        ("1", "3", 2, "33.33%"),
        ("1", "1", 2, "100.00%"),
        ("199", "200", None, "100%"),
        ("0", "3", None, "0%"),
        ("-1", "1000", None, "0%"),
        ("3", "0", None, "不适用"),
    ],
)
def test_a_rate_prints_as_a_per_cent(part: str, whole: str, places: int | None, printed: str) -> None:
    rate = entered(part) / entered(whole)
    assert format_value(rate if places is None else rate.shown_with(places)) == printed


def test_a_score_prints_with_the_decimals_of_the_form_and_without_trailing_zeros() -> None:
    assert [format_value(entered(digits, POINTS).shown_with(1)) for digits in ("9.94", "9.96", "10.00")] == [
        "9.9",
        "10",
        "10",
    ]


def test_a_blank_cell_prints_blank_and_counts_as_nothing() -> None:
    blank = entered("0", literal="")
    assert format_value(blank) == ""
    assert format_value(total([blank, entered("3.5")])) == "3.5"


@pytest.mark.parametrize("typed", ["无", "——", "/", "不适用", "", "第一行\n第二行"])
def test_text_prints_as_it_was_typed(typed: str) -> None:
    assert format_value(entry(typed)) == typed


def test_a_day_prints_as_a_chinese_date_without_leading_zeros() -> None:
    assert format_value(Day(date(2024, 6, 7), NOWHERE, "单位.填报日期")) == "2024年6月7日"


def test_a_rate_knows_its_unit_from_its_operands() -> None:
    assert (entered("1") / entered("2")).unit == RATE


# overrides


def override(where: str, reference: str, as_filed: str, occurrence: int | None = None) -> Override:
    return Override.model_construct(
        where=entry(where),
        reference=entry(reference),
        as_filed=entry(as_filed),
        reason=entry("原件如此"),
        implied=None,
        occurrence=occurrence,
    )


def printed(printer: Printer, *values: Figure | Text) -> list[str]:
    return [printer.show(value) for value in values]


def test_an_override_applies_in_its_part_only() -> None:
    amount, one = entered("5", path="附件1.甲"), override("附件1", "附件1.甲", "6")
    assert printed(Printer("附件1", (one,)), amount) == ["6"]
    assert printed(Printer("报告 一", (one,)), amount) == ["5"]


def test_an_override_applies_to_its_path_only() -> None:
    one = override("附件1", "附件1.甲", "6")
    assert printed(Printer("附件1", (one,)), entered("5", path="附件1.甲"), entered("5", path="附件1.乙")) == ["6", "5"]


def test_an_override_without_a_count_applies_wherever_the_value_is_printed_there() -> None:
    one, amount = override("报告 二", "甲", "6"), entered("5", path="甲")
    assert printed(Printer("报告 二", (one,)), amount, amount) == ["6", "6"]


def test_an_override_with_a_count_applies_to_that_print_only() -> None:
    one, amount = override("报告 二", "甲", "6", occurrence=2), entered("5", path="甲")
    assert printed(Printer("报告 二", (one,)), amount, amount, amount) == ["5", "6", "5"]


def test_the_override_with_the_count_wins_over_the_one_without() -> None:
    both = (override("报告 二", "甲", "6"), override("报告 二", "甲", "7", occurrence=2))
    amount = entered("5", path="甲")
    printer = Printer("报告 二", both)
    assert printed(printer, amount, amount) == ["6", "7"]
    assert override_findings(both, printer.prints) == []


def test_an_override_can_leave_a_cell_blank() -> None:
    assert printed(Printer("附件1", (override("附件1", "甲", ""),)), entered("5", path="甲")) == [""]


def test_an_override_that_meets_no_print_is_an_error_that_names_where_the_value_stands() -> None:
    printer = Printer("附件2", ())
    printer.show(entered("5", path="附件1.甲"))
    [finding] = override_findings([override("附件1", "附件1.甲", "6", occurrence=3)], printer.prints)
    assert (finding.code, finding.severity) == ("O001", Severity.ERROR)
    assert "第 3 处" in finding.found
    assert "附件2" in finding.expected


def test_an_override_that_changes_nothing_is_a_warning() -> None:
    one = override("附件1", "附件1.甲", "5")
    printer = Printer("附件1", (one,))
    printer.show(entered("5", path="附件1.甲"))
    [finding] = override_findings([one], printer.prints)
    assert (finding.code, finding.severity) == ("O002", Severity.WARNING)
