"""Opens a foreign DOCX: refuses what could act or reach out, and finds the parts that hold text.

Nothing here follows a link; links are refused all the same, as a file that asks for something elsewhere shows its
reader other things than it shows us.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import chain

from msgspec import Struct

from jixiao.docx import package
from jixiao.docx.document_kinds import find_body
from jixiao.docx.limits import check_parts
from jixiao.docx.long_tables import CutDocument, cut_rows
from jixiao.docx.package import BadPackage, Relationship, parse_xml
from jixiao.docx.wml import Element
from jixiao.patterns import compile_late

_ACTIVE = compile_late(r"vbaproject|vbadata|(^|/)activex/|(^|/)macrosheets/", re.IGNORECASE)
_ACTIVE_TYPE = re.compile(rb"macroEnabled|vbaProject|activeX", re.IGNORECASE)
# Word names the template a document was made from, mostly one in its user's folders.
_LOCAL = compile_late(r"(?:file:///)?(?:[A-Za-z]:)?(?![\\/]{2})[^:]*")
_SHARED = ("styles", "numbering", "comments")
_STORIES = ("header", "footer", "footnotes", "endnotes")


class Opened(Struct, frozen=True):
    """The parsed parts of a document; a story is its kind, its member and its root.

    The body may lack rows of long tables, which ``cut`` has.
    """

    body: Element
    styles: Element | None
    numbering: Element | None
    comments: Element | None
    stories: tuple[tuple[str, str, Element], ...]
    cut: CutDocument


def open_document(data: bytes, *, whole: bool = True) -> Opened:
    """Return the parts of a DOCX; raise BadPackage for what is none, or is not safe to open.

    Where the body need not be ``whole``, the rows of its long tables are not parsed yet.
    """
    members = package.read_package(data)
    check_parts(members, [name for name in members if name.endswith(".rels")])
    _refuse_active(members)
    _refuse_external(members)
    main = package.main_part(members)
    related = [one for one in package.relationships(members, main) if not one.external and one.target in members]
    shared = {relation.kind: relation.target for relation in related if relation.kind in _SHARED}
    stories = sorted({(relation.kind, relation.target) for relation in related if relation.kind in _STORIES})
    check_parts(members, [main, *shared.values(), *(name for _, name in stories)])
    trees = {kind: parse_xml(members[name]) for kind, name in shared.items()}
    styles, numbering, comments = map(trees.get, _SHARED)
    roots = tuple((kind, name, parse_xml(members[name])) for kind, name in stories)
    cut = CutDocument(members[main]) if whole else cut_rows(members[main], to_read=True)
    body = find_body(parse_xml(cut.skeleton))
    return Opened(body, styles=styles, numbering=numbering, comments=comments, stories=roots, cut=cut)


def _refuse_active(members: Mapping[str, bytes]) -> None:
    active = next((name for name in members if _ACTIVE.search(name)), None)
    if active is not None or _ACTIVE_TYPE.search(members.get(package.CONTENT_TYPES, b"")):
        raise BadPackage("文件带有宏或控件，为安全起见不予读取；请另存为不带宏的 .docx")


def _refuse_external(members: Mapping[str, bytes]) -> None:
    owners = [package.owner_of(name) for name in members if name.endswith(".rels")]
    for line in chain.from_iterable(package.relationships(members, owner) for owner in owners):
        if line.external and not _is_harmless(line):
            raise BadPackage(
                f"文件引用了文件以外的内容（{line.kind[:20]}），为安全起见不予读取；"
                "请在 Word 或 WPS 里断开链接（图片改为嵌入），另存后重试"
            )


def _is_harmless(link: Relationship) -> bool:
    return link.kind == "hyperlink" or (link.kind == "attachedTemplate" and bool(_LOCAL.fullmatch(link.target)))
