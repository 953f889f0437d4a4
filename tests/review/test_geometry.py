"""What is said of a template that differs: its page, its tables, its words."""

import pytest

from jixiao.docx import package
from jixiao.review.geometry import list_template_changes
from tests.support.docx import form, rewritten
from tests.support.project import ROOT

ANNEX1 = ROOT / "templates/yueyang-2023/annex1.docx"
BODY = "word/document.xml"


@pytest.fixture(scope="module")
def docx() -> bytes:
    return ANNEX1.read_bytes()


def details(old: bytes | None, new: bytes | None) -> tuple[str, ...]:
    sides = [{} if one is None else {"annex1.docx": one} for one in (old, new)]
    return tuple(line for one in list_template_changes(*sides) for line in one.details)


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


def test_paragraphs_that_are_new_or_gone_are_quoted() -> None:
    assert details(form("甲"), form("甲", "乙")) == ("新增文字“乙”",)
    assert details(form("甲", "乙"), form("甲")) == ("删去文字“乙”",)


def test_templates_are_listed_by_name_with_their_digests() -> None:
    found = list(list_template_changes({"b.docx": b"1", "a.docx": b"1"}, {"b.docx": b"2", "c.docx": b"1"}))
    assert [one.name for one in found] == ["a.docx", "b.docx", "c.docx"]
    assert [one.fate for one in found] == ["删去", "改动", "新增"]
    assert found[0].new is None
    assert len(found[0].old or "") == 64
