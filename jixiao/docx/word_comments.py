"""A DOCX with comments of ours: a copy, byte for byte that of the file but for what comments need."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from posixpath import dirname, join

from lxml.etree import QName
from msgspec import Struct

from jixiao.docx import package
from jixiao.docx.block_reader import ParagraphOrigin, read_paper
from jixiao.docx.blocks import Paragraph, WordDocument
from jixiao.docx.comment_marks import CommentMarker, CommentRange
from jixiao.docx.package import BadPackage
from jixiao.docx.wml import W_NS, Element, attributes
from jixiao.docx.zip_file import zip_of
from jixiao.plain import printable

_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_EMPTY = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:comments xmlns:w="{W_NS}"></w:comments>'
).encode()
_END_TAG = re.compile(rb"</([\w.-]+:)?(comments|Types|Relationships)\s*>\s*$")
# How pandoc writes the comments of a document that has none.
_EMPTY_ROOT = re.compile(rb"<((?:[\w.-]+:)?(?:comments|Types|Relationships))((?:\s[^<>]*)?)/>\s*$")


class PlacedComment(Struct, frozen=True):
    """A comment to be put in: the letters it is about, who says it and when (ISO 8601), a paragraph to each line."""

    about: CommentRange
    author: str
    date: str
    lines: tuple[str, ...]


class PlacedPaper(Struct, frozen=True):
    """A document as read, and where each paragraph of its body comes from, in the order read."""

    paper: WordDocument
    origins: tuple[tuple[Paragraph, ParagraphOrigin], ...]


def read_placed_paper(data: bytes) -> PlacedPaper:
    """Return what stands in a DOCX and where; BadPackage for what is none or is not safe to open."""
    origins: list[tuple[Paragraph, ParagraphOrigin]] = []

    def hear(paragraph: Paragraph, origin: ParagraphOrigin) -> None:
        origins.append((paragraph, origin))

    paper = read_paper(data, hear)
    return PlacedPaper(paper, tuple(origins))


def add_comments(data: bytes, placed: PlacedPaper, comments: Sequence[PlacedComment]) -> bytes:
    """Return a copy of a DOCX with comments; BadPackage where nothing can be put into its body."""
    members = package.read_package(data)
    main = package.main_part(members)
    if not comments or not placed.origins:
        return data
    root = placed.origins[0][1].element.getroottree().getroot()
    name = _comments_part(members, main)
    first = _next_id(members, name, root)
    marker = CommentMarker(members[main], root)
    for number, comment in enumerate(comments, first):
        marker.mark(number, comment.about)
    changed = {main: marker.marked(), name: _with_comments(members.get(name, _EMPTY), comments, first)}
    if name not in members:
        changed |= _announced(members, main, name)
    whole = {**members, **changed}
    return zip_of(whole.items())


def _comments_part(members: Mapping[str, bytes], main: str) -> str:
    """Return the member that holds comments, or a free name for it."""
    for relation in package.relationships(members, main):
        if relation.kind == "comments" and not relation.external and relation.target in members:
            return relation.target
    taken = {name.casefold() for name in members}
    names = (join(dirname(main), f"comments{number or ''}.xml") for number in range(len(members) + 1))
    return next(name for name in names if name.casefold() not in taken)


def _next_id(members: Mapping[str, bytes], name: str, root: Element) -> int:
    """Return an id that no comment has, nor any mark of one."""
    trees = [root, *([package.parse_xml(members[name])] if name in members else [])]
    path = "//w:comment/@w:id|//w:commentRangeStart/@w:id|//w:commentRangeEnd/@w:id|//w:commentReference/@w:id"
    found = [value for tree in trees for _, _, value in attributes(tree, path, w=W_NS)]
    return max((int(value) for value in found if re.fullmatch(r"-?[0-9]{1,9}", value)), default=-1) + 1


def _with_comments(part: bytes, comments: Iterable[PlacedComment], first: int) -> bytes:
    written = "".join(_comment(number, comment) for number, comment in enumerate(comments, first))
    return _put_in(part, written.encode())


def _comment(number: int, comment: PlacedComment) -> str:
    lines = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(printable(line), quote=False)}</w:t></w:r></w:p>'
        for line in comment.lines
    )
    stated = {"id": str(number), "author": comment.author, "date": comment.date, "initials": comment.author[:1]}
    said = "".join(f' w:{name}="{escape(value)}"' for name, value in stated.items() if value)
    return f'<w:comment xmlns:w="{W_NS}"{said}>{lines}</w:comment>'


def _announced(members: Mapping[str, bytes], main: str, name: str) -> dict[str, bytes]:
    """Return the members that say of a new part of comments what it is and whose."""
    rels = package.relationships_name(main)
    if rels not in members or package.CONTENT_TYPES not in members:
        raise BadPackage("文件内部缺少关系表")
    taken = {relation.id for relation in package.relationships(members, main)}
    id_ = next(one for number in range(len(taken) + 1) if (one := f"rIdComments{number or ''}") not in taken)
    target = name.removeprefix(f"{dirname(main)}/")
    relation = f'<Relationship xmlns="{package.RELATIONSHIPS_NS}" Id="{id_}" Type="{_KIND}" Target="{target}"/>'
    kind = f'<Override xmlns="{package.TYPES_NS}" PartName="/{name}" ContentType="{_TYPE}"/>'
    return {
        rels: _put_in(members[rels], relation.encode()),
        package.CONTENT_TYPES: _put_in(members[package.CONTENT_TYPES], kind.encode()),
    }


def _put_in(part: bytes, content: bytes) -> bytes:
    """Return a part with content at the end of its root; BadPackage for one of another kind or that is no UTF-8."""
    opened = _EMPTY_ROOT.sub(rb"<\1\2></\1>", part)
    end = _END_TAG.search(opened)
    if end is not None:
        put = opened[: end.start()] + content + opened[end.start() :]
        root = package.parse_xml(put)
        if QName(root).namespace == QName(root[-1]).namespace:
            return put
    raise BadPackage("文件内部的关系表、类型表或批注表写法不常见，没有加批注")
