"""Text put into a document, everything else left as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.docx.block_reader import read_paper
from jixiao.docx.editable_paper import (
    EditablePaper,
    EditableTable,
    copy_row,
    end_merge,
    open_to_edit,
    paragraph_text,
    paragraphs_in,
    replace_words,
    set_cell,
)
from jixiao.docx.package import BadPackage
from jixiao.docx.wml import Element, W
from tests.support.wml import document, paragraph, run

_CELL = "<w:tc><w:tcPr>{}</w:tcPr>{}</w:tc>"


def first_table(paper: EditablePaper) -> EditableTable:
    return next(block for block in paper.blocks if isinstance(block, EditableTable))


def first_line(paper: EditablePaper) -> Element:
    return next(block for block in paper.blocks if not isinstance(block, EditableTable))


def table(*cells: str) -> str:
    return f"<w:tbl><w:tr>{''.join(cells)}</w:tr></w:tbl>"


@given(
    st.lists(st.text("甲乙 丙", min_size=1, max_size=4), min_size=1, max_size=4), st.integers(0, 9), st.integers(0, 9)
)
def test_words_replace_just_the_letters_named(pieces: list[str], start: int, length: int) -> None:
    text = "".join(pieces)
    start = min(start, len(text))
    end = min(start + length, len(text))
    paper = open_to_edit(document(paragraph("".join(map(run, pieces)))))
    replace_words(first_line(paper), start, end, "{{ 丁 }}")
    assert read_paper(paper.packed()).paragraphs[0].text == text[:start] + "{{ 丁 }}" + text[end:]


def test_words_look_like_those_they_replace() -> None:
    paper = open_to_edit(document(paragraph(run("标题：") + run("值", properties="<w:b/>"))))
    replace_words(first_line(paper), 3, 4, "新")
    assert first_line(paper).findall(f"{W}r")[1].find(f"{W}rPr/{W}b") is not None


def test_words_may_stand_in_an_empty_paragraph() -> None:
    paper = open_to_edit(document("<w:p/>"))
    replace_words(first_line(paper), 0, 0, "新")
    assert paragraph_text(first_line(paper)) == "新"


def test_a_cell_becomes_one_line_with_the_look_of_its_first_letters() -> None:
    lines = paragraph(run("一", properties="<w:b/>"), '<w:numPr><w:numId w:val="1"/></w:numPr>') + paragraph(run("二"))
    paper = open_to_edit(document(table(_CELL.format("", lines))))
    cell = first_table(paper).cells[0][0]
    set_cell(cell, "新")
    assert [paragraph_text(one) for one in paragraphs_in(cell)] == ["新"]
    assert cell.find(f".//{W}b") is not None
    assert cell.find(f".//{W}numPr") is None


def test_a_row_like_another_says_one_thing_only() -> None:
    row = table(_CELL.format("", paragraph(run("一"))), _CELL.format("", paragraph(run("二"))))
    paper = open_to_edit(document(row))
    first_table(paper).rows[0].addnext(copy_row(first_table(paper).rows[0], "新"))
    assert read_paper(paper.packed()).tables[0].grid == [["一", "二"], ["", "新"]]


def test_a_merge_ends() -> None:
    paper = open_to_edit(document(table(_CELL.format('<w:vMerge w:val="restart"/>', "<w:p/>"))))
    end_merge(first_table(paper).cells[0][0])
    assert first_table(paper).cells[0][0].find(f".//{W}vMerge") is None


def test_cells_that_another_covers_and_containers_are_looked_through() -> None:
    covered = _CELL.format('<w:hMerge w:val="restart"/>', paragraph(run("一"))) + _CELL.format("<w:hMerge/>", "<w:p/>")
    boxed = f"<w:sdt><w:sdtContent>{table(covered)}</w:sdtContent></w:sdt>"
    assert len(first_table(open_to_edit(document(boxed))).cells[0]) == 1


def test_a_table_that_only_frames_others_is_none() -> None:
    inner = table(_CELL.format("", paragraph(run("一"))))
    paper = open_to_edit(document(table(_CELL.format("", f"{inner}<w:p/>"))))
    assert paragraph_text(paragraphs_in(first_table(paper).cells[0][0])[0]) == "一"


def test_tracked_changes_are_to_be_accepted_first() -> None:
    with pytest.raises(BadPackage, match="接受全部修订"):
        open_to_edit(document(f'<w:p><w:ins w:id="1" w:author="">{run("一")}</w:ins></w:p>'))
