"""A reference into a workbook, as the data say it: 决算.Z01['一、一般公共预算财政拨款收入'].决算数."""

from __future__ import annotations

from msgspec import Struct

from jixiao.patterns import compile_late

_QUOTES = "'\"‘’“”"
_NAME = r"[^\s.,，\[\]'\"‘’“”]+"
_QUOTED = rf"[{_QUOTES}][^{_QUOTES}]*(?:[“”][^{_QUOTES}]*[“”][^{_QUOTES}]*)*[{_QUOTES}]"
_LABELS = rf"\[\s*{_QUOTED}(?:\s*[,，]\s*{_QUOTED})*\s*\]"
_STEP = rf"(?:\.\s*[^.\[\]{_QUOTES}]+|\.?{_LABELS})"
_REFERENCE = compile_late(rf"\s*(?P<source>{_NAME})(?P<sheet>{_STEP})(?P<row>{_STEP})(?P<column>{_STEP})\s*")
_LABEL = compile_late(_QUOTED)
_BEGINS = compile_late(rf"\s*({_NAME})\s*[.\[]")
_HAS_LABELS = compile_late(rf"\[\s*[{_QUOTES}]")
WRITTEN = "决算.Z01['行的标签'].列的标签"
"""How a reference is written."""


class CellReference(Struct, frozen=True):
    """Which cell is meant: the source's name, the sheet, labels of the row and of the column, the outermost first.

    One label at least stands in brackets and quotes: so no path and no text of the data is taken for a reference.
    """

    source: str
    sheet: str
    row: tuple[str, ...]
    column: tuple[str, ...]


def parse_reference(text: str) -> CellReference | None:
    """Return the reference that a text is; None for any other text."""
    match = _REFERENCE.fullmatch(text)
    if match is None or not has_labels(text):
        return None
    sheet, row, column = (_labels(match[step]) for step in ("sheet", "row", "column"))
    return CellReference(match["source"], " ".join(sheet), row, column)


def _labels(step: str) -> tuple[str, ...]:
    bare = step.strip().removeprefix(".").strip()
    return tuple(one[1:-1].strip() for one in _LABEL.findall(bare)) if bare.startswith("[") else (bare,)


def names_source(text: str) -> str:
    """Return the name that a text begins with as a reference does; "" for a text that is none for sure."""
    match = _BEGINS.match(text)
    return match[1] if match and "\n" not in text else ""


def has_labels(text: str) -> bool:
    """Return whether a text holds labels in brackets and quotes, as no other text of the data does."""
    return bool(_HAS_LABELS.search(text))


def write_labels(labels: tuple[str, ...]) -> str:
    """Return labels as a step of a reference: ['一、基本支出', '人员经费']."""
    quote = '"' if any("'" in one for one in labels) else "'"
    return "[" + ", ".join(f"{quote}{one}{quote}" for one in labels) + "]"
