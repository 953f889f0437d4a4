"""Workbooks as import reads them: values as they are on paper, all else named, strangers' files refused in words."""

import datetime
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from jixiao.docx.package import BadPackage
from jixiao.importing.documents import Document, FiledGrid
from jixiao.importing.foreign_files import read_foreign
from jixiao.importing.paper_reading import read_paper_form
from jixiao.importing.sheet_blocks import SheetCells, cut_sheet
from tests.support.paper import layout_of, values_of
from tests.support.workbooks import Change, fill, make_workbook


def read(*changes: Change) -> Document:
    return read_foreign("表.xlsx", make_workbook(*changes))


def told(document: Document) -> list[str]:
    return [*document.notes, *(f"{one.place}：{one.what}" for one in document.left_out)]


def cell(value: object, number_format: str = "General") -> str:
    """Return what a value in a cell beside a label is read as."""

    def form(sheet: object) -> None:
        sheet["B1"].number_format = number_format  # type: ignore[index]

    (grid,) = read(fill({"A1": "标签", "B1": value}), form).blocks
    assert isinstance(grid, FiledGrid)
    return grid.rows[0][1]


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (95.1, "General", "95.1"),
        (12, "General", "12"),
        (1200000.0, "#,##0.00", "1200000"),
        (0.1 + 0.2, "General", "0.3"),
        (1e22, "General", "10000000000000000000000"),
        (-3.5, "General", "-3.5"),
        (0.951, "0.00%", "95.1%"),
        (1, "0%", "100%"),
        (0.951, '0.0%;[Red]-0.0%', "95.1%"),
        (5, '0"%"', "5%"),
        ("95.10%", "General", "95.10%"),
        ("0012", "@", "0012"),
        (True, "General", "TRUE"),
        (datetime.date(2023, 4, 18), "yyyy-mm-dd", "2023-04-18"),
        (datetime.datetime.fromisoformat("2023-04-18T09:30"), "yyyy-mm-dd hh:mm", "2023-04-18 09:30:00"),
        ("两\r\n行", "General", "两\n行"),
    ],
)  # fmt: skip
def test_a_value_is_read_as_paper_has_it(value: object, number_format: str, text: str) -> None:
    assert cell(value, number_format) == text


def test_a_place_is_the_sheet_and_the_cell() -> None:
    title, grid = read(fill({"B2": "标题", "B4": "甲", "AB4": "乙"})).blocks
    assert not isinstance(title, FiledGrid)
    assert isinstance(grid, FiledGrid)
    assert str(title.at) == "工作表“表” B2"
    assert [str(grid.place(0, number)) for number in (0, -2)] == ["工作表“表” B4", "工作表“表” AB4"]


def test_hidden_sheets_are_named_and_not_read() -> None:
    def hide(sheet: object) -> None:
        other = sheet.parent.create_sheet("底稿")  # type: ignore[attr-defined]
        other["A1"], other.sheet_state = "秘密", "hidden"

    document = read(fill({"A1": "标题"}), hide)
    assert [block.full for block in document.lines] == ["标题"]
    assert told(document) == ["表.xlsx 工作表“底稿”：隐藏的工作表，没有读入"]


def test_errors_formulas_and_hidden_rows_are_named() -> None:
    def hide(sheet: object) -> None:
        sheet.row_dimensions[2].hidden = True  # type: ignore[attr-defined]
        sheet["B1"].data_type = "e"  # type: ignore[index]

    said = told(read(fill({"A1": "执行率", "B1": "#DIV/0!", "A2": "合计", "B2": "=1+1"}), hide))
    assert "表.xlsx 工作表“表” B1：错误值 #DIV/0!，没有读入" in said
    assert any("隐藏的行或列" in one for one in said)
    assert any("没有重新计算" in one for one in said)
    assert any("B2：公式没有存着结果" in one for one in said)


def test_a_small_number_without_a_per_cent_sign_is_marked() -> None:
    (grid,) = read(fill({"A1": "执行率", "B1": 0.951, "C1": 95.1, "D1": 0, "E1": "0.951"})).blocks
    assert isinstance(grid, FiledGrid)
    assert grid.bare == {(0, 1)}


@pytest.mark.parametrize(
    ("looks_known", "read"),
    [(True, {"金额": "0.5", "目标": "0.9"}), (False, {"金额": "0.5"})],
)
def test_what_may_be_per_cents_is_left(looks_known: bool, read: dict[str, str]) -> None:
    template = "标题\n| 金额 | {{ 金额 }} |\n| 执行率 | {{ 执行率 }} |\n| 目标 | {{ 目标 }} |"
    layout = layout_of(template, "各项: {金额: {类型: 金额}, 执行率: {类型: 百分数}, 目标: {类型: 文字}}")
    sheet = SheetCells(
        "表",
        (0, 0),
        [["金额", "0.5"], ["执行率", "0.951"], ["目标", "0.9"]],
        bare=frozenset([(0, 1), (1, 1), (2, 1)]),
        looks_known=looks_known,
    )
    reading = read_paper_form(layout, list(cut_sheet(sheet)))
    assert values_of(reading.read) == read
    assert "工作表“表” B2" in [str(cell.place) for cell in reading.left]


def test_a_sheet_whose_last_cell_is_far_away_takes_no_memory() -> None:
    with pytest.raises(BadPackage, match=r"超过上限|内存"):
        read(fill({"A1": "甲", "XFD1048576": "乙"}))


def test_more_sheets_than_a_package_has_are_refused() -> None:
    def add(sheet: object) -> None:
        for number in range(60):
            sheet.parent.create_sheet(f"表{number}")  # type: ignore[attr-defined]

    with pytest.raises(BadPackage, match="工作表有 61 张"):
        read(add)


@pytest.mark.parametrize(
    ("member", "change"),
    [
        ("xl/worksheets/sheet1.xml", lambda text: text[:-20]),
        ("xl/styles.xml", lambda text: '<!DOCTYPE a [<!ENTITY b "c">]>' + text),
        ("xl/workbook.xml", lambda text: "<<<"),
    ],
)
def test_a_damaged_workbook_is_refused(member: str, change: Callable[[str], str]) -> None:
    broken = replaced(make_workbook(fill({"A1": "甲", "B1": "乙"})), member, change)
    with pytest.raises(BadPackage, match=r"重新另存为 \.xlsx"):
        read_foreign("表.xlsx", broken)


def replaced(data: bytes, member: str, change: Callable[[str], str]) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name).decode()
            new.writestr(name, change(text) if name == member else text)
    return written.getvalue()
