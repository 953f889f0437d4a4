"""What a PDF says of itself: persons, units, remarks in its properties, in the old form (Info) and the new (XMP)."""

from __future__ import annotations

from io import BytesIO

import pikepdf

from jixiao.patterns import compile_late
from jixiao.publish.archival_pdf import describes_claims
from jixiao.publish.pdf_text import BadPdf

_NAMES = {
    "/Title": "标题",
    "/Author": "作者",
    "/Subject": "主题",
    "/Keywords": "关键词",
    "/Creator": "程序",
    "/Producer": "程序",
}
_PLAIN = ("/CreationDate", "/ModDate", "/Trapped")
_PROGRAMS = compile_late(r"jixiao|Writer|(LibreOffice|Microsoft|WPS|OpenOffice|macOS)[®\w .:,()/$-]{0,80}")
# XMP says the same again in other words; its dates, ids and versions name nobody.
_NAMELESS = compile_late(
    r".*(Date|DocumentID|InstanceID|PDFVersion|Trapped|part|conformance|format|language|Producer|CreatorTool|date)"
)


def list_pdf_properties(pdf: bytes) -> dict[str, str]:
    """Return what a PDF's properties say, by the name that messages use; BadPdf for what cannot be opened.

    Dates, ids and the names of usual programs are left out.
    """
    try:
        with pikepdf.open(BytesIO(pdf)) as document:
            stated = {str(name): str(value) for name, value in document.docinfo.items()}
            described = describes_claims(document)  # reading the rest writes it anew
            with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
                more = {name: _words(value) for name, value in metadata.items()}
    except (pikepdf.PdfError, ValueError, RuntimeError, TypeError) as error:
        raise BadPdf("PDF 的文件属性读不出") from error
    found = {_NAMES.get(name, name): text for name, text in stated.items() if _is_told(name, text)}
    if described:
        more = {name: text for name, text in more.items() if _local(name) != "XMP schemas"}
    known = {_words(text) for text in stated.values()}
    return found | {
        _local(name): text for name, text in more.items() if text not in known and not _NAMELESS.match(name)
    }


def _is_told(name: str, text: str) -> bool:
    if name in ("/Creator", "/Producer"):
        return _PROGRAMS.fullmatch(text) is None
    return name not in _PLAIN and bool(text.strip())


def _local(name: str) -> str:
    return f"XMP {name.rpartition('}')[2]}"


def _words(value: object) -> str:
    held = value if isinstance(value, list | set | tuple) else [value]
    return " ".join(" ".join(map(str, held)).split())
