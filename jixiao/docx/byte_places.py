"""Where the elements of an XML file stand in its bytes, so that what is put in leaves every other byte as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.parsers import expat

from msgspec import Struct

from jixiao.docx.package import BadPackage
from jixiao.docx.wml import Element

_TAG_END = re.compile(rb"""(?:[^"'>]|"[^"]*"|'[^']*')*>""")
_TAG_NAME = re.compile(rb"<([^\s/>]+)")


class ByteSpan(Struct, frozen=True):
    """An element in bytes: where it begins and ends, and where its content does; ``tag`` is its start tag as written.

    One that is closed at once, <w:p/>, has its content's start and end at its own end.
    """

    start: int
    inner: int
    inner_end: int
    end: int
    tag: bytes

    @property
    def is_closed(self) -> bool:
        """Whether it has no end tag."""
        return self.tag.endswith(b"/>")

    @property
    def name(self) -> bytes:
        """Its name with the prefix as written."""
        match = _TAG_NAME.match(self.tag)
        return match[1] if match else b""


class BytePlaces:
    """The elements of a parsed document beside the bytes it was parsed from."""

    def __init__(self, data: bytes, root: Element) -> None:
        """Take a document of UTF-8; BadPackage for another encoding, which nothing can be put into."""
        self._elements = [element for element in root.iter() if isinstance(element.tag, str)]
        self._spans = list(_spans(data))
        if len(self._spans) != len(self._elements):
            raise BadPackage("正文的 XML 与读到的不一致")
        self._numbers = {element: number for number, element in enumerate(self._elements)}

    def of(self, element: Element) -> ByteSpan:
        """Return where an element stands; KeyError for one of another document."""
        return self._spans[self._numbers[element]]


def _spans(data: bytes) -> Iterator[ByteSpan]:
    """Yield the elements in the order they begin; BadPackage for what cannot be told byte by byte."""
    if not _is_utf8(data):
        raise BadPackage("正文不是 UTF-8 编码")
    starts: list[int] = []
    ends: dict[int, int] = {}
    opened: list[int] = []
    parser = expat.ParserCreate()

    def begin(_name: str, _attributes: object) -> None:
        opened.append(len(starts))
        starts.append(parser.CurrentByteIndex)

    def finish(_name: str) -> None:
        ends[opened.pop()] = parser.CurrentByteIndex

    parser.StartElementHandler, parser.EndElementHandler = begin, finish
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise BadPackage("正文的 XML 有语法错误") from error
    for number, start in enumerate(starts):
        match = _TAG_END.match(data, start)
        tag = match[0] if match else b""
        inner, last = start + len(tag), ends[number]
        if tag.endswith(b"/>"):
            yield ByteSpan(start, inner, inner_end=inner, end=inner, tag=tag)
        else:
            yield ByteSpan(start, inner, inner_end=last, end=data.index(b">", last) + 1, tag=tag)


def _is_utf8(data: bytes) -> bool:
    declared = re.match(rb"""\s*<\?xml[^>]*encoding=["']([^"']+)["']""", data.removeprefix(b"\xef\xbb\xbf"))
    if declared and declared[1].lower() not in (b"utf-8", b"us-ascii", b"ascii"):
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


_CHARACTER = re.compile(rb"&[^;]*;|\r\n|[\x00-\x7f]|[\xc0-\xff][\x80-\xbf]*")


def offset_in(content: bytes, characters: int) -> int | None:
    """Return how many bytes of an element's content so many characters of its text are; None for CDATA or markup."""
    position = 0
    for _ in range(characters):
        match = _CHARACTER.match(content, position)
        if match is None or match[0] == b"<":
            return None
        position = match.end()
    return position
