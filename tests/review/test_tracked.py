"""Tracked changes in WordprocessingML, tidied."""

import pytest
from lxml import etree

from jixiao.docx.wml import W_NS, Element
from jixiao.review.tracked import (
    DELETED,
    INSERTED,
    drop_idle_changes,
    end_kind,
    end_mark,
    new_mark,
    number_changes,
    show_moves_as_changes,
    words_before,
)
from tests.support.docx import W

INS, DEL = '<w:ins w:id="5" w:author="甲" w:date="d"', '<w:del w:id="5" w:author="甲" w:date="d"'


def root_of(xml: str) -> Element:
    return etree.fromstring(f'<w:body xmlns:w="{W_NS}">{xml}</w:body>')


def ended(*marks: str) -> Element:
    [paragraph] = root_of(f"<w:p><w:pPr><w:rPr>{''.join(f'{mark}/>' for mark in marks)}</w:rPr></w:pPr></w:p>")
    return paragraph


def test_moves_are_shown_as_deleted_and_inserted() -> None:
    root = root_of(
        '<w:p><w:moveFromRangeStart w:id="1"/><w:moveFrom w:id="2"/><w:moveFromRangeEnd w:id="1"/></w:p>'
        '<w:p><w:moveTo w:id="3"/></w:p>'
    )
    show_moves_as_changes(root)
    assert [str(child.tag) for paragraph in root for child in paragraph] == [DELETED, INSERTED]


@pytest.mark.parametrize(("former", "left"), [("<w:jc/>", 0), ("<w:keepNext/>", 1)])
def test_a_change_of_properties_to_what_they_are_is_dropped(former: str, left: int) -> None:
    change = f'<w:pPrChange w:id="1"><w:pPr>{former}</w:pPr></w:pPrChange>'
    root = root_of(f"<w:p><w:pPr><w:jc/>{change}</w:pPr></w:p>")
    drop_idle_changes(root)
    assert len(root.findall(f".//{W}pPrChange")) == left


def test_changes_are_numbered_after_all_other_ids() -> None:
    root = root_of(f'<w:bookmarkStart w:id="7"/><w:p>{INS}/>{DEL}/></w:p>')
    number_changes(root)
    assert [mark.get(f"{W}id") for mark in root.iter(INSERTED, DELETED)] == ["8", "9"]


def test_a_new_mark_has_author_and_date_of_the_other() -> None:
    [mark] = root_of(f"{INS}/>")
    made = new_mark(mark, DELETED)
    assert (made.tag, made.get(f"{W}author"), made.get(f"{W}date")) == (DELETED, "甲", "d")


def test_words_before_the_changes_have_what_was_deleted() -> None:
    [paragraph] = root_of(
        f"<w:p><w:r><w:t>甲</w:t></w:r>{DEL}><w:r><w:delText>乙</w:delText></w:r></w:del>"
        f"{INS}><w:r><w:t>丙</w:t></w:r></w:ins></w:p>"
    )
    assert words_before(paragraph) == "甲乙"


@pytest.mark.parametrize(("marks", "kind"), [((), ""), ((INS,), INSERTED), ((DEL,), DELETED), ((INS, DEL), "")])
def test_an_end_has_one_mark_or_counts_as_unmarked(marks: tuple[str, ...], kind: str) -> None:
    assert end_kind(ended(*marks)) == kind
    assert (end_mark(ended(*marks)) is None) is (kind == "")
    assert end_kind(None) == ""


def test_ids_that_are_no_numbers_are_left_out_of_the_count() -> None:
    root = root_of(f'<w:p w:id="²"/><w:p w:id="{"9" * 5000}"/><w:p w:id="7"/><w:p>{INS}/></w:p>')
    number_changes(root)
    assert [mark.get(f"{W}id") for mark in root.iter(f"{W}ins")] == ["8"]
