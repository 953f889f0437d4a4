"""Which rows are totals of which, as labels say and as numbers show."""

from decimal import Decimal

import pytest

from jixiao.importing.describing.row_totals import LabelledRow, RowTotal, find_row_totals, says_total


def rows(*drawn: str) -> list[LabelledRow]:
    """Return rows of a label and what stands under 甲, 乙, 丙, - where nothing does."""
    made = []
    for row in drawn:
        label, *numbers = row.split()
        made.append(
            LabelledRow(
                label, {(h,): None if n == "-" else Decimal(n) for h, n in zip("甲乙丙", numbers, strict=False)}
            )
        )
    return made


def test_what_is_called_a_total_is_that_of_all_rows_of_a_blank_form() -> None:
    assert find_row_totals(rows("资金总额： - -", "其中：省级 - -", "市级 - -")) == [RowTotal(0, (1, 2))]


@pytest.mark.parametrize(
    "drawn",
    [
        ("总额 -", "财政小计 -", "其中：省级 -", "其他 -"),
        ("总额 -", "1、来源：（1）财政 -", "（2）其他 -", "2、结构：（1）基本 -", "（2）项目 -"),
        ("财政拨款 -", "省级 -", "市级 -"),
    ],
)
def test_of_a_blank_form_nothing_is_said_of_rows_that_are_broken_down_or_are_no_total(drawn: tuple[str, ...]) -> None:
    assert [one for one in find_row_totals(rows(*drawn)) if one.row == 0] == []


def test_numbers_show_where_the_parts_end() -> None:
    drawn = ("总额 866.4 840", "财政 846.4 822", "其他 20 18", "基本 636.4 630", "项目 230 210")
    assert find_row_totals(rows(*drawn)) == [RowTotal(0, (1, 2))]


def test_a_total_within_another_counts_once() -> None:
    drawn = ("总额 100 90", "财政小计 80 75", "省级 51 44", "市级 29 31", "其他 20 15")
    assert find_row_totals(rows(*drawn)) == [RowTotal(1, (2, 3)), RowTotal(0, (1, 4))]


def test_rows_that_happen_to_add_up_once_are_no_total() -> None:
    assert find_row_totals(rows("差旅费 30", "会议费 20", "培训费 10")) == []


def test_a_total_with_other_numbers_is_told() -> None:
    assert find_row_totals(rows("合计 0 0", "省级 3 2", "市级 - -")) == [RowTotal(0, (1, 2), differs=True)]


@pytest.mark.parametrize(("label", "said"), [("合  计", True), ("年度资金总额（万元）：", True), ("基本支出", False)])
def test_a_total_is_called_so(label: str, said: bool) -> None:
    assert says_total(label) is said


@pytest.mark.parametrize("last", ["合计 600 267", "合计 - -"])
def test_a_total_in_the_last_row_is_that_of_the_rows_above(last: str) -> None:
    numbers = ("420 206", "180 61") if "6" in last else ("- -", "- -")
    drawn = (f"基本支出 {numbers[0]}", f"项目支出 {numbers[1]}", last)
    assert find_row_totals(rows(*drawn)) == [RowTotal(2, (0, 1))]
