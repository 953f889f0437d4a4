"""The workbook as it is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from openxml_audit import OpenXmlValidator

from jixiao.docx.package import read_package
from jixiao.errors import UsageError
from jixiao.reconcile.form_workbook import is_untouched, write_form_workbook
from jixiao.reconcile.sheet_layout import FormSheet, SheetCell
from jixiao.reconcile.word_passages import WordPassage
from jixiao.reconcile.workbook_map import GUIDE_SHEET, MAP_SHEET, WorkbookMap
from tests.support.filled_books import FilledBook, made_at
from tests.support.made_unit import copy_made_unit

RECEPTIONS = "附件1.三公经费.公务接待.决算"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> FilledBook:
    return FilledBook.of(copy_made_unit(tmp_path_factory.mktemp("made")))


def rules(cell: Any) -> list[Any]:
    return [one for one in cell.parent.data_validations.dataValidation if cell.coordinate in one.sqref]


def test_a_sheet_for_each_form_then_the_guide_and_the_map_that_nobody_sees(made: FilledBook) -> None:
    names = made.book.sheetnames
    assert names[:3] == ["附件1", "附件2", "附件3（1）"]
    assert names[-2:] == [GUIDE_SHEET, MAP_SHEET]
    assert made.book[MAP_SHEET].sheet_state == "veryHidden"


def test_typed_cells_are_open_and_computed_ones_locked(made: FilledBook) -> None:
    assert not made.cell(RECEPTIONS).protection.locked
    assert made.cell("附件1.三公经费.决算").protection.locked
    assert made.book["附件1"]["A1"].protection.locked
    assert all(sheet.protection.sheet and not sheet.protection.password for sheet in made.book.worksheets[:-1])


def test_amounts_are_numbers_that_take_no_words_and_nothing_below_0(made: FilledBook) -> None:
    cell = made.cell(RECEPTIONS)
    [rule] = rules(cell)
    assert isinstance(cell.value, float)
    assert (rule.type, rule.operator, rule.formula1) == ("decimal", "greaterThanOrEqual", "0")
    [people] = rules(made.cell("附件1.财政供养人员.编制数"))
    assert people.type == "whole"


def test_words_are_texts_whatever_they_begin_with(made: FilledBook) -> None:
    cell = made.cell("各项目.heritage.绩效指标.产出指标.数量指标[1].年度指标值")
    assert (cell.data_type, cell.number_format) == ("s", "@")


def test_names_are_hidden(made: FilledBook) -> None:
    assert made.book.defined_names[made.marks[RECEPTIONS][0]].hidden


def test_the_same_data_give_the_same_bytes(made: FilledBook) -> None:
    path = made_at(made.workspace, 2023)
    before = path.read_bytes()
    assert made_at(made.workspace, 2023).read_bytes() == before


def test_an_audit_objects_to_nothing(made: FilledBook) -> None:
    assert [str(one) for one in OpenXmlValidator().validate(made_at(made.workspace, 2023)).errors] == []


def test_a_file_that_nobody_saved_since_is_known(made: FilledBook, tmp_path: Path) -> None:
    path = made_at(made.workspace, 2023)
    assert is_untouched(path.read_bytes())
    made.book.save(tmp_path / "saved.xlsx")
    assert not is_untouched((tmp_path / "saved.xlsx").read_bytes())


def sheet(words: str, label: str = "表") -> FormSheet:
    return FormSheet(label, (SheetCell(WordPassage(words), 0, 0),), (1000,), (), heights=(15.0,))


def names_of(*labels: str) -> list[str]:
    data = write_form_workbook([sheet("甲", one) for one in labels], {}, WorkbookMap("甲", 2023))
    book = read_package(data)["xl/workbook.xml"].decode()
    return [part.partition('"')[0] for part in book.split('<sheet name="')[1:]]


def test_sheets_have_names_that_excel_takes_each_once() -> None:
    long = "部门整体支出绩效自评表" * 4
    assert names_of("a/b:c", "A b C", "history", "说明", long, long)[:4] == ["a b c", "A b C~2", "history~2", "说明~2"]
    assert [len(one) for one in names_of(long, long)[:2]] == [31, 31]


def test_more_letters_than_a_cell_holds_are_refused() -> None:
    with pytest.raises(UsageError, match="32,767"):
        write_form_workbook([sheet("字" * 32_768)], {}, WorkbookMap("甲", 2023))


def test_a_formula_is_only_words() -> None:
    data = write_form_workbook([replace(sheet("=1+1"), label="表")], {}, WorkbookMap("甲", 2023))
    assert b"<f>" not in read_package(data)["xl/worksheets/sheet1.xml"]
