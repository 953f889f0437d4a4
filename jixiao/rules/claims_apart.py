"""Numbers that do not stand right behind their name: 由上年的6.8万元变为6.55万元, 控制在预算5万元以内."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.patterns import compile_late
from jixiao.rules.claim_words import Column
from jixiao.rules.claims import Claim, ClaimKind, Letters, claim
from jixiao.rules.claims_by_name import THIS_YEAR, NamedNumber, hold_named
from jixiao.rules.clauses import Sentence
from jixiao.rules.held_numbers import BUDGETS

# Last year's number and this year's: 三公经费由上年的6.8万元变为6.55万元.
_THEN_NOW = Letters("SfL", r"(?P<name>S)(?P<own>C*),?f(?P<then>L)C?(?P<past>N)[xub][CL]*(?P<now>N)(?=$|[,()])")
_PAST_THEN = Letters(
    "LSN", r"(?:^|(?<=[,;]))(?P<then>L)C*(?P<name>S)C*(?P<past>N),(?P<turn>[ubx])[CL]*(?P<now>N)(?=$|[,()])"
)
_THEN_BEHIND = Letters("SLN", r"(?P<name>S)C*,?(?P<then>L)C*(?P<past>N),(?P<turn>[ub])[CL]*(?P<now>N)(?=$|[,()])")
_BUDGET_NOW = Letters("SfCN", r"(?P<name>S),?f(?P<budget>C)(?P<past>N),?[ubx](?P<final>C)(?P<now>N)(?=$|[,()])")
_AIM_NOW = Letters("SfCN", r"(?P<name>S),?f(?P<aim>C)(?P<past>N),?[ubxC][CL]*(?P<now>N)(?=$|[,()])")
_BECAME = compile_late("变|变成|变化|变动|调整|到|至")
# Last year's number before the name: 相较于2022年的2.68万元，三公经费有所减少.
_PAST_FIRST = Letters("LS", r"(?:^|(?<=,))v(?P<then>L)C?(?P<past>N)[cv]?,?(?P<name>S)")
# The same behind it: 公用经费较上年58.4万元增加1.6万元.
_PAST_BESIDE = Letters("SLN", r"(?P<name>S)[CTN,]*v(?P<then>L)C?(?P<past>N)(?=[cv,]*(?:[UDEGgs~](?:N|$|[,()])|$))")
# A number of the budget that is kept to: 公用经费控制在预算60万元以内.
_KEPT = Letters("SKN", r"(?P<name>S)C*K(?P<limit>C)(?P<number>N)")
# The number stands first: 58.4万元用于公用经费.
_SPENT_ON = Letters("NS", r"(?:^|(?<=[:;]))[CT]*(?P<number>N)(?P<on>x)(?P<name>S)(?=$|[,()])")
WENT_TO = compile_late("(?:主要|全部|实际)?用于")
# A target in brackets, and what was reached: 合格率（目标95%），实际97%.
_TARGET_FIRST = Letters("SC", r"(?P<name>S)\((?P<aim>C)N\),?(?P<reached>N)(?=$|[,()])")


def read_numbers_apart(sentence: Sentence) -> Iterator[Claim]:
    """Yield the numbers of a name that do not stand right behind it."""
    letters = sentence.letters
    if "S" not in letters or "N" not in letters or "Q" in letters or "Y" in letters:
        return
    for read in (_then_before_now, _then_and_now, _beside_last_year, _from_column_to_column, _kept_and_spent):
        yield from read(sentence)


def _then_and_now(sentence: Sentence) -> Iterator[Claim]:
    """Yield last year's number and this year's: 由上年的6.8万元变为6.55万元."""
    for match in _THEN_NOW.finditer(sentence.letters):
        turn = match.end("past")
        if sentence.letters[turn] == "x" and not _BECAME.fullmatch(sentence.words(turn, turn)):
            continue
        own = tuple(range(*match.span("own")))
        yield from _held(sentence, match, "past", (*own, match.start("then")))
        yield from _held(sentence, match, "now", own)


def _held(sentence: Sentence, match: re.Match[str], number: str, around: tuple[int, ...] = ()) -> Iterator[Claim]:
    yield from hold_named(sentence, NamedNumber(match.start("name"), around, match.start(number), match.start()))


def _beside_last_year(sentence: Sentence) -> Iterator[Claim]:
    """Yield last year's number where a comparison states it, before the name or behind it."""
    for pattern in (_PAST_FIRST, _PAST_BESIDE):
        for match in pattern.finditer(sentence.letters):
            yield from _held(sentence, match, "past", (match.start("then"),))


def _from_column_to_column(sentence: Sentence) -> Iterator[Claim]:
    """Yield a budget and an outturn, a target and an actual, one behind the other."""
    for match in _BUDGET_NOW.finditer(sentence.letters):
        yield from _held(sentence, match, "past", (match.start("budget"),))
        yield from _held(sentence, match, "now", (match.start("final"),))
    for match in _AIM_NOW.finditer(sentence.letters):
        if sentence.tokens[match.start("aim")].value is Column.TARGET and sentence.subject(match.start("name")).rows:
            yield from _held(sentence, match, "past", (match.start("aim"),))
            yield from _held(sentence, match, "now")
    for match in _TARGET_FIRST.finditer(sentence.letters):
        if sentence.tokens[match.start("aim")].value is Column.TARGET:
            yield from _held(sentence, match, "reached")


def _kept_and_spent(sentence: Sentence) -> Iterator[Claim]:
    """Yield the budget that a matter is said to be kept to, and money said to have gone to one before its name."""
    for match in _KEPT.finditer(sentence.letters):
        limit, at = sentence.tokens[match.start("limit")].value, match.start("number")
        if isinstance(limit, Column) and limit in BUDGETS and sentence.subject(match.start("name")).columns.get(limit):
            named = NamedNumber(match.start("name"), (match.start("limit"),), at, match.start(), is_bound=True)
            yield from hold_named(sentence, named)
    for match in _SPENT_ON.finditer(sentence.letters):
        if WENT_TO.fullmatch(sentence.words(match.start("on"), match.start("on"))):
            named = NamedNumber(match.start("name"), (), match.start("number"), match.start(), columns=THIS_YEAR)
            yield from hold_named(sentence, named)


def _then_before_now(sentence: Sentence) -> Iterator[Claim]:
    """Yield last year's number before a name and this year's behind it: 去年某项为5万元，今年增至6万元."""
    for match in (*_PAST_THEN.finditer(sentence.letters), *_THEN_BEHIND.finditer(sentence.letters)):
        name, past, now, first = match.start("name"), match.start("past"), match.start("now"), match.start()
        yield from hold_named(sentence, NamedNumber(name, (match.start("then"),), past, first))
        yield from hold_named(sentence, NamedNumber(name, (), now, first, columns=(Column.FINAL,)))
        one, other = sentence.number(past), sentence.number(now)
        if match["turn"] != "x" and one.unit == other.unit and not (one.approximate or other.approximate):
            holds = other.amount > one.amount if match["turn"] == "u" else other.amount < one.amount
            known = f"{one.phrase} 到 {other.phrase} 是{'增加' if other.amount > one.amount else '减少'}"
            span, seen = (first, match.start("turn")), (one.phrase, other.phrase)
            yield claim(ClaimKind.RELATION, sentence, span, holds=holds, known=known, should=known, seen=seen)
