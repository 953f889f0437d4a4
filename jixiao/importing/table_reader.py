"""Reads the tables of one part of a filed package by the labels of its form, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct, field

from jixiao.importing.amounts import unit_note
from jixiao.importing.documents import FiledGrid
from jixiao.importing.form_labels import FormLabels, Group, Loop
from jixiao.importing.label_text import key, likeliest

# A row is headings where at least so much of what is written in it is.
_MOSTLY = 0.6
_LONGEST_LABEL = 60


class SeenValue(Struct, frozen=True):
    """A value as filed: its path, its text, where it stands, and the unit of money its headings state."""

    path: str
    text: str
    place: str
    unit: str | None = None


class Instance(Struct):
    """One filed part: which form, under which label, what was read of it and what was not.

    ``rows`` are those of its loop: values by field. ``read`` are the labels met so far.
    """

    form: FormLabels
    label: str
    file: str
    seen: dict[str, SeenValue] = field(default_factory=dict)
    rows: dict[str, list[dict[str, SeenValue]]] = field(default_factory=dict)
    left: list[SeenValue] = field(default_factory=list)
    read: set[str] = field(default_factory=set)
    unit: str | None = None
    _count: int = 0
    _columns: dict[str, int] = field(default_factory=dict)
    _width: int = 0
    _under: tuple[str, ...] = ()
    _loop: Loop | None = None
    _units: dict[int, str] = field(default_factory=dict)
    _taken: set[tuple[str, ...]] = field(default_factory=set)

    @property
    def spoken(self) -> str:
        """How messages name the part: its label and its file."""
        return f"{self.file} {self.label}"

    def take(self, grid: FiledGrid) -> None:
        """Read one more table of the part."""
        for row in grid.rows:
            self._count += 1
            self._row(row)

    # one row

    def _row(self, cells: Sequence[str]) -> None:
        keys = [key(cell) for cell in cells]
        if self._is_heading(keys):
            self._heading(cells, keys)
            return
        found = list(self._labels(cells, keys))
        if found:
            self._labelled(cells, found)
        elif self._loop is not None and any(keys):
            self._repeated(cells)
        elif not self._headed(cells):
            self._leave(cells)

    def _is_heading(self, keys: Sequence[str]) -> bool:
        written = [one for one in keys if one]
        known = frozenset(word for headings in self.form.headings for word in headings if word)
        met = [one for one in written if _heads(one, known)]
        return len(met) >= 2 and len(met) >= _MOSTLY * len(written)

    def _heading(self, cells: Sequence[str], keys: Sequence[str]) -> None:
        def shared(headings: tuple[str, ...]) -> int:
            return sum(any(_heads(one, frozenset([word])) for one in keys if one) for word in headings if word)

        self._under = max(self.form.headings, key=shared)
        words = frozenset(word for word in self._under if word)
        self._columns, self._width, self._units = {}, len(keys), {}
        for number, one in enumerate(keys):
            for word in _heads(one, words):
                self._columns.setdefault(word, number)
            if unit := unit_note(cells[number]):
                self._units[number] = unit
        self._loop = next((one for one in self.form.loops if not one.after and one.under == self._under), None)

    def _labels(self, cells: Sequence[str], keys: Sequence[str]) -> Iterator[tuple[int, Group]]:
        """Yield which cells of a row are labels of the form, or hold a label and its value."""
        first = next((number for number, one in enumerate(keys) if one), 0)
        for number, one in enumerate(keys):
            if self._loop is not None and number != first:
                break
            group = self.form.groups.get(one)
            if group is None and self._loop is None:
                group = self.form.groups.get(likeliest(one, self.form.groups) or "")
            if group is not None:
                yield number, group
            elif (inline := self._inline(cells[number])) is not None:
                yield number, inline

    def _inline(self, cell: str) -> Group | None:
        if not self.form.inline or len(cell) > _LONGEST_LABEL:
            return None
        steps = [step.strip() for step in cell.replace("：", ":").split(":")]
        return next((group for step in steps if (group := self.form.inline.get(key(step)))), None)

    def _labelled(self, cells: Sequence[str], found: Sequence[tuple[int, Group]]) -> None:
        bounds = [number for number, _ in found[1:]] + [len(cells)]
        for (number, group), bound in zip(found, bounds, strict=True):
            self.read.add(group.label)
            if group.inline:
                self._take_inline(cells, number, bound, group)
            else:
                self._take_group(cells, number, bound, group)
            self._loop = next((one for one in self.form.loops if one.after == group.label), None)

    def _take_inline(self, cells: Sequence[str], number: int, bound: int, group: Group) -> None:
        value = cells[number].replace("：", ":").rpartition(":")[2].strip()
        value = "" if key(value) == group.label else value
        follows = cells[number + 1 : bound]
        if not value and len(follows) == 1:
            self._add(group.paths[0], follows[0], number + 1)
        else:
            self._add(group.paths[0], value, number)

    def _take_group(self, cells: Sequence[str], number: int, bound: int, group: Group) -> None:
        places = self._by_headings(cells, number, bound, group) or list(range(number + 1, bound))
        for path, place in zip(group.paths, places, strict=False):
            if path:
                self._add(path, cells[place], place)
        for place in range(number + 1, bound):
            if place not in places[: len(group.paths)] and cells[place].strip():
                self._leave_cell(cells[place], place)

    def _by_headings(self, cells: Sequence[str], number: int, bound: int, group: Group) -> list[int] | None:
        """Return the cells of a group's values by the headings in force; None where those do not tell."""
        if not any(group.headings) or group.under != self._under or len(cells) != self._width:
            return None
        places = [self._columns.get(heading, -1) for heading in group.headings]
        inside = all(number < place < bound for place in places)
        return places if inside and len(set(places)) == len(places) else None

    def _headed(self, cells: Sequence[str]) -> bool:
        """Take a row that its headings alone name; return whether it is one."""
        for group in self.form.below:
            if group.under != self._under or group.under in self._taken:
                continue
            places = self._by_headings(cells, -1, len(cells), group)
            if places is None:
                written = [n for n, cell in enumerate(cells) if n or cell.strip()]
                places = written[-len(group.paths) :]
            if len(places) == len(group.paths):
                self._taken.add(group.under)
                for path, place in zip(group.paths, places, strict=True):
                    self._add(path, cells[place], place)
                return True
        return False

    def _repeated(self, cells: Sequence[str]) -> None:
        loop = self._loop
        if loop is None:
            return
        if len(cells) == self._width and set(loop.headings) & self._columns.keys():
            places = {
                path: self._columns[head]
                for path, head in zip(loop.paths, loop.headings, strict=True)
                if head in self._columns
            }
            places = self._first_free(loop, places)
        else:
            offset = max(len(cells) - len(loop.paths), 0)
            places = {path: offset + n for n, path in enumerate(loop.paths) if offset + n < len(cells)}
        if loop.after and not any(cells[place].strip() for place in places.values()):
            return
        values = {loop.field(path): self._seen(path, cells[place], place) for path, place in places.items()}
        self.rows.setdefault(loop.source, []).append(values)

    def _first_free(self, loop: Loop, places: dict[str, int]) -> dict[str, int]:
        """Return the places; where the heading over a loop's names says something else, the first cell is theirs."""
        return {
            path: places.get(path, 0 if n == 0 else -1) for n, path in enumerate(loop.paths) if n == 0 or path in places
        }

    # what was met

    def _add(self, path: str, text: str, cell: int) -> None:
        seen = self._seen(path, text, cell)
        if path in self.seen and self.seen[path].text.strip():
            if text.strip() and text.strip() != self.seen[path].text.strip():
                self.left.append(seen)
            return
        self.seen[path] = seen

    def _seen(self, path: str, text: str, cell: int) -> SeenValue:
        unit = self._units.get(cell) or next(iter(self._units.values()), None) or self.unit
        return SeenValue(path, text, f"{self.spoken} 第{self._count}行第{cell + 1}格", unit)

    def _leave(self, cells: Sequence[str]) -> None:
        for number, cell in enumerate(cells):
            one = key(cell)
            if one and one not in self.form.words and one not in self.form.fixed:
                self._leave_cell(cell, number)

    def _leave_cell(self, cell: str, number: int) -> None:
        self.left.append(SeenValue("", cell, f"{self.spoken} 第{self._count}行第{number + 1}格"))


@lru_cache(maxsize=8192)
def _heads(one: str, words: frozenset[str]) -> list[str]:
    """Return which headings a cell is: the same words, several of them in one cell, or nearly the same."""
    if not one or len(one) > 40:
        return []
    if one in words:
        return [one]
    within = [word for word in words if len(word) >= 3 and word in one]
    if within:
        return sorted(within, key=one.index)
    whole = [word for word in words if len(one) >= 3 and one in word]
    if len(whole) == 1:
        return whole
    pieces = [word for piece in re.split("[/、及与和]", one) if piece != one for word in _heads(piece, words)]
    if len(dict.fromkeys(pieces)) > 1:
        return list(dict.fromkeys(pieces))
    near = likeliest(one, {word for word in words if not any(char.isdigit() for char in word)})
    return [near] if near else []
