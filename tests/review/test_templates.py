"""Templates and rendered parts: what their digests leave out, and what is said of a template that differs."""

from datetime import UTC, datetime

import pytest

from jixiao.docx import package
from jixiao.docx.traces import normalise
from jixiao.review.digest import content_digest
from jixiao.review.geometry import template_changes
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


def details(old: bytes | None, new: bytes | None) -> tuple[str, ...]:
    sides = [{} if one is None else {"annex1.docx": one} for one in (old, new)]
    return tuple(line for one in template_changes(*sides) for line in one.details)


def test_a_template_that_is_the_same_is_not_told(docx: bytes) -> None:
    assert details(docx, docx) == ()


def test_page_columns_and_words_are_told(docx: bytes) -> None:
    body = package.read_package(docx)[BODY].decode()
    width = body.partition('<w:gridCol w:w="')[2].partition('"')[0]
    changed = rewritten(
        docx,
        BODY,
        lambda xml: (
            xml.replace(f'<w:gridCol w:w="{width}"', '<w:gridCol w:w="1134"', 1)
            .replace('w:top="', 'w:top="1', 1)
            .replace("3、公务接待", "3、公务招待")
        ),
    )
    found = details(docx, changed)
    assert [line.partition("：")[0] for line in found] == ["第1节页面", "表1", "文字"]
    assert "；现 22 行，列宽 20、" in found[1]
    assert found[2] == "文字：3、公务［-接-］｛+招+｝待"


def test_looks_alone_are_told_as_such(docx: bytes) -> None:
    changed = rewritten(docx, BODY, lambda xml: xml.replace("<w:vAlign", "<w:noWrap/><w:vAlign", 1))
    assert details(docx, changed) == ("纸张、表格和文字没有变，改的是字体、段落等格式",)


def test_new_gone_and_broken_templates_are_told(docx: bytes) -> None:
    assert details(None, docx) == ("新增的模板",)
    assert details(docx, None) == ("删去的模板",)
    assert details(docx, b"broken") == ("有一边的模板打不开，不能比较内容",)
