"""How words look: stated by the run, else by the styles."""

from jixiao.docx.package import parse_xml
from jixiao.reconcile.cell_looks import CellLook, CellLooks

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLES = f"""<w:styles {NS}>
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="24"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:rPr><w:sz w:val="21"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="T"><w:basedOn w:val="a"/><w:pPr><w:jc w:val="center"/></w:pPr>
<w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="R"><w:basedOn w:val="R"/></w:style>
</w:styles>""".encode()


def look(paragraph: str, styles: bytes = STYLES) -> CellLook:
    members = {"word/styles.xml": styles} if styles else {}
    return CellLooks(members).look_of(parse_xml(f"<w:p {NS}>{paragraph}</w:p>".encode()))


def test_a_style_and_those_it_is_based_on_say_what_the_paragraph_does_not() -> None:
    assert look('<w:pPr><w:pStyle w:val="T"/></w:pPr><w:r><w:t>题</w:t></w:r>') == CellLook("center", 10.5, bold=True)


def test_the_run_and_the_paragraph_go_first() -> None:
    run = '<w:r><w:rPr><w:b w:val="0"/><w:sz w:val="36"/></w:rPr><w:t>题</w:t></w:r>'
    assert look(f'<w:pPr><w:pStyle w:val="T"/><w:jc w:val="right"/></w:pPr>{run}') == CellLook("right", 18, bold=False)


def test_without_a_style_the_usual_one_holds_and_without_any_the_defaults() -> None:
    assert look("<w:r><w:t>字</w:t></w:r>").size == 10.5
    assert look("", b"").size == 10.5
    assert CellLooks({}).look_of(None) == CellLook()


def test_styles_in_a_circle_end() -> None:
    assert look('<w:pPr><w:pStyle w:val="R"/></w:pPr>').align == ""
