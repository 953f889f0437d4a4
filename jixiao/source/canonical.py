"""YAML in its canonical form: the same values and comments, laid out in one way.

Two spaces a level, one space after the colon, keys in the order the caller wants, long texts as ``|-``,
quotation marks only where YAML needs them, no spaces at line ends, no second blank line. A comment stays
above or beside what it stood by, and goes with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from jixiao.patterns import compile_late
from jixiao.source.comments import BLANK, NULLS, CommentReader, Entry, kind

# The order of a mapping's keys, given the keys on the way to it (lists add none); None leaves it as it is.
Order = Callable[[tuple[str, ...]], list[str] | None]
# Words and numbers that YAML reads as they stand, which need not be tried: 42,000 of them took some 6 s.
_ORDINARY = compile_late(r"[\u4e00-\u9fff0-9A-Za-z≥≤（《“][\u4e00-\u9fff0-9A-Za-z.%≥≤（）《》“”，。、；：]*")
# What a text should read, given the keys on the way to it.
Reword = Callable[[tuple[str, ...], str], str]


def write_canonical(text: str, order: Order, reword: Reword) -> str:
    """Return a readable YAML text in canonical form; NotPlainError where it has none."""
    reader = CommentReader(text)
    root = reader.root()
    header, footer = reader.attach_comments()
    written = [*header, *_written(root, indent=0, path=(), order=order, reword=reword), *footer]
    return "\n".join(_single_blanks(written)) + "\n"


def _single_blanks(lines: list[str]) -> Iterator[str]:
    while lines and lines[-1] == BLANK:
        lines.pop()
    last = BLANK
    for line in lines:
        if line != BLANK or last != BLANK:
            yield "" if line == BLANK else line
        last = line


def _written(parent: Entry, indent: int, path: tuple[str, ...], order: Order, reword: Reword) -> Iterator[str]:
    """Yield the lines of the entries of a mapping or a list."""
    pad = " " * indent
    for entry in _ordered(parent, order(path)):
        inside = (*path, entry.name) if entry.name else path
        _hoist_comments(entry, order(inside))
        yield from (line if line == BLANK else pad + line for line in entry.above)
        yield from _entry_lines(entry, indent=indent, path=inside, order=order, reword=reword)
        yield from (line if line == BLANK else pad + line for line in entry.below)


def _hoist_comments(item: Entry, wanted: list[str] | None) -> None:
    """Move what stands above the first key of a list's item above the item: a dash and its key share a line."""
    first = next(iter(_ordered(item, wanted)), None)
    if not item.key and first is not None:
        item.above, first.above = item.above + first.above, []


def _ordered(parent: Entry, wanted: list[str] | None) -> list[Entry]:
    entries = parent.entries or []
    names = [entry.name for entry in entries]
    if wanted is None or parent.is_list or any(name not in wanted for name in names):
        return entries
    ordered = sorted(entries, key=lambda entry: wanted.index(entry.name))
    if ordered != entries and ordered[0].above[:1] == [BLANK] and parent.parent is not None:
        ordered[0].above.pop(0)
    return ordered


def _entry_lines(entry: Entry, indent: int, path: tuple[str, ...], order: Order, reword: Reword) -> Iterator[str]:
    pad, is_item = " " * indent, not entry.key
    lead = pad + ("-" if is_item else f"{entry.key}:")
    beside = f"  {entry.beside}" if entry.beside else ""
    if entry.entries is not None:
        inner = list(_written(entry, indent=indent + 2, path=path, order=order, reword=reword))
        if is_item:
            inner[0] = f"{lead} {inner[0].lstrip()}"
        else:
            yield lead + beside
        yield from inner
        return
    if entry.text is None:
        yield lead + beside
        return
    right = entry.text if _is_flow(entry) else reword(path, entry.text)
    if entry.is_block or "\n" in right:
        yield f"{lead} |-{beside}"
        yield from (f"{pad}  {line}" if line else "" for line in right.split("\n"))
    else:
        yield f"{lead} {_inline(right, entry.raw if right == entry.text else '', '- ' if is_item else 'k: ')}{beside}"


def _is_flow(entry: Entry) -> bool:
    return entry.raw == entry.text and entry.raw[:1] in ("[", "{")


def _inline(text: str, raw: str, lead: str) -> str:
    """Return a text on one line, plain if YAML reads it so, else in single quotes, else as it was written."""
    if raw == text or _reads_as(f"{lead}{text}", text):
        return text
    quoted = "'" + text.replace("'", "''") + "'"
    if raw.startswith("'") or not _reads_as(f"{lead}{quoted}", text):
        return raw or quoted
    return quoted


def _reads_as(line: str, text: str) -> bool:
    """Return whether a line of YAML holds just this text."""
    if _ORDINARY.fullmatch(text) and line.endswith(f" {text}"):
        return text not in NULLS
    return _parses_as(line, text)


def _parses_as(line: str, text: str) -> bool:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        events = list(YAML(typ="safe").parse(f"{line}\n"))
    except YAMLError:
        return False
    scalars = [event for event in events if kind(event) == "Scalar"]
    plain_null = scalars and not scalars[-1].style and text in NULLS
    is_one = len(scalars) == 1 + line.startswith("k: ") and len(events) == len(scalars) + 6
    return is_one and not plain_null and scalars[-1].value == text and not scalars[-1].anchor and not scalars[-1].tag
