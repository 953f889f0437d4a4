"""Tables that stay text: most of a form is one, and to assemble it only its bookmarks have to change.

A table stays unparsed if it refers to nothing but styles, and is written as lxml would write it again. In its part's
tree an empty ``w:tbl`` with its number stands for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from jixiao.docx.package import parse_xml, xml_text
from jixiao.docx.wml import W_NS, Element, W, common_root, every

# What stands in a story in which tables have been cut out.
STAND_IN = "w:unparsed"
_NUMBER = f"{W}unparsed"
_START, _END = b"<w:tbl>", b"</w:tbl>"
_PREFIX = b'xmlns:w="%b"' % W_NS.encode()
# References, fields, drawings, controls, traces of editing, and what lxml would write otherwise.
_NEEDS_PARSING = [
    *(b" r:", b"Id", b"rsid", b"wp:", b"<mc:", b"<w:sdt", b"<w:sect", b"Reference", b"<w:comment"),
    *(b"<w:hyperlink", b"<w:fld", b"xmlns", b"<!", b"<?", b" />"),
]
_ODD_ENTITY = re.compile(b"&(?!amp;|lt;|gt;)")
_STYLE = re.compile('<w:(?:p|r|tbl)Style w:val="([^"]*)"/>')
_BOOKMARK = re.compile('<w:bookmark(?:Start w:id="([^"&]*)" w:name="([^"&]*)"|End w:id="([^"&]*)")/>')
_STAND_IN = re.compile(b'<w:tbl w:unparsed="([0-9]+)"/>')


@lru_cache(maxsize=32)  # when a package is built again in one process, most of its parts are the same
def cut_out(story: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Return a story with stand-ins for its unparsed tables, and the tables."""
    pieces: list[bytes] = []
    tables: list[str] = []
    end = 0
    while _PREFIX in story and (start := story.find(_START, end)) >= 0:
        before, end = end, _end_of_table(story, start)
        table = story[start:end]
        if _stays_unparsed(table):
            pieces += [story[before:start], b'<w:tbl w:unparsed="%d"/>' % len(tables)]
            tables.append(table.decode())
        else:
            pieces.append(story[before:end])
    return b"".join([*pieces, story[end:]]), tuple(tables)


def _end_of_table(story: bytes, start: int) -> int:
    """Return where a table ends, the tables in it included; the end of the story where it does not."""
    end = start
    while True:
        end = story.find(_END, end) + len(_END)
        if end < len(_END):
            return len(story)
        if story.count(_START, start, end) == story.count(_END, start, end):
            return end


def _stays_unparsed(table: bytes) -> bool:
    text = table.decode(errors="replace")
    as_written = text.count("Style ") == len(_STYLE.findall(text))
    as_written = as_written and text.count("<w:bookmark") == len(_BOOKMARK.findall(text))
    return as_written and not _ODD_ENTITY.search(table) and not any(sign in table for sign in _NEEDS_PARSING)


def styles_in(tables: Sequence[str]) -> set[str]:
    """Return the ids of the styles that tables name."""
    return {name for table in tables for name in _STYLE.findall(table)}


def number_of(element: Element) -> int | None:
    """Return the number of the table that an element stands for, None if it stands for none."""
    number = element.get(_NUMBER)
    return None if number is None else int(number)


def with_bookmarks(table: str, settled: Callable[[str, str | None], tuple[str, str] | None]) -> str:
    """Return a table with the id and name that ``settled`` gives for each bookmark's, without those it gives none.

    The end of a bookmark has no name.
    """

    def told(found: re.Match[str]) -> str:
        start = found[1] is not None
        own = settled(found[1] if start else found[3], found[2])
        if own is None:
            return ""
        return f'<w:bookmarkStart w:id="{own[0]}" w:name="{own[1]}"/>' if start else f'<w:bookmarkEnd w:id="{own[0]}"/>'

    return _BOOKMARK.sub(told, table)


def put_back(written: bytes, tables: Sequence[str]) -> bytes:
    """Return a part's text with its tables in place of what stands for them."""
    return _STAND_IN.sub(lambda found: tables[int(found[1])].encode(), written)


def put_into(document: Element, tables: Sequence[str]) -> None:
    """Put the tables into a part's tree in place of what stands for them."""
    empty = xml_text(common_root("document", [document])).removesuffix("/>")
    for element in list(every([document], "tbl")) if tables else ():
        number, holder = number_of(element), element.getparent()
        if number is not None and holder is not None:
            [table] = parse_xml(f"{empty}>{tables[number]}</w:document>".encode())
            table.tail = element.tail
            holder.replace(element, table)
