"""The number in a cell is exact, or refused in words; nothing becomes a silent 0."""

import io
from decimal import Decimal
from typing import Any

import pytest
import xlsxwriter

from jixiao.accounts.cell_amount import CellAmount, read_cell
from jixiao.accounts.cell_reference import parse_reference
from jixiao.accounts.find_cell import CellTrouble, find_cell
from jixiao.accounts.sheet_tables import SheetGrid
from jixiao.accounts.stored_workbook import open_workbook
from tests.support.accounts import RUNNING, TOTALS, Change, grid, set_cells


def read(labels: str, *changes: Change, sheet: str = RUNNING) -> CellAmount:
    reference = parse_reference(f"决算.甲{labels}")
    assert reference
    return read_cell(find_cell(grid(sheet, *changes), reference), "")


def refused(value: object, **format_of: str) -> str:
    def change(book: Any) -> None:
        book[RUNNING]["D8"] = value
        book[RUNNING]["D8"].number_format = format_of.get("number_format", "General")

    with pytest.raises(CellTrouble) as caught:
        read("['3．公务接待费'].决算数", change)
    assert caught.value.message[0] == "N007"
    return str(caught.value)


def test_a_number_is_the_shortest_decimal_of_what_is_stored() -> None:
    amount = read("['一、财政拨款收入'].决算数", sheet=TOTALS)
    assert (amount.amount, amount.unit) == (Decimal("320.15"), "元")


@pytest.mark.parametrize(
    ("text", "amount"), [("1,234.50", "1234.50"), ("１２．５", "12.5"), ("(31.50)", "-31.50"), ("-3", "-3")]
)
def test_a_text_is_read_from_its_letters(text: str, amount: str) -> None:
    assert read("['3．公务接待费'].决算数", set_cells(RUNNING, D8=text)).amount == Decimal(amount)


def test_a_label_says_what_its_number_is_in() -> None:
    assert read("['二、公务用车保有量（辆）'].决算数").unit == "辆"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "是空白"),
        ("—", "不是数"),
        ("12万元", "是文字"),
        ("待核", "是文字"),
        ("=SUM(D5:D7)", "公式没有存着结果"),
        ("#DIV/0!", "错误值"),
    ],
)
def test_what_is_no_sure_number_is_refused(value: object, words: str) -> None:
    assert words in refused(value)


def test_a_day_in_whatever_format_is_refused() -> None:
    assert "是日期" in refused(45000, number_format='yyyy"年"m"月"d"日"')


def test_a_cell_that_is_merged_into_another_is_refused() -> None:
    with pytest.raises(CellTrouble, match="合并"):
        read("['3．公务接待费'].决算数", lambda book: book[RUNNING].merge_cells("D7:D8"))


def test_a_total_of_0_over_numbers_was_never_reckoned() -> None:
    with pytest.raises(CellTrouble, match="没有算过"):
        read("['收入', '总计'].决算数", set_cells(TOTALS, D9=0), sheet=TOTALS)


@pytest.mark.parametrize(("operand", "refusal"), [(5, "没有算过"), (0, "")])
def test_a_formula_that_stores_0_is_believed_where_all_it_adds_is_0(operand: int, refusal: str) -> None:
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written)
    sheet = book.add_worksheet("甲")
    for row, cells in enumerate((["项目", "数"], ["一", operand], ["二", 0], ["和", None], ["丙", 3])):
        sheet.write_row(row, 0, cells)
    sheet.write_formula("B4", "=SUM(B2:B3)")
    book.close()
    opened = open_workbook(written.getvalue())
    cells_of = SheetGrid(opened.sheets[0], (opened.formats or {})["甲"])
    reference = parse_reference("决算.甲['和'].数")
    assert reference
    cell = find_cell(cells_of, reference)
    if not refusal:
        assert read_cell(cell, "元").amount == 0
        return
    with pytest.raises(CellTrouble, match=refusal):
        read_cell(cell, "元")
