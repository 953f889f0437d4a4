"""The text of a PDF, page by page, through pdfium: what a reader can search and copy; and what it holds beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

import pypdfium2
import pypdfium2.raw as pdfium

from jixiao.errors import JixiaoError

MAX_PAGES = 2000
PICTURE = "图片"


class BadPdf(JixiaoError, ValueError):
    """A file that is no sound PDF, or too large to be one of ours."""


@contextmanager
def _opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise BadPdf("PDF 打不开：文件已损坏，或设有密码") from error
    try:
        if len(document) > MAX_PAGES:
            raise BadPdf(f"PDF 有 {len(document)} 页，超过上限 {MAX_PAGES} 页")
        yield document
    except pypdfium2.PdfiumError as error:
        raise BadPdf("PDF 读不出文字：文件已损坏") from error
    finally:
        document.close()


@lru_cache(maxsize=8)  # a build asks three times of its PDF, 70 ms each; a fleet has a batch of them at hand
def page_texts(pdf: bytes) -> tuple[str, ...]:
    """Return the text of each page in the order it is painted; raise BadPdf for what cannot be opened."""
    with _opened(pdf) as document:
        return tuple(page.get_textpage().get_text_bounded() for page in document)


def list_pdf_extras(pdf: bytes) -> list[tuple[str, str]]:
    """Return what a PDF holds that no PDF of a text has, each with the page it is on, "" for the file; BadPdf.

    That is attachments, scripts, forms, annotations and pictures.
    """
    with _opened(pdf) as document:
        held = {
            "附件": pdfium.FPDFDoc_GetAttachmentCount(document.raw) > 0,
            "脚本": pdfium.FPDFDoc_GetJavaScriptActionCount(document.raw) > 0,
            "表单": document.get_formtype() != pdfium.FORMTYPE_NONE,
        }
        found = [(name, "") for name, is_held in held.items() if is_held]
        for number, page in enumerate(document, start=1):
            if pdfium.FPDFPage_GetAnnotCount(page.raw) > 0:
                found.append(("批注或链接", f"第{number}页"))
            if any(one.type == pdfium.FPDF_PAGEOBJ_IMAGE for one in page.get_objects()):
                found.append((PICTURE, f"第{number}页"))
        return found
