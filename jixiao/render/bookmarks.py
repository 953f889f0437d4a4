"""Marks: every value from the data stands between the two ends of a hidden bookmark.

Filling in puts noncharacters round each value and the bookmark's name before it (``environment``); docxtpl and pandoc
hand them on as text. One pass over the finished XML then cuts the runs there and puts the bookmarks. Word does not
list bookmarks whose names begin with an underscore, and they neither print nor take room.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, MutableMapping
from itertools import count

from jixiao.docx import package
from jixiao.docx.wml import detach
from jixiao.patterns import compile_late
from jixiao.render.environment import BETWEEN, CLOSE, LINE, LINE_END, OPEN

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_START, _END, _ID, _NAME = f"{_W}bookmarkStart", f"{_W}bookmarkEnd", f"{_W}id", f"{_W}name"

NAME = compile_late(r"_JXP?[0-9a-f]{12}")
# A letter that keeps Markdown's ** bold beside a mark.
GUARD = "x\ufdd8"
_GUARDS = compile_late(f"{GUARD}|{GUARD[::-1]}")
MARK = compile_late(
    f"{OPEN}(?P<name>[^{BETWEEN}]*){BETWEEN}|(?P<close>{CLOSE})|{LINE}(?P<line>[^{LINE_END}]*){LINE_END}"
)
# Any of U+FDC0 to U+FDFF in UTF-8: a quick look at bytes tells the members that may hold marks.
_SIGN, _GUARD_SIGN = b"\xef\xb7", GUARD[1].encode()
_USED_ID = re.compile(rb'<w:bookmark(?:Start|End)\b[^>]*? w:id="([0-9]+)"')
_RUN_HEAD = compile_late(r"<w:r(?: [^>]*)?>(?:<w:rPr/>|<w:rPr>.*?</w:rPr>(?:</w:rPrChange></w:rPr>)?)?", re.DOTALL)
_RUN_END, _PARAGRAPH_END, _TEXT_END = "</w:r>", "</w:p>", "</w:t>"
_TEXT = '<w:t xml:space="preserve">'
_NO_TEXT = compile_late(r"<w:t(?: [^>]*)?></w:t>")


def without_marks(text: str) -> str:
    """Return what a filled-in text says without the marks in it."""
    return MARK.sub("", without_guards(text))


def without_guards(text: str) -> str:
    """Return a text without the letters that were put beside marks for Markdown's sake."""
    return _GUARDS.sub("", text)


def drop_guards(member: bytes) -> bytes:
    """Return a member that pandoc made without the letters put beside marks."""
    return without_guards(member.decode()).encode() if _GUARD_SIGN in member else member


def place_marks(members: MutableMapping[str, bytes]) -> None:
    """Turn the marks in a document's members into bookmarks, in place."""
    marked = [name for name, data in members.items() if name.endswith(".xml") and _SIGN in data]
    if not marked:
        return
    others = (data for data in members.values() if b"<w:bookmark" in data)
    used = (int(number) for data in others for number in _USED_ID.findall(data))
    number = max(used, default=0) + 1
    for name in marked:
        members[name], number = _with_bookmarks(members[name], number)


def _with_bookmarks(story: bytes, number: int) -> tuple[bytes, int]:
    """Return a story with bookmarks for its marks, numbered from ``number``, and the first number still free."""
    numbers = count(number)
    marked = "".join(_MarkedStory(numbers).with_bookmarks(story.decode())).encode()
    return marked, next(numbers)


def with_loose_rows(members: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return a DOCX's members with tables as LibreOffice breaks them: between rows, never before the notes alone.

    It takes a row that is kept with the next for the whole table's wish, and then breaks no row. So rows are free,
    but a last row that is kept with the notes below becomes a table of its own, which LibreOffice joins on to the rest.
    """
    document = "word/document.xml"
    return {**members, document: _TABLE.sub(lambda table: _loosened(table[0]), members[document])}


_TABLE = re.compile(rb"<w:tbl>.*?</w:tbl>", re.DOTALL)
_ROW = re.compile(rb"<w:tr[ >]")
_KEEP = b"<w:keepNext/>"
_GOES_ON = re.compile(rb"<w:vMerge(?! w:val=\"restart\")")


def _loosened(table: bytes) -> bytes:
    rows = [row.start() for row in _ROW.finditer(table)]
    last = table[rows[-1] :] if len(rows) > 1 else b""
    if _KEEP not in last or _GOES_ON.search(last) or table.count(b"<w:tbl>") > 1:
        return table.replace(_KEEP, b"")
    return table[: rows[-1]].replace(_KEEP, b"") + b"</w:tbl>" + table[: rows[0]] + last


def without_bookmarks(members: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return a document's members without the bookmarks of ours: whoever compares two texts does not want them."""
    return {
        name: _unmarked(data) if b"_JX" in data and name.endswith(".xml") else data for name, data in members.items()
    }


def _unmarked(data: bytes) -> bytes:
    root = package.parse_xml(data)
    ours = [start for start in root.iter(_START) if NAME.fullmatch(start.get(_NAME, ""))]
    numbers = {start.get(_ID) for start in ours}
    for mark in [*ours, *(end for end in root.iter(_END) if end.get(_ID) in numbers)]:
        detach(mark)
    return package.xml_bytes(root)


class _MarkedStory:
    """Goes through a story run by run, as text: to parse and write it again would cost more than all the rest."""

    def __init__(self, numbers: Iterator[int]) -> None:
        self._numbers = numbers
        self._value = self._paragraph = ""

    def with_bookmarks(self, xml: str) -> Iterator[str]:
        """Yield the story with bookmarks; a value may begin in one run and end in another."""
        *runs, rest = xml.split(_RUN_END)
        for run in runs:
            before = self._paragraph_closed(run) if self._paragraph else run
            marked = OPEN in before or CLOSE in before or LINE in before
            yield self._cut_at_marks(before) if marked else before + _RUN_END
        yield self._paragraph_closed(rest) if self._paragraph else rest

    def _paragraph_closed(self, xml: str) -> str:
        if _PARAGRAPH_END not in xml:
            return xml
        end, self._paragraph = _end(self._paragraph), ""
        return xml.replace(_PARAGRAPH_END, end + _PARAGRAPH_END, 1)

    def _cut_at_marks(self, xml: str) -> str:
        """Return the text that ends in a marked run with the run cut at its marks."""
        start = max(xml.rfind("<w:r>"), xml.rfind("<w:r "))
        head = _RUN_HEAD.match(xml, start) if start >= 0 else None
        if head is None:  # a text that is no run's has no place for bookmarks
            return without_marks(xml) + _RUN_END
        anew = head[0] + _TEXT
        cut = MARK.sub(lambda mark: f"{_TEXT_END}{_RUN_END}{self._bookmark(mark)}{anew}", xml[start:])
        cut = _NO_TEXT.sub("", cut + _RUN_END).replace(head[0] + _RUN_END, "")
        if "<w:r>" not in cut and "<w:r " not in cut:  # for what may be typed into an empty cell
            cut = cut.replace("<w:bookmarkEnd", f"{head[0]}<w:t/>{_RUN_END}<w:bookmarkEnd", 1)
        return xml[:start] + cut

    def _bookmark(self, mark: re.Match[str]) -> str:
        if mark["close"]:
            return _end(self._value)
        if mark["name"]:
            return self._opened(mark["name"])
        self._paragraph = str(next(self._numbers))
        return _start(self._paragraph, mark["line"])

    def _opened(self, name: str) -> str:
        self._value = str(next(self._numbers))
        return _start(self._value, name)


def _start(number: str, name: str) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'


def _end(number: str) -> str:
    return f'<w:bookmarkEnd w:id="{number}"/>'
