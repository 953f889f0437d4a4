"""The one glossary: English names in the code, official Chinese terms everywhere else.

Model fields, template variables and figure paths all take their Chinese names from here, so a
term is translated in one place, ``glossary.yaml``. The mapping is one to one in both directions.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path

from jixiao.patterns import compile_late


def _read_terms() -> dict[str, str]:
    # Every run asks for it first; a line is "name: term", which needs no YAML reader (20 ms to import).
    lines = Path(__file__).with_name("glossary.yaml").read_text("utf-8").splitlines()
    return dict(line.split(": ", 1) for line in lines if line and not line.startswith("#"))


TERMS: dict[str, str] = _read_terms()

_IDENTIFIERS = {term: identifier for identifier, term in TERMS.items()}
_PUNCTUATION = compile_late(r"[^\w]")


def template_name(term: str) -> str:
    """Return a term as a template writes it, without punctuation: 水费、电费 → 水费电费."""
    return _PUNCTUATION.sub("", term)


_TEMPLATE_IDENTIFIERS = {template_name(term): identifier for identifier, term in TERMS.items()}


def term(identifier: str) -> str:
    """Return the official term of an English name; KeyError for one the glossary lacks.

    A name that is not English is a term of a form set's own, and its own term.
    """
    return TERMS[identifier] if identifier.isascii() else identifier


def identifier(term_or_name: str) -> str | None:
    """Return the English name of an official term, with or without its punctuation; None if unknown."""
    return _IDENTIFIERS.get(term_or_name) or _TEMPLATE_IDENTIFIERS.get(term_or_name)


def nearest(word: str, known: Iterable[str], *, cutoff: float = 0.4) -> str | None:
    """Return the known word most like ``word``; None if none is alike to the degree of ``cutoff`` (0–1)."""
    matches = difflib.get_close_matches(word, sorted(known), n=1, cutoff=cutoff)
    return matches[0] if matches else None
