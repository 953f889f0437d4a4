"""The package being made: parts come along with what they refer to, under names of their own."""

from __future__ import annotations

import posixpath

from lxml import etree
from msgspec import Struct

from jixiao.assemble.opened_part import PartSource
from jixiao.docx.package import (
    CONTENT_TYPES,
    RELATIONSHIPS_NS,
    TYPES_NS,
    BadPackage,
    Relationship,
    parse_xml,
    relationships_name,
    xml_bytes,
)
from jixiao.docx.wml import R_NS, Element, attributes

_DEFAULT_TYPES = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
}
_REFERENCES = "descendant-or-self::*/@r:*"


class _Target(Struct, frozen=True):
    type: str
    target: str
    external: bool


class Relations:
    """The relationships of one merged part; the same target asked for twice is one relationship."""

    def __init__(self, owner: str) -> None:
        self.owner = owner
        self._ids: dict[_Target, str] = {}

    def add(self, type_: str, target: str, external: bool = False) -> str:
        """Return the id for a member's name or an outside address."""
        return self._ids.setdefault(_Target(type_, target, external), f"rId{len(self._ids) + 1}")

    def lines(self) -> list[Relationship]:
        """Return all relationships in the order in which they were first asked for."""
        return [Relationship(id_, t.type, t.target, t.external) for t, id_ in self._ids.items()]


class JoinedPackage:
    """Members and content types of the result."""

    def __init__(self) -> None:
        self.members: dict[str, bytes] = {}
        self._defaults = dict(_DEFAULT_TYPES)
        self._overrides: dict[str, str] = {}
        self._copied: dict[tuple[int, str], str] = {}
        self._same: dict[tuple[str, str, bytes], str] = {}

    def put(self, name: str, data: bytes, content_type: str) -> None:
        """Store a part and declare its content type."""
        self.members[name] = data
        extension = name.rpartition(".")[2].lower()
        if extension == "xml" or self._defaults.setdefault(extension, content_type) != content_type:
            self._overrides[name] = content_type

    def put_relationships(self, owner: str, lines: list[Relationship]) -> None:
        """Store the relationships of a part (of the package for ``""``); none, no member."""
        if not lines:
            return
        root = parse_xml(f'<Relationships xmlns="{RELATIONSHIPS_NS}"/>'.encode())
        for line in lines:
            stated = {"Id": line.id, "Type": line.type, "Target": _seen_from(owner, line)}
            if line.external:
                stated["TargetMode"] = "External"
            etree.SubElement(root, f"{{{RELATIONSHIPS_NS}}}Relationship", stated)
        self.members[relationships_name(owner)] = xml_bytes(root)

    def put_content_types(self) -> None:
        """Store ``[Content_Types].xml``; to be called last."""
        root = parse_xml(f'<Types xmlns="{TYPES_NS}"/>'.encode())
        for extension, type_ in sorted(self._defaults.items()):
            etree.SubElement(root, f"{{{TYPES_NS}}}Default", Extension=extension, ContentType=type_)
        for name, type_ in sorted(self._overrides.items()):
            etree.SubElement(root, f"{{{TYPES_NS}}}Override", PartName=f"/{name}", ContentType=type_)
        self.members[CONTENT_TYPES] = xml_bytes(root)

    def bring(self, source: PartSource, member: str) -> str:
        """Copy a member and all that it refers to, once; return its name here."""
        if (source.number, member) in self._copied:
            return self._copied[source.number, member]
        story = source.stories.get(member)
        data = source.member(member) if story is None else xml_bytes(story)
        lines = list(source.relationships(member).values())
        name, extension = _own_name(source, member), member.rpartition(".")[2]
        if not lines and extension != "xml":  # the same logo in ten headers is stored once
            name = self._same.setdefault((extension, source.content_type(member), data), name)
        self._copied[source.number, member] = name
        if name not in self.members:
            self.put(name, data, source.content_type(member))
            self.put_relationships(name, [self._moved(source, line) for line in lines])
        return name

    def _moved(self, source: PartSource, line: Relationship) -> Relationship:
        target = line.target if line.external else self.bring(source, line.target)
        return Relationship(line.id, line.type, target, line.external)

    def attach(self, tree: Element, source: PartSource, member: str, relations: Relations) -> None:
        """Bring what ``tree`` (from ``member``) refers to and give it ids of the merged part's ``relations``."""
        known = source.relationships(member)
        for owner, name, id_ in attributes(tree, _REFERENCES, r=R_NS):
            if not id_:
                continue
            if id_ not in known:
                raise BadPackage(f"正文引用了不存在的内容“{id_}”；请用 Word 或 WPS 打开并重新另存为 .docx")
            line = self._moved(source, known[id_])
            owner.set(name, relations.add(line.type, line.target, line.external))


def _own_name(source: PartSource, member: str) -> str:
    folder, name = posixpath.split(member)
    return posixpath.join(folder, f"p{source.number}_{name}")


def _seen_from(owner: str, line: Relationship) -> str:
    if line.external:
        return line.target
    return posixpath.relpath("/" + line.target, "/" + posixpath.dirname(owner))
