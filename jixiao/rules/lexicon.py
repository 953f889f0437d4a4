"""The words that sentences of a year are made of: the names of its matters, and the words of ``claim_words.toml``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from msgspec import Struct

from jixiao.rules.claim_words import Column, Word, WordPart, list_words
from jixiao.rules.held_numbers import Subject


class Words(Struct, frozen=True, eq=False):
    """All words by their first two characters, the longest first: the word, its letter, what it stands for."""

    by_first: Mapping[str, tuple[tuple[str, str, object], ...]]


class Lexicon(Struct, frozen=True):
    """The words of a year's sentences: those that are names stand for the year's ``subjects``."""

    subjects: Mapping[str, Subject]
    words: Words


def make_lexicon(subjects: Iterable[Subject], unit_name: str = "") -> Lexicon:
    """Return the words that sentences of a year are made of; a name counts before a word."""
    named = {subject.name: subject for subject in subjects}
    return Lexicon(named, _list_words(tuple(map(str, named)), unit_name))


@lru_cache(maxsize=8)  # the same for every year with the same names, so that what was read by it is found again
def _list_words(names: tuple[str, ...], unit_name: str) -> Words:
    named: dict[str, tuple[str, object]] = {unit_name: ("", None)} if unit_name else {}
    named |= {name: (WordPart.SUBJECT.value, Subject(name)) for name in names}
    found = dict(_words_by_first())
    for first, own in _by_first(named).items():
        words = (one for one in found.get(first, ()) if one[0] not in named)
        found[first] = tuple(sorted([*own, *words], key=_longest_first))
    return Words(found)


@cache  # of 150 ms that a year takes judged again, sorting these words took 15
def _words_by_first() -> Mapping[str, tuple[tuple[str, str, object], ...]]:
    words: dict[str, tuple[str, object]] = {}
    for word in (one for each in list_words() for one in each.words):
        words.setdefault(word.text, (word.part.value, _value_of(word)))
    return _by_first(words)


def _by_first(entries: Mapping[str, tuple[str, object]]) -> dict[str, tuple[tuple[str, str, object], ...]]:
    found: dict[str, list[tuple[str, str, object]]] = {}
    for text, (letter, value) in entries.items():
        found.setdefault(text[:2], []).append((text, letter, value))
    return {first: tuple(sorted(words, key=_longest_first)) for first, words in found.items()}


def _longest_first(entry: tuple[str, str, object]) -> int:
    return -len(entry[0])


def _value_of(word: Word) -> Column | str:
    return word.column or word.text
