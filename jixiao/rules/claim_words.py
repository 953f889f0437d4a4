"""The words of claims, from ``claim_words.toml``, each with the part of a claim it is."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from msgspec import Struct


class WordPart(StrEnum):
    """What a word is in a claim, as one letter, so that a clause is a string of letters that patterns read."""

    SUBJECT = "S"
    NUMBER = "N"
    DATE = "d"
    UNKNOWN = "x"
    COLUMN = "C"
    LAST_YEAR = "L"
    PART_OF_YEAR = "H"
    SEVERAL_YEARS = "Y"
    AGAINST = "v"
    YEAR_ON_YEAR = "y"
    FILLER_OF_COMPARISON = "c"
    UP = "U"
    DOWN = "D"
    EVEN = "E"
    UP_TO = "u"
    DOWN_TO = "b"
    FROM = "f"
    MORE = "G"
    LESS = "g"
    AT_MOST = "l"
    AT_LEAST = "m"
    EQUALS = "="
    KEPT_WITHIN = "K"
    WITHIN = "i"
    SAVED = "V"
    OVERSPENT = "O"
    LEFT = "B"
    SHARE = "w"
    AMONG = "q"
    IN_ALL = "T"
    ON_AVERAGE = "A"
    TIMES = "X"
    MOST = "M"
    LEAST = "W"
    EACH = "a"
    ALL_PROJECTS = "J"
    NONE = "Z"
    ZERO = "0"
    DONE = "p"
    NOT_DONE = "n"
    DAY = "t"
    PLAN = "P"
    PLAN_OF_THE_SENTENCE = "Q"
    NEVER_MORE = "j"
    PLUS = "&"
    VACANT = "k"
    DUE = "o"
    UNPAID = "r"
    MOVED = "s"
    NEAR = "~"
    ABOUT = "h"
    TWO_YEARS = "I"
    STILL_HAS = "e"
    SPARED_RATE = "R"
    FILLER = ""


class Column(StrEnum):
    """Which number of a line is meant, as messages call it."""

    INITIAL = "年初预算"
    BUDGET = "预算"
    FINAL = "决算"
    PRIOR = "上年决算"
    RATE = "执行率"
    SCORE = "得分"
    LEFT = "结余"
    TARGET = "指标值"
    ACTUAL = "完成值"
    GIVEN = "拨付"


class Word(Struct, frozen=True):
    """A word with its part; ``column`` is which column a word of a column names."""

    text: str
    part: WordPart
    column: Column | None = None


class WordList(Struct, frozen=True):
    """One list of the file, with the sentence that shows it."""

    part: WordPart
    words: tuple[Word, ...]
    example: str


@cache
def read_word_table() -> dict[str, Any]:
    """Return what ``claim_words.toml`` holds."""
    return tomllib.loads(Path(__file__).with_name("claim_words.toml").read_text("utf-8"))


@cache
def list_words() -> tuple[WordList, ...]:
    """Return the lists of the file in its order; KeyError for a part or column there is not."""
    return tuple(_read(one) for one in read_word_table()["words"])


def _read(entry: dict[str, Any]) -> WordList:
    part = WordPart[str(entry["part"]).upper()]
    column = Column[str(entry["is"]).upper()] if "is" in entry else None
    return WordList(part, tuple(Word(text, part, column) for text in _spell(entry)), str(entry["example"]))


def _spell(entry: dict[str, Any]) -> Iterator[str]:
    """Yield the words of a list: as they stand, with each word before them, and those put together of pieces."""
    for text in entry["words"]:
        yield text
        yield from (f"{before}{text}" for before in entry.get("before", ()))
    for pieces in entry.get("pieces", ()):
        yield from map("".join, product(*pieces))


@cache
def find_column(name: str) -> Column | None:
    """Return which column a word names, as text or form spells it (全年执行数, 上年决算); None for none."""
    word = _by_text().get(name)
    if word is not None and word.part is WordPart.LAST_YEAR:
        return Column.PRIOR
    return word.column if word is not None else None


@cache
def _by_text() -> dict[str, Word]:
    return {word.text: word for words in list_words() for word in words.words}
