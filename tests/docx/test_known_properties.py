"""Each property is a look, or makes something else of letters; the table is closed by what holds them."""

from __future__ import annotations

import pytest

from jixiao.docx.known_properties import judge_strictly, list_stated
from jixiao.docx.package import parse_xml
from jixiao.docx.unread import Unread
from jixiao.docx.wml import Element
from tests.support.changed_docx import SPACES


def held(xml: str, holder: str) -> Element:
    return parse_xml(f"<w:x {SPACES}><w:{holder}>{xml}</w:{holder}></w:x>".encode())[0]


def read(xml: str, holder: str) -> list[Unread]:
    return [thing.kind for _, thing in list_stated(held(xml, holder)) if thing is not None]


def compared(xml: str, holder: str) -> Unread | None:
    return judge_strictly(held(xml, holder)[0], holder)


LOOKS = [
    ("rPr", "<w:b/>"),
    ("rPr", '<w:sz w:val="21"/>'),
    ("rPr", '<w:color w:val="FF0000"/>'),
    ("rPr", '<w:color w:val="auto"/>'),
    ("rPr", '<w:vanish w:val="false"/>'),
    ("rPr", '<w:strike w:val="0"/>'),
    ("rPr", '<w:vertAlign w:val="baseline"/>'),
    ("rPr", '<w:rFonts w:ascii="宋体"/>'),
    ("rPr", '<w:shd w:val="clear" w:fill="F2F2F2"/>'),
    ("rPr", '<w:w w:val="66"/>'),
    ("pPr", '<w:spacing w:before="120" w:line="240" w:lineRule="auto"/>'),
    ("pPr", '<w:ind w:left="420" w:hanging="420"/>'),
    ("pPr", '<w:numPr><w:numId w:val="0"/></w:numPr>'),
    ("pPr", '<w:bidi w:val="0"/>'),
    ("pPr", '<w:textDirection w:val="lrTb"/>'),
    ("pPr", '<w:outlineLvl w:val="1"/>'),
    ("trPr", '<w:trHeight w:val="20"/>'),
    ("tcPr", '<w:textDirection w:val="tbRl"/>'),
    ("tcPr", '<w:tcBorders><w:tl2br w:val="nil"/></w:tcBorders>'),
    ("tcPr", '<w:tcW w:w="0" w:type="auto"/>'),
    ("tblPr", '<w:tblCaption w:val=""/>'),
]
# A property, what it is to a reader of text (None: nothing) and to one who compares.
MORE = [
    ("rPr", "<w:vanish/>", Unread.HIDDEN, Unread.HIDDEN),
    ("rPr", '<w:color w:val="FFFF00"/>', Unread.FAINT, Unread.FAINT),
    ("rPr", '<w:color w:val="000000" w:themeColor="background1"/>', Unread.FAINT, Unread.FAINT),
    ("rPr", '<w:spacing w:val="-200"/>', Unread.FAINT, Unread.FAINT),
    ("rPr", '<w:w w:val="1"/>', Unread.FAINT, Unread.FAINT),
    ("rPr", '<w:shd w:val="clear" w:fill="000000"/>', Unread.FAINT, Unread.FAINT),
    ("rPr", '<w:rFonts w:eastAsia="Wingdings 2"/>', Unread.SYMBOL, Unread.SYMBOL),
    ("rPr", '<w:position w:val="12"/>', Unread.SUPERSCRIPT, Unread.SUPERSCRIPT),
    ("rPr", '<w:fitText w:val="900"/>', None, Unread.STACKED),
    ("rPr", "<w:ins/>", None, Unread.REVISION),
    ("rPr", "<w:hologram/>", Unread.FORMAT, Unread.FORMAT),
    ("pPr", '<w:framePr w:dropCap="drop"/>', Unread.FRAME, Unread.FRAME),
    ("pPr", "<w:bidi/>", Unread.DIRECTION, Unread.DIRECTION),
    ("pPr", '<w:textDirection w:val="btLr"/>', Unread.STACKED, Unread.STACKED),
    ("pPr", '<w:outlineLvl w:val="x"/>', Unread.FORMAT, Unread.FORMAT),
    ("pPr", '<w:ind w:left="-20000"/>', Unread.FAINT, Unread.FAINT),
    ("pPr", '<w:spacing w:line="1" w:lineRule="exact"/>', Unread.FAINT, Unread.FAINT),
    ("pPr", '<w:numPr><w:numId w:val="3"/></w:numPr>', None, Unread.NUMBER),
    ("pPr", "<w:hologram/>", Unread.FORMAT, Unread.FORMAT),
    ("pPr", "<x/>", Unread.FORMAT, Unread.FORMAT),
    ("tblPr", "<w:bidiVisual/>", Unread.DIRECTION, Unread.DIRECTION),
    ("tblPr", "<w:tblpPr/>", None, Unread.FRAME),
    ("tblPr", '<w:tblDescription w:val="内部"/>', None, Unread.ALT_TEXT),
    ("trPr", "<w:hidden/>", Unread.HIDDEN, Unread.HIDDEN),
    ("trPr", '<w:trHeight w:val="20" w:hRule="exact"/>', Unread.FAINT, Unread.FAINT),
    ("tcPr", '<w:tcBorders><w:tl2br w:val="single"/></w:tcBorders>', Unread.STRUCK, Unread.STRUCK),
    ("tcPr", '<w:tcW w:w="1" w:type="dxa"/>', Unread.FAINT, Unread.FAINT),
    ("sectPr", "<w:lnNumType/>", None, Unread.NUMBER),
]


@pytest.mark.parametrize(("holder", "xml"), LOOKS)
def test_looks_are_nothing_else(holder: str, xml: str) -> None:
    assert (read(xml, holder), compared(xml, holder)) == ([], None)


@pytest.mark.parametrize(("holder", "xml", "kind", "strictly"), MORE)
def test_what_is_more_than_a_look_is_named(holder: str, xml: str, kind: Unread | None, strictly: Unread) -> None:
    assert (read(xml, holder), compared(xml, holder)) == ([kind] if kind else [], strictly)


def test_a_property_that_is_turned_off_says_so_to_styles() -> None:
    assert list(list_stated(held('<w:vanish w:val="0"/><w:b/>', "rPr"))) == [("vanish", None)]
