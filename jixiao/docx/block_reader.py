"""A document's XML as blocks. Containers (content controls, tracked changes, links) are transparent; what is no text
is named where it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from jixiao.docx.blocks import (
    Block,
    Cell,
    Comment,
    Paragraph,
    RevisionKind,
    Row,
    StoryBlocks,
    Table,
    TrackedChange,
    WordDocument,
    paragraphs,
    stays,
)
from jixiao.docx.inline_elements import SILENT, differ, name_control, name_mark, shown_branch
from jixiao.docx.known_elements import name_element
from jixiao.docx.limits import Budget, Thing, check_depth
from jixiao.docx.list_numbers import ListNumbers
from jixiao.docx.opening import Opened, open_document
from jixiao.docx.paragraph_styles import ParagraphStyles, list_of, outline_level
from jixiao.docx.runs import Ranges, Runs, StoryState, TextOrigin, changes_in, inline_change
from jixiao.docx.stated_properties import StatedProperties, is_affected, things_stated
from jixiao.docx.table_layout import TableLayout, with_covered
from jixiao.docx.unread import Unread, UnreadThing
from jixiao.docx.wml import MC, Element, W, local, value
from jixiao.docx.word_fields import WordFields

_CONTAINERS = {"sdt", "sdtContent", "customXml", "smartTag", "hyperlink"}
_NOTES = ("footnote", "endnote", "comment")


class ParagraphOrigin(Struct, frozen=True):
    """The element that a paragraph was read from, and those that its text comes from, in order."""

    element: Element
    texts: tuple[TextOrigin, ...] = ()


# Told of each paragraph of the body as it is read, but for those in text boxes.
Listener = Callable[[Paragraph, ParagraphOrigin], None]


def read_paper(data: bytes, heard: Listener | None = None) -> WordDocument:
    """Return what stands in a DOCX; raise BadPackage for what is none, is not safe to open or is too large."""
    parts = open_document(data, whole=heard is not None)
    budget = Budget()
    properties = (StatedProperties(parts.styles, holder) for holder in ("rPr", "pPr"))
    styles = _Styles(ParagraphStyles(parts.styles), *properties)
    body = _BlockReader(parts, styles, budget, heard).story(parts.body)
    stories = tuple(_stories(parts, styles, budget))
    return WordDocument(body, stories, tuple(_comments(parts, styles, budget, body)))


class _Styles(Struct, frozen=True):
    """What a document's styles say of its paragraphs (names, lists) and of what makes more of letters."""

    paragraphs: ParagraphStyles
    of_runs: StatedProperties
    of_paragraphs: StatedProperties


def _stories(parts: Opened, styles: _Styles, budget: Budget) -> Iterator[StoryBlocks]:
    for kind, member, root in parts.stories:
        holders = [child for child in root if local(child) in _NOTES] or [root]
        reader = _BlockReader(parts, styles, budget)
        yield StoryBlocks(kind, member, tuple(block for holder in holders for block in reader.story(holder)))


def _comments(parts: Opened, styles: _Styles, budget: Budget, body: tuple[Block, ...]) -> Iterator[Comment]:
    anchors: dict[str, list[str]] = {}
    for paragraph in paragraphs(body):
        for span in paragraph.anchors:
            anchors.setdefault(span.name, []).append(paragraph.text[span.start : span.end])
    for element in () if parts.comments is None else parts.comments.iterchildren(f"{W}comment"):
        blocks = _BlockReader(parts, styles, budget).story(element)
        id_, author, date = (element.get(f"{W}{name}", "") for name in ("id", "author", "date"))
        text = "\n".join(paragraph.text for paragraph in paragraphs(blocks))
        yield Comment(id_, author=author, date=date, text=text, anchor="\n".join(anchors.get(id_, ())))


def _boxed(block: Block) -> Block:
    """Return a block of a text box, a paragraph with the thing that says so."""
    if isinstance(block, Table):
        return block
    return replace(block, unread=(*block.unread, UnreadThing(Unread.BOXED)))


class _BlockReader:
    """Reads one story: bookmarks, fields and lists run on from paragraph to paragraph."""

    def __init__(self, parts: Opened, styles: _Styles, budget: Budget, heard: Listener | None = None) -> None:
        self._heard = heard
        self._cut = parts.cut
        self._styles = styles.paragraphs
        self._properties = styles.of_paragraphs
        self._numbering = ListNumbers(parts.numbering)
        self._budget = budget
        self._state = StoryState(Ranges(budget), budget, styles.of_runs)
        self._table_style = ""
        self._loose: list[UnreadThing] = []

    def story(self, holder: Element) -> tuple[Block, ...]:
        return tuple(self._blocks(holder, (), 0))

    def _blocks(self, holder: Element, changes: tuple[TrackedChange, ...], depth: int) -> Iterator[Block]:
        for child, around in self._children(holder, ("p", "tbl"), changes):
            yield from self._beside() if depth == 0 else ()
            if child.tag == f"{W}tbl":
                yield self._table(child, around, depth + 1)
            else:
                yield from self._paragraph(child, around, depth)
        yield from self._beside() if depth == 0 else ()

    def _beside(self) -> Iterator[Block]:
        """Yield what stands between paragraphs and is no text, as a paragraph of its own."""
        if self._loose:
            yield Paragraph(unread=tuple(self._loose))
            self._loose.clear()

    def _children(
        self, holder: Element, names: tuple[str, ...], changes: tuple[TrackedChange, ...]
    ) -> Iterator[tuple[Element, tuple[TrackedChange, ...]]]:
        """Yield the children of these names and the tracked changes round them; containers are transparent."""
        for child in holder:
            name = local(child) if child.tag.startswith(W) else ""
            if name in names:
                yield child, changes
            elif child.tag == f"{MC}AlternateContent":
                self._loose += [UnreadThing(Unread.ALTERNATIVES)] * differ(child)
                shown = shown_branch(child)
                yield from () if shown is None else self._children(shown, names, changes)
            elif (change := inline_change(child)) is not None:
                yield from self._children(child, names, (*changes, change))
            elif name in _CONTAINERS:
                self._loose += name_control(child) if name == "sdt" else ()
                yield from self._children(child, names, changes)
            elif name in SILENT:
                self._state.ranges.mark(child, None)
            else:
                self._loose.append(name_element(child))

    def _paragraph(self, element: Element, changes: tuple[TrackedChange, ...], depth: int) -> Iterator[Block]:
        self._budget.spend(Thing.PARAGRAPHS)
        style = self._styles.of(value(element.find(f"{W}pPr/{W}pStyle")))
        level = outline_level(element)
        numbered = list_of(element) or style.list
        number = self._numbering.next(*numbered) if numbered else ""
        runs = Runs(self._state, self._state.styles.around(style.id, self._table_style))
        pieces = runs.read(element, changes)
        bookmarks, anchors = self._state.ranges.close(runs.length)
        read = Paragraph(
            pieces,
            style=style.id,
            style_name=style.name,
            level=style.level if level is None else level or None,
            number=number,
            bookmarks=bookmarks,
            anchors=anchors,
            changes=(*changes, *changes_in(element.find(f"{W}pPr/{W}rPr"))),
        )
        loose, self._loose = (self._loose, []) if depth else ([], self._loose)
        mark = [thing for thing in name_mark(element, read) if stays(changes, RevisionKind.DELETED)]
        listed = self._numbering.named(*numbered) if numbered else ()
        read = replace(read, unread=(*loose, *listed, *self._stated(element, read), *runs.unread, *mark))
        if self._heard is not None:
            self._heard(read, ParagraphOrigin(element, tuple(runs.origins)))
        yield read
        for box in runs.boxes:
            check_depth(depth + 1)
            yield from map(_boxed, self._blocks(box, changes, depth + 1))

    def _stated(self, element: Element, read: Paragraph) -> Iterator[UnreadThing]:
        """Yield what the properties of a paragraph make of its words."""
        around = self._properties.around(read.style, self._table_style)
        yield from (thing for thing in self._properties.judge(element, around) if is_affected(thing, read.text))

    def _table(self, element: Element, changes: tuple[TrackedChange, ...], depth: int) -> Table:
        check_depth(depth)
        outer, self._table_style = self._table_style, value(element.find(f"{W}tblPr/{W}tblStyle")) or ""
        places = list(self._children(element, ("tr", "rows"), changes))
        layout = TableLayout((row for place, _ in places for row in self._rows(place)), element.find(f"{W}tblPr"))
        rows = (self._row(row, around, depth, layout) for place, around in places for row in self._cut.rows_at(place))
        table = Table(tuple(rows))
        self._table_style = outer
        return table

    def _rows(self, place: Element) -> Iterator[Element]:
        for row in self._cut.rows_at(place):
            self._budget.spend(Thing.ROWS)
            yield row

    def _row(self, row: Element, changes: tuple[TrackedChange, ...], depth: int, layout: TableLayout) -> Row:
        changes = (*changes, *changes_in(row.find(f"{W}trPr")))
        before, after = layout.begin(row)
        cells: list[Cell] = []
        for element, around in self._children(row, ("tc",), changes):
            cell = self._cell(element, around, depth, layout)
            things = things_stated(*layout.properties, element.find(f"{W}tcPr"))
            if things and cell.text.strip():
                cell = replace(cell, unread=(*cell.unread, *things))
            if layout.is_covered_from_left(element) and cells:
                cells[-1] = with_covered(cells[-1], cell)
            else:
                cells.append(cell)
        return Row(tuple(cells), changes, before, after)

    def _cell(self, cell: Element, changes: tuple[TrackedChange, ...], depth: int, layout: TableLayout) -> Cell:
        self._budget.spend(Thing.CELLS)
        own = (*changes, *changes_in(cell.find(f"{W}tcPr")))
        span, continues = layout.place(cell)
        fields, self._state.fields = self._state.fields, WordFields()
        blocks = tuple(self._blocks(cell, own, depth))
        self._state.fields = fields
        loose, self._loose = self._loose, []
        read = Cell(blocks, span, continues, changes=own, unread=tuple(loose))
        if continues and any(paragraph.text.strip() for paragraph in read.paragraphs):
            return replace(read, unread=(*read.unread, UnreadThing(Unread.COVERED)))
        return read
