"""A custom XML part in a DOCX: data for programs that Word and WPS keep and nobody sees on the page.

LibreOffice 7.4 keeps it too. What is copied into a new file loses it; whoever reads it must do without.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from jixiao.docx import package
from jixiao.docx.limits import check_parts

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_ITEM, _PROPERTIES = "customXml/item1.xml", "customXml/itemProps1.xml"
_ITEM_TYPE, _PROPERTIES_TYPE = f"{_OFFICE}/relationships/customXml", f"{_OFFICE}/relationships/customXmlProps"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_ID = "sourceMap"
# The same in every document: it tells parts of one document apart, and there is only this one.
_GUID = "5B0F7A53-6C11-4E0B-9C39-7E1D5A2F4C60"
_NAMESPACE = "〔namespace〕"
_STATED = (
    f"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
    f'<ds:datastoreItem xmlns:ds="{_OFFICE}/customXml" ds:itemID="{{{_GUID}}}"><ds:schemaRefs>'
    f'<ds:schemaRef ds:uri="{_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
)
_RELATED = (
    f"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
    f'<Relationships xmlns="{package.RELATIONSHIPS_NS}">'
    f'<Relationship Id="rId1" Type="{_PROPERTIES_TYPE}" Target="itemProps1.xml"/></Relationships>'
)


def with_custom_xml(members: Mapping[str, bytes], content: bytes, namespace: str) -> dict[str, bytes]:
    """Return a document's members with one more custom part, whose root is of the namespace; there must be no other."""
    main = package.main_part(members)
    relations = package.relationships_name(main)
    target = posixpath.relpath(f"/{_ITEM}", f"/{posixpath.dirname(main)}")
    return {
        **members,
        _ITEM: content,
        _PROPERTIES: _STATED.replace(_NAMESPACE, namespace).encode(),
        package.relationships_name(_ITEM): _RELATED.encode(),
        relations: _appended(members[relations], "Relationship", Id=_ID, Type=_ITEM_TYPE, Target=target),
        package.CONTENT_TYPES: _appended(
            members[package.CONTENT_TYPES], "Override", PartName=f"/{_PROPERTIES}", ContentType=_CONTENT_TYPE
        ),
    }


def _appended(data: bytes, tag: str, **attributes: str) -> bytes:
    """Return a list of relationships or content types with one more line."""
    root = package.parse_xml(data)
    root.append(root.makeelement(f"{root.tag.rpartition('}')[0]}}}{tag}", attributes))
    return package.xml_bytes(root)


def custom_xml(members: Mapping[str, bytes], namespace: str) -> bytes | None:
    """Return the custom part whose root is of the namespace, None if there is none; BadPackage for giant ones."""
    related = package.relationships(members, package.main_part(members))
    targets = [line.target for line in related if line.kind == "customXml" and members.get(line.target)]
    check_parts(members, targets)
    found = (members[name] for name in targets if package.open_root(members[name]).tag.startswith(f"{{{namespace}}}"))
    return next(found, None)
