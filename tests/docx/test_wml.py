"""WordprocessingML in small: children in the order of the schema, equal XML, a root for several documents."""

from __future__ import annotations

import pytest
from lxml import etree

from jixiao.docx.wml import (
    MC,
    MC_NS,
    PARAGRAPH_ORDER,
    W_NS,
    Element,
    W,
    attributes,
    common_root,
    detach,
    drop_attributes,
    is_on,
    local,
    look,
    new,
    properties,
    put,
    sure,
    take_attribute,
    value,
)


def parsed(inner: str, more: str = "") -> Element:
    return etree.fromstring(f'<w:p xmlns:w="{W_NS}" {more}>{inner}</w:p>')


def names(element: Element) -> list[str]:
    return [local(child) for child in element]


def test_a_child_goes_where_the_schema_wants_it() -> None:
    stated = new("pPr")
    for name in ("jc", "pStyle", "ind", "keepNext", "pStyle"):
        put(stated, new(name, val="1"), PARAGRAPH_ORDER)
    assert names(stated) == ["pStyle", "pStyle", "keepNext", "ind", "jc"]


def test_what_is_missing_is_made_once() -> None:
    paragraph = parsed("<w:r/>")
    stated = properties(paragraph, "pPr")
    assert (properties(paragraph, "pPr"), names(paragraph)) == (stated, ["pPr", "r"])
    assert sure(stated, "jc", PARAGRAPH_ORDER) is sure(stated, "jc", PARAGRAPH_ORDER)


@pytest.mark.parametrize(
    ("xml", "found"), [("", False), ("<w:b/>", True), ('<w:b w:val="off"/>', False), ('<w:b w:val="1"/>', True)]
)
def test_a_switch_is_on_unless_it_says_not(xml: str, *, found: bool) -> None:
    assert is_on(parsed(xml).find(f"{W}b")) is found


def test_equal_xml_looks_equal_whatever_its_prefixes_and_order() -> None:
    one = parsed('<w:ind w:left="1" w:right="2"/>')
    other = etree.fromstring(f'<x:p xmlns:x="{W_NS}">\n<x:ind x:right="2" x:left="1"/></x:p>')
    assert look(one) == look(other)
    assert look(one) != look(parsed('<w:ind w:left="1"/>'))


def test_attributes_are_found_taken_and_dropped() -> None:
    root = parsed('<w:r w:rsidR="1"/><w:r w:rsidR="2" w:val="3"/>')
    assert [text for _, _, text in attributes(root, "//@w:rsidR", w=W_NS)] == ["1", "2"]
    drop_attributes(root, "//@w:rsidR", w=W_NS)
    assert attributes(root, "//@w:rsidR", w=W_NS) == []
    assert (value(root[1]), take_attribute(root[1], f"{W}val"), take_attribute(root[1], f"{W}val")) == ("3", "3", None)


def test_an_element_leaves_its_parent_and_a_root_stays() -> None:
    root = parsed("<w:r/>")
    detach(root[0])
    detach(root)
    assert names(root) == []


def test_a_prefix_of_two_namespaces_gets_a_second_name_and_choices_follow() -> None:
    first = parsed("", 'xmlns:n="urn:one"')
    choice = f'<mc:Choice xmlns:mc="{MC_NS}" Requires="n"/>'
    second = parsed(choice, f'xmlns:n="urn:two" xmlns:mc="{MC_NS}" mc:Ignorable="n"')
    root = common_root("document", [first, second])
    assert (root.nsmap["n"], root.nsmap["n2"]) == ("urn:one", "urn:two")
    assert (root.get(f"{MC}Ignorable"), second[0].get("Requires")) == ("n2", "n2")
