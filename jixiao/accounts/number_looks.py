"""How a number format of Excel shows a number: as per cents, with a unit behind, rounded, or as another number."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from msgspec import Struct

from jixiao.patterns import compile_late

# ECMA-376 part 1, 18.8.30: formats that have a number and no code; others show what is stored, or days.
_BUILT_IN = {
    "1": "0",
    "2": "0.00",
    "3": "#,##0",
    "4": "#,##0.00",
    "9": "0%",
    "10": "0.00%",
    "37": "#,##0",
    "38": "#,##0",
    "39": "#,##0.00",
    "40": "#,##0.00",
}
_TOKEN = compile_late(r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|[_*].|\[[^\]]*\]|(?P<end>;)|(?P<plain>.)', re.DOTALL)
_LITERAL = "\x01"
_SCALED = compile_late(r"[0#?],+(?![0#?,])")
_BROKEN = compile_late(rf"[0#?][.]?{_LITERAL}+[.]?[0#?]")
_PLACES = compile_late(r"[.]([0#?]+)")
_SHOWS = compile_late(r"[0#?@ymdhs/]|general", re.IGNORECASE)
_NO_PLACES = compile_late(r"general|[e/@ymdhs]", re.IGNORECASE)
_UNITS = {"亿元", "万元", "千元", "元", "亿", "万", "%", "％", "人", "个", "分"}
_LONGEST = 300


class NumberLook(Struct, frozen=True):
    """How a format shows numbers; ``places`` are its decimals, None where it shows as many as there are.

    ``suffix`` is a unit that it puts behind. One that is ``distorting`` shows other digits than are stored, or none.
    """

    code: str = ""
    percent: bool = False
    suffix: str = ""
    places: int | None = None
    distorting: bool = False

    def rounds(self, stored: str) -> bool:
        """Return whether a stored number has decimals that are not shown, but for what a float adds to it."""
        if self.places is None or "." not in stored or len(stored) > _LONGEST:
            return False
        try:
            number = Decimal(repr(float(stored)))
            shown = number.quantize(Decimal(1).scaleb(-self.places - 2 * self.percent), ROUND_HALF_UP)
        except (InvalidOperation, ValueError):
            return False
        return shown != number


def read_look(number: str, code: str | None) -> NumberLook:
    """Return how a format shows numbers: by its code, or that of its number if it has none."""
    code = _BUILT_IN.get(number, "") if code is None else code[:_LONGEST]
    if not code:
        return NumberLook()
    first, *others = _sections(code)
    places = _PLACES.search(first.plain)
    return NumberLook(
        code,
        percent="%" in first.plain,
        suffix=first.behind if first.behind in _UNITS and "%" not in first.plain else "",
        places=None if _NO_PLACES.search(first.plain) else len(places[1]) if places else 0,
        distorting=first.distorts or any(one.distorts for one in others[:1]),
    )


class _Section(Struct):
    """What a format does with some numbers: as it stands, each literal sign as one; all of those, those behind."""

    plain: str = ""
    literals: str = ""
    behind: str = ""

    def add(self, sign: str) -> None:
        self.plain += sign
        self.behind = "" if sign in "0#?@l" else self.behind

    def add_literal(self, words: str) -> None:
        self.literals += words
        self.behind += words.strip()
        self.plain += _LITERAL * bool(words.strip())

    @property
    def distorts(self) -> bool:
        """Whether it shows other digits than are stored, or none at all."""
        digits = any(letter.isdigit() for letter in self.literals)
        return digits or bool(_SCALED.search(self.plain) or _BROKEN.search(self.plain) or not _SHOWS.search(self.plain))


def _sections(code: str) -> list[_Section]:
    """Return the sections of a code: what is shown of numbers above 0, below 0, of 0, of texts."""
    found = [_Section()]
    for token in _TOKEN.finditer(code.replace("通用格式", "General")):
        literal = next((token[name] for name in ("quoted", "escaped") if token[name] is not None), None)
        if token["end"]:
            found.append(_Section())
        elif literal is not None or (token["plain"] or "a") > "\x7f":
            found[-1].add_literal(token["plain"] if literal is None else literal)
        elif token["plain"]:
            found[-1].add(token["plain"])
    return found
