"""Text made harmless for where it is shown: terminals, XML, JSON."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable


def printable(text: str, *, lines: bool = False) -> str:
    """Return text without control characters, which could drive a terminal or break XML; ``lines`` keeps line ends."""
    return _replaced(text, lambda _: "�", lines=lines)


def json_text(value: object, *, indent: int | None = None) -> str:
    """Return JSON that a terminal can show: Chinese as it is, control characters as escapes."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _replaced(text, lambda char: json.dumps(char)[1:-1], lines=True)


def one_line(text: str) -> str:
    """Return text on one line, without control characters."""
    return printable(" ".join(text.split()))


def _replaced(text: str, instead: Callable[[str], str], *, lines: bool) -> str:
    """Return text with something instead of each character that is not harmless."""
    if text.isprintable():
        return text
    kept = "\n" if lines else ""
    harmful = {ord(char): instead(char) for char in set(text) if not (_harmless(char) or char == kept)}
    return text.translate(harmful) if harmful else text


def _harmless(char: str) -> bool:
    # The full-width space does not count as printable in Python.
    return char.isprintable() or unicodedata.category(char) == "Zs"
