"""The lists of a part whose rows may be added, moved and removed: indicators, and the rows of described forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct

from jixiao.model.data_files import CONTROLS, OVERRIDES, WAIVERS
from jixiao.serve.data_entries import DataEntry, EntryFile, digest, name_row
from jixiao.serve.served_parts import ServedPart
from jixiao.serve.served_year import ServedYear
from jixiao.source.list_scalars import list_scalars
from jixiao.source.nodes import Entries, Items, Unfilled

# Their rows are written from a finding or a print, and stand among the data that no page prints.
_NO_FORMS = frozenset((OVERRIDES.name, WAIVERS.name, CONTROLS.name))


class ServedRow(Struct, frozen=True):
    """A row: what the page calls it, its path, its name, its fields by column."""

    id: str
    path: str
    name: str
    stamp: str
    fields: dict[str, str]
    marks: tuple[str, ...]


class ServedList(Struct, frozen=True):
    """A list of rows in a file."""

    id: str
    path: str
    title: str
    file: str
    columns: tuple[tuple[str, str, str], ...]
    rows: tuple[ServedRow, ...]


def lists_of(year: ServedYear, part: ServedPart, printed: Iterable[str]) -> Iterator[ServedList]:
    """Yield the lists that a part prints rows of; ``printed`` are the entries it prints."""
    here = {year.entries[one].file.file for one in printed if "[" in year.entries[one].entry.path}
    paths = {year.entries[one].entry.path.rpartition("[")[0] for one in printed if "[" in year.entries[one].entry.path}
    for file in (year.files[one] for one in sorted(here)):
        if not part.case or part.kind == "report" or file.file.rpartition("/")[2] in _NO_FORMS:
            continue
        for items in list_items(file.tree):
            if items.path in paths and any(isinstance(one, Entries) for one in items):
                yield _served(year, part, file, items)


def list_items(node: object) -> Iterator[Items]:
    """Yield the lists of rows of a file's tree."""
    if isinstance(node, Unfilled):
        return
    if isinstance(node, Items):
        yield node
    for inner in node.values() if isinstance(node, Entries) else node if isinstance(node, Items) else ():
        yield from list_items(inner)


def find_list(year: ServedYear, name: str) -> tuple[EntryFile, Items] | None:
    """Return the list that the page calls so, with its file; None where there is none."""
    for file in year.files.values():
        for items in list_items(file.tree):
            if list_id(file, items) == name:
                return file, items
    return None


def list_id(file: EntryFile, items: Items) -> str:
    """Return what the page calls a list."""
    return digest("list", file.file, items.path)[:12]


def row_stamp(item: Entries) -> str:
    """Return what tells whether a row is still the row it was."""
    return digest(item.path.rpartition("[")[0], *map(str, list_scalars(item)))


def _served(year: ServedYear, part: ServedPart, file: EntryFile, items: Items) -> ServedList:
    below = _by_row(file)
    rows, columns = [], dict[str, DataEntry]()
    for item in items:
        if not isinstance(item, Entries):
            continue
        inside = {one.path.removeprefix(f"{item.path}."): one for one in below.get(item.path, ())}
        columns = columns or inside
        fields = {key: digest(file.file, one.path)[:12] for key, one in inside.items()}
        marks = tuple(mark for one in fields.values() for home, mark in year.marks_of.get(one, ()) if home == part.id)
        name = digest("row", file.file, item.path)[:12]
        rows.append(ServedRow(name, item.path, name=name_row(item), stamp=row_stamp(item), fields=fields, marks=marks))
    kinds = tuple((key, one.sort.kind, _unit(one)) for key, one in columns.items())
    title = items.path.rpartition(".")[2]
    return ServedList(list_id(file, items), items.path, title=title, file=file.file, columns=kinds, rows=tuple(rows))


def _by_row(file: EntryFile) -> dict[str, list[DataEntry]]:
    """Return the entries in rows of lists, by the path of their row."""
    found: dict[str, list[DataEntry]] = {}
    for path, one in file.entries.items():
        row, bracket, _ = path.rpartition("].")
        if bracket:
            found.setdefault(f"{row}]", []).append(one)
    return found


def _unit(entry: DataEntry) -> str:
    number = entry.sort.reads.number if entry.sort.reads else None
    return number.unit if number else ""


def list_json(one: ServedList) -> dict[str, Any]:
    """Return a list for the page."""
    return {
        "id": one.id,
        "path": one.path,
        "title": one.title,
        "columns": [{"key": key, "label": key, "kind": kind, "unit": unit} for key, kind, unit in one.columns],
        "rows": [
            {"id": row.id, "hash": row.stamp, "name": row.name, "fields": row.fields, "marks": [*row.marks]}
            for row in one.rows
        ],
        "why": "",
    }
