"""A part's tables keep merged cells, their fixed words are headings, their figures lead to where they are told."""

from __future__ import annotations

from jixiao.disclosure.public_parts import PageParagraph, PagePiece, PageTable, lay_out_part
from jixiao.docx.package import read_package
from tests.support.docx import form

VALUE = '<w:bookmarkStart w:id="{0}" w:name="_JX{0}"/><w:r><w:t>{1}</w:t></w:r><w:bookmarkEnd w:id="{0}"/>'


def table_of(*rows: tuple[str, ...]) -> PageTable:
    members = read_package(form(cells=rows))
    name = "word/document.xml"
    text = members[name].decode()
    for number in range(1, 5):
        text = text.replace(f"<w:r><w:t>〔{number}〕</w:t></w:r>", VALUE.format(number, number))
    members[name] = text.encode()
    part = lay_out_part("p1", "表1", "题", members=members, figures={"_JX1": "f1"})
    (table,) = (block for block in part.blocks if isinstance(block, PageTable))
    return table


def test_fixed_words_are_headings_of_what_is_beside_or_below() -> None:
    table = table_of(("项目", "预算"), ("甲", "〔1〕"), ("乙", "〔2〕"))
    assert [[cell.scope for cell in row] for row in table.rows] == [["col", "col"], ["row", ""], ["row", ""]]
    assert table.is_regular


def test_a_figure_leads_to_where_it_is_told_and_another_value_is_plain() -> None:
    table = table_of(("项目", "预算"), ("甲", "〔1〕"), ("乙", "〔2〕"))
    assert [row[1].blocks for row in table.rows[1:]] == [
        (PageParagraph((PagePiece("1", "f1"),)),),
        (PageParagraph((PagePiece("2"),)),),
    ]
