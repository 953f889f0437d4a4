"""A story says the same however its XML is written, and nothing in its text passes for a mark of ours."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jixiao.docx.package import BadPackage
from jixiao.docx.wml import W_NS
from jixiao.readback.docx_passages import read_story
from jixiao.readback.story_text import list_marks
from jixiao.render.environment import BETWEEN, CLOSE, OPEN
from jixiao.render.scan import CELL
from tests.readback.finished import expected
from tests.support.word_elements import field, text

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def test_marks_that_stand_in_a_documents_text_are_not_taken_for_bookmarks() -> None:
    mark = list_marks(expected().whole.text)[0]
    start, end = f'<w:bookmarkStart w:id="7" w:name="{mark}"/>', '<w:bookmarkEnd w:id="7"/>'
    forged = f"<w:r><w:t>{OPEN}{mark}{BETWEEN}2023{CLOSE}</w:t></w:r>"
    real = f"{start}<w:r><w:t>2023</w:t></w:r>{end}"
    said = [read_story(f'{HEAD}<w:p xmlns:w="{W_NS}">{runs}</w:p>'.encode()) for runs in (real, forged)]
    assert said[0] == f"{OPEN}{mark}{BETWEEN}2023{CLOSE}"
    assert list_marks(said[1]) == []


BODY = (
    "<w:p><w:r><w:t>甲&amp;lt;乙</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>一</w:t></w:r></w:p>"
    "<w:p/><w:tbl><w:tr><w:tc><w:p><w:r><w:t>二</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:tc>"
    '<w:tc w:x="1"><w:p><w:bookmarkStart w:id="7" w:name="_JX0123456789ab"/><w:r><w:t xml:space="preserve">三 </w:t>'
    '<w:t/></w:r><w:bookmarkEnd w:id="7"/></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:t>四</w:t></w:r></w:p>'
)


@pytest.mark.parametrize(
    "written",
    [
        lambda xml: xml,
        lambda xml: xml.replace("/>", " />").replace("w:tc>", "w:tc\n>"),
        lambda xml: xml.replace('w:id="7" w:name="_JX0123456789ab"', "w:name='_JX0123456789ab' w:id='7'"),
        lambda xml: (
            xml.replace("<w:", "<x:").replace("</w:", "</x:").replace(" w:", " x:").replace("xmlns:w", "xmlns:x")
        ),
        lambda xml: xml.replace("三", "<!-- <w:t>九</w:t> -->&#x4e09;").replace("<w:p/>", "<?九?><w:p/>"),
        lambda xml: xml.replace("甲&amp;lt;乙", "<![CDATA[甲&lt;乙]]>"),
        lambda xml: xml.replace("UTF-8", "UTF-16").encode("utf-16"),
    ],
)
def test_a_story_says_the_same_however_its_xml_is_written(written: Callable[[str], str | bytes]) -> None:
    xml = written(f'{HEAD}<w:document xmlns:w="{W_NS}">{BODY}</w:document>')
    said = read_story(xml if isinstance(xml, bytes) else xml.encode())
    assert said.split(CELL) == ["甲&lt;乙", "一二", f"{OPEN}_JX0123456789ab{BETWEEN}三{CLOSE}", "四"]


def test_of_fields_the_result_is_read_and_not_what_they_compute_on_the_way() -> None:
    inner = field(" =2*3 ", "6", "") + "<w:r><w:instrText> &gt; 5 </w:instrText></w:r>"
    body = f"<w:p>{field(' IF ', '1.36', inner)}</w:p><w:p>{text('后')}</w:p>"
    assert read_story(f'<w:document xmlns:w="{W_NS}">{body}</w:document>'.encode()).split(CELL) == ["1.36", "后"]


def test_a_field_that_never_ends_hides_no_more_than_its_paragraph() -> None:
    begun = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    body = f"<w:p>{text('前')}{begun}{text('藏')}</w:p><w:p>{text('后')}</w:p>"
    assert read_story(f'<w:document xmlns:w="{W_NS}">{body}</w:document>'.encode()).split(CELL) == ["前", "后"]


def test_a_story_that_is_no_xml_is_refused() -> None:
    with pytest.raises(BadPackage):
        read_story(f'{HEAD}<w:document xmlns:w="{W_NS}"><w:p></w:document>'.encode())
