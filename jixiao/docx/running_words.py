"""What the headers and footers of a DOCX say: fixed words, and fields whose results change from page to page."""

from __future__ import annotations

from collections.abc import Mapping

from jixiao.docx import package
from jixiao.docx.wml import Element, W

FIELD = "\ufddd"  # a noncharacter in the place of a field's result
_TEXT, _CHAR, _SIMPLE = f"{W}t", f"{W}fldChar", f"{W}fldSimple"
_DEEPER = {"begin": 1, "end": -1}


def list_running_words(members: Mapping[str, bytes]) -> set[str]:
    """Return what the headers and footers of a DOCX say, without white space and the results of fields."""
    return {line.replace(FIELD, "") for line in list_running_lines(members)}


def list_running_lines(members: Mapping[str, bytes]) -> set[str]:
    """Return the same with ``FIELD`` in the place of each field."""
    kinds = package.stories(members)
    return {_line(package.parse_xml(members[name])) for name, kind in kinds.items() if kind != "document"}


def _line(root: Element) -> str:
    pieces: list[str] = []
    depth = 0
    for element in root.iter(_TEXT, _CHAR, _SIMPLE):
        if element.tag == _TEXT:
            within = depth or next(element.iterancestors(_SIMPLE), None) is not None
            pieces.append("" if within else element.text or "")
        elif element.tag == _SIMPLE:
            pieces.append("" if depth else FIELD)
        else:
            change = _DEEPER.get(element.get(f"{W}fldCharType", ""), 0)
            pieces.append(FIELD if change > 0 and not depth else "")
            depth += change
    return "".join("".join(pieces).split())
