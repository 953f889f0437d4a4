"""A filed document read by the layout of a form: what was made of every cell and line that holds anything.

Nothing is taken by position alone, and nothing is passed over: a text is read as a field, known as the form's own
word, a mark for "no value", or left and told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, field

from jixiao.importing.documents import FiledBlock, FiledGrid, FiledLine
from jixiao.importing.form_layout import Anchor, FormLayout, ListLayout, first
from jixiao.importing.label_text import label_key
from jixiao.importing.money_units import settle_amounts
from jixiao.importing.paper_cells import (
    CellFate,
    CellReading,
    PaperPlace,
    PaperReading,
    find_year,
    place_in,
    place_line,
)
from jixiao.importing.paper_grid import Labels, PaperCell, PaperGrid, place_cells
from jixiao.importing.printed_values import Value, is_mark, read_printed
from jixiao.importing.text_patterns import TextPattern
from jixiao.model.form_description import FieldDescription
from jixiao.model.form_roles import FieldKind
from jixiao.patterns import compile_late

_HEADINGS_SHARE = 0.6
_FEWEST_HEADINGS = 2
_SHARE = compile_late(r"-?(?:0\.|1$)")
# Kinds that any text is a value of.
_WORDS = (FieldKind.TEXT, FieldKind.TARGET, FieldKind.CODED_NAME)


def read_paper_form(layout: FormLayout, blocks: Sequence[FiledBlock], first_table: int = 0) -> PaperReading:
    """Return what a form's layout makes of a document's blocks; ``first_table`` tables stand before them."""
    year = find_year(blocks)
    reader = _PaperReader(PaperReading(layout, year), first_table)
    for block in blocks:
        if isinstance(block, FiledLine):
            reader.line(block)
        else:
            reader.table(block)
    settle_amounts(reader.reading)
    return reader.reading


class _PaperReader(Struct):
    reading: PaperReading
    table_number: int
    counts: dict[str, int] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    before: str = ""
    grid: FiledGrid = FiledGrid(())
    bare: set[PaperPlace] = field(default_factory=set)
    described: dict[str, FieldDescription] = field(default_factory=dict)

    @property
    def _layout(self) -> FormLayout:
        return self.reading.layout

    def _add(self, place: PaperPlace, text: str, fate: CellFate, path: str = "", value: Value = "") -> None:
        self.reading.cells.append(CellReading(place, text, fate, path=path, value=value))

    # lines

    def line(self, line: FiledLine) -> None:
        text = line.full
        if not text.strip():
            return
        place, key = place_line(line), label_key(text)
        if line.doubtful:
            self._add(place, text, CellFate.LEFT)
        elif not self._by_pattern(place, text):
            known = self._is_line(text)
            if known or not self._below_a_line(place, text):
                self._add(place, text, CellFate.LABEL if known else CellFate.LEFT, key)
        self.before = key

    def _is_line(self, text: str) -> bool:
        key = label_key(text)
        return not key or key in self._layout.lines or bool(self._layout.name(text, self.reading.year))

    def _by_pattern(self, place: PaperPlace, text: str) -> bool:
        """Take a line or a cell of words and values; return whether it is one."""
        return any(self._fits(pattern, place, text) for pattern in self._layout.patterns if pattern.words)

    def _below_a_line(self, place: PaperPlace, text: str) -> bool:
        """Take a line that is nothing but a value, known by the words before it, or by what it looks like."""
        bare = [pattern for pattern in self._layout.patterns if not pattern.words]
        return any(
            self._fits(pattern, place, text)
            for pattern in bare
            if (pattern.after == self.before if pattern.after else self._is_telling(pattern))
        )

    def _is_telling(self, pattern: TextPattern) -> bool:
        return all(self._layout.describe(path).kind not in _WORDS for path in pattern.paths)

    def _fits(self, pattern: TextPattern, place: PaperPlace, text: str) -> bool:
        match = pattern.pattern.fullmatch(text)
        if match is None or not self._allowed(pattern, match):
            return False
        self._add(place, text, CellFate.LABEL, pattern.words)
        for path, found in zip(pattern.paths, match.groups(), strict=True):
            self._take(place, found, path)
        return True

    def _allowed(self, pattern: TextPattern, match: re.Match[str]) -> bool:
        """Return whether the values look like theirs; a year must be one."""
        pairs = zip(pattern.paths, match.groups(), strict=True)
        return all(not found.strip() or self._value(path, found) is not None for path, found in pairs)

    def _value(self, path: str, text: str) -> Value | None:
        way = _without_numbers(path)
        if way not in self.described:
            self.described[way] = self._layout.describe(way)
        return read_printed(text, self.described[way])

    def _take(self, place: PaperPlace, text: str, path: str) -> None:
        """Take a text as the value of a field; a mark is none, and what is none of its kind is left."""
        if not text.strip():
            return
        if is_mark(text):
            self._add(place, text, CellFate.MARK, path)
            return
        value = self._value(path, text)
        if value is None or (place in self.bare and self._may_be_percent(path, text)):
            self._add(place, text, CellFate.LEFT, path)
        else:
            self._add(place, text, CellFate.READ, path, value=value)

    def _may_be_percent(self, path: str, number: str) -> bool:
        """Return whether a number of a workbook may be shown as per cents, or be them without saying so."""
        kind = self._layout.describe(_without_numbers(path)).kind
        unseen = not self.grid.looks_known and kind in _WORDS and _SHARE.match(number)
        return kind is FieldKind.PERCENT or bool(unseen)

    # tables

    def table(self, grid: FiledGrid) -> None:
        self.table_number += 1
        self.grid = grid
        self.bare = {place_in(grid, self.table_number, row, number) for row, number in grid.bare}
        rows = place_cells(grid)
        headings = frozenset(number for number, row in enumerate(rows) if self._is_heading(row))
        paper = PaperGrid(rows, lambda text: self._layout.name(text, self.reading.year), headings)
        active: ListLayout | None = None
        for number, row in enumerate(rows):
            written = [cell for cell in row if cell.text.strip()]
            if not written:
                continue
            if number in headings:
                self._labels(row)
                if not (active and number - 1 in headings):
                    active = self._list_under(paper, number)
            elif active and not self._ends(active, written[0], paper):
                self._list_row(active, row, paper)
            else:
                active = self._plain_row(row, paper)

    def _ends(self, active: ListLayout, cell: PaperCell, paper: PaperGrid) -> bool:
        """Return whether a row that begins with a cell no longer is one of a list: by its label, or its words."""
        name = paper.name_label(cell.text)
        if name in active.closings or (active.after and name):
            return True
        return not name and any(one.words and one.pattern.fullmatch(cell.text) for one in self._layout.patterns)

    def _place(self, cell: PaperCell) -> PaperPlace:
        return place_in(self.grid, self.table_number, cell.row, cell.number)

    def _is_heading(self, row: tuple[PaperCell, ...]) -> bool:
        written = [cell for cell in row if cell.text.strip()]
        names = [self._layout.name(cell.text, self.reading.year) for cell in written]
        met = sum(name in self._layout.heading_words for name in names)
        return met >= _FEWEST_HEADINGS and met >= _HEADINGS_SHARE * len(written)

    def _labels(self, row: tuple[PaperCell, ...]) -> None:
        for cell in row:
            if cell.text.strip():
                name = self._layout.name(cell.text, self.reading.year)
                self._add(self._place(cell), cell.text, CellFate.LABEL if name else CellFate.LEFT, name)

    def _list_under(self, paper: PaperGrid, row: int) -> ListLayout | None:
        """Return the list whose headings a row is, with the row below where that is one too."""
        rows = [row, row + 1] if row + 1 in paper.headings else [row]
        names = [paper.name_label(cell.text) for one in rows for cell in paper.rows[one] if cell.text.strip()]
        fitting = [one for one in self._layout.lists if not one.after and self._share(one, names) >= _HEADINGS_SHARE]
        if not fitting:
            return None
        grouped = [one for one in fitting if one.group in names]
        fresh = [one for one in grouped or fitting if one.path not in self.used] or grouped or fitting
        best = max(fresh, key=lambda one: self._share(one, names))
        self.used.add(best.path)
        return best

    def _share(self, layout: ListLayout, names: Sequence[str]) -> float:
        met = len(layout.headings.intersection(names))
        return met / len(layout.headings) if met >= min(_FEWEST_HEADINGS, len(layout.headings)) else 0

    # rows of a list

    def _list_row(self, layout: ListLayout, row: tuple[PaperCell, ...], paper: PaperGrid) -> None:
        """Take a row of a list; one that repeats a heading is of headings, and of two cells under one none is read."""
        written = [cell for cell in row if cell.text.strip()]
        above = {cell: paper.above(cell) for cell in written}
        if any(first(above[cell]) and paper.name_label(cell.text) == first(above[cell]) for cell in written):
            self._labels(row)
            return
        parts = {cell: self._part(layout, above[cell]) for cell in written}
        if any(paper.above(cell) not in layout.parts and paper.is_under_several(cell) for cell in row):
            parts = dict.fromkeys(written)  # a total, or another row that is none of the list's
        sure = [cell for cell, part in parts.items() if part and list(parts.values()).count(part) == 1]
        number = self.counts[layout.path] = self.counts.get(layout.path, 0) + bool(sure)
        for cell, part in parts.items():
            if part and cell in sure:
                self._take_part(layout, cell, part, number)
            else:
                self._add(self._place(cell), cell.text, CellFate.MARK if is_mark(cell.text) else CellFate.LEFT)

    def _part(self, layout: ListLayout, above: Labels) -> str | None:
        """Return the field of a list that stands under some headings; None where they are not known as a whole."""
        if above in layout.parts:
            return layout.parts[above]
        nearest = [part for labels, part in layout.parts.items() if first(labels) == first(above)]
        return nearest[0] if len(nearest) == 1 and first(above) else None

    def _take_part(self, layout: ListLayout, cell: PaperCell, part: str, number: int) -> None:
        pattern = layout.patterns.get(part)
        match = pattern.pattern.fullmatch(cell.text) if pattern else None
        found = zip(pattern.paths, match.groups(), strict=True) if pattern and match else [(part, cell.text)]
        for name, text in found:
            if self._layout.is_given_by_rows(layout.path, name):
                self._add(self._place(cell), text, CellFate.LABEL, name)
            else:
                self._take(self._place(cell), text, f"{layout.path}[{number}].{name}")

    # other rows

    def _plain_row(self, row: tuple[PaperCell, ...], paper: PaperGrid) -> ListLayout | None:
        """Take a row of labels and values; return the list that begins below it."""
        met: list[str] = []
        for cell in row:
            if not cell.text.strip():
                continue
            name = paper.name_label(cell.text)
            if name and not (name in met and self._anchor(cell, paper)):
                met.append(name)
                self._add(self._place(cell), cell.text, CellFate.LABEL, name)
            elif not self._by_pattern(self._place(cell), cell.text):
                self._anchored(cell, paper)
        return next((one for one in self._layout.lists if met and one.after == met[0]), None)

    def _anchored(self, cell: PaperCell, paper: PaperGrid) -> None:
        anchor = self._anchor(cell, paper)
        if anchor is None or anchor.path in self.used:
            fate = CellFate.MARK if is_mark(cell.text) else CellFate.LEFT
            self._add(self._place(cell), cell.text, fate)
            return
        self.used.add(anchor.path)
        self._take(self._place(cell), cell.text, anchor.path)

    def _anchor(self, cell: PaperCell, paper: PaperGrid) -> Anchor | None:
        """Return the field that stands under these labels: by both, or right beside the one that has a single field."""
        beside = paper.left_of(cell)
        left, above = beside.labels, paper.above(cell)
        if not left and cell.row - 1 not in paper.headings:
            return None
        both = self._layout.by_labels.get((first(left), first(above)), [])
        both = [
            one for one in both if one.grouped == beside.goes_on and (first(above) or one.between == beside.between)
        ]
        if both:
            return max(
                both, key=lambda one: (one.path not in self.used, _alike(one.left, left), _alike(one.above, above))
            )
        known = self._layout.by_left.get(first(left), []) if left and not beside.goes_on else []
        return known[0] if len(known) == 1 and beside.between == known[0].between == 0 else None


def _without_numbers(path: str) -> str:
    """Return the path of a field of a list without which row it is of."""
    return re.sub(r"\[[0-9]+\]", "", path)


def _alike(one: Labels, other: Labels) -> int:
    return sum(a == b for a, b in zip(one, other, strict=False))
