"""A PDF's text is read page by page; what is no PDF of ours is refused."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest

from jixiao.publish import pdf_text
from jixiao.publish.pdf_text import BadPdf, list_pdf_extras, page_texts


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


def with_extras(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    held = BytesIO()
    with pikepdf.open(BytesIO(made("1", "2"))) as pdf:
        change(pdf)
        pdf.save(held)
    return held.getvalue()


def attached(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["x.txt"] = b"1"


def annotated(pdf: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9])
    pdf.pages[1].Annots = pdf.make_indirect(pikepdf.Array([note]))


def scripted(pdf: pikepdf.Pdf) -> None:
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    pdf.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=["x", script]))


def covered(pdf: pikepdf.Pdf) -> None:
    picture = pdf.make_stream(b"\0")
    picture.Type, picture.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    picture.Width = picture.Height = 1
    picture.ColorSpace, picture.BitsPerComponent = pikepdf.Name.DeviceGray, 8
    pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=picture))
    pdf.pages[0].Contents = pdf.make_stream(b"q 50 0 0 50 0 0 cm /I Do Q")


@pytest.mark.parametrize(
    ("change", "extra"),
    [
        (attached, ("附件", "")),
        (scripted, ("脚本", "")),
        (annotated, ("批注或链接", "第2页")),
        (covered, ("图片", "第1页")),
    ],
)
def test_what_a_pdf_holds_beside_its_text_is_told_with_its_page(
    change: Callable[[pikepdf.Pdf], None], extra: tuple[str, str]
) -> None:
    assert list_pdf_extras(with_extras(change)) == [extra]


def test_a_pdf_of_text_alone_holds_nothing_beside_it() -> None:
    assert list_pdf_extras(made("1")) == []
