"""Exported forms as tables: groups side by side, headings over headings, what a sheet says of itself."""

from jixiao.accounts.sheet_tables import cell_name, is_numeric, plain_label
from tests.support.accounts import RUNNING, TOTALS, UNIT, grid, set_cells


def test_labels_and_values_are_told_apart_in_every_group() -> None:
    (table,) = grid(TOTALS).tables
    assert (sorted(table.labels), table.values) == ([0, 4], [2, 3, 6, 7])
    assert grid(TOTALS).heading(table, 7, 6) == ("支出", "决算数")


def test_a_sheet_says_of_whom_and_when_and_in_what_it_is() -> None:
    sheet = grid(RUNNING)
    assert (sheet.unit_name, sheet.year, sheet.money_unit) == (UNIT, 2023, "元")
    assert grid(RUNNING, set_cells(RUNNING, A3=None, B3=None, D3=None)).money_unit == ""


def test_headings_below_a_table_begin_another() -> None:
    below = {"A12": "项目", "C12": "上年数", "D12": "本年数", "A13": "甲", "C13": 5, "D13": 6}
    first, second = grid(RUNNING, set_cells(RUNNING, **below)).tables
    assert grid(RUNNING, set_cells(RUNNING, **below)).heading(second, 3, 12) == ("本年数",)
    assert first.body[-1] == 9


def test_labels_are_compared_without_widths_spaces_and_kinds_of_quotes() -> None:
    assert plain_label(" 一、“三公”经费 （境）：") == plain_label('一、"三公"经费(境)')


def test_numbers_are_numbers_as_text_too() -> None:
    assert all(is_numeric(cell) for cell in ("1,234.50", "１２", 3.0, "(5)"))
    assert not any(is_numeric(cell) for cell in ("一、收入", "2024年度", None, "—"))


def test_a_cell_has_its_name() -> None:
    assert (cell_name((0, 0)), cell_name((6, 27))) == ("A1", "AB7")
