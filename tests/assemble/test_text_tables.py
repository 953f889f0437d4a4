"""Tables that stay text: the package is the same, byte for byte, as if they had been trees."""

from __future__ import annotations

import pytest
from docx.document import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.assemble import OpenedPart, assemble, opened_part
from jixiao.assemble.text_tables import cut_out, put_back
from jixiao.docx.wml import W_NS

from .sample_parts import (
    MOMENT,
    add_table,
    chinese_word,
    cover,
    landscape_table,
    members_of,
    odd_and_even,
    part,
    picture,
    prose,
    report,
    xml,
)


def marked_tables(name: str, *, around: bool = True) -> OpenedPart:
    """Return a part with bookmarks in its tables, two of them Word's own, and if asked for one ``around`` both."""

    def build(document: Document) -> None:
        if around:
            document.add_paragraph("前")._p.append(xml('<w:bookmarkStart w:id="9" w:name="全部"/>'))
        for number in range(2):
            add_table(document, 2, 2, "表")
            cell = document.tables[-1].cell(0, 0).paragraphs[0]._p
            cell.append(xml(f'<w:bookmarkStart w:id="{number}" w:name="值{number}"/>'))
            cell.append(xml(f'<w:bookmarkEnd w:id="{number}"/>'))
            cell.append(xml('<w:bookmarkStart w:id="7" w:name="_GoBack"/>'))
            cell.append(xml('<w:bookmarkEnd w:id="7"/>'))
        inner = document.tables[-1].cell(1, 1).add_table(1, 1)
        inner.cell(0, 0).text = "内 & <层>"
        if around:
            document.add_paragraph("后")._p.append(xml('<w:bookmarkEnd w:id="9"/>'))

    return part(name, build)


def busy_tables(name: str) -> OpenedPart:
    """Return a part with a numbered style, a field and a picture in tables."""

    def build(document: Document) -> None:
        for _ in range(3):
            add_table(document, 1, 1, "表")
        numbered, linked, drawn = (table.cell(0, 0) for table in document.tables)
        numbered.add_paragraph("一", style="List Number")
        linked.paragraphs[0]._p.append(xml('<w:fldSimple w:instr=" REF 值0 "><w:r><w:t>1</w:t></w:r></w:fldSimple>'))
        drawn.paragraphs[0].add_run().add_picture(picture())

    return part(name, build)


POOL = [
    *(cover("甲"), landscape_table("乙"), prose("丙"), odd_and_even("丁"), report("戊"), chinese_word("己")),
    *(marked_tables("庚"), marked_tables("壬", around=False), busy_tables("辛")),
]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(POOL), min_size=1, max_size=5))
def test_a_package_is_the_same_with_its_tables_as_trees(parts: list[OpenedPart]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opened_part, "cut_out", lambda story: (story, ()))
        as_trees = assemble(parts, moment=MOMENT, title="整套材料")
    assert assemble(parts, moment=MOMENT, title="整套材料") == as_trees


def story(*tables: str) -> bytes:
    blocks = "<w:p/>".join(f"<w:tbl><w:tr><w:tc>{inside}</w:tc></w:tr></w:tbl>" for inside in tables)
    return f'<w:document xmlns:w="{W_NS}"><w:body>{blocks}<w:sectPr/></w:body></w:document>'.encode()


def test_what_is_cut_out_and_put_back_is_what_it_was() -> None:
    whole = story("<w:p/>", "<w:p/><w:tbl><w:tr/></w:tbl><w:p/>", '<w:p r:id="1"/>', "<w:p/>")
    rest, tables = cut_out(whole)
    assert [table.count("<w:tbl>") for table in tables] == [1, 2, 1]
    assert put_back(rest, tables) == whole


@pytest.mark.parametrize(
    "loud",
    [
        '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:p>',
        '<w:p w:rsidR="00000000"/>',
        "<w:p><w:r><w:t>&quot;</w:t></w:r></w:p>",
        '<w:p><w:bookmarkStart w:name="甲" w:id="1"/></w:p>',
        "<w:p><w:pPr><w:pStyle w:val='甲'/></w:pPr></w:p>",
        '<w:p><w:hyperlink w:anchor="甲"/></w:p>',
        "<w:p />",
    ],
)
def test_a_table_in_which_more_may_change_stays_a_tree(loud: str) -> None:
    assert cut_out(story(loud)) == (story(loud), ())


def test_the_tables_of_a_real_document_stay_text_if_they_hold_nothing_but_text_and_bookmarks() -> None:
    for made, unparsed, loud in ((marked_tables("庚"), 2, 0), (busy_tables("辛"), 1, 2)):
        rest, tables = cut_out(members_of(made)["word/document.xml"])
        assert (len(tables), rest.count(b"</w:tbl>")) == (unparsed, loud)
