"""Alternatives, drawings and controls: what is shown of them, and how they are named."""

from __future__ import annotations

import pytest
from lxml import etree

from jixiao.docx.block_reader import read_paper
from jixiao.docx.inline_elements import differ, list_boxes, shown_branch
from tests.docx.test_fidelity import read
from tests.support.wml import document, paragraph, run
from tests.support.word_elements import alternatives, text

_SPACES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_BOX = "<w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent>"


def element(xml: str) -> etree._Element:
    return etree.fromstring(f"<x {_SPACES}>{xml}</x>")[0]


def test_of_alternatives_the_first_that_word_understands_is_shown_else_the_fallback() -> None:
    assert read(alternatives(text("甲"), text("乙")), "cell").text == "甲"
    assert read(alternatives(text("甲"), text("乙"), "wpx"), "cell").text == "乙"
    assert shown_branch(element(alternatives("", "").replace("Fallback", "Choice"))) is not None


def test_alternatives_that_say_the_same_are_no_matter_others_are() -> None:
    assert not differ(element(alternatives(text("甲"), text("甲"))))
    assert differ(element(alternatives(text("甲"), text("乙"))))


def test_the_box_of_a_drawing_is_read_once_whatever_its_versions() -> None:
    drawn = f"<w:r>{alternatives(f'<w:drawing>{_BOX}</w:drawing>', f'<w:pict>{_BOX}</w:pict>')}</w:r>"
    found = read_paper(document(paragraph(run("文") + drawn)))
    assert [one.text for one in found.paragraphs] == ["文", "框"]
    assert list(map(str, found.unread)) == ["文本框", "文本框里的文字"]
    assert len(list(list_boxes(element(f"<w:pict>{alternatives(_BOX, _BOX)}</w:pict>")))) == 1


@pytest.mark.parametrize(
    ("between", "named"),
    [
        ('<w:altChunk r:id="x"/>', "插入的文件"),
        ("<w:hologram/>", "不认识的内容（hologram）"),
        (alternatives(paragraph(run("甲")), paragraph(run("乙"))), "随软件不同的替代内容"),
    ],
)
def test_what_stands_between_paragraphs_has_a_place_of_its_own(between: str, named: str) -> None:
    found = read_paper(document(paragraph(run("前")) + between + paragraph(run("后"))))
    [holder] = [one for one in found.paragraphs if one.unread]
    assert list(map(str, holder.unread)) == [named]
    assert holder.text == ""


def test_a_deleted_or_hidden_mark_joins_two_paragraphs_only_where_there_is_text() -> None:
    deleted = '<w:rPr><w:del w:id="1" w:author="某人"/></w:rPr>'
    for mark, named in [(deleted, "删去的段落标记"), ("<w:rPr><w:vanish/></w:rPr>", "隐藏文字（段落标记）")]:
        found = read_paper(document(paragraph(run("前"), mark) + paragraph("", mark)))
        assert list(map(str, found.unread)) == [named]
