"""A DOCX's members without what may not be published: what stands between some marks, and spans of its words.

Letters are taken out of the XML itself, wherever it has them: runs, fields, drawings, properties, targets of links.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from msgspec import Struct

from jixiao.docx.package import parse_xml, xml_bytes
from jixiao.docx.wml import Element, W, local

HIDDEN = "（不公开）"
_TEXTS = (f"{W}t", f"{W}instrText", f"{W}delText")
# What stands for a letter between runs, so that a number or name written over it is found.
_SIGNS = {"noBreakHyphen": "-", "softHyphen": "", "tab": "\t", "br": "\n", "cr": "\n"}
_EXTERNAL = "External"

# Returns the spans of a text that may not be published, in order, none in another.
FindPrivate = Callable[[str], list[tuple[int, int]]]


class Redacted(Struct, frozen=True):
    """A DOCX's members, and in how many places something was taken out."""

    members: dict[str, bytes]
    places: int


def redact_members(members: Mapping[str, bytes], marks: Collection[str], find: FindPrivate) -> Redacted:
    """Return members in which ``HIDDEN`` stands for what the bookmarks of these names enclose and for what is found.

    BadPackage where a member is no sound XML. Pictures are left as they are.
    """
    redacting = _Redacting(marks, find)
    changed = {name: redacting.member(name, data) for name, data in members.items() if name.endswith((".xml", ".rels"))}
    return Redacted({**members, **changed}, redacting.places)


class _Redacting:
    def __init__(self, marks: Collection[str], find: FindPrivate) -> None:
        self.marks = marks
        self.find = find
        self.places = 0

    def member(self, name: str, data: bytes) -> bytes:
        """Return one member; the same bytes where nothing is to be taken out."""
        before, root = self.places, parse_xml(data)
        if name.endswith(".rels"):
            self._links(root)
        else:
            self._marked(root)
            for paragraph in root.iter(f"{W}p"):
                self._paragraph(paragraph)
            for element in root.iter("*"):
                self._rest(element)
        return data if self.places == before else xml_bytes(root)

    def _marked(self, root: Element) -> None:
        """Put one ``HIDDEN`` in place of all text between the ends of each private mark."""
        open_marks: dict[str, bool] = {}
        for element in root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}t"):
            number = element.get(f"{W}id", "")
            if element.tag == f"{W}bookmarkEnd":
                open_marks.pop(number, None)
            elif element.tag == f"{W}t":
                if open_marks and element.text:
                    element.text = "" if any(open_marks.values()) else HIDDEN
                    open_marks = dict.fromkeys(open_marks, True)
            elif element.get(f"{W}name") in self.marks:
                open_marks[number] = False
                self.places += 1

    def _paragraph(self, paragraph: Element) -> None:
        pieces = list(_pieces(paragraph))
        text = "".join(words for _, words in pieces)
        spans = self.find(text)
        if not spans:
            return
        self.places += len(spans)
        start = 0
        for element, words in pieces:
            if element is not None:
                element.text = _without(words, start, spans)
            start += len(words)

    def _rest(self, element: Element) -> None:
        """Take private words out of attributes and of text that is no run's."""
        for name, value in element.attrib.items():
            if self.find(str(value)):
                element.set(name, self._reworded(str(value)))
        if element.tag not in _TEXTS and element.text and self.find(element.text):
            element.text = self._reworded(element.text)

    def _links(self, root: Element) -> None:
        for relation in root:
            target = relation.get("Target", "")
            if relation.get("TargetMode") == _EXTERNAL and self.find(target):
                relation.set("Target", "about:blank")
                self.places += 1

    def _reworded(self, text: str) -> str:
        spans = self.find(text)
        self.places += len(spans)
        return _without(text, 0, spans)


def _pieces(paragraph: Element) -> Iterator[tuple[Element | None, str]]:
    """Yield a paragraph's texts in order, those of paragraphs within it (text boxes) left out."""
    for child in paragraph:
        if child.tag == f"{W}p":
            continue
        if child.tag in _TEXTS:
            yield child, child.text or ""
        elif isinstance(child.tag, str) and child.tag.startswith(W) and local(child) in _SIGNS:
            yield None, _SIGNS[local(child)]
        else:
            yield from _pieces(child)


def _without(text: str, start: int, spans: list[tuple[int, int]]) -> str:
    """Return a piece that begins at ``start`` of the text that was searched; a span is told where it begins."""
    kept, at, end = "", 0, start + len(text)
    for first, behind in spans:
        if behind <= start or first >= end:
            continue
        kept += text[at : max(first - start, 0)] + (HIDDEN if first >= start else "")
        at = min(behind, end) - start
    return kept + text[at:]
