"""A document's XML as blocks. What only holds others (content controls, tracked changes, links) is looked through."""

from __future__ import annotations

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
from jixiao.docx.opening import Opened, opened
from jixiao.docx.paragraph_styles import ParagraphStyles, list_of, outline_level
from jixiao.docx.ranges import Tracks
from jixiao.docx.runs import Runs, changes_in, inline_change
from jixiao.docx.wml import Element, W, local, value

_CONTENT = {"sdt", "sdtContent", "customXml", "smartTag", "hyperlink", "AlternateContent", "Choice"}
_NOTES = ("footnote", "endnote", "comment")
_UNREAD = {"altChunk": "插入的文件", "object": "嵌入的对象", "drawing": "图片", "pict": "图片", "subDoc": "子文档"}


def read_paper(data: bytes) -> WordDocument:
    """Return what stands in a DOCX; raise BadPackage for what is none, is not safe to open or is too large."""
    parts = opened(data)
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
    found = {_UNREAD[name] for name in _UNREAD if _holds(body, name)}
    yield from sorted(found)


def _holds(body: Element, name: str) -> bool:
    """Return whether an element of the name holds something else than a text box, whose text is read."""
    return any(next(one.iter(f"{W}txbxContent"), None) is None for one in body.iter(f"{W}{name}"))


class _BlockReader:
    """Reads one story: bookmarks and lists run on from paragraph to paragraph."""

    def __init__(self, parts: Opened, styles: ParagraphStyles, budget: Budget) -> None:
        self._styles = styles
        self._numbering = ListNumbers(parts.numbering)
        self._budget = budget
        self._tracks = Tracks(budget)

    def story(self, holder: Element) -> tuple[Block, ...]:
        return tuple(self._blocks(holder, (), 0))

    def _blocks(self, holder: Element, changes: tuple[TrackedChange, ...], depth: int) -> Iterator[Block]:
        for child in holder:
            name = local(child)
            if name == "p":
                yield from self._paragraph(child, changes, depth)
            elif name == "tbl":
                yield self._table(child, changes, depth + 1)
            elif (change := inline_change(child)) is not None:
                yield from self._blocks(child, (*changes, change), depth)
            elif name in _CONTENT:
                yield from self._blocks(child, changes, depth)
            else:
                self._tracks.mark(child, None)

    def _paragraph(self, element: Element, changes: tuple[TrackedChange, ...], depth: int) -> Iterator[Block]:
        self._budget.spend(Thing.PARAGRAPHS)
        style = self._styles.of(value(element.find(f"{W}pPr/{W}pStyle")))
        level = outline_level(element)
        numbered = list_of(element) or style.list
        runs = Runs(self._tracks, self._budget)
        pieces = runs.read(element, changes)
        bookmarks, anchors = self._tracks.spans()
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
        return Table(tuple(self._row(row, (*changes, *held), depth) for row, held in self._within(element, "tr")))

    def _row(self, row: Element, changes: tuple[TrackedChange, ...], depth: int) -> Row:
        self._budget.spend(Thing.ROWS)
        changes = (*changes, *changes_in(row.find(f"{W}trPr")))
        return Row(tuple(self._cell(cell, (*changes, *held), depth) for cell, held in self._within(row, "tc")), changes)

    def _cell(self, cell: Element, changes: tuple[TrackedChange, ...], depth: int) -> Cell:
        self._budget.spend(Thing.CELLS)
        stated = cell.find(f"{W}tcPr")
        own = (*changes, *changes_in(stated))
        if stated is None:
            return Cell(tuple(self._blocks(cell, own, depth)), 1, False, own)
        span, merge = value(stated.find(f"{W}gridSpan")), stated.find(f"{W}vMerge")
        columns = int(span) if span is not None and span.isdecimal() and len(span) < 3 else 1
        continues = merge is not None and value(merge) != "restart"
        return Cell(tuple(self._blocks(cell, own, depth)), max(columns, 1), continues, own)

    def _within(
        self, holder: Element, name: str, changes: tuple[TrackedChange, ...] = ()
    ) -> Iterator[tuple[Element, tuple[TrackedChange, ...]]]:
        """Yield rows of a table or cells of a row, and the tracked changes round them."""
        for child in holder:
            if child.tag == f"{W}{name}":
                yield child, changes
            elif (change := inline_change(child)) is not None:
                yield from self._within(child, name, (*changes, change))
            elif local(child) in _CONTENT:
                yield from self._within(child, name, changes)
            else:
                self._tracks.mark(child, None)
