"""How large text is and how high its lines are: said nearest counts."""

from __future__ import annotations

from jixiao.docx.package import parse_xml, read_package
from jixiao.docx.wml import W
from jixiao.render.text_looks import TextLooks
from tests.support.wml import document, paragraph, run

STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="18"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/><w:pPr>'
    '<w:spacing w:line="400" w:lineRule="exact"/></w:pPr><w:rPr><w:sz w:val="28"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="c"><w:rPr><w:sz w:val="36"/></w:rPr></w:style>'
)
NAMED = '<w:pStyle w:val="b"/>'


def asked(body: str) -> list[tuple[int, int | None]]:
    members = read_package(document(body, styles=STYLES))
    looks = TextLooks(parse_xml(members["word/styles.xml"]))
    return [
        (looks.largest(one), looks.fixed_line(one)) for one in parse_xml(members["word/document.xml"]).iter(f"{W}p")
    ]


def test_a_size_is_said_by_the_run_its_style_the_paragraphs_style_or_the_defaults() -> None:
    own, style = run("字", properties='<w:sz w:val="44"/>'), run("字", properties='<w:rStyle w:val="c"/>')
    bodies = paragraph(own, NAMED) + paragraph(style, NAMED) + paragraph(run("字"), NAMED) + paragraph(run("字"))
    assert [size for size, _ in asked(bodies + paragraph("", NAMED))] == [44, 36, 28, 18, 28]


def test_a_line_is_fixed_by_the_paragraph_or_its_style() -> None:
    free = f'{NAMED}<w:spacing w:line="240" w:lineRule="auto"/>'
    assert [line for _, line in asked(paragraph("", NAMED) + paragraph("", free) + paragraph(""))] == [400, None, None]


def test_libreoffice_takes_twelve_points_where_the_standard_style_says_nothing() -> None:
    assert TextLooks(None).standard == 24
    own = (
        '<w:x xmlns:w="{}"><w:style w:type="paragraph" w:default="1"><w:rPr><w:sz w:val="32"/></w:rPr></w:style></w:x>'
    )
    assert TextLooks(parse_xml(own.format(W[1:-1]).encode())).standard == 32
