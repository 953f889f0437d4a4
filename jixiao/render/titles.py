"""Long titles, broken where a reader pauses: never within a word or a unit's name.

GB/T 9704—2012, 7.3.1: a title is set in size 2 (22 pt), which a line of 156 mm holds twenty characters of; where it
goes on in a new line the words stay whole, and the lines are of like length.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import combinations, pairwise

from jixiao.patterns import compile_late

_CHARACTERS = 20
# Where the words of such titles begin and end.
_BOUND = compile_late(r"(?<=关于)|(?<=年度)|(?<=年)(?!度)|(?=部门)|(?<=（单位）)|(?=整体支出)|(?=项目支出)|(?=绩效)")
_NAME = "\ufffc"
_MOST_PIECES = 12


def break_title(title: str, name: str) -> str:
    """Return a title with line breaks in the lines that are too long; ``name`` in it stays whole, however long."""
    return "\n".join(_broken(line, name) for line in title.split("\n"))


def _broken(line: str, name: str) -> str:
    if _width(line) <= _CHARACTERS:
        return line
    kept = line.replace(name, _NAME) if name else line
    pieces = [piece.replace(_NAME, name) for piece in re.split(f"({_NAME})|{_BOUND.pattern}", kept) if piece]
    if len(pieces) > _MOST_PIECES:
        return line
    for lines in range(2, len(pieces) + 1):
        best = min((_joined(pieces, cuts) for cuts in combinations(range(1, len(pieces)), lines - 1)), key=_longest)
        if _longest(best) <= _CHARACTERS:
            return "\n".join(best)
    # A name may be longer than a line: alone in its own it is broken the least.
    return "\n".join(_around(pieces, name))


def _joined(pieces: list[str], cuts: tuple[int, ...]) -> list[str]:
    return ["".join(pieces[start:end]) for start, end in pairwise((0, *cuts, len(pieces)))]


def _around(pieces: list[str], name: str) -> list[str]:
    if name not in pieces:
        return ["".join(pieces)]
    at = pieces.index(name)
    return [line for line in ("".join(pieces[:at]), name, "".join(pieces[at + 1 :])) if line]


def _longest(lines: list[str]) -> float:
    return max(map(_width, lines))


def _width(text: str) -> float:
    """Return the width in Chinese characters; digits and letters are half as wide."""
    return sum(1 if unicodedata.east_asian_width(char) in "WFA" else 0.5 for char in text)
