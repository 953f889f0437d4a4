"""A table of a form taken apart: rows of headings, what stands under them, rows of labels and values.

What is a label is known from the sets, or seen from where it stands: beside or above a cell that is empty or holds a
value. A table that a unit has filled in and a blank one are read alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from jixiao.importing.describing.field_kinds import asks_whether, find_kind_by_ending
from jixiao.importing.describing.row_totals import says_total
from jixiao.importing.describing.text_sorts import TextSort, sort_text
from jixiao.importing.describing.vocabulary import Vocabulary
from jixiao.importing.paper_grid import PaperCell

Rows = tuple[tuple[PaperCell, ...], ...]
_VALUES = (TextSort.EMPTY, TextSort.VALUE, TextSort.MARK)
_NAMES = (TextSort.LABEL, TextSort.WORDS)
_HEADING_SHARE = 0.6
_FEWEST, _MOST_BESIDE = 2, 4


class SortedTable(Struct):
    """A table's cells with what each text is taken for; ``year`` is the one that the form is of."""

    rows: Rows
    vocabulary: Vocabulary
    year: int | None
    known: dict[str, TextSort] = field(default_factory=dict)

    def sort(self, cell: PaperCell) -> TextSort:
        """Return what a cell's own text is."""
        if cell.text not in self.known:
            known = self.vocabulary.knows(cell.text, self.year)
            self.known[cell.text] = sort_text(cell.text, known=known)
        return self.known[cell.text]

    def owner(self, cell: PaperCell) -> PaperCell:
        """Return the cell whose text a cell shows."""
        while cell.continues and cell.row:
            above = [one for one in self.rows[cell.row - 1] if one.first <= cell.first < one.last]
            if not above:
                break
            cell = above[0]
        return cell

    def own(self, row: int) -> list[PaperCell]:
        """Return the cells of a row that do not go on from above."""
        return [cell for cell in self.rows[row] if not cell.continues]

    def over(self, row: int, cell: PaperCell) -> list[PaperCell]:
        """Return the cells of a row that stand over or under a cell."""
        return [one for one in self.rows[row] if one.first < cell.last and cell.first < one.last]

    def goes_down(self, cell: PaperCell) -> bool:
        """Return whether a merged cell goes on in the next row."""
        below = self.rows[cell.row + 1] if cell.row + 1 < len(self.rows) else ()
        return any(one.continues and one.first == cell.first for one in below)

    @property
    def width(self) -> int:
        """The number of columns of the grid."""
        return max((row[-1].last for row in self.rows if row), default=0)


def find_headings(table: SortedTable, row: int) -> tuple[int, ...]:
    """Return the rows of headings that begin with a row; () where it is none."""
    if not _heads(table, row):
        return ()
    found = [row]
    while _goes_on(table, found[-1]):
        found.append(found[-1] + 1)
    return tuple(found)


def _heads(table: SortedTable, row: int) -> bool:
    own = [cell for cell in table.own(row) if table.sort(cell) is not TextSort.EMPTY]
    if len(own) < _FEWEST or any(table.sort(cell) not in _NAMES for cell in own):
        return False
    met = sum(table.vocabulary.heads(cell.text, table.year) for cell in own)
    if met > _FEWEST or (met == _FEWEST and met >= _HEADING_SHARE * len(own)):
        return True
    if not _corner_only(table, row):
        return False
    if _stands_over_values(table, row):
        return True
    return not _is_of_labelled(table, own) and (_heads_two_rows(table, row) or _reads_like_headings(table, row))


def _corner_only(table: SortedTable, row: int) -> bool:
    """Return whether no cell of a row is empty but the one over the labels of its rows."""
    for number, cell in enumerate(table.rows[row]):
        if not cell.continues and table.sort(cell) is TextSort.EMPTY:
            before = table.rows[row][0]
            if number > 1 or (number == 1 and not (before.continues or table.goes_down(before))):
                return False
    return True


def _stands_over_values(table: SortedTable, row: int) -> bool:
    """Return whether empty cells or values stand under all cells of a row but the first, and no labels."""
    if row + 1 >= len(table.rows) or _is_of_pairs(table, row + 1):
        return False
    written = [cell for cell in table.own(row) if table.sort(cell) is not TextSort.EMPTY and not table.goes_down(cell)]
    if written and written[0].number == 0:
        written = written[1:]
    below = [one for cell in written for one in table.over(row + 1, cell)[:1] if not one.continues]
    sorts = [table.sort(one) for one in below]
    if len(written) > _FEWEST and sorts[:1] and sorts[0] in _NAMES:
        written, sorts = written[1:], sorts[1:]  # the labels of the rows
    if len(sorts) < _FEWEST or TextSort.LABEL in sorts or len(sorts) < len(written):
        return False
    beside = sum(table.vocabulary.is_beside(cell.text, table.year) for cell in written)
    return _MOST_BESIDE * beside <= len(written) and sum(sort in _VALUES for sort in sorts) >= _HEADING_SHARE * len(
        sorts
    )


def _is_of_pairs(table: SortedTable, row: int) -> bool:
    """Return whether a row is label, value, label, value."""
    own = table.own(row)
    if len(own) < 2 * _FEWEST or len(own) % 2:
        return False
    sorts = [table.sort(cell) for cell in own]
    return all(sort in _NAMES for sort in sorts[::2]) and all(sort in _VALUES for sort in sorts[1::2])


def _is_of_labelled(table: SortedTable, own: Sequence[PaperCell]) -> bool:
    """Return whether cells are label, value, label, value: labels that some form has, or that read so, beside none."""
    if len(own) % 2:
        return False
    beside = sum(table.vocabulary.is_beside(cell.text, table.year) or asks_whether(cell.text) for cell in own[::2])
    values = own[1::2]
    are_words = all(table.sort(cell) is TextSort.WORDS and not _ends_like_label(cell) for cell in values)
    return beside * 2 >= len(own[::2]) and are_words


def _reads_like_headings(table: SortedTable, row: int) -> bool:
    """Return whether a row over words is one of headings: its cells end as labels do, most of those below do not."""
    if row + 1 >= len(table.rows) or not fits_under(table, row + 1, row):
        return False
    own = [cell for cell in table.own(row) if table.sort(cell) is not TextSort.EMPTY and not table.goes_down(cell)]
    below = [one for cell in own for one in table.over(row + 1, cell)[:1] if not one.continues]
    return len(own) >= _FEWEST and all(map(_ends_like_label, own)) and 2 * sum(map(_ends_like_label, below)) < len(own)


def _ends_like_label(cell: PaperCell) -> bool:
    return find_kind_by_ending(cell.text) is not None


def _heads_two_rows(table: SortedTable, row: int) -> bool:
    return row + 1 < len(table.rows) and _continues_heading(table, row) and _stands_over_values(table, row + 1)


def _goes_on(table: SortedTable, row: int) -> bool:
    """Return whether the next row heads the same columns: it parts them, or stands between merged cells."""
    below = row + 1
    if below >= len(table.rows) or not _continues_heading(table, row):
        return False
    return _heads(table, below)


def _continues_heading(table: SortedTable, row: int) -> bool:
    own = [cell for cell in table.own(row + 1) if table.sort(cell) is not TextSort.EMPTY]
    if len(own) < _FEWEST or any(table.sort(cell) not in _NAMES for cell in own):
        return False
    if table.goes_down(table.rows[row + 1][0]) and not table.rows[row + 1][0].continues:
        return False  # a group of its own begins there
    merged = any(cell.continues and cell.number and table.owner(cell).row == row for cell in table.rows[row + 1])
    parted = any(len(table.over(row + 1, cell)) > 1 for cell in table.own(row) if table.sort(cell) in _NAMES)
    return merged or (parted and len(table.rows[row]) < len(table.rows[row + 1]))


def fits_under(table: SortedTable, row: int, heading: int) -> bool:
    """Return whether each cell of a row, but its label, stands under a single heading."""
    cells, above = table.rows[row], table.rows[heading]
    if not cells or cells[-1].last != above[-1].last:
        return False
    if len(cells) == len(above):
        return True
    label = next((cell for cell in cells if not cell.continues), cells[0])
    rest = [cell for cell in cells if cell.number > label.number]
    if _says_total(table, label):  # what nobody adds up is one empty cell
        rest = [cell for cell in rest if table.sort(cell) is not TextSort.EMPTY or len(table.over(heading, cell)) == 1]
    return bool(rest) and all(len(table.over(heading, cell)) == 1 for cell in rest)


def _says_total(table: SortedTable, label: PaperCell) -> bool:
    return table.vocabulary.closes(label.text, table.year) or says_total(label.text)


def headings_of(table: SortedTable, headings: Sequence[int], cell: PaperCell) -> tuple[str, ...]:
    """Return the headings over a cell, the nearest first, each once."""
    return tuple(dict.fromkeys(one.text for one in _owners_over(table, headings, cell) if one.text.strip()))


def _owners_over(table: SortedTable, headings: Sequence[int], cell: PaperCell) -> Iterator[PaperCell]:
    for row in reversed(headings):
        same = len(table.rows[row]) == len(table.rows[cell.row])
        over = [table.rows[row][cell.number]] if same and row == headings[-1] else table.over(row, cell)
        yield from map(table.owner, over)
