"""Custom data in a file: told by what it holds, however it is written; what programs leave there says nothing."""

from __future__ import annotations

import pytest

from jixiao.docx.data_parts import list_data_parts
from jixiao.docx.package import read_package
from tests.support.wml import document, paragraph, run

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"


def parts(xml: str) -> dict[str, bytes]:
    link = f'<Relationship Id="x" Type="{OFFICE}/relationships/customXml" Target="../customXml/item1.xml"/>'
    return list_data_parts(
        read_package(document(paragraph(run("文")), links=link, members={"customXml/item1.xml": xml}))
    )


def test_the_same_data_written_otherwise_is_the_same() -> None:
    assert parts('<a x="1" y="2"/>') == parts("<?xml version='1.0'?><a  y='2' x='1'></a>")
    assert parts("<a>1</a>") != parts("<a>2</a>")


@pytest.mark.parametrize(
    "xml",
    [
        f'<b:Sources xmlns:b="{OFFICE}/bibliography" SelectedStyle="\\APA.XSL"/>',
        '<s:customData xmlns:s="http://www.wps.cn/officeDocument/2013/wpsCustomData"><s:sectPr/></s:customData>',
    ],
)
def test_what_programs_leave_says_nothing_while_it_holds_no_text(xml: str) -> None:
    assert parts(xml) == {}
    assert list(parts(xml.replace("/>", ">字</b:Sources>" if "Sources" in xml else ">字</s:sectPr>", 1))) == [
        "customXml/item1.xml"
    ]
