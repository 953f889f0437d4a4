"""Parts of the year: none is more than the whole, and halves or quarters come to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from jixiao.patterns import compile_late
from jixiao.plain import format_plain
from jixiao.rules.claim_words import Column
from jixiao.rules.claims import Claim, ClaimKind, Letters, claim
from jixiao.rules.clauses import Sentence
from jixiao.rules.held_numbers import Held, Subject
from jixiao.rules.prose_numerals import Numeral

_HALF = Letters("H", r"(?:HC?,?(?P<name>S)[CT]*|(?P<first>S)C*H[CT]*)(?P<half>N)(?=$|[,()])")
_TWO_HALVES = Letters("SH", r"(?P<name>S)C*,?(?P<parts>HC*N(?:[,+]HC*N)+)(?=$|[,()])")
_IN_TURN = Letters("Sq", r"(?P<name>S)[CxH]*q[C:]*(?P<parts>N(?:[+v&]N)+|N(?:[,+v&]N)+)(?=$|[,()])")
_WHOLE_YEARS = ({"上半年", "下半年"}, {"一季度", "二季度", "三季度", "四季度"}, {"前三季度", "四季度"})
_ALL_PARTS = {
    4: compile_late("[四各]个?季度|一(?:季度)?[至到—-]第?四季度|按季度"),
    2: compile_late("上、?下半年|两个半年|上半年[和、与及]下半年"),
}
_NOT_READ = frozenset("QYPdLvU")


def read_parts(sentence: Sentence) -> Iterator[Claim]:
    """Yield parts of the year said of a line: each against its whole, and all of them together."""
    letters = sentence.letters
    if "S" not in letters or "N" not in letters or _NOT_READ & set(letters):
        return
    if "H" in letters:
        yield from _halves(sentence)
    for match in _TWO_HALVES.finditer(letters):
        if make_a_year(list_parts_of_year(sentence, match.span("parts"))):
            yield from _together(sentence, match)
    for match in _IN_TURN.finditer(letters):
        count = match["parts"].count("N")
        words = sentence.words(match.start("name"), match.start("parts"))
        if count in _ALL_PARTS and _ALL_PARTS[count].search(words):
            yield from _together(sentence, match)


def list_parts_of_year(sentence: Sentence, span: tuple[int, int]) -> list[str]:
    """Return the parts of the year that some tokens name, in their order: 四季度 for 第四季度."""
    return [str(one.value).removeprefix("第") for one in sentence.tokens[slice(*span)] if one.letter == "H"]


def make_a_year(parts: Iterable[str]) -> bool:
    """Return whether parts of the year are all of it."""
    return set(parts) in _WHOLE_YEARS


def _together(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """Yield that parts which make up the year come to what the form has."""
    whole = _whole_of(sentence, match.start("name"))
    at_numbers = [at for at in range(*match.span("parts")) if sentence.letters[at] == "N"]
    numbers = [sentence.number(at) for at in at_numbers]
    if not whole or any(one.is_open for one in whole) or any(one.unit != "元" or one.approximate for one in numbers):
        return
    total = sum((one.amount for one in numbers), Decimal(0))
    finest, scale = max(one.places for one in numbers), numbers[0].scale
    slack = Decimal(len(numbers) + 1).scaleb(-finest) / 2 * scale
    should = numbers[0].reworded(whole[0].exact)
    holds = any(abs(total - amount) <= slack for one in whole for amount in one.amounts)
    for at in at_numbers if holds else ():  # that one of them is like another number is chance
        yield claim(ClaimKind.RECKONED, sentence, (match.start(), at), holds=True)
    yield claim(
        ClaimKind.SUM,
        sentence,
        (match.start(), match.end() - 1),
        holds=holds,
        known=f"各数合计 {format_plain(total / scale)}，全年 {whole[0].spoken}",
        should=f"合计 {should}",
        seen=(whole[0].words, *(one.phrase for one in numbers)),
    )


def _whole_of(sentence: Sentence, at: int) -> tuple[Held, ...]:
    subject: Subject = sentence.subject(at)
    return tuple(one for one in subject.columns.get(Column.FINAL, ()) if one.unit == "元")


def _halves(sentence: Sentence) -> Iterator[Claim]:
    """Yield what part of a year is said to have cost more than the whole."""
    for match in _HALF.finditer(sentence.letters):
        subject = sentence.subject(match.start("name") if match["name"] else match.start("first"))
        number: Numeral = sentence.number(match.start("half"))
        whole = [one for one in subject.columns.get(Column.FINAL, ()) if one.unit == number.unit]
        columns = {one.value for one in sentence.tokens[: match.end()] if isinstance(one.value, Column)}
        if (
            whole
            and not any(one.is_open for one in whole)
            and not number.approximate
            and not columns - {Column.FINAL, Column.ACTUAL}
        ):
            most = max(amount for held in whole for amount in held.amounts)
            known = f"{subject.name}全年 {whole[0].spoken}"
            yield claim(
                ClaimKind.NUMBER,
                sentence,
                (match.start(), match.end() - 1),
                holds=number.amount <= most,
                known=known,
                should="不超过全年的数",
                seen=(number.phrase, whole[0].words),
            )
