"""A document's XML as blocks. Containers (content controls, tracked changes, links) are transparent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.docx.blocks import (
    Block,
    Cell,
    Comment,
    Paragraph,
    Row,
    StoryBlocks,
    Table,
    TrackedChange,
    WordDocument,
    paragraphs,
)
from jixiao.docx.limits import Budget, Thing, check_depth
from jixiao.docx.list_numbers import ListNumbers
from jixiao.docx.opening import Opened, open_document
from jixiao.docx.paragraph_styles import ParagraphStyles, list_of, outline_level
from jixiao.docx.runs import Ranges, Runs, changes_in, inline_change
from jixiao.docx.wml import Element, W, local, value

_CONTAINERS = {"sdt", "sdtContent", "customXml", "smartTag", "hyperlink", "AlternateContent", "Choice"}
_NOTES = ("footnote", "endnote", "comment")
_UNREAD = {"altChunk": "插入的文件", "object": "嵌入的对象", "drawing": "图片", "pict": "图片", "subDoc": "子文档"}


def read_paper(data: bytes) -> WordDocument:
    """Return what stands in a DOCX; raise BadPackage for what is none, is not safe to open or is too large."""
    parts = open_document(data)
    budget = Budget()
    styles = ParagraphStyles(parts.styles)
    body = _BlockReader(parts, styles, budget).story(parts.body)
    stories = tuple(_stories(parts, styles, budget))
    return WordDocument(body, stories, tuple(_comments(parts, styles, budget, body)), tuple(_unread(parts.body)))


def _stories(parts: Opened, styles: ParagraphStyles, budget: Budget) -> Iterator[StoryBlocks]:
    for kind, member, root in parts.stories:
        holders = [child for child in root if local(child) in _NOTES] or [root]
        reader = _BlockReader(parts, styles, budget)
        yield StoryBlocks(kind, member, tuple(block for holder in holders for block in reader.story(holder)))


def _comments(parts: Opened, styles: ParagraphStyles, budget: Budget, body: tuple[Block, ...]) -> Iterator[Comment]:
    anchors: dict[str, list[str]] = {}
    for paragraph in paragraphs(body):
        for span in paragraph.anchors:
            anchors.setdefault(span.name, []).append(paragraph.text[span.start : span.end])
    for element in () if parts.comments is None else parts.comments.iterchildren(f"{W}comment"):
        blocks = _BlockReader(parts, styles, budget).story(element)
        id_, author, date = (element.get(f"{W}{name}", "") for name in ("id", "author", "date"))
        text = "\n".join(paragraph.text for paragraph in paragraphs(blocks))
        yield Comment(id_, author=author, date=date, text=text, anchor="\n".join(anchors.get(id_, ())))


def _unread(body: Element) -> Iterator[str]:
    """Yield what holds something else than a text box, whose text is read."""
    for kind in sorted(set(_UNREAD.values())):
        names = [f"{W}{name}" for name, what in _UNREAD.items() if what == kind]
        if any(next(element.iter(f"{W}txbxContent"), None) is None for element in body.iter(*names)):
            yield kind


class _BlockReader:
    """Reads one story: bookmarks and lists run on from paragraph to paragraph."""

    def __init__(self, parts: Opened, styles: ParagraphStyles, budget: Budget) -> None:
        self._styles = styles
        self._numbering = ListNumbers(parts.numbering)
        self._budget = budget
        self._ranges = Ranges(budget)

    def story(self, holder: Element) -> tuple[Block, ...]:
        return tuple(self._blocks(holder, (), 0))

    def _blocks(self, holder: Element, changes: tuple[TrackedChange, ...], depth: int) -> Iterator[Block]:
        for child, around in self._children(holder, ("p", "tbl"), changes):
            if child.tag == f"{W}tbl":
                yield self._table(child, around, depth + 1)
            else:
                yield from self._paragraph(child, around, depth)

    def _children(
        self, holder: Element, names: tuple[str, ...], changes: tuple[TrackedChange, ...]
    ) -> Iterator[tuple[Element, tuple[TrackedChange, ...]]]:
        """Yield the children of these names and the tracked changes round them; containers are transparent."""
        for child in holder:
            if local(child) in names:
                yield child, changes
            elif (change := inline_change(child)) is not None:
                yield from self._children(child, names, (*changes, change))
            elif local(child) in _CONTAINERS:
                yield from self._children(child, names, changes)
            else:
                self._ranges.mark(child, None)

    def _paragraph(self, element: Element, changes: tuple[TrackedChange, ...], depth: int) -> Iterator[Block]:
        self._budget.spend(Thing.PARAGRAPHS)
        style = self._styles.of(value(element.find(f"{W}pPr/{W}pStyle")))
        level = outline_level(element)
        numbered = list_of(element) or style.list
        runs = Runs(self._ranges, self._budget)
        pieces = runs.read(element, changes)
        bookmarks, anchors = self._ranges.close(runs.length)
        yield Paragraph(
            pieces,
            style=style.id,
            style_name=style.name,
            level=style.level if level is None else level or None,
            number=self._numbering.next(*numbered) if numbered else "",
            bookmarks=bookmarks,
            anchors=anchors,
            changes=(*changes, *changes_in(element.find(f"{W}pPr/{W}rPr"))),
        )
        for box in runs.boxes:
            check_depth(depth + 1)
            yield from self._blocks(box, changes, depth + 1)

    def _table(self, element: Element, changes: tuple[TrackedChange, ...], depth: int) -> Table:
        check_depth(depth)
        rows = self._children(element, ("tr",), changes)
        return Table(tuple(self._row(row, around, depth) for row, around in rows))

    def _row(self, row: Element, changes: tuple[TrackedChange, ...], depth: int) -> Row:
        self._budget.spend(Thing.ROWS)
        changes = (*changes, *changes_in(row.find(f"{W}trPr")))
        cells = self._children(row, ("tc",), changes)
        return Row(tuple(self._cell(cell, around, depth) for cell, around in cells), changes)

    def _cell(self, cell: Element, changes: tuple[TrackedChange, ...], depth: int) -> Cell:
        self._budget.spend(Thing.CELLS)
        stated = cell.find(f"{W}tcPr")
        own = (*changes, *changes_in(stated))
        span, merge = (None if stated is None else stated.find(f"{W}{name}") for name in ("gridSpan", "vMerge"))
        stated_columns = value(span) or ""
        columns = int(stated_columns) if re.fullmatch("[1-9][0-9]?", stated_columns) else 1
        continues = merge is not None and value(merge) != "restart"
        return Cell(tuple(self._blocks(cell, own, depth)), columns, continues, own)
