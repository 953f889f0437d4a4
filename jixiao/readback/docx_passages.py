"""What a finished DOCX says, read in one pass over the text of its XML: text and marks, cell by cell.

To build a tree of it first would take twice as long as all else here.
"""

from __future__ import annotations

import re

from jixiao.docx import package
from jixiao.docx.wml import W_NS, common_root
from jixiao.readback.passage import told
from jixiao.render.environment import BETWEEN, CLOSE, OPEN
from jixiao.render.scan import CELL

# Text; a bookmark's start (id, name) and end (id) as we write them; what begins a table, a cell, a paragraph; a
# bookmark's start or end however it is written.
_TOKEN = re.compile(
    r'<w:(?:t(?:\s[^>]*)?>([^<]+)|bookmarkStart w:id="([^"]*)" w:name="([^"]*)"/>|bookmarkEnd w:id="([^"]*)"/>'
    r"|(tbl|tc|p)[\s/>]|(bookmark(?:Start|End)\s[^>]*)>)"
)
_VALUE = re.compile("_JX[0-9a-f]{12}")
_ID, _NAMED = re.compile(r"""\sw:id\s*=\s*["']([^"']*)"""), re.compile(r"""\sw:name\s*=\s*["']([^"']*)""")
_TABLE_END = "</w:tbl>"
_DECLARATION = re.compile(rb"""<\?xml version=["']1.0["'] encoding=["']UTF-8["'][^>]*\?>""")
_NAMESPACE = W_NS.encode()
_DECLARED = b'xmlns:w="%b"' % _NAMESPACE
# Comments and the like, and characters by number.
_ODD = (b"<!", b"&#")
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&#13;": "\r", "&amp;": "&"}
# Until all is read our signs are characters that XML cannot hold: they are none where a document's text holds them.
_SIGNS = {"\x01": OPEN, "\x02": BETWEEN, "\x03": CLOSE, "\x04": CELL}
_COUNTERFEIT = re.compile(f"[{OPEN}{BETWEEN}{CLOSE}{CELL}]")


def found(story: bytes) -> str:
    """Return what a story says, as ``told`` gives it; BadPackage for bad XML.

    A cell, or a paragraph outside all tables, is a passage.
    """
    pieces: list[str] = []
    names: dict[str, str] = {}
    name, depth = "", 0
    for stretch in _plain(story).split(_TABLE_END):
        for text, started, its_name, ended, begun, odd in _TOKEN.findall(stretch):
            if odd:
                started, its_name, ended = _bookmark(odd)
            if text:
                pieces.append(text)
            elif its_name and _VALUE.fullmatch(its_name):
                names[started] = name = its_name
                pieces.append(f"\x01{name}\x02")
            elif begun == "tbl":
                depth += 1
            elif begun and depth == (begun == "tc"):
                pieces.append("\x04")
                name = ""  # a value never leaves its cell
            elif name and names.get(ended) == name:
                pieces.append("\x03")
                name = ""
        depth -= 1
    return told(_unescaped("".join(pieces)))


def _plain(story: bytes) -> str:
    """Return a story's XML as lxml writes it, with the prefix w; ours is so written already."""
    once = story.count(b"<?") == 1 and story.count(_NAMESPACE) == 1
    if once and _DECLARATION.match(story) and _DECLARED in story and not any(odd in story for odd in _ODD):
        package.check_xml(story)
        return story.decode()
    root = common_root("document", [])
    root.append(package.parse_xml(story))
    return package.xml_text(root)


def _bookmark(odd: str) -> tuple[str, str, str]:
    """Return a start's id and name, or an end's id."""
    id_, name = _ID.search(odd), _NAMED.search(odd)
    number = id_[1] if id_ else ""
    return (number, name[1] if name else "", "") if odd.startswith("bookmarkStart") else ("", "", number)


def _unescaped(text: str) -> str:
    """Return what was read with its entities resolved and our own signs in it."""
    for entity, char in _ENTITIES.items() if "&" in text else ():
        text = text.replace(entity, char)
    text = _COUNTERFEIT.sub("\ufffd", text)
    for stand_in, sign in _SIGNS.items():
        text = text.replace(stand_in, sign)
    return text
