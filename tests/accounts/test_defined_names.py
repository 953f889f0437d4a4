"""Names of cells in an .xlsx."""

from openpyxl.workbook.defined_name import DefinedName

from jixiao.accounts.defined_names import NamedRange, read_names
from jixiao.docx.package import read_package
from tests.support.workbooks import make_workbook


def names_of(sheet: str = "表", **references: str) -> dict[str, NamedRange]:
    def change(active: object) -> None:
        for name, reference in references.items():
            active.parent.defined_names[name] = DefinedName(name, attr_text=reference)  # type: ignore[attr-defined]

    return read_names(read_package(make_workbook(change, name=sheet)), "_JX")


def test_a_cell_and_a_range_are_read_with_their_sheet() -> None:
    found = names_of("附件3（1）", _JXa="'附件3（1）'!$C$5", _JXb="附件3（1）!A1:AB12")
    assert found == {
        "_JXa": NamedRange("附件3（1）", (4, 2), (4, 2)),
        "_JXb": NamedRange("附件3（1）", (0, 0), (11, 27)),
    }


def test_an_apostrophe_in_the_name_of_a_sheet_is_written_twice() -> None:
    assert names_of("甲'乙", _JXa="'甲''乙'!$A$1")["_JXa"].sheet == "甲'乙"


def test_what_is_gone_or_no_range_is_left_out() -> None:
    assert names_of(_JXa="表!#REF!", _JXb="1.36", _JXc="表!$A$1,表!$B$2", other="表!$A$1") == {}
