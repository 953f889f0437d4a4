"""Words in the XML that no program shows are told; what programs write themselves is not."""

from __future__ import annotations

import pytest

from jixiao.docx.hidden_words import list_hidden_words
from jixiao.docx.package import read_package
from tests.support.returned import made_documents
from tests.support.wml import document, paragraph, run


def told(body: str) -> dict[str, str]:
    return list_hidden_words(read_package(document(body)))


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<!-- 内部 稿 --><w:p/>", {"word/document.xml 里的 XML 注释": "内部 稿"}),
        ("<?secret 内部?><w:p/>", {"word/document.xml 里的 XML 注释": "secret 内部"}),
        ('<w:p xmlns:x="urn:x" x:note="内部"/>', {"不认识的属性 note": "内部"}),
        ('<w:bookmarkStart w:id="1" w:name="内部意见"/>', {"书签 内部意见": "书签名"}),
        ('<w:permStart w:id="1" w:ed="填表人甲"/>', {"可编辑的人": "填表人甲"}),
    ],
)
def test_what_is_shown_nowhere_is_told(body: str, found: dict[str, str]) -> None:
    assert told(body) == found


@pytest.mark.parametrize(
    "name", ["_GoBack", "_Toc123", "_Hlk9", "OLE_LINK1", "__RefHeading___Toc12_34", "_JX0123456789ab"]
)
def test_bookmarks_that_programs_set_are_not(name: str) -> None:
    assert told(f'<w:bookmarkStart w:id="1" w:name="{name}"/>{paragraph(run("文"))}') == {}


def test_what_we_make_ourselves_hides_nothing() -> None:
    assert list_hidden_words(read_package(made_documents().whole)) == {}
