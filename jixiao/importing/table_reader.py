"""Reads the tables of one part of a filed package by the labels of its form, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct, field

from jixiao.importing.amounts import unit_note
from jixiao.importing.documents import FiledGrid, PaperSpot
from jixiao.importing.form_labels import FormLabels, Group, Loop
from jixiao.importing.label_text import find_label, label_key

# A row is headings where at least so much of what is written in it is.
_MOSTLY = 0.6
_LONGEST_LABEL, _LONGEST_HEADING = 60, 40
# Of cells whose letters mean something else than they say; what they hold is told where it was met.
NOT_UNDERSTOOD = "没有读懂"


class FiledValue(Struct, frozen=True):
    """A value as filed: its path, its text, where it stands, and the unit of money its headings state.

    ``spot`` is what it was read from, None for what stands beside the text. ``problem`` is why it is no value,
    ``read_as`` what it was read as where that is not printed as filed.
    """

    path: str
    text: str
    place: str
    unit: str | None = None
    spot: PaperSpot | None = None
    problem: str = ""
    read_as: str = ""


Row = dict[str, FiledValue]


class FiledForm(Struct):
    """One filed part: which form, under which label; its values by path, and cells that were not read.

    ``number`` is a project's, 0 for other forms. ``rows`` are those of its loops: values by term. ``labels_met`` are
    the labels read so far.
    """

    form: FormLabels
    label: str
    file: str
    unit: str | None = None
    number: int = 0
    values: Row = field(default_factory=dict)
    rows: dict[str, list[Row]] = field(default_factory=dict)
    unread: list[FiledValue] = field(default_factory=list)
    labels_met: set[str] = field(default_factory=set)
    _count: int = 0
    _doubtful: frozenset[int] = frozenset()
    _columns: dict[str, int] = field(default_factory=dict)
    _extents: dict[str, tuple[int, int]] = field(default_factory=dict)
    _width: int = 0
    _under: tuple[str, ...] = ()
    _loop: Loop | None = None
    _units: dict[int, str] = field(default_factory=dict)
    _taken: set[tuple[str, ...]] = field(default_factory=set)
    _grid: FiledGrid = FiledGrid(())
    _line: int = 0

    @property
    def place(self) -> str:
        """How messages name the part: its file and its label."""
        return f"{self.file} {self.label}"

    def read(self, grid: FiledGrid) -> None:
        """Read one more table of the part."""
        self._grid = grid
        for number, row in enumerate(grid.rows):
            self._count, self._line = self._count + 1, number
            self._doubtful = frozenset(cell for line, cell in grid.doubtful if line == number)
            self._row(row)
        self._doubtful = frozenset()

    def _row(self, cells: Sequence[str]) -> None:
        keys = [label_key(cell) for cell in cells]
        if self._is_heading(keys):
            self._heading(cells, keys)
        elif found := list(self._labels(cells, keys)):
            self._labelled(cells, found)
        elif self._loop is not None and any(keys):
            self._repeated(cells, self._loop)
        elif not self._headed(cells):
            for number, key in enumerate(keys):
                if key and key not in self.form.words and key not in self.form.fixed:
                    self._leave(cells[number], number)

    # headings

    def _is_heading(self, keys: Sequence[str]) -> bool:
        written = [key for key in keys if key]
        met = sum(bool(_headings_in(key, self.form.heading_words)) for key in written)
        return met >= 2 and met >= _MOSTLY * len(written)

    def _heading(self, cells: Sequence[str], keys: Sequence[str]) -> None:
        def shared(headings: tuple[str, ...]) -> int:
            return sum(any(_headings_in(key, frozenset([word])) for key in keys) for word in headings if word)

        self._under = max(self.form.headings, key=shared)
        words = frozenset(word for word in self._under if word)
        self._columns, self._extents, self._width = {}, {}, len(keys)
        for number, key in enumerate(keys):
            for word in _headings_in(key, words):
                self._columns.setdefault(word, number)
                if self._grid.columns:
                    self._extents.setdefault(word, self._extent(number))
        self._units = {number: unit for number, cell in enumerate(cells) if (unit := unit_note(cell))}
        self._loop = next((loop for loop in self.form.loops if not loop.after and loop.under == self._under), None)

    def _by_headings(self, cells: Sequence[str], number: int, bound: int, group: Group) -> list[int] | None:
        """Return the cells of a group's values by the headings in force; None where those do not tell."""
        if not any(group.headings) or group.under != self._under or len(cells) != self._width:
            return None
        places = [self._columns.get(heading, -1) for heading in group.headings]
        inside = all(number < place < bound for place in places)
        return places if inside and len(set(places)) == len(places) else None

    def _extent(self, number: int) -> tuple[int, int]:
        """Return from where to where in the table's grid a cell of the row goes."""
        columns = self._grid.columns[self._line]
        return columns[number], columns[number + 1]

    def _under_headings(self, number: int, bound: int, group: Group) -> list[int] | None:
        """Return the cells of a row that has too few by the headings above, -1 for a value that has none of its own.

        A cell that somebody merged over two headings is the value of neither. None where the headings do not tell.
        """
        known = group.under == self._under and all(heading in self._extents for heading in group.headings)
        if not (known and self._grid.columns and 0 < bound - number - 1 < len(group.paths)):
            return None
        extents = {self._extent(place): place for place in range(number + 1, bound)}
        return [extents.get(self._extents[heading], -1) for heading in group.headings]

    def _spans_several(self, cells: Sequence[str], headings: Sequence[str]) -> bool:
        """Return whether a cell was merged over several headings: nothing says whose value it is."""
        if not self._grid.columns:
            return False
        known = {self._extents[heading] for heading in headings if heading in self._extents}
        wide = (self._extent(number) for number, cell in enumerate(cells) if cell.strip())
        return any(sum(left <= start and end <= right for start, end in known) > 1 for left, right in wide)

    # rows with labels

    def _labels(self, cells: Sequence[str], keys: Sequence[str]) -> Iterator[tuple[int, Group]]:
        """Yield which cells of a row are labels of the form, or hold a label and its value."""
        first = next((number for number, key in enumerate(keys) if key), 0)
        for number, key in enumerate(keys):
            if self._loop is not None and number != first:
                break
            group = self.form.groups.get(key)
            if group is None and self._loop is None:
                group = self.form.groups.get(find_label(key, self.form.groups) or "")
            if group := group or self._inline(cells[number]):
                yield number, group

    def _inline(self, cell: str) -> Group | None:
        if not self.form.inline or len(cell) > _LONGEST_LABEL:
            return None
        steps = [step.strip() for step in cell.replace("：", ":").split(":")]
        return next((group for step in steps if (group := self.form.inline.get(label_key(step)))), None)

    def _labelled(self, cells: Sequence[str], found: Sequence[tuple[int, Group]]) -> None:
        bounds = [number for number, _ in found[1:]] + [len(cells)]
        for (number, group), bound in zip(found, bounds, strict=True):
            self.labels_met.add(group.label)
            if group.inline:
                self._take_inline(cells, number, bound, group)
            else:
                self._take_group(cells, number, bound, group)
            self._loop = next((loop for loop in self.form.loops if loop.after == group.label), None)

    def _take_inline(self, cells: Sequence[str], number: int, bound: int, group: Group) -> None:
        value = cells[number].replace("：", ":").rpartition(":")[2].strip()
        value = "" if label_key(value) == group.label else value
        beside = not value and bound == number + 2
        self._add(group.paths[0], cells[number + 1] if beside else value, number + beside)

    def _take_group(self, cells: Sequence[str], number: int, bound: int, group: Group) -> None:
        places = self._by_headings(cells, number, bound, group) or self._under_headings(number, bound, group)
        places = places or list(range(number + 1, bound))
        for path, place in zip(group.paths, places, strict=False):
            if path and place >= 0:
                self._add(path, cells[place], place)
        for place in range(number + 1, bound):
            if place not in places[: len(group.paths)] and cells[place].strip():
                self._leave(cells[place], place)

    # rows without

    def _headed(self, cells: Sequence[str]) -> bool:
        """Take a row that its headings alone name; return whether it is one."""
        for group in self.form.below:
            if group.under != self._under or group.under in self._taken:
                continue
            places = self._by_headings(cells, -1, len(cells), group)
            if places is None:
                places = [number for number, cell in enumerate(cells) if number or cell.strip()][-len(group.paths) :]
            if len(places) == len(group.paths):
                self._taken.add(group.under)
                for path, place in zip(group.paths, places, strict=True):
                    self._add(path, cells[place], place)
                return True
        return False

    def _repeated(self, cells: Sequence[str], loop: Loop) -> None:
        """Take a row of a loop by the headings over it, by its last cells where there are none or they do not fit."""
        if len(cells) == self._width and set(loop.headings) & self._columns.keys():
            # Where the heading over a loop's names says something else, the first cell is theirs.
            named = enumerate(zip(loop.terms, loop.headings, strict=True))
            places = {one: self._columns.get(head, 0) for n, (one, head) in named if not n or head in self._columns}
        elif loop.after and self._spans_several(cells, loop.headings):
            for place in (number for number, cell in enumerate(cells) if cell.strip()):
                self._leave(cells[place], place)
            return
        else:
            places = dict(zip(loop.terms, range(max(len(cells) - len(loop.terms), 0), len(cells)), strict=False))
        if not loop.after or any(cells[place].strip() for place in places.values()):
            row = {name: self._value(name, cells[place], place) for name, place in places.items()}
            self.rows.setdefault(loop.source, []).append(row)

    # what was met

    def _add(self, path: str, text: str, cell: int) -> None:
        if cell in self._doubtful:
            return  # told as not read, and so to be filled in
        known = self.values[path].text.strip() if path in self.values else ""
        if not known:
            self.values[path] = self._value(path, text, cell)
        elif text.strip() not in ("", known):
            self.unread.append(self._value(path, text, cell))

    def _value(self, path: str, text: str, cell: int) -> FiledValue:
        text, problem = ("", NOT_UNDERSTOOD) if cell in self._doubtful else (text, "")
        unit = self._units.get(cell) or next(iter(self._units.values()), None) or self.unit
        return FiledValue(path, text, self._place(cell), unit=unit, spot=self._spot(cell), problem=problem)

    def _leave(self, text: str, cell: int) -> None:
        self.unread.append(FiledValue("", text, self._place(cell), spot=self._spot(cell)))

    def _spot(self, cell: int) -> PaperSpot:
        return PaperSpot(self._grid, self._line, cell)

    def _place(self, cell: int) -> str:
        return f"{self.place} 第{self._count}行第{cell + 1}格"


@lru_cache(maxsize=8192)
def _headings_in(key: str, words: frozenset[str]) -> list[str]:
    """Return which headings a cell is: the same words, several of them in one cell, or nearly the same."""
    if not key or len(key) > _LONGEST_HEADING:
        return []
    if key in words:
        return [key]
    if within := [word for word in words if len(word) >= 3 and word in key]:
        return sorted(within, key=key.index)
    whole = [word for word in words if len(key) >= 3 and key in word]
    if len(whole) == 1:
        return whole
    pieces = [word for piece in re.split("[/、及与和]", key) if piece != key for word in _headings_in(piece, words)]
    if len(dict.fromkeys(pieces)) > 1:
        return list(dict.fromkeys(pieces))
    near = find_label(key, {word for word in words if not any(char.isdigit() for char in word)})
    return [near] if near else []
