"""A custom XML part: put into a document, found again by its namespace, bounded."""

from __future__ import annotations

import pytest

from jixiao.docx import limits
from jixiao.docx.block_reader import read_paper
from jixiao.docx.custom_xml import custom_xml, with_custom_xml
from jixiao.docx.package import BadPackage, read_package, relationships, write_package
from tests.support.wml import document, paragraph, run

NAMESPACE = "urn:example:one"
CONTENT = f'<map xmlns="{NAMESPACE}"><mark name="甲"/></map>'.encode()


@pytest.fixture(scope="module")
def plain() -> dict[str, bytes]:
    link = (
        '<Relationship Id="rId7" Type="http://example.cn/hyperlink" Target="http://example.cn/" TargetMode="External"/>'
    )
    return read_package(document(paragraph(run("正文")), links=link))


def test_what_was_put_in_is_found_by_its_namespace_alone(plain: dict[str, bytes]) -> None:
    members = with_custom_xml(plain, CONTENT, NAMESPACE)
    assert custom_xml(members, NAMESPACE) == CONTENT
    assert custom_xml(members, "urn:example:other") is None
    assert custom_xml(plain, NAMESPACE) is None


def test_the_document_says_the_same_and_keeps_its_members(plain: dict[str, bytes]) -> None:
    members = with_custom_xml(plain, CONTENT, NAMESPACE)
    assert read_paper(write_package(members)).paragraphs[0].text == "正文"
    assert plain.keys() < members.keys()
    kinds = [one.kind for one in relationships(members, "word/document.xml")]
    assert kinds == [*(one.kind for one in relationships(plain, "word/document.xml")), "customXml"]


def test_a_giant_part_is_refused_unparsed(plain: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_BYTES", 10)
    with pytest.raises(BadPackage, match="超过上限"):
        custom_xml(with_custom_xml(plain, CONTENT, NAMESPACE), NAMESPACE)
