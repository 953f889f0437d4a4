"""Footnotes, endnotes and comments: those that a text refers to come along under new numbers."""

from __future__ import annotations

from msgspec import Struct

from jixiao.assemble.joined_package import JoinedPackage, Relations
from jixiao.assemble.opened_part import PartSource
from jixiao.docx.package import BadPackage
from jixiao.docx.wml import Element, W, common_root, new

_SEPARATORS = {"separator": "-1", "continuationSeparator": "0"}


class NoteKind(Struct, frozen=True):
    """One kind of notes: its part's name, the element of a note, and the elements that point to it by id."""

    plural: str
    item: str
    pointers: tuple[str, ...]
    chinese: str
    separated: bool = True


NOTE_KINDS = (
    NoteKind("footnotes", "footnote", ("footnoteReference",), "脚注"),
    NoteKind("endnotes", "endnote", ("endnoteReference",), "尾注"),
    NoteKind(
        "comments",
        item="comment",
        pointers=("commentReference", "commentRangeStart", "commentRangeEnd"),
        chinese="批注",
        separated=False,
    ),
)


class Notes:
    """All notes of one kind."""

    def __init__(self, kind: NoteKind) -> None:
        self.kind = kind
        self.relations = Relations(f"word/{kind.plural}.xml")
        self._items: list[Element] = []
        self._roots: list[Element] = []

    def adopt(self, source: PartSource, package: JoinedPackage) -> None:
        """Take over the notes that the part's text refers to; its styles and marks are settled already."""
        pointers = list(source.every(*self.kind.pointers))
        if not pointers:
            return
        member = source.shared_name(self.kind.plural)
        root = source.stories.get(member or "")
        if member is None or root is None:
            root = new(self.kind.plural)
        items = {item.get(f"{W}id", ""): item for item in root.findall(f"{W}{self.kind.item}")}
        ids: dict[str, str] = {}
        for pointer in pointers:
            old = pointer.get(f"{W}id", "")
            if old not in items:
                raise BadPackage(
                    f"正文引用了不存在的{self.kind.chinese}；请在 Word 或 WPS 中删除该{self.kind.chinese}后重新插入"
                )
            ids[old] = ids.get(old) or self._take(items[old])
            pointer.set(f"{W}id", ids[old])
        for old in ids if member else ():
            package.attach(items[old], source, member or "", self.relations)
        self._roots.append(root)

    def _take(self, item: Element) -> str:
        self._items.append(item)
        id_ = str(len(self._items))
        item.set(f"{W}id", id_)
        return id_

    def root(self) -> Element | None:
        """Return the root of the notes part, None if there are no notes."""
        if not self._items:
            return None
        root = common_root(self.kind.plural, self._roots)
        if self.kind.separated:
            root.extend([self._separator(mark, id_) for mark, id_ in _SEPARATORS.items()])
        root.extend(self._items)
        return root

    def _separator(self, mark: str, id_: str) -> Element:
        item, paragraph, run = new(self.kind.item, type=mark, id=id_), new("p"), new("r")
        run.append(new(mark))
        paragraph.append(run)
        item.append(paragraph)
        return item
