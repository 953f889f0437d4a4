"""What a finished DOCX says, read in one pass over its body: text and marks, cell by cell."""

from __future__ import annotations

import re

from jixiao.assemble.wml import Element, W
from jixiao.readback.passages import told
from jixiao.render.environment import BETWEEN, CLOSE, OPEN
from jixiao.render.marks import NAME
from jixiao.render.scan import CELL

_TABLE, _CELL, _PARAGRAPH, _TEXT = f"{W}tbl", f"{W}tc", f"{W}p", f"{W}t"
_START, _END = f"{W}bookmarkStart", f"{W}bookmarkEnd"
_ID, _NAMED = f"{W}id", f"{W}name"
_READ = (_TABLE, _CELL, _PARAGRAPH, _TEXT, _START, _END)
# What stands for a mark in what is told is none where a document's text holds it.
_COUNTERFEIT = re.compile(f"[{OPEN}{BETWEEN}{CLOSE}{CELL}]")


def found(root: Element) -> str:
    """Return what a story says, as ``told`` gives it: a cell, or a paragraph outside all tables, is a passage."""
    pieces: list[str] = []
    names: dict[str, str] = {}
    name = ""
    nested = False
    for element in root.iter(*_READ):
        tag = element.tag
        if tag == _TEXT:
            text = element.text or ""
            pieces.append(_COUNTERFEIT.sub("\ufffd", text) if _COUNTERFEIT.search(text) else text)
        elif tag == _START:
            started = element.get(_NAMED, "")
            if NAME.fullmatch(started) and not started.startswith("_JXP"):
                names[element.get(_ID, "")] = name = started
                pieces.append(f"{OPEN}{name}{BETWEEN}")
        elif tag == _END:
            if name and names.get(element.get(_ID, "")) == name:
                pieces.append(CLOSE)
                name = ""
        elif tag == _TABLE:
            nested = nested or _in_cell(element)
        elif (tag == _CELL and not nested) or not _in_cell(element):
            pieces.append(CELL)
            name = ""  # a value never leaves its cell
    return told("".join(pieces))


def _in_cell(element: Element) -> bool:
    parent = element.getparent()
    inside = parent is not None and parent.tag == _CELL
    return inside or next(element.iterancestors(_CELL), None) is not None
