"""Finds in any text what may not be published: what is known to be private, and what names or numbers a person."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from pathlib import Path

from msgspec import Struct

from jixiao.docx.redaction import HIDDEN
from jixiao.patterns import compile_late
from jixiao.rules.personal_words import NUMBERS, addressed_persons, is_name

_LABELS = tomllib.loads(Path(__file__).with_name("personal_labels.toml").read_text("utf-8"))
FIELDS, NO_PERSONS = tuple(_LABELS["fields"]), frozenset(_LABELS["no_persons"])
# Full-width letters, digits and signs are the same to whoever looks for them.
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3000: 0x20,
    0x2011: 0x2D,
    0x2013: 0x2D,
    0xFF0D: 0x2D,
}
_GAP = r"[\s\u200b·]*"
_TOKEN = compile_late(r"(?<![A-Za-z0-9._-])[A-Za-z0-9._-]++@[A-Za-z0-9.-]++|[\u3400-\u9fff·]++|[0-9][0-9 ()Xx-]*+")
_FEWEST_DIGITS = 5
# What may not stand before and behind a known word that begins or ends so: it would be part of another.
_BOUNDARY = {"digit": ("(?<![0-9])", "(?![0-9])"), "letter": ("(?<![A-Za-z])", "(?![A-Za-z])")}


class PrivateWords(Struct, frozen=True, dict=True):
    """Words that may not be published, as they were typed, and forms of address that make a name of what is before.

    What is ``open`` stays, whatever it looks like.
    """

    words: frozenset[str]
    address: frozenset[str] = frozenset(_LABELS["address"])
    open: frozenset[str] = frozenset()

    def find(self, text: str) -> list[tuple[int, int]]:
        """Return the spans of a text that may not be published, in order, those that meet as one."""
        narrow = text.translate(_NARROW)
        found = sorted(match.span("private") for pattern in self._patterns for match in pattern.finditer(narrow))
        return list(_joined(span for span in found if text[slice(*span)].strip() not in self.open))

    def redact(self, text: str) -> str:
        """Return a text with ``HIDDEN`` in place of what may not be published."""
        for start, end in reversed(self.find(text)):
            text = text[:start] + HIDDEN + text[end:]
        return text

    def find_known(self, text: str) -> list[str]:
        """Return which of the known words stand in a text, in order."""
        narrow = text.translate(_NARROW)
        return [] if self._known is None else [match["private"] for match in self._known.finditer(narrow)]

    @cached_property
    def _known(self) -> re.Pattern[str] | None:
        words = sorted((word for word in self.words if re.search(r"[^\s-]", word)), key=lambda word: (-len(word), word))
        literals = list(map(_literal, words))
        return re.compile(f"(?P<private>{'|'.join(literals)})", re.IGNORECASE) if literals else None

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], ...]:
        addressed = addressed_persons(sorted(map(re.escape, self.address)))
        known = () if self._known is None else (self._known,)
        return *known, *_usual_patterns(), *([re.compile(f"(?P<private>{addressed})")] if addressed else [])


@cache
def _usual_patterns() -> tuple[re.Pattern[str], ...]:
    names, numbers = ("|".join(_LABELS[key]) for key in ("before_names", "before_numbers"))
    return (
        re.compile(f"(?P<private>{NUMBERS.pattern})"),
        re.compile(rf"(?:{names})(?:姓名)?\s*:\s*(?P<private>[\u3400-\u9fff·]{{2,4}})(?=$|[^\u3400-\u9fff])"),
        re.compile(rf"(?:{numbers})(?:号码)?\s*:?\s*(?P<private>[+0-9A-Za-z][0-9A-Za-z ()-]{{3,}}[0-9A-Za-z])"),
    )


def split_private(text: str, unit_name: str) -> Iterator[str]:
    """Yield the words that make a private value known elsewhere: the whole, its names, its numbers.

    What is part of the unit's name, what names nobody and numbers of few digits stay: they may be said of anything.
    """
    narrow = text.translate(_NARROW).strip()
    for word in dict.fromkeys([narrow, *(match.group().strip(" ()-") for match in _TOKEN.finditer(narrow))]):
        digits = sum(one.isdigit() for one in word)
        is_number = digits and not re.search(r"[^0-9 ()Xx.%,-]", word)
        tells = digits >= _FEWEST_DIGITS if is_number else (len(word) > 1 and (word == narrow or _may_name(word)))
        if tells and word not in NO_PERSONS and word not in unit_name:
            yield word


def _may_name(token: str) -> bool:
    return is_name(token) or not re.search(r"[\u3400-\u9fff]", token)


def _literal(word: str) -> str:
    """Return the pattern of a known word: with gaps between its letters or digits, never within a longer number."""
    letters = [one for one in word.translate(_NARROW) if not re.fullmatch(r"[\s-]", one)]
    gap = "[ -]?" if any(one.isdigit() for one in letters) else _GAP
    before, behind = (_BOUNDARY.get(_kind(one), ("", "")) for one in (letters[0], letters[-1]))
    return before[0] + gap.join(map(re.escape, letters)) + behind[1]


def _kind(letter: str) -> str:
    return "digit" if letter.isdigit() else "letter" if letter.isascii() and letter.isalpha() else ""


def _joined(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    start, end = -1, -1
    for first, behind in spans:
        if first > end:
            if start >= 0:
                yield start, end
            start = first
        end = max(end, behind)
    if start >= 0:
        yield start, end
