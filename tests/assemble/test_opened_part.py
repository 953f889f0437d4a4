"""One part, opened: what it is made of, and what is no part."""

from __future__ import annotations

import pytest

from jixiao.assemble.opened_part import OpenedPart, PartSource, shared_tree
from jixiao.docx.package import BadPackage, read_package
from tests.support.docx import form


def source(document: bytes = b"") -> PartSource:
    """Return an opened part, with another main document if one is given."""
    members = read_package(form("甲"))
    part = PartSource(1, OpenedPart("附件1", members | ({"word/document.xml": document} if document else {})))
    part.open()
    return part


def test_a_part_shows_its_body_and_its_sections() -> None:
    part = source()
    assert [element.text for element in part.every("t")][:1] == ["甲"]
    assert len(list(part.sections())) == 1


def test_what_a_part_has_not_is_an_empty_tree() -> None:
    assert len(shared_tree("comments", b"")) == 0
    assert source().shared_name("comments") is None


def test_a_member_that_is_missing_is_named() -> None:
    with pytest.raises(BadPackage, match=r"word/missing\.xml"):
        source().member("word/missing.xml")


def test_strict_open_xml_cannot_be_joined() -> None:
    document = b'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body/></w:document>'
    with pytest.raises(BadPackage, match="严格 Open XML"):
        source(document)


def test_a_settled_part_keeps_its_text_alone() -> None:
    part = source()
    before = [element.tag for element in part.document.iter()]
    settled = part.settled()
    assert not part.stories
    assert [element.tag for element in settled.reopened().iter()] == before
