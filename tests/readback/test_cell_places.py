"""Words that stand in another cell of their row are found, though the row says the same."""

from __future__ import annotations

from jixiao.docx.package import read_package
from jixiao.readback.cell_places import compare_cell_places
from tests.support.changed_docx import Change, changed, replaced
from tests.support.docx import form

MADE = form(cells=[["项目", "预算", "决算"], ["办公费", "", "1.36"]])
CELL = r"<w:tc>(?:(?!</w:tc>).)*?</w:tc>"


def found_after(*changes: Change) -> list[str]:
    held = changed(MADE, *changes) if changes else MADE
    found = compare_cell_places(read_package(held), read_package(MADE), "附件.docx")
    return [f"{one.found}|{one.expected}" for one in found]


def test_a_table_as_it_was_made_has_all_in_its_place() -> None:
    assert found_after() == []


def test_a_figure_that_changed_places_with_an_empty_cell_is_found() -> None:
    swapped = replaced(rf"(办公费.*?</w:tc>)({CELL})({CELL})", r"\1\3\2")
    assert found_after(swapped) == ["附件.docx：第1个表第2行：“1.36”印在第2格（第2列）|印在第3格（第3列）"]


def test_a_figure_below_a_merged_cell_that_covers_it_is_found() -> None:
    covered = replaced(r"(<w:tcPr>(?:(?!</w:tcPr>).)*)(</w:tcPr>(?:(?!</w:tc>).)*1\.36)", r"\1<w:vMerge/>\2")
    assert found_after(covered) == ["附件.docx：第1个表第2行：“1.36”被上面的格盖住|印在第3格（第3列）"]


def test_other_words_are_not_told_here() -> None:
    assert found_after(replaced("1.36", "1.63")) == []
