"""What an .xlsx says of its cells beside their values."""

from jixiao.docx.package import read_package
from jixiao.importing.workbook_formats import HiddenThing, SheetFormats, read_formats
from tests.support.workbooks import fill, make_workbook


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


def test_formulas_are_met() -> None:
    assert formats_of("General", A1="=1+1").hidden == {HiddenThing.FORMULAS}
    assert formats_of("General", A1="1+1").hidden == set()


def test_a_package_without_sheets_says_nothing() -> None:
    assert read_formats({}) == {}
