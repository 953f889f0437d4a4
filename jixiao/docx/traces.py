"""DOCX files without traces of who or what made them, their properties stating only what is told to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from jixiao.docx.package import (
    CONTENT_TYPES,
    PACKAGE_RELATIONSHIPS,
    RELATIONSHIPS_NS,
    TYPES_NS,
    owner_of,
    parse_xml,
    read_package,
    relationships,
    relationships_name,
    write_package,
    xml_bytes,
)
from jixiao.docx.wml import Element, W, detach, drop_attributes, value

CORE_PROPERTIES = "docProps/core.xml"
CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
CORE_RELATIONSHIP = f"{RELATIONSHIPS_NS}/metadata/core-properties"
_CORE_NAMESPACES = {
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
_NOISE = ("/thumbnail", "/stylesWithEffects", "/extended-properties", "/custom-properties", "/core-properties")


def core_properties(*, moment: datetime, title: str, creator: str = "") -> bytes:
    """Return ``docProps/core.xml`` for a document made at ``moment`` (with a time zone) by a unit, never a person."""
    from lxml import etree

    if moment.tzinfo is None:
        raise ValueError("moment needs a time zone")
    cp, dc, terms, xsi = (f"{{{namespace}}}" for namespace in _CORE_NAMESPACES.values())
    root = etree.Element(f"{cp}coreProperties", nsmap=_CORE_NAMESPACES)
    etree.SubElement(root, f"{dc}title").text = title
    etree.SubElement(root, f"{dc}creator").text = creator
    for name in ("created", "modified"):
        date = etree.SubElement(root, f"{terms}{name}", {f"{xsi}type": "dcterms:W3CDTF"})
        date.text = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return xml_bytes(root)


def normalise(data: bytes, *, moment: datetime, title: str) -> bytes:
    """Return the DOCX with the same content, reproducible and without traces of who or what made it.

    Properties name ``moment`` and ``title`` only.
    """
    core = core_properties(moment=moment, title=title)
    return write_package({**remove_traces(read_package(data)), CORE_PROPERTIES: core})


def remove_traces(package: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the members of a DOCX without traces of who or what made it, ready for new ``CORE_PROPERTIES``.

    Thumbnail, revision marks and the obsolete copy of the styles go; references between styles that lead nowhere go
    too.
    """
    members = dict(package)
    types = parse_xml(members.get(CONTENT_TYPES, b""))
    dropped = {name for rels in [n for n in members if n.endswith(".rels")] for name in _drop_noise(members, rels)}
    for name in dropped:
        members.pop(name, None)
        members.pop(relationships_name(name), None)
    for override in [o for o in types if o.get("PartName", "").lstrip("/") in dropped]:
        types.remove(override)
    _announce_core(members, types)
    for name in [n for n in members if n.endswith(".xml") and n.startswith("word/")]:
        members[name] = _clean_part(members[name])
    return members


def _drop_noise(members: dict[str, bytes], rels: str) -> set[str]:
    """Take the noisy relationships out of ``rels`` and return the members that they named."""
    lines = relationships(members, owner_of(rels))
    noisy = {line.id: line.target for line in lines if line.type.endswith(_NOISE) and not line.external}
    if noisy:
        root = parse_xml(members[rels])
        for relationship in [r for r in root if r.get("Id") in noisy]:
            root.remove(relationship)
        members[rels] = xml_bytes(root)
    return set(noisy.values())


def _announce_core(members: dict[str, bytes], types: Element) -> None:
    from lxml import etree

    rels = parse_xml(members.get(PACKAGE_RELATIONSHIPS, b""))
    taken = {r.get("Id") for r in rels}
    fresh = next(f"rId{n}" for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
    attributes = {"Id": fresh, "Type": CORE_RELATIONSHIP, "Target": CORE_PROPERTIES}
    etree.SubElement(rels, f"{{{RELATIONSHIPS_NS}}}Relationship", attributes)
    etree.SubElement(types, f"{{{TYPES_NS}}}Override", PartName=f"/{CORE_PROPERTIES}", ContentType=CORE_TYPE)
    members[PACKAGE_RELATIONSHIPS] = xml_bytes(rels)
    members[CONTENT_TYPES] = xml_bytes(types)


def _clean_part(data: bytes) -> bytes:
    """Return a part without revision marks and dangling style references; untouched if it has none."""
    if b"rsid" not in data and b"basedOn" not in data:
        return data
    root = parse_xml(data)
    drop_revision_marks(root)
    _drop_dangling_style_references(root)
    return xml_bytes(root)


def drop_revision_marks(root: Element) -> None:
    """Remove what Word writes to tell editing sessions apart."""
    drop_attributes(root, "//@*[starts-with(local-name(), 'rsid')]")
    for element in list(root.iter(f"{W}rsids", f"{W}rsid")):
        detach(element)


def _drop_dangling_style_references(root: Element) -> None:
    """Remove basedOn, next and link of styles that are not there (pandoc's ``Table`` has one)."""
    known = {style.get(f"{W}styleId") for style in root.iter(f"{W}style")}
    for style in root.iter(f"{W}style"):
        for reference in [style.find(f"{W}{tag}") for tag in ("basedOn", "next", "link")]:
            if reference is not None and value(reference) not in known:
                style.remove(reference)
