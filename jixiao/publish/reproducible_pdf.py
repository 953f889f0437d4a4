"""A PDF of LibreOffice's, made the same on every run: no time, no random ids, no numbers of fonts, one order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pikepdf
from msgspec import Struct

from jixiao.docx.heading_cells import TableHeadings
from jixiao.errors import ToolFailed
from jixiao.publish.archival_pdf import embed_files, list_lacks, settle_colours, write_claims
from jixiao.publish.pdf_tags import mark_headings
from jixiao.publish.printable import ConvertedPdf, Lack, Printable, Standard
from jixiao.publish.type1_fonts import Blanker, blank_numbers, blank_private_numbers


def settle_pdf(
    name: str,
    path: Path,
    printable: Printable,
    headings: Sequence[TableHeadings] | None = None,
    *,
    blanker: Blanker | None = None,
) -> ConvertedPdf:
    """Return the PDF with fixed dates, ids and producer, in Chinese and with a title; ToolFailed for a broken one.

    The title is the document's own, or else its name; without ``headings`` those that LibreOffice found stay. Objects
    stand in the order in which they are met from the root on, whatever order they came in. It claims the standards
    that it lacks nothing for. A ``blanker`` does what takes longest, with the fonts, beside the rest.
    """
    try:
        with pikepdf.open(path) as pdf:
            fonts = _list_fonts(pdf)
            privates = [font.private for font in fonts]
            blanked = blanker.begin(privates) if blanker else lambda: [*map(blank_private_numbers, privates)]
            _describe(pdf, name, printable.moment)
            settle_colours(pdf)
            embed_files(pdf, printable.embedded, printable.moment)
            lacks = _claim(pdf, printable.moment, headings)
            for font, private in zip(fonts, blanked(), strict=True):
                font.stream.write(blank_numbers(font.head) + private + font.rest)
            ordered = _saved(pdf, pikepdf.ObjectStreamMode.disable)
        with pikepdf.open(BytesIO(ordered)) as pdf:
            del pdf.trailer["/ID"]  # half of it would be kept
            return ConvertedPdf(_saved(pdf, pikepdf.ObjectStreamMode.generate), lacks)
    except pikepdf.PdfError as error:
        raise ToolFailed(f"LibreOffice 生成的 PDF 不完整：{name}。请检查磁盘空间后重试。") from error


def _claim(
    pdf: pikepdf.Pdf, moment: datetime, headings: Sequence[TableHeadings] | None
) -> dict[Standard, tuple[Lack, ...]]:
    """Let the PDF claim what holds of it, and return what it lacks for the rest."""
    marked = headings is None or mark_headings(pdf, headings)
    lacks = list_lacks(pdf)
    if not marked and Lack.TABLES not in lacks[Standard.ACCESS]:
        lacks[Standard.ACCESS] += (Lack.TABLES,)
    write_claims(pdf, moment, frozenset(standard for standard, lacking in lacks.items() if not lacking))
    return {standard: lacking for standard, lacking in lacks.items() if lacking}


def _saved(pdf: pikepdf.Pdf, mode: pikepdf.ObjectStreamMode) -> bytes:
    """Return the PDF's bytes.

    LibreOffice writes fonts in the order of their addresses in memory, which change with the machine. With object
    streams qpdf keeps the order of the numbers it finds; without, it numbers anew from the root on.
    """
    result = BytesIO()
    pdf.save(result, deterministic_id=True, object_stream_mode=mode, fix_metadata_version=False)
    return result.getvalue()


def _describe(pdf: pikepdf.Pdf, name: str, moment: datetime) -> None:
    info = pdf.docinfo
    info["/Title"] = str(info.get("/Title", "")).strip() or name.removesuffix(".docx")
    info["/Creator"] = "jixiao"
    info["/Producer"] = "LibreOffice"
    info["/CreationDate"] = info["/ModDate"] = moment.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ")
    for key in ("/DocChecksum", "/ID"):  # made from the clock, and qpdf would keep half of an ID
        if key in pdf.trailer:
            del pdf.trailer[key]
    pdf.Root.Lang = pikepdf.String("zh-CN")
    pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)


class _Font(Struct, frozen=True):
    """A Type 1 font in a PDF: what stands in clear, what is encrypted, and what follows."""

    stream: pikepdf.Object
    head: bytes
    private: bytes
    rest: bytes


def _list_fonts(pdf: pikepdf.Pdf) -> list[_Font]:
    fonts = []
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary) and "/FontFile" in thing:
            stream = thing.FontFile
            content, start = stream.read_bytes(), int(stream.Length1)
            end = start + int(stream.Length2)
            fonts.append(_Font(stream, content[:start], content[start:end], content[end:]))
    return fonts
