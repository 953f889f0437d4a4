"""Layouts that LibreOffice sets otherwise than Word, or that cut what is filled in, are named with their place."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from jixiao.docx.package import parse_xml, read_package
from jixiao.findings import Severity
from jixiao.publish.pdf import convert
from jixiao.publish.pdf_text import page_texts
from jixiao.publish.printable import Printable
from jixiao.render.odd_layouts import judge_layouts, list_odd_layouts
from tests.support.wml import cell, document, paragraph, row, run, table

TAG = "{{ 单位.单位名称 }}"
FIXED = '<w:trHeight w:val="{}" w:hRule="exact"/>'
NORMAL = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/>'
    '<w:pPr>{}</w:pPr><w:rPr><w:sz w:val="32"/></w:rPr></w:style>'
)
PAGE = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/>'
WIDE = f'<w:sectPr>{PAGE}<w:docGrid w:type="{{}}" w:linePitch="579" w:charSpace="{{}}"/></w:sectPr>'


def found(body: str, styles: str = "") -> list[tuple[str, str, int]]:
    members = read_package(document(body, styles=styles))
    root = parse_xml(members["word/document.xml"])
    return list(list_odd_layouts(root, parse_xml(members["word/styles.xml"])))


def grid(type_: str, space: int, body: str = "") -> str:
    return (body or paragraph(run("正文"))) + WIDE.format(type_, space)


@pytest.mark.parametrize(
    ("body", "styles", "kinds"),
    [
        (grid("linesAndChars", -849), NORMAL.format(""), ["GRID"]),
        (grid("snapToChars", -849), NORMAL.format(""), ["GRID"]),
        (grid("linesAndChars", 849), NORMAL.format(""), []),  # room enough
        (grid("linesAndChars", 0), NORMAL.format(""), []),
        (grid("lines", -849), NORMAL.format(""), []),
        (grid("linesAndChars", -849), NORMAL.format('<w:snapToGrid w:val="0"/>'), []),
        (grid("linesAndChars", -849, paragraph(run("文", properties='<w:sz w:val="21"/>'))), NORMAL.format(""), []),
        (
            grid("linesAndChars", 849, paragraph(run("文", properties='<w:sz w:val="44"/>'))),
            NORMAL.format(""),
            ["GRID"],
        ),
    ],
)
def test_letters_wider_than_a_cell_of_the_grid_are_named(body: str, styles: str, kinds: list[str]) -> None:
    assert [kind for kind, *_ in found(body, styles)] == kinds


@pytest.mark.parametrize(
    ("content", "height", "places"),
    [
        (TAG, 9000, ["表1 第1行第1格"]),
        ("金额", 600, []),
        ("金额", 200, ["表1 第1行第1格"]),
        ("", 20, []),
    ],
)
def test_a_row_of_fixed_height_is_named_where_it_is_filled_in_or_too_low(
    content: str, height: int, places: list[str]
) -> None:
    fixed = table(row(cell(content), properties=FIXED.format(height)), row(cell(TAG)))
    assert [place for _, place, _ in found(fixed)] == places


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (paragraph(run("字"), '<w:spacing w:line="160" w:lineRule="exact"/>'), "FIXED_LINE"),
        (table('<w:tblPr><w:tblpPr w:tblpY="1"/></w:tblPr>', row(cell("字"))), "FLOATING"),
        (paragraph(run("字"), '<w:framePr w:h="400" w:hRule="exact"/>'), "FIXED_FRAME"),
        (paragraph(f"<w:r><w:pict><w:txbxContent>{paragraph(run(TAG))}</w:txbxContent></w:pict></w:r>"), "FIXED_FRAME"),
        (paragraph(run("字", properties='<w:fitText w:val="900"/>')), "SQUEEZED"),
        (table(row(cell("字", properties="<w:tcFitText/>"))), "SQUEEZED"),
    ],
)
def test_other_layouts_that_lose_text_are_named(body: str, kind: str) -> None:
    assert kind in [name for name, *_ in found(body)]


@pytest.mark.parametrize(
    "body",
    [
        paragraph(run("字"), '<w:spacing w:line="579" w:lineRule="exact"/>'),
        paragraph(run("字"), '<w:framePr w:dropCap="drop"/>'),
        table(row(cell(TAG), properties='<w:trHeight w:val="20" w:hRule="atLeast"/>')),
        paragraph("", '<w:spacing w:line="20" w:lineRule="exact"/>'),
    ],
)
def test_layouts_that_both_set_alike_are_not(body: str) -> None:
    assert found(body) == []


def test_each_kind_is_told_once_with_its_first_place_and_how_to_mend_it() -> None:
    rows = table(*(row(cell("项目"), cell(TAG), properties=FIXED.format(500)) for _ in range(3)))
    [one] = list(judge_layouts(tuple(found(rows)), "templates/试验.docx"))
    assert (one.code, one.severity, str(one.place)) == ("T020", Severity.WARNING, "templates/试验.docx:1:1")
    assert one.found.startswith("表1 第1行第2格等 3 处：行高是“固定值”")
    assert "最小值" in one.remedy


def test_a_style_that_is_based_on_itself_ends() -> None:
    looped = '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:basedOn w:val="a"/></w:style>'
    assert found(grid("linesAndChars", -849), looped) == []


def test_libreoffice_does_so() -> None:
    """With letters wider than its cells a line holds half as many; a floating table loses the rows of a second page."""
    many = [f"第{number}行" for number in range(100)]
    floating = table('<w:tblPr><w:tblpPr w:tblpY="1"/></w:tblPr>', *(row(cell(words)) for words in many))
    styles = NORMAL.format("")
    documents = {
        "grid": document(grid("linesAndChars", -849, paragraph(run("字" * 60))), styles=styles),
        "lines": document(grid("lines", -849, paragraph(run("字" * 60))), styles=styles),
        "floating": document(floating, styles=styles),
    }
    moment = datetime(2024, 1, 1, tzinfo=UTC)
    made = convert({name: Printable(content, moment) for name, content in documents.items()})
    grid_line, plain_line = (page_texts(made[name].content)[0].splitlines()[0] for name in ("grid", "lines"))
    assert grid_line.count("字") * 2 <= plain_line.count("字") + 1
    assert many[-1] not in "".join(page_texts(made["floating"].content))
