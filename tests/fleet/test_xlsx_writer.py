"""A workbook written row by row: texts stay texts, numbers numbers, totals follow the filter."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from jixiao.fleet.xlsx_writer import COUNT, XlsxBook, XlsxColumn, XlsxSheet

COLUMNS = [XlsxColumn("名称"), XlsxColumn("数", COUNT, 8, 109)]


def written(path: Path, fill: Callable[[XlsxSheet], None]) -> Any:
    book = XlsxBook(path / "甲.xlsx")
    fill(book.sheet("页"))
    book.finish()
    return openpyxl.load_workbook(path / "甲.xlsx")["页"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "1.50", "http://example.com", "{=1}"])
def test_a_text_stays_a_text(tmp_path: Path, text: str) -> None:
    sheet = written(tmp_path, lambda sheet: sheet.table(COLUMNS, [[text, 1]]))
    assert (sheet["A2"].value, sheet["A2"].data_type, sheet["A2"].hyperlink) == (text, "s", None)


def test_no_text_is_longer_than_a_cell_or_has_lines(tmp_path: Path) -> None:
    sheet = written(tmp_path, lambda sheet: sheet.table(COLUMNS, [["长" * 40_000, 1], ["一\n二\x07", None]]))
    assert (len(sheet["A2"].value), sheet["A3"].value, sheet["B3"].value) == (32_767, "一 二�", None)


def test_a_table_has_a_filter_over_its_rows_and_a_head_that_stays(tmp_path: Path) -> None:
    sheet = written(tmp_path, lambda sheet: sheet.table(COLUMNS, [["甲", 1], ["乙", Decimal("2.5")]], frozen=2))
    assert (sheet.auto_filter.ref, sheet.freeze_panes, sheet.print_title_rows) == ("A1:B3", "C2", "$1:$1")
    assert [cell.value for cell in sheet["B"]] == ["数", 1, 2.5]


def test_totals_stand_above_the_head_and_follow_the_filter(tmp_path: Path) -> None:
    def fill(sheet: XlsxSheet) -> None:
        sheet.title("题")
        sheet.table(COLUMNS, [["甲", 1], ["乙", 2]], totals=["合计", 3], count=2)

    sheet = written(tmp_path, fill)
    assert [cell.value for cell in sheet[2]] == ["合计", "=SUBTOTAL(109,B4:B5)"]
    assert sheet.auto_filter.ref == "A3:B5"


def test_a_table_without_rows_is_a_table(tmp_path: Path) -> None:
    assert written(tmp_path, lambda sheet: sheet.table(COLUMNS, [])).auto_filter.ref == "A1:B2"


def test_a_block_says_which_rows_it_took(tmp_path: Path) -> None:
    places = []

    def fill(sheet: XlsxSheet) -> None:
        sheet.note("说明")
        sheet.skip()
        places.append(sheet.block(COLUMNS, [["甲", 1], ["乙", 2]]))
        sheet.chart("图", *places[0], "D1")

    assert written(tmp_path, fill).max_row == 5
    assert places == [(3, 4)]
