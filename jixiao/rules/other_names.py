"""Other names of matters of the year, from ``claim_words.toml``: 在编人员 for 在职人员; 在职 only before its number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from jixiao.patterns import compile_late
from jixiao.rules.claim_words import WordPart, list_words, read_word_table
from jixiao.rules.held_numbers import Subject

_OF_PERSONS = ("人", "名", "个")
# Persons that come and go are no number of those there are.
_MOVING = compile_late("调入|调出|新进|新增|新招|招录|辞职|去世|增加|减少|办理|转任|本年退休|当年退休")


class OtherNames(Struct, frozen=True):
    """What a matter is also called: anywhere, or right before its number alone."""

    of: str
    also: tuple[str, ...]
    before_number: tuple[str, ...]


@cache
def list_other_names() -> tuple[OtherNames, ...]:
    """Return the names of the file in its order."""
    return tuple(
        OtherNames(str(one["of"]), tuple(one.get("also", ())), tuple(one.get("before_number", ())))
        for one in read_word_table()["names"]
    )


@cache
def _short_names() -> frozenset[str]:
    return frozenset(name for one in list_other_names() for name in one.before_number)


def name_otherwise(subjects: Iterable[Subject]) -> Iterator[Subject]:
    """Yield subjects under their other names, but for names that are some subject's own."""
    by_name = {one.name: one for one in subjects}
    for each in list_other_names():
        subject = by_name.get(each.of)
        if subject is not None:
            for name in (*each.also, *each.before_number):
                if name not in by_name:
                    yield replace(subject, name=name)


def is_short(value: object) -> bool:
    """Return whether a word is a name only right before its number."""
    return isinstance(value, Subject) and value.name in _short_names()


def is_filler(value: object) -> bool:
    """Return whether a name, where it is none, changes nothing of what is said: 实有在职人员21人."""
    return isinstance(value, Subject) and value.name in _fillers()


@cache
def _fillers() -> frozenset[str]:
    return frozenset(word.text for one in list_words() if one.part is WordPart.FILLER for word in one.words)


def counts_persons(text: str, unit: str) -> bool:
    """Return whether a short name in a sentence, before a number of a unit, counts the persons there are."""
    return unit in _OF_PERSONS and not _MOVING.search(text)
