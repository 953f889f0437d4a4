"""Pages of a PDF as pictures."""

import struct

import pypdfium2
import pytest

from jixiao.publish.pdf_pages import count_pages, draw_page
from jixiao.publish.pdf_text import BadPdf


def pdf(width: float = 100, pages: int = 2) -> bytes:
    """Return a PDF of empty pages."""
    import io

    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(width, 72)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def test_pages_are_counted_and_drawn_in_the_size_asked_for() -> None:
    assert count_pages(pdf()) == 2
    picture = draw_page(pdf(), 2, 144)
    assert picture.startswith(b"\x89PNG")
    assert struct.unpack(">II", picture[16:24]) == (200, 144)


@pytest.mark.parametrize("number", [0, 3, -1])
def test_a_page_that_is_not_there_is_an_index_error(number: int) -> None:
    with pytest.raises(IndexError):
        draw_page(pdf(), number, 72)


def test_what_is_no_pdf_or_too_large_is_refused() -> None:
    for content, number in ((b"PK", 1), (pdf(14_000, 1), 1)):
        with pytest.raises(BadPdf):
            draw_page(content, number, 600 if content != b"PK" else 72)
    with pytest.raises(BadPdf):
        count_pages(b"")
