"""One part of the package, opened: its main document, its stories, its shared tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import copy, deepcopy
from typing import Any

from lxml import etree
from msgspec import Struct

from jixiao.docx.long_tables import CutDocument, cut_rows, put_rows_back, rows_of
from jixiao.docx.package import (
    CONTENT_TYPES,
    BadPackage,
    Relationship,
    main_part,
    parse_xml,
    read_package,
    relationships,
    xml_bytes,
)
from jixiao.docx.traces import drop_revision_marks
from jixiao.docx.wml import VAL, W_NS, Element, W, drop_attributes, every, is_on, local

# Word writes these anew for every paragraph; across parts they would no longer be unique.
_PARAGRAPH_MARKS = "//@*[local-name() = 'paraId' or local-name() = 'textId']"
_EMPTY_BODY = b"<w:body/>"
_NOTE_KINDS = {"footnoteReference": "footnotes", "endnoteReference": "endnotes", "commentReference": "comments"}


# Styles, theme and settings of a part as they are stored, b"" for what it has not: alike in parts of one template.
Dress = tuple[bytes, bytes, bytes]


class OpenedPart(Struct, frozen=True):
    """A finished DOCX, or its members, and its label (附件2), which messages and renamed styles show.

    Members are used up by joining: each document goes when it is in the whole.
    """

    name: str
    docx: bytes | dict[str, bytes]

    def opened(self) -> dict[str, bytes]:
        """Return the members; BadPackage."""
        return read_package(self.docx) if isinstance(self.docx, bytes) else self.docx


class SettledText(Struct, frozen=True):
    """What a part leaves behind once it is settled: the root of its document, empty, and what stood in the body."""

    root: Element
    background: Element | None
    inside: bytes

    def reopened(self) -> Element:
        """Return the document as a tree again."""
        whole = _emptied(self.root)
        etree.SubElement(whole, f"{W}body")
        return parse_xml(write_around(whole, [self.inside]))


def write_around(root: Element, texts: Iterable[bytes]) -> bytes:
    """Return a document whose body, empty in the tree, holds texts that are written already."""
    head, tail = xml_bytes(root).split(_EMPTY_BODY)
    return b"".join([head, b"<w:body>", *texts, b"</w:body>", tail])


def _emptied(root: Element) -> Element:
    stated: Any = dict[Any, Any](root.attrib)
    prefixes: Any = root.nsmap
    return etree.Element(root.tag, stated, nsmap=prefixes)


class PartSource:
    """A part being taken apart. Its trees are changed in place; its members stay as they were until it is settled.

    The trees are there from ``open`` to ``settled`` only: those of long tables take ten times the room of their bytes.
    """

    def __init__(self, number: int, part: OpenedPart) -> None:
        self.number = number
        self.name = part.name
        self.members = part.opened()
        self._types = _content_types(self.members.get(CONTENT_TYPES, b""))
        self._relationships: dict[str, dict[str, Relationship]] = {}
        self.main = main_part(self.members)
        self.stories: dict[str, Element] = {}
        self.settings = self.shared("settings")
        self._cut = CutDocument(b"")
        self._rows: list[bytes] = []

    def open(self) -> None:
        """Parse the stories, the document without the rows of its long tables; BadPackage."""
        self._cut = cut_rows(self.member(self.main))
        self.stories[self.main] = _cleaned(self._cut.skeleton)
        if self.document.tag != f"{W}document" or self.document.find(f"{W}body") is None:
            raise BadPackage("不是可合并的 Word 文档（可能为“严格 Open XML”格式）；请另存为普通的 .docx")
        self._open_headers_and_footers()
        self._open_notes()

    def settled(self) -> SettledText:
        """Return what is left of the document, and drop the trees."""
        document, background = self.document, self.document.find(f"{W}background")
        written = etree.tostring(self.body, encoding="UTF-8", xml_declaration=False)
        self.stories.clear()
        root = _emptied(document)
        inside = put_rows_back(written[written.index(b">") + 1 : written.rindex(b"</")].lstrip(), self._rows)
        self._rows, self._cut = [], CutDocument(b"")
        del self.members[self.main]
        return SettledText(root, background if background is None else deepcopy(background), inside)

    @property
    def document(self) -> Element:
        """Return the root of the text."""
        return self.stories[self.main]

    def _story(self, member: str) -> Element:
        root = self.stories[member] = _cleaned(self.member(member))
        return root

    def pieces(self) -> Iterator[PartSource]:
        """Yield the part, then the rows of its long tables, each time some hundred as a part of their own; BadPackage.

        A piece is changed in place too; ``take_back`` then keeps its rows as they are now.
        """
        yield self
        for number in range(len(self._cut.batches)):
            piece = copy(self)
            piece.stories = {self.main: _cleaned(self._cut.batch(number))}
            yield piece

    def take_back(self, piece: PartSource) -> None:
        """Keep the rows of a piece, which come one after the other."""
        if piece is not self:
            self._rows.append(rows_of(etree.tostring(piece.body, encoding="UTF-8", xml_declaration=False)))

    def _open_headers_and_footers(self) -> None:
        for line in self.relationships(self.main).values():
            if line.kind in ("header", "footer") and line.target not in self.stories:
                self._story(line.target)

    def _open_notes(self) -> None:
        """Open the note parts that something refers to; pandoc always writes them, mostly for nothing."""
        wanted = {local(reference) for reference in every([self.document], *_NOTE_KINDS)}
        for name in [self.shared_name(_NOTE_KINDS[tag]) for tag in _NOTE_KINDS if tag in wanted]:
            if name:
                self._story(name)

    def styles(self) -> set[str]:
        """Return the ids of the styles that the text names; "" where a name is missing."""
        return {element.get(VAL, "") for element in self.every_piece("pStyle", "rStyle", "tblStyle")}

    def every_piece(self, *names: str) -> Iterator[Element]:
        """Yield all elements of these names to be looked at: those of the part, then those of long tables."""
        for piece in self.pieces():
            yield from piece.every(*names)

    def every(self, *names: str) -> Iterator[Element]:
        """Yield all elements of these names of the part as handed in, story by story, in document order."""
        return every(self.stories.values(), *names)

    @property
    def body(self) -> Element:
        """Return ``w:body``."""
        body = self.document.find(f"{W}body")
        assert body is not None  # noqa: S101 - seen to where it is opened
        return body

    @property
    def even_and_odd(self) -> bool:
        """Return whether even pages have headers and footers of their own."""
        return is_on(self.settings.find(f"{W}evenAndOddHeaders"))

    def sections(self) -> Iterator[Element]:
        """Yield the section properties in the order of the pages."""
        for section in self.body.iter(f"{W}sectPr"):
            holder = section.getparent()
            if holder is None or holder.tag != f"{W}sectPrChange":  # what it once was
                yield section

    def relationships(self, member: str) -> dict[str, Relationship]:
        """Return the relationships of a member by id."""
        if member not in self._relationships:
            self._relationships[member] = {r.id: r for r in relationships(self.members, member)}
        return self._relationships[member]

    def shared_name(self, kind: str) -> str | None:
        """Return the name of the one part of this kind (``styles``, ``theme`` …), None if there is none."""
        targets = [r.target for r in self.relationships(self.main).values() if r.kind == kind and not r.external]
        return next((target for target in targets if target in self.members), None)

    def shared(self, kind: str) -> Element:
        """Return the root of the one part of this kind; an empty one if there is none."""
        name = self.shared_name(kind)
        return shared_tree(kind, b"" if name is None else self.members[name])

    def dress(self) -> Dress:
        """Return styles, theme and settings as they are stored."""
        names = [self.shared_name(kind) for kind in ("styles", "theme", "settings")]
        styles, theme, stated = (self.members[name] if name else b"" for name in names)
        return styles, theme, stated

    def member(self, name: str) -> bytes:
        """Return a member's bytes; raise BadPackage if it is missing."""
        if name not in self.members:
            raise BadPackage(f"文件内部缺少部件“{name}”；请用 Word 或 WPS 打开并重新另存为 .docx")
        return self.members[name]

    def content_type(self, name: str) -> str:
        """Return the content type of a member; raise BadPackage if none is declared."""
        declared = self._types.get(f"/{name}".lower()) or self._types.get(name.rpartition(".")[2].lower())
        if declared is None:
            raise BadPackage(f"文件内部没有说明部件“{name}”的类型；请用 Word 或 WPS 打开并重新另存为 .docx")
        return declared


def shared_tree(kind: str, raw: bytes) -> Element:
    """Return the root of a member that a part has once (``styles``, ``theme`` …); an empty one for b""."""
    return tree_of(raw) if raw else etree.Element(f"{W}{kind}", nsmap={"w": W_NS})


def _cleaned(raw: bytes) -> Element:
    root = tree_of(raw)
    if b"paraId" in raw or b"textId" in raw:
        drop_attributes(root, _PARAGRAPH_MARKS)
    return root


def tree_of(raw: bytes) -> Element:
    """Return a member's root without traces of who edited it when."""
    root = parse_xml(raw)
    if b"rsid" in raw:
        drop_revision_marks(root)
    return root


def _content_types(member: bytes) -> Mapping[str, str]:
    """Return content types by extension and by ``/name``, both in lower case."""
    types = {}
    for element in parse_xml(member):
        key: str = element.get("PartName", "") or element.get("Extension", "")
        types[key.lower()] = element.get("ContentType", "")
    return types
