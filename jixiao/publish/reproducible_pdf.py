"""A PDF of LibreOffice's, made the same on every run: no time, no random ids, no numbers of fonts, one order."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pikepdf

from jixiao.errors import ToolFailed
from jixiao.publish.archival_pdf import embed_files, list_lacks, settle_colours, write_claims
from jixiao.publish.pdf_tags import mark_headings
from jixiao.publish.printable import ConvertedPdf, Lack, Printable, Standard

# Adobe Type 1 Font Format, chapter 7: how the private part of a font is encrypted (eexec).
_EEXEC_KEY, _FACTOR, _ADDEND = 55665, 52845, 22719
_UNIQUE_ID = re.compile(rb"/UniqueID \d+ def")


def settle_pdf(name: str, path: Path, printable: Printable) -> ConvertedPdf:
    """Return the PDF with fixed dates, ids and producer, in Chinese and with a title; ToolFailed for a broken one.

    The title is the document's own, or else its name. Objects stand in the order in which they are met from the root
    on, whatever order they came in. It claims the standards that it lacks nothing for.
    """
    try:
        with pikepdf.open(path) as pdf:
            _describe(pdf, name, printable.moment)
            _blank_font_numbers(pdf)
            settle_colours(pdf)
            embed_files(pdf, printable.embedded, printable.moment)
            lacks = _claim(pdf, printable)
            ordered = _saved(pdf, pikepdf.ObjectStreamMode.disable)
        with pikepdf.open(BytesIO(ordered)) as pdf:
            del pdf.trailer["/ID"]  # half of it would be kept
            return ConvertedPdf(_saved(pdf, pikepdf.ObjectStreamMode.generate), lacks)
    except pikepdf.PdfError as error:
        raise ToolFailed(f"LibreOffice 生成的 PDF 不完整：{name}。请检查磁盘空间后重试。") from error


def _claim(pdf: pikepdf.Pdf, printable: Printable) -> dict[Standard, tuple[Lack, ...]]:
    """Let the PDF claim what holds of it, and return what it lacks for the rest."""
    marked = printable.headings is None or mark_headings(pdf, printable.headings)
    lacks = list_lacks(pdf)
    if not marked and Lack.TABLES not in lacks[Standard.ACCESS]:
        lacks[Standard.ACCESS] += (Lack.TABLES,)
    write_claims(pdf, printable.moment, frozenset(standard for standard, lacking in lacks.items() if not lacking))
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


def _blank_font_numbers(pdf: pikepdf.Pdf) -> None:
    """Blank the UniqueID of every Type 1 font: LibreOffice counts them through all documents of one run."""
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary) and "/FontFile" in thing:
            font = thing.FontFile
            content, start = font.read_bytes(), int(font.Length1)
            end = start + int(font.Length2)
            private = encrypt(_blanked(decrypt(content[start:end])))
            font.write(_blanked(content[:start]) + private + content[end:])


def _blanked(font: bytes) -> bytes:
    return _UNIQUE_ID.sub(lambda found: b" " * len(found[0]), font)


def decrypt(private: bytes) -> bytes:
    """Return the private part of a Type 1 font in clear, with the random bytes it begins with."""
    key, clear = _EEXEC_KEY, bytearray()
    for byte in private:
        clear.append(byte ^ key >> 8)
        key = (byte + key) * _FACTOR + _ADDEND & 0xFFFF
    return bytes(clear)


def encrypt(clear: bytes) -> bytes:
    """Return the private part of a Type 1 font as it stands in the font; the inverse of ``decrypt``."""
    key, private = _EEXEC_KEY, bytearray()
    for byte in clear:
        private.append(byte ^ key >> 8)
        key = (private[-1] + key) * _FACTOR + _ADDEND & 0xFFFF
    return bytes(private)
