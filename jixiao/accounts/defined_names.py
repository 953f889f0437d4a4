"""Names that an .xlsx gives to cells and ranges: they go with them when rows are put in, taken out or moved."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from jixiao.accounts.workbook_formats import BOOK_MEMBER, Spot, read_column
from jixiao.docx.package import parse_xml
from jixiao.patterns import compile_late

_REFERENCE = compile_late(
    r"(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^'!]+))!"
    r"\$?(?P<left>[A-Z]{1,3})\$?(?P<top>[1-9][0-9]{0,6})(?::\$?(?P<right>[A-Z]{1,3})\$?(?P<bottom>[1-9][0-9]{0,6}))?"
)


class NamedRange(Struct, frozen=True):
    """A range of cells: its sheet, its first and its last cell, counted from 0."""

    sheet: str
    first: Spot
    last: Spot


def read_names(members: Mapping[str, bytes], start: str) -> dict[str, NamedRange]:
    """Return the ranges that names of the whole book with this beginning stand for; BadPackage for unsound XML.

    A name whose cells are gone (#REF!), or that stands for anything but one range, is left out.
    """
    found: dict[str, NamedRange] = {}
    for element in parse_xml(members[BOOK_MEMBER]).iter("{*}definedName"):
        name, match = element.get("name", ""), _REFERENCE.fullmatch(str(element.text or "").strip())
        if name.startswith(start) and match is not None and element.get("localSheetId") is None:
            found[name] = _range_of(match)
    return found


def _range_of(match: re.Match[str]) -> NamedRange:
    quoted = match["quoted"]
    sheet = quoted.replace("''", "'") if quoted is not None else match["plain"]
    first = int(match["top"]) - 1, read_column(match["left"])
    last = (int(match["bottom"]) - 1, read_column(match["right"])) if match["right"] else first
    return NamedRange(sheet, first, last)
