"""Headers and footers kept out of the comparison, and every section given its own again.

The engine compares those of the first section with those of the first, and so on: where a project was added, it
would mark the footer of one part against that of another. So it is shown sections without them. Afterwards all
headers and footers of both packages lie in the result, named for what they say, each once. One that was itself
changed shows as it is now, unmarked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from copy import deepcopy

from msgspec import Struct

from jixiao.docx.package import (
    CONTENT_TYPES,
    RELATIONSHIPS_NS,
    TYPES_NS,
    parse_xml,
    relationships,
    relationships_name,
    xml_bytes,
)
from jixiao.docx.wml import Element, R, W, detach
from jixiao.review.tracked import DELETED, INSERTED, PARAGRAPH, end_kind

MAIN_PART = "word/document.xml"
_RELATIONSHIPS = relationships_name(MAIN_PART)
_KINDS = ("header", "footer")
_REFERENCES = tuple(f"{W}{kind}Reference" for kind in _KINDS)
_SECTION = f"{W}sectPr"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"


class _HeaderStory(Struct, frozen=True):
    """A header or footer under a name that tells its content."""

    kind: str
    type: str
    content: bytes
    relationships: bytes = b""

    @property
    def name(self) -> str:
        return f"{self.kind}-{hashlib.sha256(self.content + self.relationships).hexdigest()[:16]}"

    @property
    def member(self) -> str:
        return f"word/{self.name}.xml"


def without_references(members: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the package with sections that name no header or footer."""
    root = parse_xml(members[MAIN_PART])
    for reference in list(root.iter(*_REFERENCES)):
        detach(reference)
    return {**members, MAIN_PART: xml_bytes(root)}


def restore_stories(
    marked: Mapping[str, bytes], root: Element, old: Mapping[str, bytes], new: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Give each section below ``root`` its headers and footers: those of ``new``, or of ``old`` where it was deleted.

    Return the members of ``marked`` with the headers and footers of both; ``root`` is its main part, not yet written.
    """
    sides = [_stories(side) for side in (old, new)]
    before, after = (_references(side, used) for side, used in zip((old, new), sides, strict=True))
    for section in root.iter(_SECTION):
        kind = end_kind(next(section.iterancestors(PARAGRAPH), None))
        former = next(before, []) if kind != INSERTED else []
        present = next(after, []) if kind != DELETED else []
        for place, reference in enumerate(former if kind == DELETED else present):
            section.insert(place, reference)
    stories = {story.name: story for used in sides for story in used.values()}
    return _with_stories(marked, [stories[name] for name in sorted(stories)])


def _stories(members: Mapping[str, bytes]) -> dict[str, _HeaderStory]:
    """Return the headers and footers of the main part by the ids of their relationships."""
    return {
        one.id: _HeaderStory(one.kind, one.type, members[one.target], members.get(relationships_name(one.target), b""))
        for one in relationships(members, MAIN_PART)
        if one.kind in _KINDS and one.target in members
    }


def _references(members: Mapping[str, bytes], stories: Mapping[str, _HeaderStory]) -> Iterator[list[Element]]:
    """Yield each section's references, to the stories' names."""
    for section in parse_xml(members[MAIN_PART]).iter(_SECTION):
        references = [deepcopy(child) for child in section if child.tag in _REFERENCES]
        for reference in references:
            ident = reference.get(f"{R}id", "")
            reference.set(f"{R}id", stories[ident].name if ident in stories else ident)
        yield references


def _with_stories(members: Mapping[str, bytes], stories: list[_HeaderStory]) -> dict[str, bytes]:
    """Return the package with these headers and footers instead of its own."""
    former = {relation.target: relation.id for relation in relationships(members, MAIN_PART) if relation.kind in _KINDS}
    dropped = {*former, *map(relationships_name, former)}
    kept = {name: content for name, content in members.items() if name not in dropped}
    links, types = parse_xml(kept[_RELATIONSHIPS]), parse_xml(kept[CONTENT_TYPES])
    for line in [*links, *types]:
        if line.get("Id") in former.values() or line.get("PartName", "").lstrip("/") in former:
            detach(line)
    for story in stories:
        kept[story.member] = story.content
        if story.relationships:
            kept[relationships_name(story.member)] = story.relationships
        link = {"Id": story.name, "Type": story.type, "Target": f"{story.name}.xml"}
        links.append(links.makeelement(f"{{{RELATIONSHIPS_NS}}}Relationship", link))
        kind = {"PartName": f"/{story.member}", "ContentType": _CONTENT_TYPE.format(story.kind)}
        types.append(types.makeelement(f"{{{TYPES_NS}}}Override", kind))
    types[:] = sorted(types, key=_type_order)  # the engine's order is its own affair
    return kept | {_RELATIONSHIPS: xml_bytes(links), CONTENT_TYPES: xml_bytes(types)}


def _type_order(line: Element) -> tuple[bool, str]:
    """Return the place of a content type: those of extensions first, then those of parts, by name."""
    return "PartName" in line.attrib, line.get("PartName", line.get("Extension", ""))
