"""Text made harmless for where it is shown: terminals, XML, JSON."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable


def printable(text: str, *, lines: bool = False) -> str:
    """Return text without control characters, which could drive a terminal or break XML; ``lines`` keeps line ends."""
    return _replaced(text, lambda char: char if lines and char == "\n" else "�")


def json_text(value: object, *, indent: int | None = None) -> str:
    """Return JSON that a terminal can show: Chinese as it is, control characters as escapes."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _replaced(text, lambda char: char if char == "\n" else json.dumps(char)[1:-1])


def one_line(text: str) -> str:
    """Return text on one line, without control characters."""
    return printable(" ".join(text.split()))


def _replaced(text: str, instead: Callable[[str], str]) -> str:
    """Return text with something instead of each character that is not harmless."""
    if text.isprintable():
        return text
    harmful = {char: instead(char) for char in set(text) if not _harmless(char)}
    return text.translate(str.maketrans(harmful)) if any(one != other for one, other in harmful.items()) else text


def _harmless(char: str) -> bool:
    # The full-width space does not count as printable in Python.
    return char.isprintable() or unicodedata.category(char) == "Zs"
