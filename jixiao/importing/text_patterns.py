"""A line or a cell of a template that holds words and values, as a pattern of what a filed one looks like."""

from __future__ import annotations

import re

from msgspec import Struct

from jixiao.importing.label_text import label_key, narrow
from jixiao.patterns import compile_late

TAG = compile_late(r"\{\{\s*([^{}|]+?)\s*(?:\|[^{}]*)?\}\}")
_BLANKS = r"[\s_＿]*"


class TextPattern(Struct, frozen=True):
    """A line or a cell of words and values: what it looks like, the paths of its values, its words alone.

    ``after`` is the line of words before one that is nothing but a value; "" where none is, and of a cell.
    """

    pattern: re.Pattern[str]
    paths: tuple[str, ...]
    words: str
    after: str = ""


def make_pattern(text: str, after: str = "") -> TextPattern:
    """Return the pattern of a template's text; white space and the width of signs do not matter."""
    pieces = re.split(r"(\{\{.*?\}\})", text)
    built = [
        f"{_BLANKS}(.*?){_BLANKS}"
        if TAG.fullmatch(piece)
        else r"\s*".join(map(_either_width, re.sub(r"\s", "", piece)))
        for piece in pieces
    ]
    whole = r"\s*".join(one for one in built if one)
    words = label_key("".join(pieces[::2]))
    return TextPattern(re.compile(rf"\s*{whole}\s*", re.DOTALL), tuple(list_paths(text)), words, "" if words else after)


def list_paths(text: str) -> list[str]:
    """Return the paths of the values that a template's text prints, in their order."""
    return TAG.findall(text)


def _either_width(char: str) -> str:
    """Return a pattern of a character, full-width or not."""
    narrowed = narrow(char) or char
    widened = chr(ord(narrowed) + 0xFEE0) if len(narrowed) == 1 and "!" <= narrowed <= "~" else char
    return f"[{re.escape(char)}{re.escape(narrowed)}{re.escape(widened)}]" if len(narrowed) == 1 else re.escape(char)
