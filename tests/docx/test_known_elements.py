"""Each element is plain layout or named for what it is; the table is closed, and one for all readers."""

from __future__ import annotations

import pytest

from jixiao.docx.known_elements import Effect, content_of, list_contents, list_names, name_element
from jixiao.docx.package import parse_xml, read_package
from jixiao.docx.unread import Unread, UnreadThing
from jixiao.docx.wml import Element
from tests.support.changed_docx import SPACES
from tests.support.returned import made_documents


def element(xml: str, holder: str = "w:p") -> Element:
    return parse_xml(f"<w:x {SPACES}><{holder}>{xml}</{holder}></w:x>".encode())[0][0]


def of(xml: str, holder: str = "w:p") -> UnreadThing | None:
    return content_of(element(xml, holder))


@pytest.mark.parametrize("plain", ["<w:r/>", "<w:t/>", "<w:tab/>", "<w:bookmarkStart/>", "<w:softHyphen/>"])
def test_words_and_layout_are_nothing_else(plain: str) -> None:
    assert of(plain) is None


@pytest.mark.parametrize(
    ("xml", "kind"),
    [
        ("<m:f/>", Unread.FORMULA),
        ("<v:shape/>", Unread.PICTURE),
        ("<o:OLEObject/>", Unread.OBJECT),
        ("<w:sdt/>", Unread.CONTROL),
        ("<w:hyperlink/>", Unread.LINK),
        ("<w:ins/>", Unread.REVISION),
        ("<w:commentReference/>", Unread.COMMENT),
        ("<w:unheardOf/>", Unread.ELEMENT),
        ("<w:shd/>", Unread.ELEMENT),  # a property where none belongs
        ('<x xmlns="urn:x"/>', Unread.ELEMENT),
    ],
)
def test_what_is_more_is_named_under_its_own_name(xml: str, kind: Unread) -> None:
    found = of(xml)
    assert found is not None
    assert (found.kind, found.detail) == (kind, xml.strip("</>").split(" ")[0].rpartition(":")[2])


def test_what_stands_in_a_property_is_known_by_its_holder() -> None:
    assert of("<w:tab/>", "w:tabs") is None
    assert of("<w:ins/>", "w:numPr") == UnreadThing(Unread.REVISION, "ins")
    assert of("<w:hologram/>", "w:pBdr") == UnreadThing(Unread.FORMAT, "hologram")


def test_a_reader_of_text_names_the_element_only_where_its_kind_does_not_tell() -> None:
    assert name_element(element("<w:sym/>")) == UnreadThing(Unread.SYMBOL)
    assert name_element(element("<w:pgNum/>")) == UnreadThing(Unread.FIELD, "pgNum")
    assert name_element(element(f"<w:{'a' * 500}/>")) == UnreadThing(Unread.ELEMENT, "a" * 40)


def test_no_element_has_two_roles() -> None:
    names = [name for effect in Effect for name in list_names(effect)]
    assert len(names) == len(set(names))


def test_what_we_make_ourselves_is_known() -> None:
    root = parse_xml(read_package(made_documents().whole)["word/document.xml"])
    assert {one.kind for one in list_contents(root)}.isdisjoint({Unread.ELEMENT, Unread.FORMAT})
