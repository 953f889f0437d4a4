"""The workbook filters and adds up, the page needs nothing but itself, and hostile names do no harm in either."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from benchmarks.believable.unit import YEAR
from jixiao.fleet.rollup import Rollup, roll_up
from jixiao.fleet.rollup_page import render_rollup_page
from jixiao.fleet.unit_changes import Moved, Shift
from jixiao.fleet.unit_records import Status, UnitRow
from jixiao.fleet.unit_store import STORE, UnitStore
from jixiao.fleet.workbook import write_workbook
from jixiao.fleet.year_comparison import (
    YearComparison,
    compare_units,
    comparison_json,
    render_comparison_page,
    write_comparison_workbook,
)
from tests.fleet.rows import keep_rows, row, unread
from tests.support.browser import browser, chromium

EVIL = '=HYPERLINK("http://example.com","点")<script>alert(1)</script>'
ROWS: tuple[UnitRow, ...] = (
    *(
        row(number, outturn=Decimal(number) / 8, execution_rate=Decimal(80 + number) / 100, score=Decimal(88 + number))
        for number in range(1, 11)
    ),
    row(11, EVIL, status=Status.FLAWED, score=Decimal(20)),
    unread(12),
)
FINDING = [
    {
        "code": "T203", "severity": "错误", "file": "data/2023/annex1.yaml", "line": 3,
        "found": "+1-1", "expected": "-2", "remedy": "=1+1", "waived": "",
    }
]  # fmt: skip
FINDINGS = [(row(11, "@SUM(A1)"), FINDING)]


@pytest.fixture(scope="module")
def whole() -> Rollup:
    return roll_up(YEAR, "全部单位", ROWS)


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


def test_nothing_that_a_unit_is_called_becomes_markup(whole: Rollup) -> None:
    page = "".join(render_rollup_page(whole))
    assert EVIL not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.fixture(scope="module")
def comparison(tmp_path_factory: pytest.TempPathFactory) -> YearComparison:
    most = Moved("项目支出 决算", "1.00", "3.5", Decimal("2.5"), Decimal("2.5"))
    shifts = (
        Shift("甲", "=甲", Status.PASSED, 3, 2, 1, 0, 4, (most,)),
        Shift("乙", "乙", Status.PASSED),
        Shift("丙", "", Status.FAILED, first="U002 没有上年"),
    )
    folder = tmp_path_factory.mktemp("store")
    keep_rows(folder, shifts)
    return compare_units(YEAR, "全部单位", UnitStore(folder / STORE), [one.unit for one in shifts])


def test_two_years_of_all_units_list_who_moved_most(comparison: YearComparison, tmp_path: Path) -> None:
    assert [one.unit for one in comparison.compared] == ["甲", "乙"]
    assert [(one.label, one.units) for one in comparison.classes][:3] == [("没有变动", 1), ("0—1", 0), ("1—10", 1)]
    write_comparison_workbook(tmp_path / "变动.xlsx", comparison)
    sheet = openpyxl.load_workbook(tmp_path / "变动.xlsx")["单位变动"]
    assert [cell.value for cell in sheet[3]][:8] == ["甲", "=甲", "通过", "项目支出 决算", "1.00", "3.5", 2.5, 2.5]
    assert "U002 没有上年" in "".join(render_comparison_page(comparison))
    assert '"label": "1—10"' in "".join(comparison_json(comparison))


@pytest.mark.skipif(chromium() is None, reason="needs Chromium")
def test_the_page_draws_and_filters_in_a_real_browser(whole: Rollup, tmp_path: Path) -> None:
    file = tmp_path / "汇总.html"
    file.write_text("".join(render_rollup_page(whole)), "utf-8")
    with browser(chromium() or "") as page:
        page.open(file)
        assert page.requests == [file.as_uri()]
        assert page.complaints == []
        assert page.value(
            "[...document.querySelectorAll('canvas')].every(one => Chart.getChart(one).data.labels.length)"
        )
        table = "[...document.querySelectorAll('table.grid')].at(-1)"
        page.value(f"{table}.previousElementSibling.querySelector('input').focus()")
        page.type("unit-00007")
        assert page.value(f"[...{table}.tBodies[0].rows].filter(one => !one.hidden).length") == 1
        page.open(file, width=400)
        assert page.value("document.documentElement.scrollWidth <= innerWidth")
