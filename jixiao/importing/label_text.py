"""Labels of official forms as they are compared: without numbers before them, units behind them, spaces, widths."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from jixiao.glossary import nearest
from jixiao.patterns import compile_late
from jixiao.targets.number_words import NARROW_DIGITS

_BEFORE = compile_late(
    r"^(?:其中:?|[(（]?[0-9一二三四五六七八九十]{1,3}[)）][、.]?|[0-9一二三四五六七八九十]{1,3}[、.](?![0-9]))+"
)
_BEHIND = compile_late(r"(?:[:：]|\((?:单位:)?(?:亿元|万元|千元|元|人|m2|平方米|%|个|分|[0-9.]+分|一个专项一行)\))+$")
_ALIKE = 0.85
_LONGEST, _LONGEST_TEXT = 60, 200
_OTHER = "其他"


def squeeze(text: str) -> str:
    """Return a text without any white space."""
    return re.sub(r"\s", "", text)


def narrow(text: str) -> str:
    """Return a text as two texts are compared: no white space, half-width where there is a choice."""
    return squeeze(unicodedata.normalize("NFKC", text))


def narrow_digits(text: str) -> str:
    """Return a text with its full-width digits as half-width ones, everything else as it was."""
    return text.translate(NARROW_DIGITS)


@lru_cache(maxsize=8192)
def label_key(text: str) -> str:
    """Return a label as it is compared; of a long text, which is none, the beginning."""
    plain = narrow(text[:_LONGEST_TEXT])
    return _BEHIND.sub("", _BEFORE.sub("", plain)) or plain


def find_label(key: str, known: Iterable[str], *, alike: float = _ALIKE) -> str | None:
    """Return the known label that a key is, or is nearly; None if it is like none of them."""
    return _find(key, frozenset(known), alike)


@lru_cache(maxsize=8192)
def _find(key: str, known: frozenset[str], alike: float) -> str | None:
    if not key or key in known:
        return key or None
    if len(key) >= _LONGEST:
        return None
    return nearest(key, (label for label in known if (_OTHER in label) == (_OTHER in key)), cutoff=alike)
