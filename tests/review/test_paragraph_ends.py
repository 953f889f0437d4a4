"""Ends of paragraphs that a word processor cannot take away."""

from lxml import etree

from jixiao.docx.wml import W_NS, Element
from jixiao.review.paragraph_ends import share_ends
from jixiao.review.tracked import INSERTED, end_kind
from tests.support.docx import W, text_of

MARK = '<w:ins w:id="1" w:author="甲" w:date="d"/>'


def paragraph(words: str, *, inserted: bool = False, section: str = "") -> str:
    mark = f"<w:rPr>{MARK}</w:rPr>" if inserted else ""
    run = f"<w:r><w:t>{words}</w:t></w:r>"
    wrapped = f"{MARK.removesuffix('/>')}>{run}</w:ins>" if inserted else run
    return f"<w:p><w:pPr>{mark}{section}</w:pPr>{wrapped}</w:p>"


def root_of(xml: str) -> Element:
    return etree.fromstring(f'<w:body xmlns:w="{W_NS}">{xml}<w:p/><w:sectPr/></w:body>')


def kinds(root: Element) -> list[tuple[str, bool]]:
    return [(text_of(one), end_kind(one) == INSERTED) for one in root.iter(f"{W}p") if text_of(one)]


def test_the_last_paragraph_of_a_cell_keeps_its_end_and_the_one_before_is_marked() -> None:
    cell = f"<w:tbl><w:tr><w:tc>{paragraph('甲')}{paragraph('乙', inserted=True)}</w:tc></w:tr></w:tbl>"
    root = root_of(cell)
    share_ends(root, root_of(f"<w:tbl><w:tr><w:tc>{paragraph('甲')}</w:tc></w:tr></w:tbl>"))
    assert kinds(root) == [("甲", True), ("乙", False)]


def test_a_paragraph_between_others_is_left_as_it_is() -> None:
    body = paragraph("甲") + paragraph("乙", inserted=True) + paragraph("丙")
    root = root_of(body)
    share_ends(root, root_of(paragraph("甲") + paragraph("丙")))
    assert kinds(root) == [("甲", False), ("乙", True), ("丙", False)]


def test_a_section_that_a_new_paragraph_ends_passes_on_from_the_one_that_ended_it() -> None:
    closing = "<w:sectPr><w:cols/></w:sectPr>"
    root = root_of(paragraph("甲") + paragraph("乙", inserted=True, section=closing))
    share_ends(root, root_of(paragraph("甲", section=closing)))
    assert kinds(root) == [("甲", True), ("乙", False)]
    assert root.findall(f"{W}p")[1].find(f"{W}pPr/{W}sectPr/{W}cols") is not None
