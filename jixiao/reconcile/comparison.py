"""What was printed beside what came back: every difference, and where; judges nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from jixiao.docx.unread import UnreadThing
from jixiao.reconcile.alignment import align, find_moved
from jixiao.reconcile.edit_pieces import find_differences, is_repeated, pieces_of
from jixiao.reconcile.expected import ExpectedForm, paragraph_of, values_of
from jixiao.reconcile.word_passages import BlockGrid, BlockLine, BodyItem, WordPassage


class ReturnKind(Enum):
    """What happened to something that is no single value."""

    WORDS = "文字改动"
    ACROSS = "改动跨越数据"
    PARAGRAPH_GONE = "删去一段"
    PARAGRAPH_NEW = "新增一段"
    ROW_GONE = "删去一行"
    ROW_NEW = "新增一行"
    ROW_MOVED = "行的位置变了"
    PART_MOVED = "段落或表的位置变了"
    CELLS = "格的划分变了"
    TABLE_GONE = "删去一张表"
    TABLE_NEW = "新增一张表"
    UNREAD = "没有读懂"
    REPEATED = "原文重复"


# What is gone, and what it is where it stands elsewhere.
_MOVED = {ReturnKind.ROW_GONE: ReturnKind.ROW_MOVED, ReturnKind.PARAGRAPH_GONE: ReturnKind.PART_MOVED}


class ReturnedReading(Struct, frozen=True):
    """What stands under a value's mark now; ``by_mark`` is False where only its surroundings show which value it is.

    ``cell`` is how a workbook calls the cell it was changed in.
    """

    text: str
    by_mark: bool = True
    authors: tuple[str, ...] = ()
    cell: str = ""


class Remark(Struct, frozen=True):
    """A difference that is no single value's.

    ``where`` says the place on paper, ``marks`` are the values in it. For the report, ``paragraph`` is the mark of
    the paragraph, or of the one before what is new (``following``: of the one after it), and ``piece`` counts the
    words between its values. ``unread`` is what stands there beside text and was not printed, ``doubtful`` says that
    something that was not understood has come into the document, and may be what is gone.
    """

    kind: ReturnKind
    sheet: ExpectedForm
    where: str
    old: str
    new: str
    marks: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    paragraph: str = ""
    following: str = ""
    piece: int = 0
    unread: tuple[UnreadThing, ...] = ()
    doubtful: bool = False


class ReturnComparison(Struct):
    """All values that could be read, by mark; all other differences in order."""

    readings: dict[str, ReturnedReading] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)


def compare_returned(sheets: Sequence[ExpectedForm], returned: Sequence[BodyItem]) -> ReturnComparison:
    """Return how what came back differs from the sheets as they were printed."""
    placed = [(sheet, item) for sheet in sheets for item in sheet.body]
    comparer = _Comparer()
    pairs = align([item for _, item in placed], returned)
    moved = find_moved(pairs)
    for number, (old, new) in enumerate(pairs):
        if old is None:
            following = next((placed[one][1] for one, _ in pairs[number:] if one is not None), None)
            comparer.note_added(returned[new or 0], following)
        else:
            comparer.sheet = placed[old][0]
            comparer.compare_item(placed[old][1], None if new is None else returned[new], moved=old in moved)
    return comparer.finish()


class _Comparer:
    """Goes through a document; ``sheet`` and ``before``, the paragraph it passed last, are where it is."""

    def __init__(self) -> None:
        self.comparison = ReturnComparison()
        self.sheet = ExpectedForm("", "", ())
        self.before = ""
        self._refused: set[str] = set()
        self._new_names: set[str] = set()

    def compare_item(self, old: BodyItem, new: BodyItem | None, *, moved: bool) -> None:
        """Compare a paragraph or a table with what became of it, None where it is gone."""
        if moved and new is not None and old.text.strip():
            self._moved(old, new)
        if isinstance(old, BlockGrid):
            self._grid(old, new if isinstance(new, BlockGrid) else None)
        elif isinstance(new, WordPassage):
            self.compare_passage(old, new)
            self.before = paragraph_of(old)
        else:
            self._remark(
                ReturnKind.PARAGRAPH_GONE, old.position, old.text, "", marks=_marks(old), paragraph=paragraph_of(old)
            )

    def _moved(self, old: BodyItem, new: BodyItem) -> None:
        if isinstance(old, BlockGrid):
            where, marks, paragraph = f"第{old.number}张表", tuple(sorted(old.names)), ""
        else:
            where, marks, paragraph = old.position, _marks(old), paragraph_of(old)
        self._remark(ReturnKind.PART_MOVED, where, old.text, new.text, marks=marks, paragraph=paragraph)

    def finish(self) -> ReturnComparison:
        """Return the comparison, its doubts noted: what is gone may have become something that is not understood.

        It may if such a thing has come in, or if its marks stand in a paragraph that holds one. What is gone and has
        its marks in something new is moved.
        """
        remarks = [self._with_new_place(one) for one in self.comparison.remarks]
        came = any(remark.kind is ReturnKind.UNREAD and not remark.old for remark in remarks)
        gone = (ReturnKind.PARAGRAPH_GONE, ReturnKind.ROW_GONE)
        self.comparison.remarks = [
            replace(
                one, doubtful=one.kind in gone and (came or not self._refused.isdisjoint({*one.marks, one.paragraph}))
            )
            for one in remarks
        ]
        return self.comparison

    def _with_new_place(self, remark: Remark) -> Remark:
        kind = _MOVED.get(remark.kind)
        if kind is None or self._new_names.isdisjoint({*remark.marks, remark.paragraph}):
            return remark
        return replace(remark, kind=kind, new=remark.old)

    def note_added(self, new: BodyItem, following: BodyItem | None) -> None:
        """Take note of a paragraph or table that was not printed, and what comes behind it."""
        self._new_names |= new.names if new.text.strip() else set()
        if new.unread:
            where = f"第{new.number}张表" if isinstance(new, BlockGrid) else new.position
            self._remark(ReturnKind.UNREAD, where, "", new.text, unread=new.unread, paragraph=self.before)
        elif isinstance(new, BlockGrid):
            self._remark(ReturnKind.TABLE_NEW, f"第{new.number}张表", "", new.text, marks=tuple(new.names))
        elif new.text.strip():  # LibreOffice leaves ends of marks in empty paragraphs behind sections
            self._remark(
                ReturnKind.PARAGRAPH_NEW,
                new.position,
                "",
                new.text,
                marks=_marks(new),
                authors=new.authors(0, len(new.text)),
                paragraph=self.before,
                following=paragraph_of(following) if isinstance(following, WordPassage) else "",
            )

    def compare_passage(self, old: WordPassage, new: WordPassage, table: str = "") -> None:
        """Compare a paragraph or a cell with what it says now."""
        mark, where = paragraph_of(old), f"{table}{old.position}"
        cut = pieces_of(old.text, values_of(old), open_ends=bool(mark))
        kind, more = _refused(old, new)
        if kind is not None:
            self._refused |= new.names
            self.comparison.readings |= {piece.mark: ReturnedReading(piece.text) for piece in cut if piece.mark}
            self._remark(kind, where, old.text, new.text, marks=_marks(old), paragraph=mark, unread=more)
            return
        found = find_differences(cut, new)
        names = new.names
        readings = {piece.mark: ReturnedReading(piece.text, piece.mark in names) for piece in cut if piece.mark}
        for difference in found:
            authors = new.authors(difference.start, difference.end)
            if is_repeated(difference.old, difference.new):
                touched = tuple(cut[number].mark for number in difference.pieces if cut[number].mark)
                self._remark(ReturnKind.REPEATED, where, difference.old, difference.new, marks=touched, paragraph=mark)
            elif len(difference.pieces) == 1 and cut[difference.pieces[0]].mark:
                readings[cut[difference.pieces[0]].mark] = ReturnedReading(
                    difference.new, difference.by_mark, authors, new.cell
                )
            else:
                touched = tuple(cut[number].mark for number in difference.pieces if cut[number].mark)
                self._remark(
                    ReturnKind.ACROSS if len(difference.pieces) > 1 else ReturnKind.WORDS,
                    where,
                    difference.old,
                    difference.new,
                    marks=touched,
                    authors=authors,
                    paragraph=mark,
                    piece=difference.pieces[0] // 2 if mark else 0,
                )
                for name in touched if difference.old else ():
                    readings.pop(name, None)
        self.comparison.readings |= readings

    def _grid(self, old: BlockGrid, new: BlockGrid | None) -> None:
        table = f"第{old.number}张表"
        if new is None:
            self._remark(ReturnKind.TABLE_GONE, table, old.text, "", marks=tuple(sorted(old.names)))
            return
        pairs = align(old.lines, new.lines, by_place=_same_row)
        gone_elsewhere = find_moved(pairs)
        for one, other in pairs:
            if one is not None:
                now = None if other is None else new.lines[other]
                self._line(table, f"{table}第{one + 1}行", old.lines[one], now, moved=one in gone_elsewhere)
            elif other is not None:
                line, where = new.lines[other], f"{table}第{other + 1}行"
                self._new_names |= line.names
                marks = tuple(line.names)
                kind = ReturnKind.UNREAD if line.unread else ReturnKind.ROW_NEW
                self._remark(kind, where, "", line.text, marks=marks, authors=line.authors, unread=line.unread)

    def _line(self, table: str, where: str, old: BlockLine, new: BlockLine | None, *, moved: bool) -> None:
        if new is None:
            self._remark(ReturnKind.ROW_GONE, where, old.text, "", marks=tuple(sorted(old.names)))
            return
        if moved:
            self._remark(ReturnKind.ROW_MOVED, where, old.text, new.text, marks=tuple(sorted(old.names)))
        for passage, other in _cells(old, new):
            if passage is not None and other is not None:
                self.compare_passage(passage, other, table)
            elif passage is not None and passage.text:
                self._remark(ReturnKind.CELLS, where, passage.text, "", marks=_marks(passage))
            elif other is not None and other.text:
                self._remark(ReturnKind.CELLS, where, "", other.text, marks=_marks(other))

    def _remark(self, kind: ReturnKind, where: str, old: str, new: str, **more: Any) -> None:
        self.comparison.remarks.append(Remark(kind, self.sheet, where=where, old=old, new=new, **more))


def _same_row(old: BlockLine, new: BlockLine) -> bool:
    """Return whether a row without marks is known by its place: it has a label beside its values, or only one value."""
    if len(old.cells) != len(new.cells):
        return False
    values = sum(len(values_of(cell)) for cell in old.cells)
    both = zip(old.cells, new.cells, strict=True)
    return values < 2 or any(one.text and not values_of(one) and one.text == other.text for one, other in both)


def _cells(old: BlockLine, new: BlockLine) -> Iterator[tuple[WordPassage | None, WordPassage | None]]:
    """Yield the cells of a row with what became of them, None for what has none on the other side.

    In a row that was divided anew, whose value a cell has is known by its mark alone.
    """
    if len(old.cells) == len(new.cells):
        yield from zip(old.cells, new.cells, strict=True)
        return
    for one, other in _cells_by_column(old, new):
        if one is None or other is None or one.text == other.text or _is_same_cell(one, other):
            yield one, other
        else:
            yield one, None


def _is_same_cell(old: WordPassage, new: WordPassage) -> bool:
    """Return whether a cell has the marks of another's values and no more."""
    return set(_marks(old)) == {span.name for span in values_of(new)}


def _cells_by_column(old: BlockLine, new: BlockLine) -> Iterator[tuple[WordPassage | None, WordPassage | None]]:
    columns = {cell.column: cell for cell in old.cells}
    if len(columns) == len(old.cells) and all(cell.column in columns for cell in new.cells):
        by_column = {cell.column: cell for cell in new.cells}
        yield from ((cell, by_column.get(column)) for column, cell in columns.items())
        return
    for one, other in align(old.cells, new.cells, by_place=lambda *_: True):
        yield None if one is None else old.cells[one], None if other is None else new.cells[other]


def _refused(old: WordPassage, new: WordPassage) -> tuple[ReturnKind | None, tuple[UnreadThing, ...]]:
    """Return why a paragraph or cell is not read, and what it holds that was not printed; None where it is read."""
    kinds = {thing.kind for thing in old.unread}
    more = tuple(thing for thing in new.unread if thing.kind not in kinds)
    if more:
        return ReturnKind.UNREAD, more
    return (ReturnKind.REPEATED if is_repeated(old.text, new.text) else None), ()


def _marks(passage: WordPassage) -> tuple[str, ...]:
    return tuple(span.name for span in values_of(passage))
