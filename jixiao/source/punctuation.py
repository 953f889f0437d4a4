"""Mechanical mends of Chinese writing: what is wrong beyond doubt, and how it should stand.

A mend touches punctuation, spaces and the width of digits; never a word, never an amount. What could
mean something else (an inch mark, a column of names) is left to people.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from msgspec import Struct

from jixiao.patterns import compile_late

_HAN_RANGES = (("\u3400", "\u4dbf"), ("\u4e00", "\u9fff"), ("\uf900", "\ufaff"), ("〇", "〇"))
_OPENING, _CLOSING = "《〈【〔（“‘", "》〉】〕）”’"
_MARKS = "，。；：？！、"
_PUNCTUATION = _MARKS + _OPENING + _CLOSING
_FULL_WIDTH_OF = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}

# What stands beside these is looked at one by one: a class of twenty thousand characters takes long to compile.
_HALF_WIDTH = compile_late(r"(?:(?<! ) +)?([,;:?!]) *")
_SPACES = compile_late("[ \u3000]+")
FULL_WIDTH = compile_late("[０-９Ａ-Ｚａ-ｚ]+(?:．[０-９]+)?％?|(?<=[0-9])％")
_LATIN = compile_late("[A-Za-z]")


class Mend(Struct, frozen=True):
    """A stretch of a line, from ``start`` to ``end``, and what should stand in its place."""

    start: int
    end: int
    right: str


def is_han(character: str) -> bool:
    """Return whether a character is a Chinese one; "" is none."""
    return any(first <= character <= last for first, last in _HAN_RANGES)


def mend_punctuation(line: str, *, digits: bool = True) -> str:
    """Return one line with all mends made; ``digits=False`` leaves the width of digits alone."""
    steps: list[Callable[[str], Iterator[Mend]]] = [full_width_letters] if digits else []
    steps += [straight_quotes, half_width_brackets, half_width_marks, stray_spaces]
    for _ in range(len(line) + 1):
        before = line
        for step in steps:
            line = _applied(line, step(line))
        if line == before:
            break
    return line


def _applied(line: str, mends: Iterator[Mend]) -> str:
    for mend in sorted(mends, key=lambda one: -one.start):
        line = line[: mend.start] + mend.right + line[mend.end :]
    return line


def half_width_marks(line: str) -> Iterator[Mend]:
    """Yield half-width , ; : ? ! after Chinese characters, with the spaces around them."""
    for match in _HALF_WIDTH.finditer(line):
        before, after = _beside(line, match)
        follows = after == "" or after in _OPENING or is_han(after) or (after.isascii() and after.isalnum())
        if follows and before and (before in _CLOSING or is_han(before)):
            yield Mend(match.start(), match.end(), _FULL_WIDTH_OF[match[1]])


def _beside(line: str, match: re.Match[str]) -> tuple[str, str]:
    """Return the characters before and after, "" at the line's start and end."""
    return line[match.start() - 1 : match.start()], line[match.end() : match.end() + 1]


def half_width_brackets(line: str) -> Iterator[Mend]:
    """Yield half-width brackets of pairs that stand in Chinese text, or whose other half is full-width."""
    for opening, closing in bracket_pairs(line):
        kinds = line[opening] + line[closing]
        if kinds == "（）" or (kinds == "()" and not _in_chinese(line, opening, closing)):
            continue
        yield from (Mend(at, at + 1, right) for at, right in ((opening, "（"), (closing, "）")) if line[at] != right)


def bracket_pairs(line: str) -> Iterator[tuple[int, int]]:
    """Yield where each pair of round brackets opens and closes, of either width."""
    opened: list[int] = []
    for at, character in enumerate(line):
        if character in "(（":
            opened.append(at)
        elif character in ")）" and opened:
            yield opened.pop(), at


def _in_chinese(line: str, opening: int, closing: int) -> bool:
    before, after = line[:opening].rstrip(" ")[-1:], line[closing + 1 :].lstrip(" ")[:1]
    if any(map(is_han, line[opening:closing])) or _is_like_han(before):
        return True
    return not before and _is_like_han(after)


def _is_like_han(character: str) -> bool:
    return is_han(character) or (character != "" and character in _PUNCTUATION)


def straight_quotes(line: str) -> Iterator[Mend]:
    """Yield straight quotation marks round Chinese text, where it is clear which opens and which closes."""
    yield from _straight(line, '"', "“”")
    yield from _straight(line, "'", "‘’")


def _straight(line: str, mark: str, curly: str) -> Iterator[Mend]:
    places = [at for at, character in enumerate(line) if character == mark and not _apostrophe(line, at)]
    pairs = list(zip(places[::2], places[1::2], strict=False))
    if len(places) % 2 == 0 and not _mixed(line, places, curly) and all(_clear(line, *pair) for pair in pairs):
        for opening, closing in pairs:
            yield Mend(opening, opening + 1, curly[0])
            yield Mend(closing, closing + 1, curly[1])


def _apostrophe(line: str, at: int) -> bool:
    return line[at] == "'" and bool(_LATIN.match(line[at - 1 : at]) or _LATIN.match(line[at + 1 : at + 2]))


def _mixed(line: str, places: list[int], curly: str) -> bool:
    """Return whether a straight mark stands between curly ones, or the other way about."""
    depth = 0
    for at, character in enumerate(line):
        depth += (character == curly[0]) - (character == curly[1])
        if at in places and depth:
            return True
    pairs = zip(places[::2], places[1::2], strict=False)
    return any(character in line[start:end] for start, end in pairs for character in curly)


def _clear(line: str, opening: int, closing: int) -> bool:
    inside = line[opening + 1 : closing]
    inches = line[opening - 1 : opening].isdigit()
    return not inches and any(map(is_han, inside)) and inside == inside.strip()


def stray_spaces(line: str) -> Iterator[Mend]:
    """Yield single spaces between Chinese characters, spaces at Chinese punctuation, at the line's start and end."""
    for match in _SPACES.finditer(line):
        before, after = _beside(line, match)
        if not (before and after) or _stray(before, match.group(), after):
            yield Mend(match.start(), match.end(), "")


def _stray(before: str, spaces: str, after: str) -> bool:
    if spaces == " " and is_han(before) and is_han(after):
        return True
    by_a_mark = before in _PUNCTUATION or after in _PUNCTUATION
    return by_a_mark and "\u3000" not in spaces and _is_like_han(before) and _is_like_han(after)


def full_width_letters(line: str) -> Iterator[Mend]:
    """Yield full-width digits, letters and per cent signs."""
    for match in FULL_WIDTH.finditer(line):
        yield Mend(match.start(), match.end(), unicodedata.normalize("NFKC", match.group()))


def bones(text: str) -> str:
    """Return what no mend may change: the text without spaces, all punctuation and digits of one width."""
    narrow = unicodedata.normalize("NFKC", text).translate(_QUOTES)
    return "".join(narrow.split())


_QUOTES = str.maketrans("“”‘’", "\"\"''")
