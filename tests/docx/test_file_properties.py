"""What a file says of itself: what names persons, units and paths is told, counts and programs are not."""

from __future__ import annotations

import pytest

from jixiao.docx.file_properties import list_file_properties
from jixiao.docx.package import parse_xml, read_package
from tests.support.wml import document, paragraph, run

PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def told(kind: str, inner: str) -> dict[str, str]:
    """Return what a document's properties of one kind say."""
    main = f'<Relationship Id="a" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    own = f'<Relationship Id="b" Type="{OFFICE}/{kind}" Target="docProps/x.xml"/>'
    rels = f'<Relationships xmlns="{PACKAGE}">{main}{own}</Relationships>'
    root = f'<x xmlns:dc="urn:dc">{inner}</x>'
    assert parse_xml(root.encode()) is not None
    return list_file_properties(
        read_package(document(paragraph(run("文")), members={"_rels/.rels": rels, "docProps/x.xml": root}))
    )


@pytest.mark.parametrize(
    ("inner", "found"),
    [
        ("<dc:creator>填表人甲</dc:creator>", {"作者": "填表人甲"}),
        ("<lastModifiedBy>填表人甲</lastModifiedBy>", {"最后保存的人": "填表人甲"}),
        ("<dc:description>内部 稿</dc:description>", {"备注": "内部 稿"}),
        ("<odd>x</odd>", {"odd": "x"}),
        ("<revision>3</revision><created>2024</created><dc:creator/>", {}),
    ],
)
def test_core_properties_that_name_something_are_told(inner: str, found: dict[str, str]) -> None:
    assert told("core-properties", inner) == found


@pytest.mark.parametrize(
    ("inner", "found"),
    [
        ("<Company>某局</Company><Manager>填表人甲</Manager>", {"单位": "某局", "经理": "填表人甲"}),
        (r"<Template>C:\Users\x\报表.dotm</Template>", {"文档模板": r"C:\Users\x\报表.dotm"}),
        ("<Application>某程序</Application>", {"程序": "某程序"}),
        ("<Pages>内部</Pages>", {"Pages": "内部"}),
        ("<Pages>3</Pages><Template>Normal.dotm</Template><AppVersion>16.0000</AppVersion>", {}),
        ("<Application>Microsoft Office Word</Application><SharedDoc>false</SharedDoc>", {}),
        ("<Application>LibreOffice/7.4.7.2$Linux_X86_64 LibreOffice_project/40$Build-2</Application>", {}),
        ("<Application>WPS Office_12.1.0.15120_F1E327BC-269C-435d-A152-05C5408002CA</Application>", {}),
    ],
)
def test_extended_properties_that_name_something_are_told(inner: str, found: dict[str, str]) -> None:
    assert told("extended-properties", inner) == found


def test_custom_properties_are_told_but_for_those_of_a_program() -> None:
    own = '<property name="KSOProductBuildVer"><a>2052-12.1.0.15120</a></property>'
    assert told("custom-properties", own) == {}
    assert told("custom-properties", '<property name="密级"><a>内部</a></property>') == {"自定义属性 密级": "内部"}
    assert told("custom-properties", '<property name="KSOProductBuildVer"><a>某人</a></property>') != {}


def test_variables_and_a_thumbnail_are_told() -> None:
    settings = '<w:docVars><w:docVar w:name="commondata" w:val="eyJo"/></w:docVars>'
    held = read_package(document(paragraph(run("文")), settings=settings))
    assert list_file_properties(held) == {"文件变量 commondata": "eyJo"}
    assert told("thumbnail", "") == {"缩略图": "docProps/x.xml"}
