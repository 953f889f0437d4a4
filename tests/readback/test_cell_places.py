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


def merged(words: str, stated: str) -> Change:
    """State in the properties of the cell with some words how it is merged with the one above."""
    return replaced(rf"(<w:tcPr>(?:(?!</w:tcPr>).)*)(</w:tcPr>(?:(?!</w:tc>).)*{words})", rf"\1{stated}\2")


def test_a_figure_below_a_merged_cell_that_covers_it_is_found() -> None:
    covered = found_after(merged("决算", '<w:vMerge w:val="restart"/>'), merged(r"1\.36", "<w:vMerge/>"))
    assert covered == ["附件.docx：第1个表第2行：“1.36”被上面的格盖住|印在第3格（第3列）"]


def test_one_that_continues_no_merged_cell_stands_for_itself_as_word_and_libreoffice_show_it() -> None:
    assert found_after(merged(r"1\.36", "<w:vMerge/>")) == []


def test_a_cell_left_out_moves_the_others_unless_the_row_begins_later() -> None:
    bare = changed(MADE, replaced("办公费", ""))
    left_out = changed(bare, replaced(rf"({CELL})({CELL})({CELL})(</w:tr></w:tbl>)", r"\2\3\4"))
    later = '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>'
    begun_later = changed(left_out, replaced("<w:tr>((?:(?!<w:tr>).)*</w:tr></w:tbl>)", rf"{later}\1"))
    found = [
        [one.found for one in compare_cell_places(read_package(held), read_package(bare), "附件.docx")]
        for held in (left_out, begun_later)
    ]
    assert found == [["附件.docx：第1个表第2行：“1.36”印在第2格（第2列）"], []]


def test_other_words_are_not_told_here() -> None:
    assert found_after(replaced("1.36", "1.63")) == []
