"""Which parts a DOCX is made of: what its relationships reach, what lies in it unreached, and what it fetches."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from msgspec import Struct

from jixiao.docx import package
from jixiao.docx.document_kinds import content_types
from jixiao.docx.unread import Unread
from jixiao.docx.wml import words

_MAIN = "officeDocument"
# What Word, WPS and LibreOffice write beside a document's stories when they save one, by the kind of the owner.
_USUAL: Mapping[str, frozenset[str]] = {
    "": frozenset({_MAIN, "core-properties", "extended-properties", "custom-properties", "thumbnail"}),
    _MAIN: frozenset(
        words("styles stylesWithEffects settings webSettings fontTable theme numbering footnotes endnotes customXml")
    ),
    "customXml": frozenset({"customXmlProps"}),
}
_STORIES = ("header", "footer", "comments")
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_OFFICE = "application/vnd.openxmlformats-officedocument."
_USUAL_TYPES = frozenset(
    {
        *(f"{_WORD}{name}+xml" for name in ("document.main", "styles", "settings", "webSettings", "fontTable")),
        *(f"{_WORD}{name}+xml" for name in ("numbering", "footnotes", "endnotes", "header", "footer")),
        *(f"{_OFFICE}{name}+xml" for name in ("theme", "extended-properties", "custom-properties")),
        f"{_OFFICE}customXmlProperties+xml",
        "application/vnd.ms-word.stylesWithEffects+xml",
        "application/vnd.openxmlformats-package.core-properties+xml",
        "application/vnd.openxmlformats-package.relationships+xml",
        "application/xml",
    }
)


class PartContent(Struct, frozen=True):
    """A part, a reference or a type of content; ``digest`` tells copies, "" where nothing leads to a part."""

    kind: Unread
    name: str
    digest: str = ""


def list_part_contents(members: Mapping[str, bytes]) -> set[PartContent]:
    """Return what a DOCX's relationships, members and content types hold that not every saved DOCX has."""
    reached = {"": ""}
    found = set(_follow(members, reached))
    for name in members:
        owner = package.owner_of(name) if name.endswith(".rels") else name
        if name != package.CONTENT_TYPES and owner not in reached:
            found.add(PartContent(Unread.RELATED, name))
    return found | set(_odd_types(members, reached))


def _follow(members: Mapping[str, bytes], reached: dict[str, str]) -> Iterator[PartContent]:
    """Yield the odd relationships of all that can be reached, and put what is reached into ``reached``, with its kind.

    ``reached`` begins with the package itself.
    """
    waiting = [""]
    while waiting:
        owner = waiting.pop()
        for line in package.relationships(members, owner):
            if line.external:
                yield PartContent(Unread.EXTERNAL, f"{line.kind} {line.target}"[:200])
                continue
            if line.kind not in _USUAL.get(reached[owner], ()):
                # Stories are numbered and written anew by whoever saves them; what stands in them is compared.
                digest = line.kind if line.kind in _STORIES else _digest(members.get(line.target, b""))
                yield PartContent(Unread.RELATED, f"{line.kind} {line.target}"[:200], digest)
            if line.target in members and line.target not in reached:
                reached[line.target] = line.kind
                waiting.append(line.target)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _odd_types(members: Mapping[str, bytes], reached: Mapping[str, str]) -> Iterator[PartContent]:
    type_of = content_types(members)
    for name in members:
        type_ = type_of(name)
        if name != package.CONTENT_TYPES and reached.get(name) != "thumbnail" and type_ not in _USUAL_TYPES:
            yield PartContent(Unread.TYPE, f"{name} {type_}".strip()[:200], type_ or "none")
