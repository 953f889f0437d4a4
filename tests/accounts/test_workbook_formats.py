"""What an .xlsx says of its cells beside their values."""

from typing import Any

import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font

from jixiao.accounts.workbook_formats import STRUCK, HiddenThing, SheetFormats, Spot, name_beside, read_formats
from jixiao.docx.package import read_package
from tests.support.workbooks import change_sheet, fill, make_workbook


def formats_of(number_format: str, **cells: object) -> SheetFormats:
    def form(sheet: object) -> None:
        for ref in cells:
            sheet[ref].number_format = number_format  # type: ignore[index]

    return read_formats(read_package(make_workbook(fill(cells), form)))["表"]


def test_per_cents_are_known_by_the_format() -> None:
    assert formats_of("0.00%", B3=0.5).percents == {(2, 1)}
    assert formats_of("0.000%", AA1=0.5).percents == {(0, 26)}
    assert formats_of('0.0"%"', A1=0.5).percents == set()
    assert formats_of("#,##0.00", A1=0.5).percents == set()


def test_a_number_shown_as_another_is_not_read_and_one_with_a_unit_keeps_it() -> None:
    scaled = formats_of("0!.0,", A1=13600, B1=0)
    assert (scaled.distorted, [*scaled.unread]) == ({(0, 0): "0!.0,"}, [(0, 0)])
    assert formats_of('0.00"万元"', A1=1.36).suffixes == {(0, 0): "万元"}
    assert formats_of("0.00", A1=1.3649).hidden == {HiddenThing.DECIMALS}


@pytest.mark.parametrize(("struck", "unread"), [(True, {(2, 1): STRUCK}), (False, {})])
def test_a_number_that_is_struck_through_is_not_read(struck: bool, unread: dict[Spot, str]) -> None:
    def strike(sheet: Any) -> None:
        sheet["B3"].font = Font(strike=struck)

    found = read_formats(read_package(make_workbook(fill({"B3": 5, "B4": 6, "B5": "甲"}), strike)))["表"]
    assert found.unread == unread


def test_formulas_are_met() -> None:
    assert formats_of("General", A1="=1+1").hidden == {HiddenThing.FORMULAS}
    assert formats_of("General", A1="1+1").hidden == set()


def test_what_lies_beside_cells_is_named_once() -> None:
    def note(sheet: object) -> None:
        sheet["A1"].comment = Comment("看这里", "审核人甲")  # type: ignore[index]

    assert name_beside(read_package(make_workbook(note))) == ["有批注，没有读入"]
    assert name_beside(["xl/workbook.xml", "xl/externalLinks/externalLink1.xml"]) == [
        "引用了别的工作簿，没有打开它们，读的是文件里存着的值"
    ]


def test_a_package_without_sheets_says_nothing() -> None:
    assert read_formats({}) == {}


def test_a_row_that_is_numbered_with_what_is_no_number_is_the_next_one() -> None:
    data = make_workbook(fill({"A1": "=1+1"}))
    for number in ("9" * 5000, "²", "-1", ""):
        told = read_formats(read_package(change_sheet(data, '<row r="1"', f'<row r="{number}"')))
        assert [*told["表"].formulas] == [(0, 0)]
