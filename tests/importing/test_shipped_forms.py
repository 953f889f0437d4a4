"""The forms of every shipped set, filled in, are known as what they are and read back as what was typed."""

import re
from functools import cache

import pytest

from jixiao.importing.form_layout import FormLayout
from jixiao.importing.form_recognition import read_all_layouts, recognise_document
from jixiao.importing.paper_cells import CellFate
from jixiao.importing.printed_values import read_printed
from jixiao.paths import Workspace
from tests.support.filled_forms import MADE_YEARS, TypedForm, typed_forms
from tests.support.project import ROOT

SETS = sorted(path.name for path in MADE_YEARS.iterdir())


@cache
def layouts() -> list[FormLayout]:
    return read_all_layouts(Workspace(ROOT))[0]


@pytest.mark.parametrize("name", SETS)
def test_a_filled_form_is_known_and_read_back(name: str) -> None:
    for typed in typed_forms(name):
        read_back(name, typed)


def read_back(name: str, typed: TypedForm) -> None:
    document = recognise_document(typed.document, layouts())
    (form,) = document.forms
    assert (form.layout.set_name, form.layout.form.name) == (name, typed.form.name)
    assert [cell.text for cell in document.cells if cell.fate is CellFate.LEFT] == []
    described = {path: form.layout.describe(re.sub(r"\[[0-9]+\]", "", path)) for path in typed.texts}
    expected = {path: read_printed(text, described[path]) for path, text in typed.texts.items()}
    read = {cell.path: cell.value for cell in form.reading.read}
    assert {path: read.get(path) for path in expected} == expected
