"""The places for values of a form's table: under headings, in rows that repeat, beside labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

from msgspec import Struct, field

from jixiao.importing.describing.found_fields import FormSpot, FoundColumn, FoundField, FoundForm, FoundList
from jixiao.importing.describing.line_fields import find_inline
from jixiao.importing.describing.plain_rows import is_wide, read_plain_row
from jixiao.importing.describing.table_shapes import SortedTable, find_headings, fits_under, headings_of
from jixiao.importing.describing.text_sorts import TextSort
from jixiao.importing.describing.vocabulary import how_often, spellings
from jixiao.importing.label_text import narrow
from jixiao.importing.paper_grid import PaperCell
from jixiao.patterns import compile_late

_NAMES = (TextSort.LABEL, TextSort.WORDS)
_HALF = 0.5
_NUMBERED = compile_late(r"[(（]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[)）]?[、.．)）]")
_FEWEST = 2


def read_table(table: SortedTable, block: int) -> FoundForm:
    """Return what stands in a table, which is the document's block of that number."""
    reader = _TableReader(table, block)
    row = 0
    while row < len(table.rows):
        headings = find_headings(table, row)
        if headings:
            row = reader.under(headings)
        else:
            reader.found.fields += read_plain_row(table, block, row)
            row += 1
    return reader.found


class _TableReader(Struct):
    table: SortedTable
    block: int
    found: FoundForm = field(default_factory=FoundForm)

    def _spot(self, cell: PaperCell) -> FormSpot:
        return FormSpot(self.block, cell.row, cell.number)

    # under headings

    def under(self, headings: tuple[int, ...]) -> int:
        """Take the rows under headings; return the row after them."""
        bottom = headings[-1]
        rows = list(self._rows_under(bottom))
        group = self._group_cell(headings, rows)
        alike = list(takewhile(lambda row: self._is_row_of_list(row, bottom), rows))
        if alike and self._is_list(headings, alike, group):
            self._list(headings, alike, group)
            rows, tail = rows[len(alike) :], True
        else:
            tail = False
        lead = self._lead(headings, rows, group)
        for is_free, run in groupby(rows, key=lambda row: not tail and self._is_free(row, lead, group)):
            if is_free:
                self._free_rows(headings, list(run), lead)
                continue
            for row in run:
                self._headed_row(row, headings, lead, group=group, tail=tail)
        return bottom + 1 + (len(alike) if tail else 0) + len(rows)

    def _rows_under(self, bottom: int) -> Iterator[int]:
        for row in range(bottom + 1, len(self.table.rows)):
            if find_headings(self.table, row) or not fits_under(self.table, row, bottom) or self._shares(row):
                return
            yield row

    def _shares(self, row: int) -> bool:
        """Return whether words and values share cells of a row: it stands for itself."""
        return any(
            one.end > one.start
            for cell in self.table.own(row)[:_FEWEST]
            for one in find_inline(cell.text, self.table.vocabulary, self.table.year, in_cell=True)
        )

    def _is_row_of_list(self, row: int, bottom: int) -> bool:
        cells = self.table.rows[row]
        if len(cells) != len(self.table.rows[bottom]):
            return False
        first = next((cell for cell in cells if not cell.continues and cell.text.strip()), None)
        return first is None or not self.table.vocabulary.closes(first.text, self.table.year)

    def _group_cell(self, headings: tuple[int, ...], rows: Sequence[int]) -> PaperCell | None:
        """Return the first heading where it stands beside all rows: merged with them, or over an empty column."""
        cell = self.table.owner(self.table.rows[headings[-1]][0])
        if not rows or not cell.text.strip():
            return None
        first = self.table.rows[rows[0]][0]
        if first.continues and self.table.owner(first) == cell:
            return cell
        bottom = self.table.rows[headings[-1]]
        alike = [self.table.rows[row][0] for row in rows if len(self.table.rows[row]) == len(bottom)]
        merged = len(alike) > 1 and all(one.continues for one in alike[1:])
        empty = all(not self.table.owner(one).text.strip() for one in alike)
        return cell if empty and merged and len(bottom) > _FEWEST else None

    def _is_list(self, headings: tuple[int, ...], rows: Sequence[int], group: PaperCell | None) -> bool:
        cells = self._columns(headings, group)
        if self._are_labelled(rows, cells):
            return False
        words = [headings_of(self.table, headings, cell)[:1] for cell in cells]
        vocabulary, year = self.table.vocabulary, self.table.year
        spelled = [spellings(one[0], year) for one in words if one]
        of_lists = [how_often(vocabulary.parts, keys) for keys in spelled]
        of_others = [how_often(vocabulary.above, keys) for keys in spelled]
        parts = sum(one > other for one, other in zip(of_lists, of_others, strict=True))
        others = sum(one < other for one, other in zip(of_lists, of_others, strict=True))
        if parts >= _FEWEST and parts >= _HALF * len(spelled) and parts > others:
            return True
        return others < _HALF * len(spelled) and len(rows) >= _FEWEST and self._look_repeated(rows, cells)

    def _are_labelled(self, rows: Sequence[int], columns: Sequence[PaperCell]) -> bool:
        """Return whether each row has words of its own in a column without a heading: they are labels of the form."""
        if not columns or self.table.owner(columns[0]).text.strip() or len(rows) < _FEWEST:
            return False
        first = [self.table.rows[row][columns[0].number] for row in rows]
        texts = {narrow(cell.text) for cell in first if self.table.sort(cell) in _NAMES}
        return len(texts) == len(rows)

    def _columns(self, headings: tuple[int, ...], group: PaperCell | None) -> list[PaperCell]:
        """Return the cells of the last row of headings, without the one that stands beside all rows."""
        cells = list(self.table.rows[headings[-1]])
        return cells[1:] if group is not None else cells

    def _look_repeated(self, rows: Sequence[int], columns: Sequence[PaperCell]) -> bool:
        """Return whether rows of which nothing is known repeat: all empty, or words in two columns and no numbers."""
        cells = [[self.table.rows[row][one.number] for one in columns] for row in rows]
        written = [[cell for cell in column if cell.text.strip()] for column in zip(*cells, strict=True)]
        if not any(written):
            return True
        sorts = [[self.table.sort(cell) for cell in column] for column in written]
        if any(TextSort.LABEL in column for column in sorts[:1]):
            return False
        worded = sum(column.count(TextSort.WORDS) > _HALF * len(column) for column in sorts if column)
        return worded >= _FEWEST or (worded == 1 and not any(map(self._are_numbers, written)))

    def _are_numbers(self, cells: Sequence[PaperCell]) -> bool:
        return bool(cells) and all(cell.text.strip().rstrip("%").replace(".", "").isdigit() for cell in cells)

    def _list(self, headings: tuple[int, ...], rows: Sequence[int], group: PaperCell | None) -> None:
        first = self.table.rows[rows[0]]
        columns = []
        for cell in self._columns(headings, group):
            texts = tuple(self.table.rows[row][cell.number].text for row in rows)
            columns.append(FoundColumn(cell.number, headings_of(self.table, headings, first[cell.number]), texts))
        grouped = 0 if group is not None and not first[0].continues else None
        named = group.text if group is not None else ""
        columns = [one for one in columns if one.above and one.above != (named,)]
        spot = FormSpot(self.block, rows[0])
        self.found.lists.append(FoundList(spot, len(rows), columns=tuple(columns), group=named, grouped=grouped))

    def _lead(self, headings: tuple[int, ...], rows: Sequence[int], group: PaperCell | None) -> int:
        """Return the column where values begin: behind the group and the labels of the rows."""
        start = group.last if group is not None else 0
        cell = next((one for one in self.table.rows[headings[-1]] if one.first >= start), None)
        if cell is None or not rows:
            return start
        if not self.table.owner(cell).text.strip():
            return cell.last
        below = [one for row in rows for one in self.table.over(row, cell)[:1] if not one.continues]
        sorts = [self.table.sort(one) for one in below]
        named = sum(sort in _NAMES for sort in sorts)
        labelled = named > _HALF * len(sorts) and TextSort.VALUE not in sorts
        single = len(rows) == 1 and group is not None
        return cell.last if labelled and (not single or TextSort.LABEL in sorts) else start

    # rows between labelled ones whose label the unit writes

    def _is_free(self, row: int, lead: int, group: PaperCell | None) -> bool:
        """Return whether a row between others has no label of the form's: none at all, or one set in under a number."""
        label = self._label_cell(row, lead, group)
        above = self._label_cell(row - 1, lead, group)
        if label is None or label.continues or above is None or row - 1 < 0:
            return False
        if not label.text.strip():
            return True
        indented = re.match(r"[\s　]{2,}", label.text) is not None
        while above is not None and re.match(r"[\s　]{2,}", above.text):
            above = self._label_cell(above.row - 1, lead, group)
        numbered = above is not None and _NUMBERED.match(narrow(above.text)) is not None
        return indented and numbered and self.table.sort(label) is TextSort.WORDS

    def _label_cell(self, row: int, lead: int, group: PaperCell | None) -> PaperCell | None:
        start = group.last if group is not None else 0
        return next((cell for cell in self.table.rows[row] if start <= cell.first and cell.last <= lead), None)

    def _free_rows(self, headings: tuple[int, ...], rows: list[int], lead: int) -> None:
        first = self.table.rows[rows[0]]
        columns = []
        for cell in first:
            above = headings_of(self.table, headings, cell)
            texts = tuple(
                self.table.rows[row][cell.number].text for row in rows if cell.number < len(self.table.rows[row])
            )
            if above and (cell.first >= lead or cell.last == lead):
                columns.append(FoundColumn(cell.number, above, texts))
        over = next((cell.text for cell in self.table.rows[rows[0] - 1] if cell.last <= lead and cell.text.strip()), "")
        self.found.lists.append(FoundList(FormSpot(self.block, rows[0]), len(rows), tuple(columns), over, within=True))

    def _is_under_several(self, heading: int, cell: PaperCell) -> bool:
        return len({self.table.owner(one).text for one in self.table.over(heading, cell)}) > 1

    def _headed_row(
        self, row: int, headings: tuple[int, ...], lead: int, *, group: PaperCell | None, tail: bool
    ) -> None:
        labels: list[str] = []
        values = 0
        for cell in self.table.rows[row]:
            if cell.continues:
                continue
            sort = self.table.sort(cell)
            beside = cell.first < lead or (tail and not labels)
            if beside or sort in (TextSort.UNIT, TextSort.MARK):
                labels = [cell.text, *labels] if beside and sort in _NAMES else labels
                continue
            above = headings_of(self.table, headings, cell)
            if tail and sort is TextSort.EMPTY and len(above) > 1 and self._is_under_several(headings[-1], cell):
                continue
            shared = self.table.goes_down(cell)
            named = group.text if group is not None else ""
            values += 1
            self.found.fields.append(
                FoundField(
                    self._spot(cell),
                    beside=() if shared else tuple(labels),
                    above=tuple(one for one in above if one != named),
                    group=named if not tail else "",
                    text=cell.text,
                    wide=is_wide(self.table, cell),
                    tail=tail,
                    row_in_table=row - headings[-1],
                )
            )
