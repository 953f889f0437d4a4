"""Real documents for the tests, made with python-docx and pandoc, and a way to look into the result."""

import io
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import pypandoc
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml as element
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from lxml import etree
from PIL import Image

from jixiao.assemble import OpenedPart, assemble
from jixiao.docx.package import parse_xml, read_package, relationships, write_package

MOMENT = datetime(2024, 3, 1, tzinfo=UTC)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_NSDECLS = nsdecls("w", "r")


def child(element: etree._Element, path: str) -> etree._Element:
    """Return the first element at ``path``, which has to be there."""
    found = element.find(path)
    assert found is not None, path
    return found


def val(element: etree._Element, path: str, attribute: str = "val") -> str:
    """Return an attribute of the main namespace of the first element at ``path``."""
    return str(child(element, path).attrib[f"{W}{attribute}"])


def text_of(element: etree._Element, *tags: str) -> str:
    """Return all text of an element, or that of the elements named."""
    return "".join(str(piece) for piece in element.itertext(*tags))


def members_of(part: OpenedPart) -> dict[str, bytes]:
    """Return the members of a part's DOCX."""
    return read_package(part.docx) if isinstance(part.docx, bytes) else dict(part.docx)


def packed(part: OpenedPart) -> bytes:
    """Return a part's DOCX as the file it is."""
    assert isinstance(part.docx, bytes)
    return part.docx


class Whole:
    """An assembled package, to be asked about."""

    def __init__(self, *parts: OpenedPart) -> None:
        self.data = assemble(parts, moment=MOMENT, title="整套材料")
        self.members = read_package(self.data)
        self.document = self.root("word/document.xml")
        self.body = child(self.document, f"{W}body")
        self.sections = list(self.body.iter(f"{W}sectPr"))

    def root(self, name: str) -> etree._Element:
        return parse_xml(self.members[name])

    @property
    def styles(self) -> dict[str, etree._Element]:
        return {str(style.get(f"{W}styleId")): style for style in self.root("word/styles.xml").iter(f"{W}style")}

    def target(self, id_: str) -> str:
        return next(r.target for r in relationships(self.members, "word/document.xml") if r.id == id_)

    def shown(self, section: etree._Element, side: str, kind: str = "default") -> str | None:
        """Return the text of the header or footer that the section itself names; None if it names none."""
        for reference in section.findall(f"{W}{side}Reference"):
            if reference.get(f"{W}type") == kind:
                return text_of(self.root(self.target(str(reference.attrib[R_ID])))).strip()
        return None

    def paragraph(self, text: str) -> etree._Element:
        """Return the first paragraph with exactly this text."""
        return next(p for p in self.body.iter(f"{W}p") if text_of(p, f"{W}t") == text)

    def style_of(self, text: str) -> str:
        """Return the name of the paragraph's style; that of the default style if it has none."""
        stated = self.paragraph(text).find(f"{W}pPr/{W}pStyle")
        default = next(s for s in self.styles.values() if s.get(f"{W}type") == "paragraph" and s.get(f"{W}default"))
        style = default if stated is None else self.styles[str(stated.attrib[f"{W}val"])]
        return val(style, f"{W}name")

    def values(self, path: str, attribute: str = "val", of: str = "word/document.xml") -> list[str]:
        """Return the attribute of every element at ``path`` that has it."""
        stated = (found.get(f"{W}{attribute}") for found in self.root(of).iterfind(f".//{W}{path}"))
        return [value for value in stated if value is not None]


def saved(document: Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def part(name: str, build: Callable[[Document], object], *, landscape: bool = False) -> OpenedPart:
    """Return a part on A4 with the margins of an official document, built by ``build``."""
    document = docx.Document()
    section = document.sections[0]
    width, height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    section.page_width, section.page_height = width, height
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    build(document)
    return OpenedPart(name, saved(document))


def text_part(name: str, *paragraphs: str) -> OpenedPart:
    return part(name, lambda document: [document.add_paragraph(text) for text in paragraphs])


def add_table(document: Document, rows: int, columns: int, mark: str) -> None:
    table = document.add_table(rows, columns, style="Table Grid")
    for row, cells in enumerate(table.rows):
        for column, cell in enumerate(cells.cells):
            cell.text = f"{mark}{row}.{column}"


def xml(text: str) -> etree._Element:
    """Return an element from XML whose prefixes w and r need no declaration."""
    name = text[1:].split(">")[0].split("/")[0].split()[0]
    return element(text.replace(f"<{name}", f"<{name} {_NSDECLS}", 1))


def add_page_number(paragraph: Paragraph) -> None:
    paragraph.add_run("— ")
    paragraph._p.append(xml('<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'))
    paragraph.add_run(" —")


def picture(colour: str = "red") -> io.BytesIO:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 20), colour).save(buffer, "PNG")
    buffer.seek(0)
    return buffer


def landscape_table(name: str) -> OpenedPart:
    """Return a wide table over several pages, at the end of its part, with a picture in its header."""

    def build(document: Document) -> None:
        document.add_heading(name, 1)
        add_table(document, 40, 9, "横")
        header = document.sections[0].header.paragraphs[0]
        header.add_run(f"{name}页眉").add_picture(picture(), width=Mm(10))
        add_page_number(document.sections[0].footer.paragraphs[0])

    return part(name, build, landscape=True)


def cover(name: str) -> OpenedPart:
    """Return a page in large type that has neither header nor footer."""

    def build(document: Document) -> None:
        document.styles["Normal"].font.size = Pt(22)
        document.add_paragraph("封面标题")

    return part(name, build)


def prose(name: str, size: int = 14) -> OpenedPart:
    """Return a few pages of text with a list, in a type size of its own, with page numbers."""

    def build(document: Document) -> None:
        document.styles["Normal"].font.size = Pt(size)
        document.styles["Heading 1"].font.size = Pt(30)
        document.add_heading(f"{name}的标题", 1)
        for item in range(3):
            document.add_paragraph(f"{name}第{item}项", style="List Number")
        for number in range(30):
            document.add_paragraph(f"第{number}段" + "文字" * 40)
        add_page_number(document.sections[0].footer.paragraphs[0])

    return part(name, build)


def odd_and_even(name: str) -> OpenedPart:
    """Return a part whose first, odd and even pages have footers of their own."""

    def build(document: Document) -> None:
        document.settings.odd_and_even_pages_header_footer = True
        section = document.sections[0]
        section.different_first_page_header_footer = True
        section.first_page_footer.paragraphs[0].text = "首页页脚"
        section.footer.paragraphs[0].text = "单页页脚"
        section.even_page_footer.paragraphs[0].text = "双页页脚"
        for number in range(90):
            document.add_paragraph(f"第{number}段")
        add_table(document, 3, 3, "末")

    return part(name, build)


@cache
def from_pandoc(markdown: str) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder, "pandoc.docx")
        pypandoc.convert_text(markdown, "docx", format="markdown", outputfile=str(path))
        return path.read_bytes()


REPORT = """
# 一、基本情况

见[下文](#二绩效目标)与[网站](https://example.org/)[^1]。

1. 甲
2. 乙

# 二、绩效目标 {#二绩效目标}

| 指标 | 分值 |
|------|------|
| 数量 | 10   |

[^1]: 脚注甲，见[公告](https://example.org/notice)。
"""


def report(name: str) -> OpenedPart:
    """Return a report by pandoc in whose theme, unlike in pandoc's own, a Chinese font is named.

    It states the version of Word that its layout is meant for, as all parts do: LibreOffice 25.2 sets tables of files
    without one elsewhere as soon as another part stands behind them.
    """
    members = read_package(from_pandoc(REPORT))
    theme = members["word/theme/theme1.xml"].replace(b'<a:ea typeface=""', '<a:ea typeface="宋体"'.encode())
    settings = members["word/settings.xml"].replace(b"<w:rsids>", _MEANT_FOR_WORD_2010 + b"<w:rsids>")
    return OpenedPart(name, write_package({**members, "word/theme/theme1.xml": theme, "word/settings.xml": settings}))


_MEANT_FOR_WORD_2010 = (
    b'<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
    b' w:val="14"/></w:compat>'
)


_WPS_STYLES = """<w:styles>
  <w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体"
    w:cs="Times New Roman"/></w:rPr></w:rPrDefault></w:docDefaults>
  <w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:qFormat/>
    <w:pPr><w:jc w:val="both"/></w:pPr><w:rPr><w:sz w:val="32"/></w:rPr></w:style>
  <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:next w:val="a"/>
    <w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="44"/></w:rPr></w:style>
  <w:style w:type="character" w:default="1" w:styleId="a0"><w:name w:val="Default Paragraph Font"/></w:style>
  <w:style w:type="table" w:default="1" w:styleId="a1"><w:name w:val="Normal Table"/><w:tblPr>
    <w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
  <w:style w:type="table" w:styleId="a3"><w:name w:val="Table Grid"/><w:basedOn w:val="a1"/><w:tblPr><w:tblBorders>
    <w:top w:val="single" w:sz="8"/><w:bottom w:val="single" w:sz="8"/></w:tblBorders></w:tblPr></w:style>
</w:styles>"""


def chinese_word(name: str, *, heading: str = "44") -> OpenedPart:
    """Return a document as Chinese Word and WPS save it: style ids are "a", "1", "a1"."""

    def build(document: Document) -> None:
        document.add_paragraph(f"{name}的标题")
        document.add_paragraph(f"{name}的正文")
        document.add_table(1, 2).cell(0, 0).text = f"{name}的表格"
        body = document.element.body
        body[0].get_or_add_pPr().append(xml('<w:pStyle w:val="1"/>'))
        body[2].tblPr.insert(0, xml('<w:tblStyle w:val="a3"/>'))

    members = members_of(part(name, build))
    styles = xml(_WPS_STYLES.replace('w:val="44"', f'w:val="{heading}"'))
    return OpenedPart(name, write_package({**members, "word/styles.xml": etree.tostring(styles)}))
