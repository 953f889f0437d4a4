"""Each element is plain layout or named for what it is; the lists are closed."""

from __future__ import annotations

import pytest

from jixiao.docx.element_kinds import Content, ContentKind, content_of
from jixiao.docx.package import parse_xml
from tests.support.changed_docx import SPACES


def of(xml: str) -> Content | None:
    return content_of(parse_xml(f"<w:x {SPACES}>{xml}</w:x>".encode())[0])


@pytest.mark.parametrize(
    "plain",
    [
        "<w:p/>",
        "<w:b/>",
        '<w:sz w:val="21"/>',
        '<w:color w:val="FF0000"/>',
        '<w:color w:val="auto"/>',
        '<w:vanish w:val="false"/>',
        '<w:strike w:val="0"/>',
        '<w:vertAlign w:val="baseline"/>',
        '<w:spacing w:before="120" w:line="240" w:lineRule="auto"/>',
        '<w:ind w:left="420" w:hanging="420"/>',
        '<w:trHeight w:val="20"/>',
        '<w:rFonts w:ascii="宋体"/>',
        '<w:shd w:val="clear" w:fill="F2F2F2"/>',
        '<w:numPr><w:numId w:val="0"/></w:numPr>',
        '<w:w w:val="66"/>',
    ],
)
def test_layout_is_nothing_else(plain: str) -> None:
    assert of(plain) is None


@pytest.mark.parametrize(
    ("xml", "kind"),
    [
        ("<w:vanish/>", ContentKind.HIDDEN),
        ('<w:color w:val="FFFF00"/>', ContentKind.UNREADABLE),
        ('<w:color w:val="000000" w:themeColor="background1"/>', ContentKind.UNREADABLE),
        ('<w:spacing w:line="1" w:lineRule="exact"/>', ContentKind.UNREADABLE),
        ('<w:spacing w:val="-200"/>', ContentKind.UNREADABLE),
        ('<w:ind w:left="-20000"/>', ContentKind.UNREADABLE),
        ('<w:trHeight w:val="20" w:hRule="exact"/>', ContentKind.UNREADABLE),
        ('<w:w w:val="1"/>', ContentKind.UNREADABLE),
        ('<w:shd w:val="clear" w:fill="000000"/>', ContentKind.UNREADABLE),
        ('<w:rFonts w:eastAsia="Wingdings 2"/>', ContentKind.SYMBOL_FONT),
        ('<w:position w:val="12"/>', ContentKind.RAISED),
        ('<w:tl2br w:val="single"/>', ContentKind.STRUCK),
        ('<w:numPr><w:numId w:val="3"/></w:numPr>', ContentKind.NUMBERING),
        ("<m:f/>", ContentKind.FORMULA),
        ("<v:shape/>", ContentKind.PICTURE),
        ("<o:OLEObject/>", ContentKind.OBJECT),
        ("<w:sdt/>", ContentKind.CONTROL),
        ("<w:unheardOf/>", ContentKind.UNKNOWN),
        ('<x xmlns="urn:x"/>', ContentKind.UNKNOWN),
    ],
)
def test_what_shows_or_hides_something_is_named(xml: str, kind: ContentKind) -> None:
    found = of(xml)
    assert found is not None
    assert found.kind is kind
