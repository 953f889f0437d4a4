"""Second-level indicators that a form may have and has not yet: lists without rows, begun by their first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from jixiao.build.steps import Inspected
from jixiao.glossary import term
from jixiao.model.scalars import OPEN
from jixiao.serve.data_entries import DataEntry, EntryFile, EntrySort, digest
from jixiao.serve.entry_writing import line_end, write_missing_key
from jixiao.serve.served_parts import ServedPart
from jixiao.serve.served_year import ServedYear
from jixiao.source.nodes import Entries
from jixiao.source.scalar_text import UnwritableError

_ASKED = ("level3", "target", "actual", "points")


class OptionalList(Struct, frozen=True):
    """A second-level indicator that is not there: its file, the mapping of the first level, its name and its like."""

    file: EntryFile
    level1: Entries
    name: str
    siblings: tuple[str, ...]

    @property
    def path(self) -> str:
        """The path its rows would have."""
        return f"{self.level1.path}.{self.name}"

    @property
    def id(self) -> str:
        """What the page calls it: as it will when it has rows."""
        return digest("list", self.file.file, self.path)[:12]


def list_optional(year: ServedYear, part: ServedPart | None = None) -> Iterator[OptionalList]:
    """Yield the second-level indicators that the year's forms, or the one of a part, may have and have not."""
    for case in year.cases:
        if isinstance(case, Inspected):
            levels = {str(one.name): tuple(map(str, one.level2)) for one in case.dossier.form_set.indicator_system}
            for file in year.files.values():
                if part is None or year.own_part(file.prefix) == part.id:
                    yield from _of_file(file, levels)


def _of_file(file: EntryFile, levels: Mapping[str, tuple[str, ...]]) -> Iterator[OptionalList]:
    tree = file.tree.get(term("indicators")) if isinstance(file.tree, Entries) else None
    for name, level1 in tree.items() if isinstance(tree, Entries) else ():
        if isinstance(level1, Entries) and level1:
            missing = (one for one in levels.get(name, ()) if one not in level1)
            yield from (OptionalList(file, level1, name=one, siblings=levels[name]) for one in missing)


def begin_list(wanted: OptionalList) -> str:
    """Return the file's text with the list and a first row that is open; UnwritableError where it cannot be written."""
    file, parent = wanted.file, wanted.level1
    column = min(place.column for place in parent.key_places.values()) - 1
    indent, end = " " * (column + 2), line_end(file.text)
    keys = [term(name) for name in _ASKED]
    lines = [f"{indent}{'- ' if not number else '  '}{key}: {OPEN}" for number, key in enumerate(keys)]
    sort = EntrySort("", "", None)
    entry = DataEntry(wanted.path, wanted.name, sort, parent=parent, siblings=wanted.siblings)
    key = f"{wanted.name}:"
    text = write_missing_key(file, entry)
    at = _end_of_line(text, key, column)
    return text[:at] + end + end.join(lines) + text[at:]


def _end_of_line(text: str, key: str, column: int) -> int:
    """Return the end of the only line that is a key alone in a column; UnwritableError where there is none."""
    found, start = [], 0
    for line in text.splitlines(keepends=True):
        if line.rstrip() == " " * column + key:
            found.append(start + len(line.rstrip()))
        start += len(line)
    if len(found) != 1:
        raise UnwritableError(key)
    return found[0]
