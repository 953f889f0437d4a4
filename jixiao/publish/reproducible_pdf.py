"""A PDF of LibreOffice's, made the same on every run: no time, no random ids, no numbers of fonts."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pikepdf

from jixiao.errors import ToolFailed

EEXEC_KEY = 55665
# LibreOffice writes it a few hundred bytes into the private part of a font, before the outlines.
_WHERE_THE_NUMBER_IS = 4096
UNIQUE_ID = re.compile(rb"/UniqueID \d+ def")


def settled(name: str, path: Path, moment: datetime) -> bytes:
    """Return the PDF with fixed dates, ids and producer, in Chinese and with a title; ToolFailed for a broken one.

    The moment must carry a time zone; the title is the document's own, or else its name.
    """
    try:
        with pikepdf.open(path) as pdf:
            _describe(pdf, name, moment)
            _forget_font_numbers(pdf)
            result = BytesIO()
            pdf.save(result, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    except pikepdf.PdfError as error:
        raise ToolFailed(f"LibreOffice 生成的 PDF 不完整：{name}。请检查磁盘空间后重试。") from error
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
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata.load_from_docinfo(info)
        metadata["dc:language"] = ["zh-CN"]


def _forget_font_numbers(pdf: pikepdf.Pdf) -> None:
    """Blank the UniqueID of every Type 1 font: LibreOffice counts them through all documents of one run."""
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary) and "/FontFile" in thing:
            font = thing.FontFile
            content, start = font.read_bytes(), int(font.Length1)
            end = start + int(font.Length2)
            font.write(_blanked(content[:start]) + _without_number(content[start:end]) + content[end:])


def _blanked(font: bytes) -> bytes:
    return UNIQUE_ID.sub(lambda found: b" " * len(found[0]), font)


def _without_number(sealed: bytes) -> bytes:
    """Return the private part of a Type 1 font, sealed as before, with its UniqueID blanked.

    What follows the number has to be sealed anew with it, but need not be looked at.
    """
    head, rest = sealed[:_WHERE_THE_NUMBER_IS], sealed[_WHERE_THE_NUMBER_IS:]
    opened, old = _opened(head)
    new_head, new = _sealed(_blanked(opened))
    changed = bytearray()
    for byte in rest:
        other = byte ^ old >> 8 ^ new >> 8
        changed.append(other)
        old = (byte + old) * 52845 + 22719 & 0xFFFF
        new = (other + new) * 52845 + 22719 & 0xFFFF
    return new_head + bytes(changed)


def _opened(sealed: bytes) -> tuple[bytes, int]:
    """Return a font's private part in clear (eexec: Adobe Type 1 Font Format, chapter 7), and the key then due."""
    key, clear = EEXEC_KEY, bytearray()
    for byte in sealed:
        clear.append(byte ^ key >> 8)
        key = (byte + key) * 52845 + 22719 & 0xFFFF
    return bytes(clear), key


def _sealed(clear: bytes) -> tuple[bytes, int]:
    key, sealed = EEXEC_KEY, bytearray()
    for byte in clear:
        sealed.append(byte ^ key >> 8)
        key = (sealed[-1] + key) * 52845 + 22719 & 0xFFFF
    return bytes(sealed), key
