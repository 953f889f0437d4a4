"""Every element, every property of runs and paragraphs: read rightly in cell and paragraph, or named."""

from __future__ import annotations

import pytest

from jixiao.docx.block_reader import read_paper
from jixiao.docx.blocks import Paragraph
from jixiao.docx.package import read_package
from jixiao.docx.story_contents import list_story_contents
from jixiao.docx.unread import Unread
from tests.support.wml import cell, document, paragraph, row, run, table
from tests.support.word_elements import (
    LOOKS,
    NAMED,
    PARAGRAPH_LOOKS,
    PARAGRAPH_PROPERTIES,
    PROPERTIES,
    READ,
    SILENT,
)

PLACES = ("cell", "paragraph")


def read(content: str, place: str, properties: str = "") -> Paragraph:
    """Return the first paragraph that holds some content, in a cell or outside."""
    body = paragraph(content, properties)
    if place == "cell":
        body = table(row(f"<w:tc><w:tcPr/>{body}</w:tc>"))
    return read_paper(document(body)).paragraphs[0]


def contents(content: str) -> int:
    """Return how many things beside words and layout ``verify --package`` sees in a paragraph."""
    return len(list_story_contents(read_package(document(paragraph(run("1.36") + content)))))


def kinds(found: Paragraph) -> set[Unread]:
    return {thing.kind for thing in found.unread}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", NAMED)
def test_what_is_no_text_is_named(name: str, place: str) -> None:
    content, kind = NAMED[name]
    assert kind in kinds(read(run("1.36") + content, place))


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", PROPERTIES)
def test_letters_that_mean_something_else_are_named(name: str, place: str) -> None:
    properties, kind = PROPERTIES[name]
    assert kinds(read(run("1.36") + run("1", properties=properties), place)) == {kind}


@pytest.mark.parametrize("place", PLACES)
def test_what_nobody_sees_says_nothing(place: str) -> None:
    for name, content in SILENT.items():
        found = read(run("1.36") + content, place)
        assert (found.text, found.unread) == ("1.36", ()), name


@pytest.mark.parametrize("place", PLACES)
def test_text_is_read_whatever_holds_it(place: str) -> None:
    for name, (content, added) in READ.items():
        found = read(run("1.36") + content, place)
        assert (found.text, found.unread) == (f"1.36{added}", ()), name


@pytest.mark.parametrize("place", PLACES)
def test_looks_leave_the_words_what_they_are(place: str) -> None:
    for properties in LOOKS:
        found = read(run("1.36", properties=properties), place)
        assert (found.text, found.unread) == ("1.36", ()), properties


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", PARAGRAPH_PROPERTIES)
def test_what_a_paragraph_makes_of_its_letters_is_named_by_all(name: str, place: str) -> None:
    properties, kind = PARAGRAPH_PROPERTIES[name]
    assert kinds(read(run("1.36"), place, properties)) == {kind}
    assert read("", place, properties).unread == ()
    assert list_story_contents(read_package(document(paragraph(run("1.36"), properties))))


@pytest.mark.parametrize("place", PLACES)
def test_layout_of_a_paragraph_leaves_the_words_what_they_are(place: str) -> None:
    for properties in PARAGRAPH_LOOKS:
        found = read(run("1.36"), place, properties)
        assert (found.text, found.unread) == ("1.36", ()), properties


def test_a_style_makes_of_a_paragraph_what_it_states_unless_the_paragraph_says_otherwise() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="a"><w:pPr><w:bidi/></w:pPr></w:style>'
    named = '<w:pStyle w:val="a"/>'
    body = paragraph(run("1.36"), named) + paragraph(run("1.36"), f'{named}<w:bidi w:val="0"/>')
    first, second = read_paper(document(body, styles=styles)).paragraphs
    assert (kinds(first), kinds(second)) == ({Unread.DIRECTION}, set())


@pytest.mark.parametrize(
    ("table_", "row_", "cell_", "kind"),
    [
        ("<w:bidiVisual/>", "", "", Unread.DIRECTION),
        ("", "<w:hidden/>", "", Unread.HIDDEN),
        ("", '<w:trHeight w:val="9" w:hRule="exact"/>', "", Unread.FAINT),
        ("", "", '<w:shd w:val="clear" w:fill="000000"/>', Unread.FAINT),
        ("", "", '<w:tcBorders><w:tr2bl w:val="single"/></w:tcBorders>', Unread.STRUCK),
        ("", "", "<w:hologram/>", Unread.FORMAT),
    ],
)
def test_what_tables_rows_and_cells_make_of_their_letters_is_named_in_the_cell(
    table_: str, row_: str, cell_: str, kind: Unread
) -> None:
    words, empty = cell("1.36", properties=cell_), cell("", properties=cell_)
    body = table(f"<w:tblPr>{table_}</w:tblPr>", row(words, empty, properties=row_))
    [[first, second]] = read_paper(document(body)).tables[0].cells
    assert ({thing.kind for thing in first.things}, second.things) == ({kind}, ())


@pytest.mark.parametrize("name", sorted(NAMED.keys() - {"private use"}))  # which is other text than was printed
def test_verify_sees_what_is_no_text(name: str) -> None:
    assert contents(NAMED[name][0])


@pytest.mark.parametrize("name", PROPERTIES)
def test_verify_sees_letters_that_mean_something_else(name: str) -> None:
    assert contents(run("1", properties=PROPERTIES[name][0]))


def test_small_letters_shown_as_capitals_are_named() -> None:
    assert kinds(read(run("ab", properties="<w:caps/>"), "cell")) == {Unread.CAPITALS}
