"""The workbook filters and adds up, and no hostile name becomes a formula."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from benchmarks.believable.unit import YEAR
from jixiao.fleet.rollup import Rollup, roll_up
from jixiao.fleet.rollup_page import render_rollup_page
from jixiao.fleet.workbook import write_workbook
from tests.fleet.rows import EVIL, FINDINGS, HOSTILE_ROWS


@pytest.fixture(scope="module")
def whole() -> Rollup:
    return roll_up(YEAR, "全部单位", HOSTILE_ROWS)


@pytest.fixture(scope="module")
def file(whole: Rollup, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("book") / "汇总.xlsx"
    write_workbook(path, whole, FINDINGS)
    return path


@pytest.fixture(scope="module")
def book(file: Path) -> Any:
    return openpyxl.load_workbook(file)


def test_the_same_rollup_gives_the_same_bytes(whole: Rollup, file: Path, tmp_path: Path) -> None:
    write_workbook(tmp_path / "again.xlsx", whole, FINDINGS)
    assert (tmp_path / "again.xlsx").read_bytes() == file.read_bytes()
    assert "".join(render_rollup_page(whole)) == "".join(render_rollup_page(whole))


def test_a_workbook_for_which_there_is_no_room_is_an_error_of_the_system(
    whole: Rollup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(xlsxwriter.Workbook, "_store_workbook", full)
    with pytest.raises(OSError, match="No space left"):
        write_workbook(tmp_path / "汇总.xlsx", whole, FINDINGS)


def test_amounts_are_numbers_that_follow_the_filter(book: Any) -> None:
    sheet = book["单位汇总"]
    heads = [cell.value for cell in sheet[4]]
    column = heads.index("全年执行数")
    letter = sheet.cell(4, column + 1).column_letter
    assert [sheet.cell(line, column + 1).value for line in range(5, 15)] == [number / 8 for number in range(1, 11)]
    assert sheet.cell(5, column + 1).number_format == "#,##0.00##"
    assert sheet.cell(3, column + 1).value == f"=SUBTOTAL(109,{letter}5:{letter}16)"
    assert sheet.auto_filter.ref == f"A4:{sheet.cell(4, len(heads)).column_letter}16"
    assert sheet.freeze_panes == "C5"


def test_the_values_kept_in_the_line_of_totals_are_the_sums(file: Path) -> None:
    values = openpyxl.load_workbook(file, data_only=True)["单位汇总"]
    for column in range(5, values.max_column - 1):
        title, shown = values.cell(4, column).value, values.cell(3, column).value
        cells = [one for line in range(5, 17) if (one := values.cell(line, column).value) is not None]
        if title == "自评得分":
            assert shown == pytest.approx(sum(cells) / len(cells))
        elif title != "执行率":
            assert shown == pytest.approx(sum(cells)), title


def test_no_text_is_a_formula(book: Any) -> None:
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line if isinstance(cell.value, str)]
    formulas = [cell.value for cell in cells if cell.data_type == "f"]
    assert all(one.startswith("=SUBTOTAL(") for one in formulas)
    texts = {cell.value for cell in cells if cell.data_type != "f"}
    assert {EVIL, "@SUM(A1)", "+1-1", "-2", "=1+1"} <= texts


def test_the_sheets_say_what_was_found(book: Any) -> None:
    assert book.sheetnames == ["单位汇总", "合计与分布", "较上年变动", "离群", "问题代码", "问题清单"]
    assert [cell.value for cell in book["问题清单"][3]][2:6] == ["T203", "错误", "data/2023/annex1.yaml", 3]
    assert ("unit-00011", EVIL, "自评得分") in [
        line[:3] for line in book["离群"].iter_rows(min_row=3, values_only=True)
    ]
