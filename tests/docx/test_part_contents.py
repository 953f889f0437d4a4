"""Parts, relationships and types that a saved document does not have by itself."""

from __future__ import annotations

from jixiao.docx.package import read_package
from jixiao.docx.part_contents import list_part_contents
from jixiao.docx.unread import Unread
from tests.support.changed_docx import Change, changed, part_added, related_outside
from tests.support.docx import form


def held_in(*changes: Change) -> set[tuple[Unread, str]]:
    document = changed(form("一段"), *changes) if changes else form("一段")
    return {(one.kind, one.name) for one in list_part_contents(read_package(document))}


def test_a_plain_document_has_the_usual_parts_alone() -> None:
    assert held_in() == set()


def test_a_reference_outside_is_named_with_its_address() -> None:
    assert held_in(related_outside("image", "http://192.0.2.1/x")) == {(Unread.EXTERNAL, "image http://192.0.2.1/x")}


def test_a_part_that_nothing_leads_to_is_named() -> None:
    found = held_in(lambda held: held.update({"word/x.xml": b"<x/>"}))
    assert found == {(Unread.RELATED, "word/x.xml")}


def test_a_part_of_another_kind_is_named_and_so_is_its_type() -> None:
    found = held_in(part_added("word/vbaProject.bin", b"x", "vbaProject", "application/vnd.ms-office.vbaProject"))
    assert found == {
        (Unread.RELATED, "vbaProject word/vbaProject.bin"),
        (Unread.TYPE, "word/vbaProject.bin application/vnd.ms-office.vbaProject"),
    }


def test_the_same_picture_under_another_name_is_the_same() -> None:
    pictures = [
        list_part_contents(read_package(changed(form("一段"), part_added(name, b"x", "image", "image/png"))))
        for name in ("word/a.png", "word/b.png")
    ]
    digests = [{one.digest for one in found if one.kind is Unread.RELATED} for found in pictures]
    assert digests[0] == digests[1]
