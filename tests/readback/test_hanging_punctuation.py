"""A sign at a line's end that LibreOffice does not paint is found, and painted where the paragraph is flush left."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from lxml import etree

from jixiao.build.whole_pdf import complete_pdfs
from jixiao.docx.package import read_package
from jixiao.publish import pdf
from jixiao.publish.pdf_text import page_texts
from jixiao.publish.printable import Printable
from jixiao.readback.hanging_punctuation import keep_hanging_signs
from tests.publish.test_pdf_text import made
from tests.support.docx import body, paragraphs
from tests.support.wml import document, paragraph, run

MOMENT = datetime(2024, 3, 1, tzinfo=UTC)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
JUSTIFIED = '<w:jc w:val="both"/>'


def alignments(docx: bytes) -> list[str]:
    return [one.get(f"{W}val", "") for one in body(docx).iter(f"{W}jc")]


# with LibreOffice: a report's page, every length of line

WORDS = (
    "馆党组开展深入学习谈心谈话带头自查自纠签订承诺书"
    "认真对照检查逐项整改落实到位形成长效机制推动各项工作再上新台阶取得较好成效"
)
ENDINGS = [
    "。2023年工作按期完成。",
    "，2023年工作按期完成。",
    "、2023年工作按期完成。",
    "。12.50万元已经支付。",
    "，12.50万元已经支付。",
    "、12.50万元已经支付。",
    "。A类项目已经完成。",
    "，A类项目已经完成。",
    "、A类项目已经完成。",
    "；2023年工作按期完成。",
    "：2023年工作按期完成。",
    "”。2023年工作按期完成。",
    "）。2023年工作按期完成。",
    "）、B类项目已经完成。",
    "。96%以上按期完成。",
]
LENGTHS = range(20, 54)
FACE = '<w:rFonts w:ascii="仿宋_GB2312" w:hAnsi="仿宋_GB2312" w:eastAsia="仿宋_GB2312"/><w:sz w:val="32"/>'
PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="850" w:footer="1270" w:gutter="0"/>'
    "</w:sectPr>"
)
SENTENCES = [WORDS[:length] + ending for ending in ENDINGS for length in LENGTHS]


@pytest.fixture(scope="module")
def report() -> bytes:
    justified = '<w:ind w:firstLine="640"/>' + JUSTIFIED
    return document("".join(paragraph(run(one, properties=FACE), justified) for one in SENTENCES) + PAGE)


def lost_in(content: bytes) -> list[str]:
    """Return the sentences a PDF does not print whole; none begins another."""
    printed = "".join("".join(page.split()) for page in page_texts(content))
    return [one for one in SENTENCES if one not in printed]


def test_of_fifteen_endings_in_lines_of_every_length_no_sign_is_lost(report: bytes) -> None:
    printable = {"报告": Printable(report, MOMENT)}
    plain = pdf.convert(printable)
    before = lost_in(plain["报告"].content)
    assert before, "LibreOffice loses no sign any more: the mend can go"
    whole = complete_pdfs(printable, plain)["报告"]
    assert whole.content is not None
    assert lost_in(whole.content) == []
    [note] = whole.notes
    assert f"PDF 里有 {len(before)} 段改为左对齐" in note


# without: what a page does not say


def docx_of(*texts: str) -> bytes:
    return document("".join(paragraph(run(one), JUSTIFIED) for one in texts))


def test_only_the_paragraph_that_lost_a_sign_is_set_flush_left() -> None:
    docx = docx_of("The first is done. 2023", "The second is done. 2024", "The third is done. 2025")
    mended, texts = keep_hanging_signs(
        docx, made("The first is done. 2023 The second is done 2024 The third is done. 2025")
    )
    assert texts == ["Thesecondisdone.2024"]
    assert alignments(mended) == ["both", "left", "both"]
    assert paragraphs(mended) == paragraphs(docx)


def test_where_nothing_is_lost_the_document_keeps_its_bytes() -> None:
    docx = docx_of("One. 1", "Two, 2")
    assert keep_hanging_signs(docx, made("One. 1", "- 1 -", "Two, 2")) == (docx, [])


def test_a_letter_that_is_lost_is_none_of_these() -> None:
    docx = docx_of("Nothing but words and words")
    assert keep_hanging_signs(docx, made("Nothing but wrds and words")) == (docx, [])


def test_what_is_flush_left_already_cannot_be_mended() -> None:
    docx = docx_of("The first is done. 2023")
    lossy = made("The first is done 2023")
    mended, _ = keep_hanging_signs(docx, lossy)
    assert keep_hanging_signs(mended, lossy) == (mended, [])


def test_a_file_that_is_no_pdf_mends_nothing() -> None:
    docx = docx_of("One. 1")
    assert keep_hanging_signs(docx, b"%PDF-1.7 nothing") == (docx, [])


def test_of_a_stretch_that_a_page_moved_only_what_lost_a_sign_is_set_flush_left() -> None:
    texts = ["A cell about archives, 12 of them", "Another cell, no. 13 of these", "The last cell: 14 more"]
    moved = f"{texts[1]} {texts[0].replace(',', '')} {texts[2]}"
    _, changed = keep_hanging_signs(docx_of(*texts), made(moved))
    assert changed == ["Acellaboutarchives,12ofthem"]


def test_the_alignment_stands_where_the_schema_wants_it() -> None:
    properties = '<w:spacing w:line="560"/><w:outlineLvl w:val="9"/>'
    docx = document(f"<w:tbl><w:tr><w:tc>{paragraph(run('Done. 1'), properties)}</w:tc></w:tr></w:tbl>")
    mended, _ = keep_hanging_signs(docx, made("Done 1"))
    [held] = body(mended).iter(f"{W}pPr")
    assert [etree.QName(one).localname for one in held] == ["spacing", "jc", "outlineLvl"]
    assert read_package(mended).keys() == read_package(docx).keys()
