"""Headers and footers kept out of the comparison, and every section given its own again.

The engine compares those of the first section with those of the first, and so on: where a project was added, it
would mark the footer of one part against that of another. So it is shown sections without them. All headers and
footers of both packages lie in either, named for what they say, so that each name leads to the same everywhere.
A header or footer that was itself changed shows as it is now, unmarked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from msgspec import Struct

from jixiao.docx.package import (
    CONTENT_TYPES,
    RELATIONSHIPS_NS,
    TYPES_NS,
    Relationship,
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
    relationships: bytes | None = None

    @property
    def name(self) -> str:
        digest = hashlib.sha256(self.content + (self.relationships or b"")).hexdigest()
        return f"{self.kind}-{digest[:16]}"

    @property
    def member(self) -> str:
        return f"word/{self.name}.xml"


def with_the_same_stories(
    old: Mapping[str, bytes], new: Mapping[str, bytes]
) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Return both packages with all headers and footers of either, equal ones under one name."""
    used_old, used_new = _stories(old), _stories(new)
    stories = {story.name: story for story in (*used_old.values(), *used_new.values())}
    every = [stories[name] for name in sorted(stories)]
    return _renamed(old, used_old, every), _renamed(new, used_new, every)


def without_references(members: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the package with sections that name no header or footer."""
    root = parse_xml(members[MAIN_PART])
    for reference in list(root.iter(*_REFERENCES)):
        detach(reference)
    return {**members, MAIN_PART: xml_bytes(root)}


def restore_references(root: Element, old: Element, new: Element) -> None:
    """Give each section its headers and footers: those of ``new``, or of ``old`` where it was taken out."""
    before, after = (iter([_references(section) for section in side.iter(_SECTION)]) for side in (old, new))
    for section in root.iter(_SECTION):
        kind = end_kind(next(section.iterancestors(PARAGRAPH), None))
        former = next(before, []) if kind != INSERTED else []
        present = next(after, []) if kind != DELETED else []
        for place, reference in enumerate(former if kind == DELETED else present):
            section.insert(place, reference)


def _references(section: Element) -> list[Element]:
    return [child for child in section if child.tag in _REFERENCES]


def _stories(members: Mapping[str, bytes]) -> dict[str, _HeaderStory]:
    """Return the headers and footers of the main part by the ids of their relationships."""
    named = [one for one in relationships(members, MAIN_PART) if one.kind in _KINDS and one.target in members]
    return {one.id: _story(members, one) for one in named}


def _story(members: Mapping[str, bytes], named: Relationship) -> _HeaderStory:
    return _HeaderStory(named.kind, named.type, members[named.target], members.get(relationships_name(named.target)))


def _renamed(
    members: Mapping[str, bytes], used: Mapping[str, _HeaderStory], every: list[_HeaderStory]
) -> dict[str, bytes]:
    gone = {one.target for one in relationships(members, MAIN_PART) if one.id in used}
    kept = {name: content for name, content in members.items() if name not in gone | set(map(relationships_name, gone))}
    for story in every:
        kept[story.member] = story.content
        if story.relationships is not None:
            kept[relationships_name(story.member)] = story.relationships
    kept[MAIN_PART] = _with_references(members[MAIN_PART], used)
    kept[_RELATIONSHIPS] = _with_relationships(members[_RELATIONSHIPS], used, every)
    kept[CONTENT_TYPES] = _with_types(members[CONTENT_TYPES], gone, every)
    return kept


def _with_references(main_part: bytes, used: Mapping[str, _HeaderStory]) -> bytes:
    root = parse_xml(main_part)
    for reference in root.iter(*_REFERENCES):
        ident = reference.get(f"{R}id", "")
        if ident in used:
            reference.set(f"{R}id", used[ident].name)
    return xml_bytes(root)


def _with_relationships(part: bytes, used: Mapping[str, _HeaderStory], every: list[_HeaderStory]) -> bytes:
    root = parse_xml(part)
    for line in [line for line in root if line.get("Id") in used]:
        detach(line)
    for story in every:
        entry = {"Id": story.name, "Type": story.type, "Target": f"{story.name}.xml"}
        root.append(root.makeelement(f"{{{RELATIONSHIPS_NS}}}Relationship", entry))
    return xml_bytes(root)


def _with_types(part: bytes, gone: set[str], every: list[_HeaderStory]) -> bytes:
    root = parse_xml(part)
    for line in [line for line in root if line.get("PartName", "").lstrip("/") in gone]:
        detach(line)
    for story in every:
        entry = {"PartName": f"/{story.member}", "ContentType": _CONTENT_TYPE.format(story.kind)}
        root.append(root.makeelement(f"{{{TYPES_NS}}}Override", entry))
    return xml_bytes(root)
