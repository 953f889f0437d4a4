"""The text of a PDF, page by page, through pdfium: what a reader can search and copy."""

from __future__ import annotations

import pypdfium2

from jixiao.errors import JixiaoError

MAX_PAGES = 2000


class BadPdf(JixiaoError, ValueError):
    """A file that is no sound PDF, or too large to be one of ours."""


def page_texts(pdf: bytes) -> list[str]:
    """Return the text of each page in the order it is painted; raise BadPdf for what cannot be opened."""
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise BadPdf("PDF 打不开：文件已损坏，或设有密码") from error
    try:
        if len(document) > MAX_PAGES:
            raise BadPdf(f"PDF 有 {len(document)} 页，超过上限 {MAX_PAGES} 页")
        return [page.get_textpage().get_text_bounded() for page in document]
    except pypdfium2.PdfiumError as error:
        raise BadPdf("PDF 读不出文字：文件已损坏") from error
    finally:
        document.close()
