"""The made unit's finished documents, and what they say otherwise after an edit of their XML."""

from __future__ import annotations

from functools import cache

from jixiao.build.packing import expectation_of
from jixiao.findings import Finding
from jixiao.readback.package_check import Expectation, compare_docx
from tests.support.docx import rewritten
from tests.support.returned import made_case, made_documents

WHOLE = "整套.docx"


@cache
def expected() -> Expectation:
    return expectation_of(made_case())


def part(label: str) -> bytes:
    """Return the part with a label such as 附件3（2）."""
    return dict(zip(expected().parts, made_documents().parts.values(), strict=True))[label]


def found_in(docx: bytes, label: str = "", *, strict: bool = False) -> list[Finding]:
    return compare_docx(docx, expected(), label, WHOLE, strict=strict)


def edited(old: str, new: str) -> bytes:
    """Return the whole with the first ``old`` in its XML replaced."""
    return rewritten(made_documents().whole, "word/document.xml", lambda xml: xml.replace(old, new, 1))
