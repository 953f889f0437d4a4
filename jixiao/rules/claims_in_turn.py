"""Several names, columns or years and as many numbers: 基本支出和项目支出分别为443.7万元、422.37万元."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.rules.claim_words import Column
from jixiao.rules.claims import Claim, Letters
from jixiao.rules.claims_by_name import NamedNumber, hold_named
from jixiao.rules.clauses import Sentence
from jixiao.rules.held_numbers import BUDGETS

_NUMBERS = r"(?P<numbers>N(?:[,+v&]N)+)(?=$|[,()])"
_NAMES = Letters("Sq", rf"(?:^|(?<=[,+:()q]))(?P<names>[CL]*S(?:[+v&]S)+)(?P<mid>[CT]*q[C:]*){_NUMBERS}")
_COLUMNS = Letters("SCq", rf"(?P<name>S)(?P<columns>[CL]C*(?:[+v&][CL]C*)+)q[C:]*{_NUMBERS}")
_YEARS = Letters("SIN", rf"(?:(?P<when>I)C*,?(?P<name>S)C*|(?P<one>S)C*(?P<then>I)C*)(?:q[C:]*)?{_NUMBERS}")
# 近两年 tells the years in their order.
_LAST_YEARS = Letters("SYN", rf"(?:(?P<name>S)C*(?P<then>Y)|(?P<when>Y)C*,?(?P<one>S))C*(?:q[C:]*)?{_NUMBERS}")
_TWO_YEARS = frozenset({"近两年", "两年来", "最近两年", "近两年来", "过去两年", "两年"})
_THEN_NOW = ((Column.PRIOR,), (Column.FINAL,))
_BUDGET_THEN_FINAL = (BUDGETS, (Column.FINAL,))


def read_in_turn(sentence: Sentence) -> Iterator[Claim]:
    """Yield the number of each name, column or year of a list, where there are as many."""
    if "N" not in sentence.letters or "S" not in sentence.letters or "Q" in sentence.letters:
        return
    for match in _NAMES.finditer(sentence.letters):
        yield from _of_names(sentence, match)
    for match in _COLUMNS.finditer(sentence.letters):
        yield from _of_columns(sentence, match)
    for match in _YEARS.finditer(sentence.letters):
        at = match.start("when") if match["when"] else match.start("then")
        yield from _of_years(sentence, match, _order(str(sentence.tokens[at].value)))
    for match in _LAST_YEARS.finditer(sentence.letters):
        if sentence.tokens[match.start("then") if match["then"] else match.start("when")].value in _TWO_YEARS:
            yield from _of_years(sentence, match, _THEN_NOW)


def _order(words: str) -> tuple[tuple[Column, ...], tuple[Column, ...]]:
    """Return the columns that two numbers behind some words are of, in turn: 上年、本年; 预决算."""
    if "预" in words:
        return _BUDGET_THEN_FINAL
    return _THEN_NOW if words.startswith(("上", "去")) else _THEN_NOW[::-1]


def _numbers(sentence: Sentence, match: re.Match[str]) -> list[int]:
    return [at for at in range(*match.span("numbers")) if sentence.letters[at] == "N"]


def _of_names(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    names = [at for at in range(*match.span("names")) if sentence.letters[at] == "S"]
    numbers = _numbers(sentence, match)
    around = tuple(range(match.start(), names[0])) + tuple(range(*match.span("mid")))
    if len(names) == len(numbers) and sentence.tokens[match.start("mid")].letter in "CTq":
        for name, number in zip(names, numbers, strict=True):
            yield from hold_named(sentence, NamedNumber(name, around, number, match.start()))


def _of_columns(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    start, numbers = match.start("columns"), _numbers(sentence, match)
    columns = [range(start + one.start(), start + one.end()) for one in re.finditer("[CL]+", match["columns"])]
    if len(columns) == len(numbers):
        for around, number in zip(columns, numbers, strict=True):
            yield from hold_named(sentence, NamedNumber(match.start("name"), tuple(around), number, match.start()))


def _of_years(
    sentence: Sentence, match: re.Match[str], order: tuple[tuple[Column, ...], tuple[Column, ...]]
) -> Iterator[Claim]:
    groups, numbers = match.groupdict(), _numbers(sentence, match)
    columns = {one.value for one in sentence.tokens[match.start() : match.start("numbers")] if one.letter == "C"}
    name = match.start("name") if groups.get("name") else match.start("one")
    if len(numbers) == len(order) and not columns - {Column.FINAL, Column.ACTUAL}:
        for column, number in zip(order, numbers, strict=True):
            yield from hold_named(sentence, NamedNumber(name, (), number, match.start(), columns=column))
