"""One part of the package, opened: its main document, its stories, its shared tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from lxml import etree
from msgspec import Struct

from jixiao.assemble.wml import W_NS, Element, W, is_on
from jixiao.opc import (
    CONTENT_TYPES,
    BadPackage,
    Relationship,
    drop_attributes,
    drop_revision_marks,
    main_part,
    parse_xml,
    read_package,
    relationships,
)

# Word writes these anew for every paragraph; across parts they would no longer be unique.
_PARAGRAPH_MARKS = "//@*[local-name() = 'paraId' or local-name() = 'textId']"
_NOTE_REFERENCES = {
    "footnotes": ("footnoteReference",),
    "endnotes": ("endnoteReference",),
    "comments": ("commentReference",),
}


class Part(Struct, frozen=True):
    """A finished DOCX, or its members, and its label (附件2), which messages and renamed styles show."""

    name: str
    docx: bytes | Mapping[str, bytes]

    def opened(self) -> dict[str, bytes]:
        """Return the members; BadPackage."""
        return read_package(self.docx) if isinstance(self.docx, bytes) else dict(self.docx)


class Source:
    """A part being taken apart. Its trees are changed in place; its members stay as they were."""

    def __init__(self, number: int, part: Part) -> None:
        self.number = number
        self.name = part.name
        self.members = part.opened()
        self._types = _content_types(self.members.get(CONTENT_TYPES, b""))
        self._relationships: dict[str, dict[str, Relationship]] = {}
        self.main = main_part(self.members)
        self.document = self._story(self.main)
        if self.document.tag != f"{W}document" or self.document.find(f"{W}body") is None:
            raise BadPackage("不是可合并的 Word 文档（可能为“严格 Open XML”格式）；请另存为普通的 .docx")
        self.settings = self.shared("settings")
        self.notes = self._notes()
        self.stories = {self.main: self.document, **self._headers_and_footers(), **self.notes}

    def _story(self, member: str) -> Element:
        raw = self.member(member)
        root = self._tree(member)
        if b"paraId" in raw or b"textId" in raw:
            drop_attributes(root, _PARAGRAPH_MARKS)
        return root

    def _tree(self, member: str) -> Element:
        raw = self.member(member)
        root = parse_xml(raw)
        if b"rsid" in raw:
            drop_revision_marks(root)
        return root

    def _headers_and_footers(self) -> dict[str, Element]:
        targets = [r.target for r in self.relationships(self.main).values() if r.kind in ("header", "footer")]
        return {target: self._story(target) for target in targets}

    def _notes(self) -> dict[str, Element]:
        """Return the note parts that something refers to; pandoc always writes them, mostly for nothing."""
        used = [
            self.shared_name(kind)
            for kind, tags in _NOTE_REFERENCES.items()
            if next(self.document.iter(*(f"{W}{tag}" for tag in tags)), None) is not None
        ]
        return {name: self._story(name) for name in used if name}

    @property
    def body(self) -> Element:
        """Return ``w:body``."""
        body = self.document.find(f"{W}body")
        assert body is not None  # noqa: S101 - seen to in the constructor
        return body

    @property
    def even_and_odd(self) -> bool:
        """Return whether even pages have headers and footers of their own."""
        return is_on(self.settings.find(f"{W}evenAndOddHeaders"))

    def sections(self) -> Iterator[Element]:
        """Yield the section properties in the order of the pages."""
        former = {change.find(f"{W}sectPr") for change in self.body.iter(f"{W}sectPrChange")}
        yield from (section for section in self.body.iter(f"{W}sectPr") if section not in former)

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
        return etree.Element(f"{W}{kind}", nsmap={"w": W_NS}) if name is None else self._tree(name)

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


@lru_cache(maxsize=64)
def _content_types(member: bytes) -> Mapping[str, str]:
    """Return content types by extension and by ``/name``, both in lower case."""
    types = {}
    for element in parse_xml(member):
        key: str = element.get("PartName", "") or element.get("Extension", "")
        types[key.lower()] = element.get("ContentType", "")
    return types
