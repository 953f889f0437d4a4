"""The entries of a data file: every value that is typed in it, or may be, with what it is read as."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from types import UnionType
from typing import Annotated, Any, get_args, get_origin

from msgspec import Struct
from msgspec.structs import replace

from jixiao.findings import Place
from jixiao.glossary import term
from jixiao.model.base import Record
from jixiao.model.groups_of_nothing import NONE_AT_ALL
from jixiao.model.scalars import Day, Reads, open_mark, read_name
from jixiao.source.nodes import Entries, Items, Scalar, parse_yaml
from jixiao.source.rewrite import Manuscript


class EntrySort(Struct, frozen=True):
    """What an entry is: the record and field it belongs to, how it is read, its kind as the page calls it."""

    record: str
    name: str
    reads: Reads | None
    is_day: bool = False
    required: bool = True

    @property
    def kind(self) -> str:
        """The kind of control that suits it: number, date, choice, ticks, line or text."""
        schema: Mapping[str, Any] = self.reads.schema if self.reads else {}
        if self.reads and self.reads.number is not None:
            return "number"
        if self.is_day:
            return "date"
        if "enum" in schema.get("items", {}):
            return "ticks"
        if "enum" in schema:
            return "choice"
        is_line = "pattern" in schema and r"\n" in str(schema["pattern"])
        return "line" if is_line or (self.reads and self.reads.read is read_name) else "text"

    @property
    def choices(self) -> list[str]:
        """What may be chosen; nothing where anything may be written."""
        schema: Mapping[str, Any] = self.reads.schema if self.reads else {}
        listed = schema.get("items", {}).get("enum") or schema.get("enum") or ()
        return [str(one) for one in listed if one is not None]


class DataEntry(Struct, frozen=True):
    """One value of a data file, typed or to be typed.

    ``node`` is what stands there, None where the key is missing; then ``parent`` is the mapping it belongs in, or
    ``group`` the word (无, 待填) that stands for the whole mapping. ``siblings`` are the keys of the mapping in the
    model's order, ``row`` what tells the row of a list that it is in, "" outside lists. ``below`` are the keys between
    ``parent`` and it where groups are missing too.
    """

    path: str
    key: str
    sort: EntrySort
    node: Scalar | Items | None = None
    parent: Entries | None = None
    group: Scalar | None = None
    siblings: tuple[str, ...] = ()
    row: str = ""
    below: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What is typed, "" where nothing is."""
        if isinstance(self.node, Items):
            return "、".join(str(one) for one in self.node)
        return "" if self.node is None or self.node.null else str(self.node)

    @property
    def is_open(self) -> bool:
        """Whether it is still to be filled in."""
        return bool(open_mark(str(self.group) if self.group is not None else self.text))

    @property
    def place(self) -> Place | None:
        """Where it stands; None where it does not."""
        return self.node.place if self.node is not None else None


class EntryFile(Struct, frozen=True, dict=True):
    """A data file's text as typed and its entries by path, those that are missing included."""

    file: str
    text: str
    prefix: str
    model: Any
    tree: object
    entries: Mapping[str, DataEntry]

    def stamp(self, entry: DataEntry) -> str:
        """Return what tells whether an entry is still what it was: a digest of its span and of the row it is in."""
        held = entry.node if entry.node is not None else entry.group
        written = self.manuscript.written(held) if isinstance(held, Scalar) else entry.text
        return digest(entry.path.partition("[")[0], entry.row, written)

    @cached_property
    def manuscript(self) -> Manuscript:
        """The text with the places of its lines."""
        return Manuscript(self.text)

    @cached_property
    def held(self) -> Mapping[str, HeldEntry]:
        """The entries by what the page calls them; kept with the file, which saves 5 ms a change."""
        found = (HeldEntry(self, one) for one in self.entries.values())
        return {one.id: one for one in found}

    @cached_property
    def by_place(self) -> Mapping[Place, HeldEntry]:
        """The entries that stand in the file, by their places; those of a list of words by the place of each."""
        found: dict[Place, HeldEntry] = {}
        for one in self.held.values():
            node = one.entry.node
            if isinstance(node, Items):
                found |= {each.place: one for each in node if isinstance(each, Scalar)}
            if node is not None:
                found[node.place] = one
        return found

    @cached_property
    def by_path(self) -> Mapping[str, HeldEntry]:
        """The entries by their paths."""
        return {one.entry.path: one for one in self.held.values()}


class HeldEntry(Struct, frozen=True, dict=True):
    """An entry with the file that holds it, and what the page calls it."""

    file: EntryFile
    entry: DataEntry

    @cached_property
    def id(self) -> str:
        """What the page calls it: the same as long as it stays where it is in its file's data."""
        return digest(self.file.file, self.entry.path)[:12]

    @property
    def stamp(self) -> str:
        """What tells whether it is still what it was."""
        return self.file.stamp(self.entry)

    @property
    def place(self) -> Place:
        """Where it stands, where it would stand roughly for one that is missing."""
        held = self.entry.group if self.entry.group is not None else self.entry.parent
        return self.entry.place or (held.place if held is not None else Place(self.file.file))


def digest(*words: str) -> str:
    """Return sixteen digits that tell these words from any others."""
    return hashlib.sha256("\0".join(words).encode("utf-8", "replace")).hexdigest()[:16]


@lru_cache(maxsize=64)  # an edit changes one file of some twenty; the others are not read again, which saves 20 ms
def read_entries(text: str, file: str, prefix: str, model: Any) -> EntryFile:
    """Return the entries of a file's text, as ``model`` reads it; ``prefix`` is the path of its root."""
    source = parse_yaml(text.replace("\r\n", "\n"), file, prefix)
    found = {one.path: one for one in _walk(source.tree, _Kind(model))} if model is not None else {}
    return EntryFile(file, text=text, prefix=prefix, model=model, tree=source.tree, entries=found)


class _Kind(Struct, frozen=True):
    """A kind of pydantic's with what stands beside it in ``Annotated``, and the field it is of."""

    kind: Any
    beside: tuple[Any, ...] = ()
    record: str = ""
    name: str = ""
    required: bool = True

    @property
    def sort(self) -> EntrySort:
        reads = next((one for one in self.beside if isinstance(one, Reads)), None)
        return EntrySort(self.record, self.name, reads, is_day=self.kind is Day, required=self.required)


def _inner(kind: Any, outer: _Kind) -> _Kind:
    """Return a kind without ``Annotated`` and ``| None`` around it."""
    beside: tuple[Any, ...] = ()
    while True:
        if get_origin(kind) is Annotated:
            kind, *more = get_args(kind)
            beside += tuple(more)
        elif isinstance(kind, UnionType) and any(_is_record(one) for one in get_args(kind)):
            kind = next(one for one in get_args(kind) if one is not type(None))
        else:
            return _Kind(kind, beside, record=outer.record, name=outer.name, required=outer.required)


def _is_record(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Record)


@lru_cache(maxsize=256)
def _keyed(model: type[Record]) -> Mapping[str, _Kind]:
    found = {}
    for name, field in model.model_fields.items():
        kind = _inner(field.annotation, _Kind(None, record=model.__name__, name=name, required=field.is_required()))
        beside = (*field.metadata, *kind.beside)
        found[field.alias or name] = replace(kind, beside=beside)
    return found


def _walk(node: object, kind: _Kind, row: str = "") -> Iterator[DataEntry]:
    if _is_record(kind.kind):
        if isinstance(node, Entries):
            yield from _walk_record(node, kind.kind, row)
        return
    inside = get_args(kind.kind)[-1] if get_args(kind.kind) else None
    if get_origin(kind.kind) is dict and isinstance(node, Entries):
        for key, value in node.items():
            yield from _walk_value(value, _inner(inside, kind), _At(node, key, (), row))
    elif get_origin(kind.kind) is list and isinstance(node, Items):
        for number, item in enumerate(node, start=1):
            if isinstance(item, Scalar):
                sort = _inner(inside, kind).sort
                yield DataEntry(item.path, f"{number}", sort, item, row=row)
            else:
                below = row if not isinstance(item, Entries) else "\0".join(filter(None, (row, name_row(item))))
                yield from _walk(item, _inner(inside, kind), below)


class _At(Struct, frozen=True):
    parent: Entries
    key: str
    siblings: tuple[str, ...]
    row: str


def _walk_record(node: Entries, model: type[Record], row: str) -> Iterator[DataEntry]:
    fields = _keyed(model)
    siblings = tuple(fields)
    for key, kind in fields.items():
        at = _At(node, key, siblings, row)
        if key in node:
            yield from _walk_value(node[key], kind, at)
        elif kind.sort.reads is not None:
            path = f"{node.path}.{key}".lstrip(".")
            yield DataEntry(path, key, kind.sort, parent=node, siblings=siblings, row=row)
        elif _is_record(kind.kind) and not kind.required:
            yield from _walk_missing(kind.kind, at, (key,))


def _walk_missing(model: type[Record], at: _At, below: tuple[str, ...]) -> Iterator[DataEntry]:
    """Yield the values of a group that is left out whole, where each of them may be left out too."""
    fields = _keyed(model)
    if any(kind.required for kind in fields.values()):
        return
    for key, kind in fields.items():
        if kind.sort.reads is not None:
            path = ".".join(filter(None, (at.parent.path, *below, key)))
            yield DataEntry(path, key, kind.sort, parent=at.parent, siblings=at.siblings, row=at.row, below=below)
        elif _is_record(kind.kind):
            yield from _walk_missing(kind.kind, at, (*below, key))


def _walk_value(value: object, kind: _Kind, at: _At) -> Iterator[DataEntry]:
    if (isinstance(value, Scalar) and (kind.sort.reads is not None or not _holds_more(kind))) or (
        isinstance(value, Items) and kind.sort.kind == "ticks" and all(isinstance(one, Scalar) for one in value)
    ):
        yield DataEntry(value.path, at.key, kind.sort, value, parent=at.parent, siblings=at.siblings, row=at.row)
    elif isinstance(value, Scalar) and _is_record(kind.kind):
        yield from _walk_group(value, kind.kind, at)
    else:
        yield from _walk(value, kind, at.row)


def _walk_group(word: Scalar, model: type[Record], at: _At) -> Iterator[DataEntry]:
    """Yield the values of a mapping that one word (无, 待填) stands for; nothing where the word is another."""
    if word.strip() in NONE_AT_ALL or open_mark(word):
        fields = _keyed(model)
        for key, kind in fields.items():
            path = f"{word.path}.{key}"
            yield DataEntry(path, key, kind.sort, group=word, siblings=tuple(fields), row=at.row)


def _holds_more(kind: _Kind) -> bool:
    return _is_record(kind.kind) or get_origin(kind.kind) in (list, dict)


def name_row(item: Entries) -> str:
    """Return what a row of a list is called: its indicator, else its first value."""
    named = item.get(term("level3"))
    return (
        str(named)
        if isinstance(named, Scalar)
        else next((str(one) for one in item.values() if isinstance(one, Scalar)), "")
    )
