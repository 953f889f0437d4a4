"""The digest of a rendered part: what it leaves out, and what it sees."""

from datetime import UTC, datetime

import pytest

from jixiao.docx.traces import normalise
from jixiao.review.digest import content_digest
from tests.support.docx import rewritten
from tests.support.project import ROOT

ANNEX1 = ROOT / "templates/yueyang-2023/annex1.docx"
BODY = "word/document.xml"


@pytest.fixture(scope="module")
def docx() -> bytes:
    return ANNEX1.read_bytes()


def test_the_digest_leaves_out_title_and_moment(docx: bytes) -> None:
    one = normalise(docx, moment=datetime(2024, 1, 1, tzinfo=UTC), title="甲")
    other = normalise(docx, moment=datetime(2025, 1, 1, tzinfo=UTC), title="乙")
    assert one != other
    assert content_digest(one) == content_digest(other)


def test_the_digest_does_not_see_how_the_xml_is_written(docx: bytes) -> None:
    spaced = rewritten(docx, BODY, lambda xml: xml.replace("<w:body>", "<w:body  >").replace('"/>', '" />'))
    assert spaced != docx
    assert content_digest(spaced) == content_digest(docx)


def test_the_digest_does_not_see_which_words_came_from_the_data(docx: bytes) -> None:
    begin, end = '<w:bookmarkStart w:id="99" w:name="_JX0123456789ab"/>', '<w:bookmarkEnd w:id="99"/>'
    cut = f'公务</w:t></w:r>{begin}<w:r><w:t xml:space="preserve">接待</w:t></w:r>{end}'
    changed = rewritten(docx, BODY, lambda xml: xml.replace("公务接待</w:t></w:r>", cut, 1))
    assert changed != docx
    assert content_digest(changed) == content_digest(docx)


@pytest.mark.parametrize(("old", "new"), [("公务接待", "公务招待"), ("<w:vAlign", "<w:noWrap/><w:vAlign")])
def test_the_digest_sees_words_and_looks(docx: bytes, old: str, new: str) -> None:
    changed = rewritten(docx, BODY, lambda xml: xml.replace(old, new, 1))
    assert content_digest(changed) != content_digest(docx)
