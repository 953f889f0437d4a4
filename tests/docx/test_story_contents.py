"""What stands in a document's stories beside words: fields by their instruction, styles where they are used."""

from __future__ import annotations

import re

import pytest

from jixiao.docx.package import BadPackage, read_package
from jixiao.docx.story_contents import Sighting, list_story_contents
from jixiao.docx.unread import Unread
from tests.support.changed_docx import Change, changed, replaced
from tests.support.docx import form

CHAR = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def seen(*changes: Change) -> list[Sighting]:
    document = form("前一段", "后一段", cells=[["一格", ""]])
    return list_story_contents(read_package(changed(document, *changes) if changes else document))


def behind(words: str, xml: str) -> Change:
    return replaced(f"<w:r><w:t>{words}</w:t></w:r>", rf"\g<0>{xml}")


def code(words: str) -> str:
    return f"<w:r><w:instrText>{words}</w:instrText></w:r>"


def names(found: list[Sighting], kind: Unread) -> list[str]:
    return [one.content.detail for one in found if one.content.kind is kind]


def test_a_plain_document_has_nothing() -> None:
    assert seen() == []


def test_a_field_is_named_by_its_instruction_though_it_is_written_in_pieces() -> None:
    pieces = CHAR.format("begin") + code(" INCLUDE") + code("TEXT  x ") + CHAR.format("separate") + CHAR.format("end")
    assert names(seen(behind("前一段", pieces)), Unread.FIELD) == ["INCLUDETEXT x"]


def test_a_field_within_a_field_and_one_that_never_ends_are_named() -> None:
    inner = CHAR.format("begin") + code("=2*3") + CHAR.format("separate") + CHAR.format("end")
    outer = CHAR.format("begin") + code("IF ") + inner + code("1 2")
    assert names(seen(behind("前一段", outer)), Unread.FIELD) == ["=2*3", "IF 1 2"]


def test_how_a_result_looks_does_not_tell_fields_apart() -> None:
    field = '<w:fldSimple w:instr=" PAGE  \\\\* MERGEFORMAT "/>'
    assert names(seen(behind("前一段", field)), Unread.FIELD) == ["PAGE"]


def test_what_a_style_states_counts_where_it_is_used() -> None:
    style = '<w:style w:type="character" w:styleId="a"><w:rPr><w:vanish/></w:rPr></w:style>'
    based = '<w:style w:type="character" w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    unused = replaced("</w:styles>", rf"{style}{based}\g<0>", "word/styles.xml")
    assert seen(unused) == []
    [one] = seen(unused, behind("后一段", '<w:r><w:rPr><w:rStyle w:val="b"/></w:rPr><w:t>藏</w:t></w:r>'))
    assert (one.content.kind, one.place.words) == (Unread.HIDDEN, "后一段藏")


def test_styles_based_on_one_another_in_a_circle_end() -> None:
    circle = (
        '<w:style w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    )
    used = behind("前一段", '<w:r><w:rPr><w:rStyle w:val="a"/></w:rPr></w:r>')
    assert seen(replaced("</w:styles>", rf"{circle}\g<0>", "word/styles.xml"), used) == []


@pytest.mark.parametrize(
    ("words", "place"),
    [("前一段", "“前一段”一处"), ("一格", "“一格”一处")],
)
def test_a_place_is_told_by_its_words(words: str, place: str) -> None:
    [one] = seen(behind(words, "<w:r><w:drawing/></w:r>"))
    assert one.place.spoken == place


def test_a_place_without_words_is_told_by_those_before() -> None:
    [one] = seen(replaced("<w:tbl>", r"<w:p><w:r><w:drawing/></w:r></w:p>\g<0>"))
    assert one.place.spoken == "“后一段”之后"


def test_settings_that_fetch_are_told_and_others_are_not() -> None:
    settings = "word/settings.xml"
    found = seen(replaced("<w:zoom", r'<w:attachedTemplate r:id="x"/><w:zoom', settings))
    assert names(found, Unread.SETTING) == ["attachedTemplate"]


def test_a_theme_of_signs_in_place_of_letters_is_told() -> None:
    def set_in_signs(held: dict[str, bytes]) -> None:
        [name] = [name for name in held if name.startswith("word/theme/")]
        held[name] = re.sub(rb'(<a:latin typeface=")[^"]*', rb"\1Wingdings", held[name], count=1)

    assert names(seen(set_in_signs), Unread.SYMBOL) == [*names(seen(), Unread.SYMBOL), "Wingdings"]


def test_a_strict_document_is_refused() -> None:
    strict = changed(
        form("一段"),
        lambda held: held.update(
            {"word/document.xml": b'<document xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'}
        ),
    )
    with pytest.raises(BadPackage, match="严格"):
        list_story_contents(read_package(strict))
