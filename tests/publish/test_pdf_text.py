"""A PDF's text is read page by page; what is no PDF of ours is refused."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from jixiao.publish import pdf_text
from jixiao.publish.pdf_text import BadPdf, page_texts


def made(*words: str) -> bytes:
    """Return a PDF with one page for each word."""
    pdf = pikepdf.new()
    for word in words:
        page = pdf.add_blank_page()
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = pdf.make_stream(f"BT /F1 12 Tf 50 50 Td ({word}) Tj ET".encode())
    held = BytesIO()
    pdf.save(held)
    return held.getvalue()


def test_each_page_has_its_text() -> None:
    assert [text.strip() for text in page_texts(made("12.50", "", "13"))] == ["12.50", "", "13"]


@pytest.mark.parametrize("content", [b"", b"no PDF", b"%PDF-1.7 nothing"])
def test_what_is_no_pdf_is_refused(content: bytes) -> None:
    with pytest.raises(BadPdf, match="打不开"):
        page_texts(content)


def test_far_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_text, "MAX_PAGES", 1)
    with pytest.raises(BadPdf, match="2 页，超过上限 1 页"):
        page_texts(made("1", "2"))
