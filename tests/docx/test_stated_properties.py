"""Properties of runs and paragraphs: said by themselves, by styles, by defaults; what they say themselves counts."""

from __future__ import annotations

import pytest

from jixiao.docx.block_reader import read_paper
from jixiao.docx.stated_properties import holds_private, is_affected
from jixiao.docx.unread import Unread, UnreadThing
from tests.support.wml import document, paragraph, run, table


def style(kind: str, name: str, properties: str, based_on: str = "") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="{kind}" w:styleId="{name}">{base}<w:rPr>{properties}</w:rPr></w:style>'


STYLES = (
    style("character", "yc", "<w:vanish/>")
    + style("character", "yc2", "<w:b/>", "yc")
    + style("paragraph", "sc", "<w:strike/>")
    + style("table", "bg", '<w:vertAlign w:val="superscript"/>')
    + style("character", "loop", "<w:b/>", "loop")
)


def unread(body: str, styles: str = STYLES) -> list[str]:
    return list(map(str, read_paper(document(body, styles=styles)).unread))


def styled(name: str, more: str = "") -> str:
    return run("字", properties=f'<w:rStyle w:val="{name}"/>{more}')


@pytest.mark.parametrize("name", ["yc", "yc2"])
def test_a_character_style_and_what_it_is_based_on_hide_text(name: str) -> None:
    assert unread(paragraph(styled(name))) == ["隐藏文字"]
    assert read_paper(document(paragraph(run("甲") + styled(name)), styles=STYLES)).paragraphs[0].text == "甲"


def test_a_run_may_say_otherwise_than_its_style() -> None:
    assert unread(paragraph(styled("yc", '<w:vanish w:val="0"/>'))) == []


def test_a_style_based_on_itself_ends() -> None:
    assert unread(paragraph(styled("loop"))) == []


def test_styles_of_paragraphs_and_tables_and_the_defaults_count() -> None:
    assert unread(paragraph(run("字"), '<w:pStyle w:val="sc"/>')) == ["删除线"]
    cell = f"<w:tr><w:tc><w:tcPr/>{paragraph(run('字'))}</w:tc></w:tr>"
    assert unread(table('<w:tblPr><w:tblStyle w:val="bg"/></w:tblPr>', cell)) == ["上标"]
    defaults = "<w:docDefaults><w:rPrDefault><w:rPr><w:dstrike/></w:rPr></w:rPrDefault></w:docDefaults>"
    assert unread(paragraph(run("字")), defaults) == ["删除线"]


def test_runs_that_share_a_property_side_by_side_are_one_thing() -> None:
    struck = run("一", properties="<w:strike/>")
    assert unread(paragraph(struck + struck + run("二") + struck)) == ["删除线", "删除线"]


def test_blank_runs_and_capitals_of_capitals_are_not_affected() -> None:
    assert not is_affected(UnreadThing(Unread.STRUCK), " ")
    assert not is_affected(UnreadThing(Unread.CAPITALS), "AB，3")
    assert is_affected(UnreadThing(Unread.CAPITALS), "Ab")


def test_signs_that_only_their_font_knows_are_known_by_their_place() -> None:
    assert holds_private("约\uf0b3")
    assert not holds_private("约≥①㎡")
