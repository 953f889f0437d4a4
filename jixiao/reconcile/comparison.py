"""What was printed beside what came back: every difference, and where; judges nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum

from msgspec import Struct, field

from jixiao.reconcile.alignment import aligned
from jixiao.reconcile.edit_pieces import PieceDifference, differences, pieces_of
from jixiao.reconcile.expected import ExpectedForm, paragraph_of, values_of
from jixiao.reconcile.text_blocks import BlockGrid, BlockLine, TextBlock


class ReturnKind(Enum):
    """What happened to something that is no single value."""

    WORDS = "文字改动"
    ACROSS = "改动跨越数据"
    PARAGRAPH_GONE = "删去一段"
    PARAGRAPH_NEW = "新增一段"
    ROW_GONE = "删去一行"
    ROW_NEW = "新增一行"
    ROW_MOVED = "行的位置变了"
    CELLS = "格的划分变了"
    TABLE_GONE = "删去一张表"
    TABLE_NEW = "新增一张表"


class ReturnedReading(Struct, frozen=True):
    """What stands under a value's mark now; ``by_mark`` is False where only its surroundings told which value it is."""

    text: str
    by_mark: bool = True
    authors: tuple[str, ...] = ()


class Remark(Struct, frozen=True):
    """A difference that is no single value's.

    ``where`` says the place on paper, ``marks`` are the values in it. For the report, ``paragraph`` is the mark of
    the paragraph, or of the one before what is new (``following``: of the one after it), and ``piece`` counts the
    words between its values.
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


class ReturnComparison(Struct):
    """All values that could be read, by mark; all other differences in order; the marks in what is unclear."""

    readings: dict[str, ReturnedReading] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    unclear: set[str] = field(default_factory=set)


def compared(sheets: Sequence[ExpectedForm], returned: Sequence[TextBlock | BlockGrid]) -> ReturnComparison:
    """Return how what came back differs from the sheets as they were printed."""
    placed = [(sheet, item) for sheet in sheets for item in sheet.body]
    comparer = _Comparer()
    pairs = aligned([item for _, item in placed], returned)
    for number, (old, new) in enumerate(pairs):
        if old is None:
            following = next((placed[one][1] for one, _ in pairs[number:] if one is not None), None)
            comparer.added(returned[new or 0], following)
        else:
            comparer.sheet = placed[old][0]
            comparer.item(placed[old][1], None if new is None else returned[new])
    return comparer.comparison


class _Comparer:
    """Goes through a document; ``sheet`` and ``before``, the paragraph it passed last, are where it is."""

    def __init__(self) -> None:
        self.comparison = ReturnComparison()
        self.sheet = ExpectedForm("", "", ())
        self.before = ""

    def item(self, old: TextBlock | BlockGrid, new: TextBlock | BlockGrid | None) -> None:
        """Compare a paragraph or a table with what became of it, None where it is gone."""
        if isinstance(old, BlockGrid):
            self._grid(old, new if isinstance(new, BlockGrid) else None)
        elif isinstance(new, TextBlock):
            self.unit(old, new)
            self.before = paragraph_of(old)
        else:
            self._remark(
                ReturnKind.PARAGRAPH_GONE,
                where=old.where,
                old=old.text,
                new="",
                marks=_marks(old),
                paragraph=paragraph_of(old),
            )
            self.comparison.unclear.update(_marks(old))

    def added(self, new: TextBlock | BlockGrid, following: TextBlock | BlockGrid | None) -> None:
        """Take note of a paragraph or table that was not printed, and what comes behind it."""
        if isinstance(new, BlockGrid):
            self._remark(
                ReturnKind.TABLE_NEW, where=f"第{new.number}张表", old="", new=new.text, marks=tuple(new.names)
            )
            return
        if not new.text.strip():
            return  # LibreOffice leaves ends of marks in empty paragraphs behind sections
        mark = paragraph_of(following) if isinstance(following, TextBlock) else ""
        names, authors = _marks(new), new.authors(0, len(new.text))
        self._remark(
            ReturnKind.PARAGRAPH_NEW,
            where=new.where,
            old="",
            new=new.text,
            marks=names,
            authors=authors,
            paragraph=self.before,
            following=mark,
        )

    def unit(self, old: TextBlock, new: TextBlock, table: str = "") -> None:
        """Compare a paragraph or a cell with what it says now."""
        mark, where = paragraph_of(old), f"{table}{old.where}"
        cut = pieces_of(old.text, values_of(old), open_ends=bool(mark))
        found = differences(cut, new)
        names = new.names
        readings = {one.mark: ReturnedReading(one.text, one.mark in names) for one in cut if one.mark}
        for one in found:
            authors = new.authors(one.start, one.end)
            if len(one.pieces) == 1 and cut[one.pieces[0]].mark:
                readings[cut[one.pieces[0]].mark] = ReturnedReading(one.new, one.by_mark, authors)
            else:
                touched = tuple(cut[number].mark for number in one.pieces if cut[number].mark)
                self._words(one, where, touched, authors, mark)
                for name in touched if one.old else ():
                    readings.pop(name, None)
                    self.comparison.unclear.add(name)
        self.comparison.readings |= readings

    def _words(
        self, one: PieceDifference, where: str, touched: tuple[str, ...], authors: tuple[str, ...], mark: str
    ) -> None:
        kind = ReturnKind.ACROSS if len(one.pieces) > 1 else ReturnKind.WORDS
        piece = one.pieces[0] // 2 if mark else 0
        self._remark(
            kind, where=where, old=one.old, new=one.new, marks=touched, authors=authors, paragraph=mark, piece=piece
        )

    def _grid(self, old: BlockGrid, new: BlockGrid | None) -> None:
        table = f"第{old.number}张表"
        if new is None:
            self._remark(ReturnKind.TABLE_GONE, where=table, old=old.text, new="", marks=tuple(sorted(old.names)))
            self.comparison.unclear |= old.names
            return
        last = -1
        for one, other in aligned(old.lines, new.lines, by_place=_same_row):
            if one is None:
                line = new.lines[other or 0]
                where = f"{table}第{(other or 0) + 1}行"
                self._remark(
                    ReturnKind.ROW_NEW,
                    where=where,
                    old="",
                    new=line.text,
                    marks=tuple(line.names),
                    authors=_authors(line),
                )
            else:
                now = None if other is None else new.lines[other]
                self._line(table, one, old.lines[one], now, moved=now is not None and one < last)
                last = max(last, one) if now is not None else last

    def _line(self, table: str, number: int, old: BlockLine, new: BlockLine | None, *, moved: bool) -> None:
        where = f"{table}第{number + 1}行"
        if new is None:
            self._remark(ReturnKind.ROW_GONE, where=where, old=old.text, new="", marks=tuple(sorted(old.names)))
            self.comparison.unclear |= old.names
            return
        if moved:
            self._remark(ReturnKind.ROW_MOVED, where, old.text, new.text)
        if len(old.cells) == len(new.cells):
            cells: Iterable[tuple[TextBlock | None, TextBlock | None]] = zip(old.cells, new.cells, strict=True)
        else:
            cells = list(_cells(old, new))
        for one, other in cells:
            if one is not None and other is not None:
                self.unit(one, other, table)
            elif (one or other or TextBlock("")).text:
                self._odd_cell(where, one, other)

    def _odd_cell(self, where: str, old: TextBlock | None, new: TextBlock | None) -> None:
        self._remark(
            ReturnKind.CELLS,
            where=where,
            old=old.text if old else "",
            new=new.text if new else "",
            marks=_marks(old or new),
        )
        self.comparison.unclear.update(_marks(old))

    def _remark(
        self,
        kind: ReturnKind,
        where: str,
        old: str,
        new: str,
        marks: tuple[str, ...] = (),
        authors: tuple[str, ...] = (),
        paragraph: str = "",
        following: str = "",
        piece: int = 0,
    ) -> None:
        remark = Remark(
            kind,
            sheet=self.sheet,
            where=where,
            old=old,
            new=new,
            marks=marks,
            authors=authors,
            paragraph=paragraph,
            following=following,
            piece=piece,
        )
        self.comparison.remarks.append(remark)


def _same_row(old: BlockLine, new: BlockLine) -> bool:
    """Return whether a row without marks is told by its place: it has a label beside its values, or only one value."""
    if len(old.cells) != len(new.cells):
        return False
    values = sum(len(values_of(cell)) for cell in old.cells)
    both = zip(old.cells, new.cells, strict=True)
    return values < 2 or any(one.text and not values_of(one) and one.text == other.text for one, other in both)


def _cells(old: BlockLine, new: BlockLine) -> Iterator[tuple[TextBlock | None, TextBlock | None]]:
    for one, other in aligned(old.cells, new.cells, by_place=lambda *_: True):
        yield None if one is None else old.cells[one], None if other is None else new.cells[other]


def _marks(unit: TextBlock | None) -> tuple[str, ...]:
    return () if unit is None else tuple(one.name for one in values_of(unit))


def _authors(line: BlockLine) -> tuple[str, ...]:
    touched = (author for cell in line.cells for author in cell.authors(0, len(cell.text)))
    return tuple(dict.fromkeys([*line.authors, *touched]))
