"""Headings and lists by style: what a style says, and what it has from those it is based on."""

from __future__ import annotations

import pytest

from jixiao.docx.block_reader import read_paper
from jixiao.docx.blocks import Paragraph
from tests.support.wml import document, paragraph, run

STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="b"><w:name w:val="二级"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="c"><w:name w:val="三级"/><w:basedOn w:val="b"/></w:style>
<w:style w:type="paragraph" w:styleId="d"><w:name w:val="循环"/><w:basedOn w:val="d"/></w:style>
"""


def first(body: str, styles: str = STYLES) -> Paragraph:
    return read_paper(document(body, styles=styles)).paragraphs[0]


@pytest.mark.parametrize(
    ("style", "name", "level"),
    [
        ("a", "Normal", None),
        ("1", "heading 1", 1),
        ("b", "二级", 2),
        ("c", "三级", 2),
        ("d", "循环", None),
        ("x", "Normal", None),
    ],
)
def test_a_heading_is_known_by_name_or_outline_level(style: str, name: str, level: int | None) -> None:
    found = first(paragraph(run("题"), f'<w:pStyle w:val="{style}"/>'))
    assert (found.style_name, found.level) == (name, level)


def test_a_paragraph_may_state_its_own_outline_level() -> None:
    stated = '<w:pStyle w:val="1"/><w:outlineLvl w:val="{}"/>'
    assert first(paragraph("", stated.format(2))).level == 3
    assert first(paragraph("", stated.format(9))).level is None
