"""What a DOCX says, for comparing documents of different makers."""

from __future__ import annotations

from jixiao.docx import package

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODY = "word/document.xml"


def texts(docx: bytes) -> list[str]:
    """Return the body's paragraphs in order, those in tables included, without white space; empty ones are left out."""
    body = package.parse_xml(package.read_package(docx)[_BODY])
    said = ("".join(text.text or "" for text in one.iter(f"{_W}t")) for one in body.iter(f"{_W}p"))
    return [words for one in said if (words := "".join(one.split()))]


def first_difference(one: list[str], other: list[str]) -> str:
    """Return where two documents part, in words; "" where they say the same."""
    if one == other:
        return ""
    at = next((number for number, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    if at is None:
        return f"{len(one)} paragraphs and {len(other)}"
    return f"paragraph {at + 1}: {one[at]!r} and {other[at]!r}"
