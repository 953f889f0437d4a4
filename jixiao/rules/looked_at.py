"""Which lines somebody has looked at this year and lets stand, as a comment there says: 已核对 2024."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from jixiao.findings import Place
from jixiao.source.decoding import SourceText
from jixiao.source.list_scalars import list_scalars

MARK = "已核对"


def is_seen(sources: Iterable[SourceText], place: Place, year: int) -> bool:
    """Return whether somebody has marked the line at a place as looked at this year."""
    source = next((one for one in sources if one.file == place.file), None)
    lines = _marked_lines(source.text) if source is not None else ()
    if source is None or not lines:
        return False
    if place.file.endswith(".md"):
        return is_seen_in_report(lines, place.line, year)
    seen = _seen(year)
    return bool(seen.search(lines[place.line - 1]) or seen.search(lines[find_head(source, place.line) - 1]))


@lru_cache(maxsize=64)  # asked of every line that reads as it did last year: they may be as many as there are
def _marked_lines(text: str) -> tuple[str, ...]:
    """Return the lines of a text in which anything is marked; none otherwise."""
    return tuple(text.split("\n")) if MARK in text else ()


def is_seen_in_report(lines: Sequence[str], number: int, year: int) -> bool:
    """Return whether the mark stands in a line of the report or in the comments right below it."""
    seen = _seen(year)
    if seen.search(lines[number - 1]):
        return True
    for line in lines[number:]:
        if line.strip() and not line.strip().startswith("{#"):
            return False
        if seen.search(line):
            return True
    return False


def _seen(year: int) -> re.Pattern[str]:
    return re.compile(rf"#[^\n]*{MARK}\s*{year}(?![0-9])")


def find_head(source: SourceText, line: int) -> int:
    """Return, for a line inside a text of several lines, the line of its key, where a comment can stand."""
    scalars = list_scalars(source.tree)
    return next((one.place.line for one in scalars if one.place.line <= line < one.end.line), line)
