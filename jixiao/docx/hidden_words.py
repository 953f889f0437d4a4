"""Words in the XML of a DOCX that no program shows: remarks, odd attributes, names of bookmarks, who may edit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from jixiao.docx import package
from jixiao.docx.wml import Element, W, local
from jixiao.patterns import compile_late

_REMARK = compile_late(r"<!--(.*?)-->|<\?(?!xml[\s?])(.*?)\?>", re.DOTALL)
# Namespaces whose attributes Word, WPS and LibreOffice write.
_KNOWN = (
    "{http://schemas.openxmlformats.org/",
    "{http://schemas.microsoft.com/office/",
    "{http://www.w3.org/XML/1998/namespace}",
    "{urn:schemas-microsoft-com:",
)
# What programs call the bookmarks that they set themselves, and ours.
_OWN_BOOKMARK = compile_late(
    r"_GoBack|_JXP?[0-9a-f]{12}|_(Toc|Ref|Hlk|Hlt)[0-9]+|OLE_LINK[0-9]+|__RefHeading___Toc[0-9_]+|__UnoMark__[0-9_]+"
)
_LONGEST = 200


def list_hidden_words(members: Mapping[str, bytes]) -> dict[str, str]:
    """Return what stands in the XML of a DOCX and is shown nowhere, by the name that messages use."""
    found: dict[str, str] = {}
    for name in sorted(members):
        if name.endswith((".xml", ".rels")):
            found |= {f"{name} 里的 XML 注释": text for text in _list_remarks(members[name])}
    for name in package.stories(members):
        found |= dict(_list_names(package.parse_xml(members[name])))
    return found


def _list_remarks(content: bytes) -> Iterator[str]:
    text = content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")
    for remark in _REMARK.finditer(text):
        yield " ".join((remark[1] or remark[2] or "").split())[:_LONGEST] or "空"


def _list_names(story: Element) -> Iterator[tuple[str, str]]:
    """Yield names of bookmarks that people chose, who may edit, and attributes that no program writes."""
    for element in story.iter("*"):
        name = local(element)
        if name == "bookmarkStart" and not _OWN_BOOKMARK.fullmatch(element.get(f"{W}name", "")):
            yield f"书签 {element.get(f'{W}name', '')[:_LONGEST]}", "书签名"
        elif name == "permStart" and element.get(f"{W}ed"):
            yield "可编辑的人", element.get(f"{W}ed", "")
        for key, value in element.attrib.items():
            if str(key).startswith("{") and not str(key).startswith(_KNOWN):
                yield f"不认识的属性 {str(key).rpartition('}')[2][:_LONGEST]}", str(value)[:_LONGEST]
