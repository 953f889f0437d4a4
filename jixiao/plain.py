"""Text made harmless for where it is shown: terminals, XML, JSON."""

from __future__ import annotations

import json
import unicodedata


def printable(text: str, *, lines: bool = False) -> str:
    """Return text without control characters, which could drive a terminal or break XML; ``lines`` keeps line ends."""
    return "".join(char if _harmless(char) or (lines and char == "\n") else "�" for char in text)


def json_text(value: object, *, indent: int | None = None) -> str:
    """Return JSON that a terminal can show: Chinese as it is, control characters as escapes."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return "".join(char if _harmless(char) or char == "\n" else json.dumps(char)[1:-1] for char in text)


def one_line(text: str) -> str:
    """Return text on one line, without control characters."""
    return printable(" ".join(text.split()))


def _harmless(char: str) -> bool:
    # The full-width space does not count as printable in Python.
    return char.isprintable() or unicodedata.category(char) == "Zs"
