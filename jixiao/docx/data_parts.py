"""The custom XML parts of a DOCX: our source map, and what programs put there; what they hold and nobody sees."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from jixiao.docx import package
from jixiao.docx.limits import check_parts
from jixiao.docx.wml import Element

# Parts that Word and WPS put into a file of their own accord, by namespace; they say nothing while they hold no text.
_OWN = (
    "http://schemas.openxmlformats.org/officeDocument/2006/bibliography",
    "http://schemas.microsoft.com/office/2006/coverPageProps",
    "http://www.wps.cn/officeDocument/2013/wpsCustomData",
    "http://schemas.microsoft.com/sharepoint/v3/contenttype/forms",
)


def list_data_parts(members: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the custom XML parts of a DOCX by name, in one way of writing; without those that say nothing.

    BadPackage for giant ones.
    """
    related = package.relationships(members, package.main_part(members))
    names = [relation.target for relation in related if relation.kind == "customXml" and members.get(relation.target)]
    check_parts(members, names)
    roots = {name: package.parse_xml(members[name]) for name in names}
    return {name: etree.tostring(root, method="c14n") for name, root in roots.items() if not _says_nothing(root)}


def _says_nothing(root: Element) -> bool:
    return all(
        str(one.tag).partition("}")[0].lstrip("{") in _OWN and not (one.text or "").strip() for one in root.iter("*")
    )
