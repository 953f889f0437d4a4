"""Pages of a PDF as pictures."""

from __future__ import annotations

import struct
import zlib

import pypdfium2

from jixiao.publish.pdf_text import BadPdf

_POINTS_AN_INCH = 72
_MOST_PIXELS = 20_000_000


def count_pages(pdf: bytes) -> int:
    """Return how many pages a PDF has; BadPdf."""
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise BadPdf("PDF 打不开：文件已损坏，或设有密码") from error
    try:
        return len(document)
    finally:
        document.close()


def draw_page(pdf: bytes, number: int, dots_an_inch: int) -> bytes:
    """Return a page, counted from 1, as PNG; BadPdf where it cannot be drawn, IndexError for one that is not there."""
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise BadPdf("PDF 打不开：文件已损坏，或设有密码") from error
    try:
        if not 1 <= number <= len(document):
            raise IndexError(number)
        page = document[number - 1]
        scale = dots_an_inch / _POINTS_AN_INCH
        if page.get_width() * page.get_height() * scale * scale > _MOST_PIXELS:
            raise BadPdf("这一页太大，画不出来")
        bitmap = page.render(scale=scale, rev_byteorder=True)
        picture = bytes(bitmap.buffer), bitmap.width, bitmap.height
        return _png(*picture, stride=bitmap.stride, channels=bitmap.n_channels)
    except pypdfium2.PdfiumError as error:
        raise BadPdf("PDF 画不出来：文件已损坏") from error
    finally:
        document.close()


def _png(pixels: bytes, width: int, height: int, *, stride: int, channels: int) -> bytes:
    """Return pixels in rows, three or four bytes each (red, green, blue), as PNG."""
    rows = bytearray()
    for start in range(0, stride * height, stride):
        row = pixels[start : start + width * channels]
        rows += b"\0" + row
    kind = {1: 0, 3: 2, 4: 6}[channels]
    head = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(rows), 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
