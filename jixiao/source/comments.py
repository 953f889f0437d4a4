"""YAML with its layout: every entry with its place and the comments that go with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct, field

from jixiao.patterns import compile_late

NULLS = ("", "~", "null", "Null", "NULL")
# A blank line between entries, told apart from one inside a text.
BLANK = "\ufdd0"
_ONLY_COMMENT = compile_late(r"\s*(#.*)?")
_COMMENT_BESIDE = compile_late(r"(?<!\s)\s+(#.*)")


class NotPlainError(Exception):
    """The file is written in a way that has no canonical form: keys of several lines, documents marked by ---."""


class Entry(Struct, eq=False):
    """A key with its value, or an item of a list: the value is a text (None: blank), raw YAML, or entries."""

    name: str
    key: str
    line: int
    column: int
    parent: Entry | None
    text: str | None = None
    raw: str = ""
    is_block: bool = False
    is_list: bool = False
    entries: list[Entry] | None = None
    last_line: int = 0
    above: list[str] = field(default_factory=list)
    beside: str = ""
    below: list[str] = field(default_factory=list)

    def chain(self) -> Iterator[Entry]:
        """Yield the entry and those it lies in."""
        entry: Entry | None = self
        while entry is not None:
            yield entry
            entry = entry.parent


class CommentReader:
    """Builds the tree of entries from the parser's events and gives every comment its entry."""

    def __init__(self, text: str) -> None:
        from ruamel.yaml import YAML

        self.lines = [line.rstrip(" ") for line in text.rstrip("\n").split("\n")]
        self.events = iter(YAML(typ="safe").parse(text))
        self.entries: list[Entry] = []

    def root(self) -> Entry:
        """Return an entry without key that holds the document."""
        next(self.events)
        if next(self.events).explicit:
            raise NotPlainError
        root = Entry("", key="", line=-1, column=-1, parent=None)
        self._read_value(root, next(self.events))
        if root.entries is None:
            raise NotPlainError
        return root

    def _read_value(self, entry: Entry, event: Any) -> None:
        what = kind(event)
        if what == "Scalar":
            self._read_scalar(entry, event)
        elif event.flow_style:
            self._read_flow(entry, event)
        elif what == "MappingStart":
            entry.entries = []
            while kind(key := next(self.events)) != "MappingEnd":
                self._read_entry(entry, key)
        else:
            entry.entries, entry.is_list = [], True
            while kind(item := next(self.events)) != "SequenceEnd":
                self._read_item(entry, item)

    def _read_entry(self, parent: Entry, key: Any) -> None:
        start, end = key.start_mark, key.end_mark
        line = self.lines[start.line]
        if start.line != end.line or not line[end.column :].lstrip().startswith(":"):
            raise NotPlainError
        entry = self._enter(parent, (start.line, start.column), key.value, line[start.column : end.column])
        self._read_value(entry, value := next(self.events))
        self._check_follows(entry, value)
        if entry.entries is not None or entry.text is None:
            entry.beside = self._beside(start.line, line.index(":", end.column) + 1)

    def _read_item(self, parent: Entry, item: Any) -> None:
        start = item.start_mark
        before = self.lines[start.line][: start.column].rstrip()
        if not before.endswith("-"):
            raise NotPlainError
        entry = self._enter(parent, (start.line, len(before) - 1))
        self._read_value(entry, item)
        if entry.text is None and entry.entries is None:
            entry.beside = self._beside(start.line, len(before))

    def _enter(self, parent: Entry, place: tuple[int, int], name: str = "", key: str = "") -> Entry:
        line, column = place
        entry = Entry(name, key=key, line=line, column=column, parent=parent, last_line=line)
        if parent.entries is None:
            raise NotPlainError
        parent.entries.append(entry)
        self.entries.append(entry)
        return entry

    def _check_follows(self, entry: Entry, value: Any) -> None:
        """Refuse what stands between a key and a text on a later line; it would have no place."""
        between = self.lines[entry.line + 1 : value.start_mark.line]
        late = entry.entries is None and entry.text is not None and value.start_mark.line > entry.line
        if late and (any(between) or _COMMENT_BESIDE.search(self.lines[entry.line])):
            raise NotPlainError

    def _read_scalar(self, entry: Entry, event: Any) -> None:
        start, end = event.start_mark, event.end_mark
        if not event.style and event.value in NULLS:
            entry.last_line = max(entry.last_line, start.line if event.value else entry.line)
            return
        entry.text = strip_text(event.value)
        entry.is_block = event.style in ("|", ">")
        if entry.is_block:
            entry.last_line = self._block_end(start.line, entry.column)
            header = self.lines[start.line][start.column :]
            entry.beside = self._beside(start.line, start.column + len(header.split(" ")[0]))
            return
        entry.last_line = end.line
        entry.raw = self.lines[start.line][start.column : end.column] if start.line == end.line else ""
        entry.beside = self._beside(end.line, end.column)

    def _block_end(self, header: int, column: int) -> int:
        last = header
        for number, line in enumerate(self.lines[header + 1 :], start=header + 1):
            if line and len(line) - len(line.lstrip(" ")) <= column:
                break
            last = number if line else last
        return last

    def _read_flow(self, entry: Entry, start: Any) -> None:
        depth, event = 1, start
        while depth:
            event = next(self.events)
            depth += kind(event) in ("MappingStart", "SequenceStart")
            depth -= kind(event) in ("MappingEnd", "SequenceEnd")
        line, end = start.start_mark.line, event.end_mark
        if line != end.line:
            raise NotPlainError
        entry.raw, entry.last_line = self.lines[line][start.start_mark.column : end.column], line
        entry.text = entry.raw
        entry.beside = self._beside(line, end.column)

    def _beside(self, line: int, column: int) -> str:
        match = _COMMENT_BESIDE.fullmatch(self.lines[line][column:])
        return match[1] if match else ""

    # comments

    def attach_comments(self) -> tuple[list[str], list[str]]:
        """Give each comment above an entry to it, each indented deeper to the entry before; return the file's own."""
        start = 0
        while start < len(self.lines) and self.lines[start].startswith("#"):
            start += 1
        header, before = self.lines[:start], self.entries[0]
        for entry in self.entries:
            if entry.line >= start:
                entry.above = self._divided(start, entry.line, entry.column, before)
            start = max(start, entry.line + 1, entry.last_line + 1)
            before = entry
        return header, self._divided(start, len(self.lines), 0, before)

    def _divided(self, start: int, end: int, column: int, before: Entry) -> list[str]:
        lines = self.lines[start:end]
        if any(_ONLY_COMMENT.fullmatch(line) is None for line in lines):
            raise NotPlainError
        deeper = [number for number, line in enumerate(lines) if line and _indent(line) > column]
        divide = deeper[-1] + 1 if deeper and before.line < start else 0
        owner = before
        for line in lines[:divide]:
            if line:
                owner = next((entry for entry in before.chain() if entry.column <= _indent(line)), before)
            owner.below.append(line.strip() or BLANK)
        return [line.strip() or BLANK for line in lines[divide:]]


def kind(event: Any) -> str:
    """Return what a parser's event begins, ends or holds."""
    return type(event).__name__.removesuffix("Event")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def strip_text(text: str) -> str:
    """Return a text as reading takes it: without spaces at the ends of its lines and around it."""
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()
