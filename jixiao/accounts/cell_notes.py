"""The comments on cells of an .xlsx: who wrote them, what they say, on which cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from jixiao.accounts.workbook_formats import list_sheets
from jixiao.docx.package import parse_xml, relationships
from jixiao.docx.wml import Element
from jixiao.plain import read_count

_KIND = "comments"


class CellNote(Struct, frozen=True):
    """A comment: its author, its words, the sheet and the cell it is on (附件1 C5)."""

    author: str
    text: str
    place: str


def list_notes(members: Mapping[str, bytes]) -> Iterator[CellNote]:
    """Yield the comments sheet by sheet, in the file's order; BadPackage for XML that is not sound."""
    for sheet, member in list_sheets(members):
        for one in relationships(members, member):
            if one.kind == _KIND and one.target in members:
                yield from _notes_in(parse_xml(members[one.target]), sheet)


def _notes_in(root: Element, sheet: str) -> Iterator[CellNote]:
    authors = [str(one.text or "") for one in root.iter("{*}author")]
    for element in root.iter("{*}comment"):
        number = read_count(element.get("authorId", ""))
        author = authors[number] if number is not None and number < len(authors) else ""
        words = "".join(str(one.text or "") for one in element.iter("{*}t")).strip()
        yield CellNote(author, _without_author(words, author), f"{sheet} {element.get('ref', '')}")


def _without_author(words: str, author: str) -> str:
    """Return a comment without the line that Excel begins it with: 张三:"""
    for sign in (":", "："):
        if author and words.startswith(f"{author}{sign}"):
            return words.removeprefix(f"{author}{sign}").strip()
    return words
