"""The forms of every shipped set, filled in, are known as what they are and read back as what they print."""

import re
from collections.abc import Mapping
from functools import cache

import pytest

from jixiao.forms.described_set import GIVEN
from jixiao.importing.foreign_files import read_foreign
from jixiao.importing.form_layout import FormLayout
from jixiao.importing.form_recognition import RecognisedDocument, read_all_layouts, recognise_document
from jixiao.importing.paper_cells import CellFate
from jixiao.importing.printed_values import Value, read_printed
from jixiao.paths import Workspace
from tests.support.filled_forms import MADE_YEARS, PrintedForm, printed_forms
from tests.support.project import ROOT
from tests.support.workbooks import export_to_workbook

SETS = sorted(path.name for path in MADE_YEARS.iterdir())


@cache
def layouts() -> list[FormLayout]:
    return read_all_layouts(Workspace(ROOT))[0]


@pytest.mark.parametrize("name", SETS)
def test_a_filled_form_is_known_and_read_back(name: str) -> None:
    for printed in printed_forms(name):
        read_back(name, printed)


def test_a_form_in_a_workbook_is_read_like_the_same_form_in_word() -> None:
    for name in SETS:
        printed = next(printed_forms(name))
        in_word = recognise_document(printed.document, layouts())
        in_excel = recognise_document(read_foreign("表.xlsx", export_to_workbook(printed.document)), layouts())
        assert read_values(in_excel) == read_values(in_word)
        assert all(cell.place.at for cell in in_excel.cells)


def read_values(document: RecognisedDocument) -> dict[str, Value]:
    return {cell.path: cell.value for form in document.forms for cell in form.reading.read}


def read_back(name: str, printed: PrintedForm) -> None:
    document = recognise_document(printed.document, layouts())
    (form,) = document.forms
    assert (form.layout.set_name, form.layout.form.name) == (name, printed.form.form.name)
    assert [cell.text for cell in document.cells if cell.fate is CellFate.LEFT] == []
    described = {path: form.layout.describe(re.sub(r"\[[0-9]+\]", "", path)) for path in printed.printed}
    expected = {path: read_printed(text, described[path]) for path, text in printed.printed.items()}
    read = {cell.path: cell.value for cell in form.reading.read}
    assert not_given(read) == not_given(expected)


def not_given(values: Mapping[str, Value | None]) -> dict[str, Value | None]:
    """Return values without those that the year gives, which may stand in labels only."""
    return {path: value for path, value in values.items() if path.partition(".")[0] not in GIVEN}
