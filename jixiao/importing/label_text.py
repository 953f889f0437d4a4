"""Labels of official forms as they are compared: without numbers before them, units behind them, spaces, widths."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_BEFORE = re.compile(
    r"^(?:其中:?|[(（]?[0-9一二三四五六七八九十]{1,3}[)）][、.]?|[0-9一二三四五六七八九十]{1,3}[、.](?![0-9]))+"
)
_BEHIND = re.compile(r"(?:[:：]|\((?:单位:)?(?:亿元|万元|千元|元|人|m2|平方米|%|个|分|[0-9.]+分|一个专项一行)\))+$")
_ALIKE = 0.85
_LONGEST, _LONGEST_TEXT = 60, 200
_OTHER = "其他"


@lru_cache(maxsize=8192)
def key(text: str) -> str:
    """Return a label as it is compared; of a long text, which is none, the beginning."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text[:_LONGEST_TEXT]))
    bare = _BEHIND.sub("", _BEFORE.sub("", plain))
    return bare or plain


def same(text: str) -> str:
    """Return a text as two texts are compared: no white space, half-width where there is a choice."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def likeliest(word: str, known: Iterable[str], *, alike: float = _ALIKE) -> str | None:
    """Return the known label that a key is, or is nearly; None if it is like none of them."""
    return _nearest(word, frozenset(known), alike)


@lru_cache(maxsize=8192)
def _nearest(word: str, known: frozenset[str], alike: float) -> str | None:
    if not word or word in known:
        return word or None
    alikes = sorted(one for one in known if (_OTHER in one) == (_OTHER in word))
    near = difflib.get_close_matches(word, alikes, n=1, cutoff=alike) if len(word) < _LONGEST else []
    return near[0] if near else None
