"""Sums of lines of the forms: 公务接待费和公车运行维护费合计支出6.55万元; what a line has left of its budget."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import product

from jixiao.rules.claim_words import Column
from jixiao.rules.claims import Claim, ClaimKind, Letters, claim
from jixiao.rules.claims_compared import END, HEAD, pair_amounts
from jixiao.rules.clauses import Sentence, cut_plans
from jixiao.rules.held_numbers import Subject
from jixiao.rules.prose_numerals import Numeral

_STATED = r"(?:\(?N\)?)?"
_ADDED = Letters(
    "SN", rf"{HEAD}(?P<parts>SC*{_STATED}(?:,?[+v&]SC*{_STATED})+)\)?,?[CT]*[T=][CT]*,?[CT]*(?P<whole>N){END}"
)
_LEFT = Letters("BN", rf"{HEAD}(?P<name>S)C*B(?P<left>N)(?=$|[,+:()B])")
_OF_MONEY = (Column.FINAL, Column.BUDGET)
# More ways to take one number of each line than this are not tried: a name may stand for several lines.
_MOST_SUMS = 64


def read_added_lines(sentence: Sentence) -> Iterator[Claim]:
    """Yield sums of lines, and remainders of their budgets, that a sentence states; no plans, no parts of the year."""
    sentence = cut_plans(sentence)
    letters = sentence.letters
    if "S" not in letters or "N" not in letters or set("QYPdHL") & set(letters):
        return
    for match in _ADDED.finditer(letters):
        yield from _added(sentence, match)
    for match in _LEFT.finditer(letters):
        yield from _left(sentence, match)


def _added(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    number = sentence.number(match.start("whole"))
    named = {sentence.tokens[at].value for at in range(*match.span()) if sentence.letters[at] == "C"}
    columns = _OF_MONEY if Column.GIVEN in named else ()
    named = named - {Column.ACTUAL, Column.GIVEN} or {Column.FINAL}
    column = next(iter(named))
    names = [sentence.subject(at) for at in range(*match.span("parts")) if sentence.letters[at] == "S"]
    if (
        len(named) > 1
        or not isinstance(column, Column)
        or column not in _OF_MONEY
        or number.unit != "元"
        or number.approximate
    ):
        return
    if re.search("等(?!于)", sentence.words(match.start("parts"), match.start("whole"))):
        return
    sums = []
    for each in columns or (column,):
        amounts = [_amounts(one, each) for one in names]
        if not all(amounts) or len({one.name for one in names}) < len(names):
            return
        sums += [sum(one, Decimal(0)) for _, one in zip(range(_MOST_SUMS), product(*amounts), strict=False)]
    yield _told(sentence, match, number, sums, known=" + ".join(one.name for one in names))


def _amounts(subject: Subject, column: Column) -> tuple[Decimal, ...]:
    """Return what a line may be said to be in a column, in 元; nothing where that is open, or no money."""
    held = subject.columns.get(column, ())
    if any(one.is_open or one.unit != "元" for one in held):
        return ()
    return tuple(dict.fromkeys(amount for one in held for amount in one.amounts))


def _left(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    subject, number = sentence.subject(match.start("name")), sentence.number(match.start("left"))
    named = {sentence.tokens[at].value for at in range(*match.span()) if sentence.letters[at] == "C"}
    ours = subject.columns.get(Column.FINAL, ())
    if (
        Column.LEFT in subject.columns
        or named - {Column.FINAL, Column.BUDGET}
        or number.unit != "元"
        or number.approximate
    ):
        return
    limits = subject.budgets
    offs = [limit - one for one, limit in pair_amounts(ours, limits)]
    if offs and max(offs) > 0:
        yield _told(
            sentence, match, number, offs, known=f"{subject.name}预算 {limits[0].spoken}，决算 {ours[0].spoken}"
        )


def _told(sentence: Sentence, match: re.Match[str], number: Numeral, sums: list[Decimal], known: str) -> Claim:
    half = number.half_step * number.scale
    should = number.reworded(sums[0])
    return claim(
        ClaimKind.RECKONED,
        sentence,
        (match.start(), match.end() - 1),
        holds=any(abs(one - number.amount) <= half + number.scale / 100 for one in sums),
        known=f"{known}，按表上的数为 {should}",
        should=should,
        seen=(number.phrase, should),
    )
