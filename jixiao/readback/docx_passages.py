"""What a finished DOCX says: the texts and marks of its stories, cell by cell."""

from __future__ import annotations

from jixiao.docx import package
from jixiao.docx.wml import W
from jixiao.docx.word_fields import WordFields
from jixiao.patterns import compile_late
from jixiao.readback.story_text import story_text
from jixiao.render.environment import BETWEEN, CLOSE, OPEN
from jixiao.render.scan import CELL

_TEXT, _TABLE, _CELL, _PARAGRAPH = f"{W}t", f"{W}tbl", f"{W}tc", f"{W}p"
_START, _END, _ID, _NAME = f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}id", f"{W}name"
_CHAR, _KIND = f"{W}fldChar", f"{W}fldCharType"
_READ = frozenset({_TEXT, _CELL, _PARAGRAPH, _START, _END, _CHAR})
_VALUE = compile_late("_JX[0-9a-f]{12}")
# Our own signs in a document's text are not ours.
_COUNTERFEIT = compile_late(f"[{OPEN}{BETWEEN}{CLOSE}{CELL}]")


def read_story(story: bytes) -> str:
    """Return what a story says, as ``story_text`` gives it; BadPackage for bad XML.

    A cell, or a paragraph outside all tables, is a passage. Of fields only the result is read.
    """
    pieces: list[str] = []
    fields, in_code = WordFields(), False
    names: dict[str, str] = {}
    name = ""
    for element in package.walk_xml(story, _READ, _TEXT):
        tag = element.tag
        if tag == _TEXT:
            pieces.append("" if in_code else _COUNTERFEIT.sub("\ufffd", element.text or ""))
        elif tag == _CHAR:
            fields.mark(element.get(_KIND, ""))
            in_code = fields.in_code
        elif tag == _START:
            if _VALUE.fullmatch(element.get(_NAME, "")):
                names[element.get(_ID, "")] = name = element.get(_NAME, "")
                pieces.append(f"{OPEN}{name}{BETWEEN}")
        elif tag == _END:
            if name and names.get(element.get(_ID, "")) == name:
                pieces.append(CLOSE)
                name = ""
        elif sum(1 for _ in element.iterancestors(_TABLE)) == (tag == _CELL):
            pieces.append(CELL)
            if in_code:
                fields.end_paragraph()
                in_code = False
            name = ""  # a value never leaves its cell
    return story_text("".join(pieces))
