"""Text made ready for where it is shown: harmless in terminals, XML and JSON, cut, numbers without needless zeros."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

import msgspec

_MOST_DIGITS = 10


def printable(text: str, *, lines: bool = False) -> str:
    """Return text without control characters, which could drive a terminal or break XML; ``lines`` keeps line ends."""
    return _replaced(text, lambda _: "�", lines=lines)


def json_text(value: object, *, indent: int | None = None) -> str:
    """Return JSON that a terminal can show: Chinese as it is, control characters as escapes."""
    return _escaped(json.dumps(value, ensure_ascii=False, indent=indent))


def json_pieces(value: Mapping[str, object], last: str, many: Iterable[object]) -> Iterator[str]:
    """Yield ``json_text({**value, last: [*many]}, indent=1)`` and a line end in pieces, one of the many at a time.

    The value must not be empty. UnicodeEncodeError where one of the many holds half a surrogate pair.
    """
    head = json_text(value, indent=1).removesuffix("\n}")
    yield f"{head},\n {json_text(last)}: ["
    before, end = "", ""
    for one in many:
        # The json module would lay out each with functions that hold one another until garbage is collected.
        text = msgspec.json.format(msgspec.json.encode(one), indent=1).decode()
        entry = _escaped(text).replace("\n", "\n  ")
        yield f"{before}\n  {entry}"
        before, end = ",", "\n "
    yield f"{end}]\n}}\n"


def first_of(lines: Sequence[str], most: int, *, everything: bool = False, unit: str = "处") -> list[str]:
    """Return the lines, of more than ``most`` only the first with how many are left out, unless ``everything``."""
    if everything or len(lines) <= most + 1:
        return list(lines)
    return [*lines[:most], f"  ……另有 {len(lines) - most} {unit}，全部列出：加 ARGS=--all"]


def cut_end(text: str, characters: int) -> str:
    """Return the first characters of a text, …… in place of what is left out behind them."""
    return text if len(text) <= characters else f"{text[:characters]}……"


def cut_start(text: str, characters: int) -> str:
    """Return the last characters of a text, …… in place of what is left out before them."""
    return text if len(text) <= characters else f"……{text[-characters:]}"


def cut_middle(text: str, characters: int) -> str:
    """Return so many characters of both ends of a text, …… in place of what is left out between them."""
    return text if len(text) <= 2 * characters else f"{text[:characters]}……{text[-characters:]}"


def format_plain(amount: Decimal) -> str:
    """Return an exact amount without exponent and needless zeros: 1.50 as 1.5, 1E+2 as 100."""
    return strip_trailing_zeros(f"{amount:f}")


def strip_trailing_zeros(digits: str) -> str:
    """Return a number as written without the zeros at the end of its decimals: 1.50 as 1.5, 1.00 as 1, 100 as it is."""
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def read_count(words: str) -> int | None:
    """Return the whole number that at most nine digits write; None for any other text.

    Files from outside number rows and lists with whatever they like, and Python reads no more than 4300 digits.
    """
    return int(words) if words.isascii() and words.isdecimal() and len(words) < _MOST_DIGITS else None


def one_line(text: str) -> str:
    """Return text on one line, without control characters."""
    return printable(" ".join(text.split()))


def _escaped(text: str) -> str:
    return _replaced(text, lambda char: json.dumps(char)[1:-1], lines=True)


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
