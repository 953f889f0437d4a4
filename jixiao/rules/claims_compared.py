"""Comparisons with what the forms hold: last year's number, a budget, another line; by how much, which share of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from itertools import product

from jixiao.plain import format_plain
from jixiao.rules.claim_subjects import Held, Subject
from jixiao.rules.claim_words import Column
from jixiao.rules.claims import Claim, ClaimKind, claim
from jixiao.rules.clauses import Sentence
from jixiao.rules.prose_numerals import Numeral

_HEAD = r"(?:^|(?<=[,+:()q]))[CT]*"
_BY = r"(?:(?P<change>N)(?:[,(]+(?P<again>[UD])(?P<rate>N))?)?"
_END = r"(?=$|[,+:()])"
_SINCE = re.compile(rf"{_HEAD}(?P<name>S)(?P<own>[CN,]*?)(?:vLc?|y)[,]?C?(?P<way>[UDE]){_BY}{_END}")
_FRONTED = re.compile(rf"^(?:vLc?|y),?(?P<name>S)(?P<own>C*)(?P<way>[UDE]){_BY}{_END}")
_THAN_LAST_YEAR = re.compile(rf"{_HEAD}(?P<name>S)(?P<own>C*)(?P<way>[Ggl=m])L(?P<change>)(?P<rate>){_END}")
_ALONE = re.compile(rf"{_HEAD}(?P<name>S)(?P<own>C*)(?P<way>[UD])(?P<change>)(?P<rate>){_END}")
_BUDGET_MOVED = re.compile(rf"{_HEAD}(?P<name>S)(?P<own>[CN]*?)v(?P<limit>C)c?[,]?(?P<way>[UDVOE]){_BY}{_END}")
_BUDGET_THAN = re.compile(rf"{_HEAD}(?P<name>S)(?P<own>C*)(?P<way>[Gglm=])(?P<limit>C){_END}")
_BUDGET_KEPT = re.compile(rf"{_HEAD}(?P<name>S)(?P<own>C*)(?P<way>K)(?P<limit>C)i{_END}")
_OVERSPENT = re.compile(rf"{_HEAD}(?P<name>S)(?P<own>C*)(?P<way>O)(?P<limit>){_END}")
_TWO = re.compile(rf"{_HEAD}(?P<name>S)(?P<own>C*)(?P<way>[Gglm=])(?P<other>S)(?P<others>C*){_END}")
_TIMES = re.compile(rf"{_HEAD}(?P<name>S)(?P<own>C*)L(?P<times>N)X")
_SHARE = re.compile(rf"{_HEAD}(?P<name>S)(?P<own>C*)(?P<part>N?)[,(]*w(?P<other>S)(?P<others>C*)(?P<share>N){_END}")
_HALF = re.compile(r"(?:HC?(?P<name>S)C*|(?P<first>S)C*HC*)(?P<half>N)(?=$|[,()])")

_PER_HEAD = re.compile(rf"(?:{_HEAD}(?P<name>S)(?P<own>C*)A|A(?P<first>S)C*)(?P<mean>N){_END}")

_WAYS: dict[str, tuple[str, Callable[[Decimal, Decimal], bool]]] = {
    "U": ("大于", lambda one, other: one > other),
    "O": ("大于", lambda one, other: one > other),
    "G": ("大于", lambda one, other: one > other),
    "D": ("小于", lambda one, other: one < other),
    "V": ("小于", lambda one, other: one < other),
    "g": ("小于", lambda one, other: one < other),
    "l": ("不大于", lambda one, other: one <= other),
    "K": ("不大于", lambda one, other: one <= other),
    "m": ("不小于", lambda one, other: one >= other),
    "=": ("等于", lambda one, other: one == other),
    "E": ("等于", lambda one, other: one == other),
}


def read_comparisons(sentence: Sentence) -> Iterator[Claim]:
    """Yield what a sentence compares with numbers of the forms; no plans, no parts of the year."""
    letters = sentence.letters
    if "S" not in letters or "Q" in letters or "Y" in letters or "P" in letters:
        return
    yield from _halves(sentence) if "H" in letters else _of_the_year(sentence)


def _of_the_year(sentence: Sentence) -> Iterator[Claim]:
    letters = sentence.letters
    for pattern in (_SINCE, _FRONTED, _THAN_LAST_YEAR, _ALONE):
        for match in pattern.finditer(letters):
            yield from _moved(sentence, match)
    for pattern in (_BUDGET_MOVED, _BUDGET_THAN, _BUDGET_KEPT, _OVERSPENT):
        for match in pattern.finditer(letters):
            yield from _against_budget(sentence, match)
    for match in _TWO.finditer(letters):
        yield from _two(sentence, match)
    for match in _TIMES.finditer(letters):
        yield from _times(sentence, match)
    for match in _SHARE.finditer(letters):
        yield from _share(sentence, match)
    for match in _PER_HEAD.finditer(letters):
        yield from _per_head(sentence, match)


def _own(sentence: Sentence, match: re.Match[str]) -> tuple[Subject, tuple[Held, ...]] | None:
    """Return a subject and its outturn, where the words behind its name speak of no other column."""
    subject = sentence.subject(match.start("name"))
    named = {sentence.tokens[at].value for at in range(*match.span("own")) if sentence.letters[at] == "C"}
    named |= {
        sentence.tokens[at].value for at in range(match.start(), match.start("name")) if sentence.letters[at] == "C"
    }
    if named - {Column.FINAL} or Column.FINAL not in subject.columns or subject.rows:
        return None
    return subject, subject.columns[Column.FINAL]


def _pairs(ours: Iterable[Held], theirs: Iterable[Held]) -> list[tuple[Decimal, Decimal]]:
    return [
        pair
        for one, other in product(ours, theirs)
        if one.unit == other.unit
        for pair in product(one.amounts, other.amounts)
    ]


def _moved(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    found = _own(sentence, match)
    then = found[0].columns.get(Column.PRIOR, ()) if found else ()
    if found and then:
        yield from _related(sentence, match, found[0].name, found[1], ("上年", then))


def _against_budget(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    found = _own(sentence, match)
    column = sentence.tokens[match.start("limit")].value if match["limit"] else Column.BUDGET
    if found is None or column not in (Column.BUDGET, Column.INITIAL):
        return
    subject, ours = found
    assert isinstance(column, Column)  # noqa: S101 - it is one of two
    limit = subject.columns.get(column, ())
    if column is Column.BUDGET and len({one.exact for one in limit}) > 1:
        return
    if limit:
        yield from _related(sentence, match, subject.name, ours, (column.value, limit))


def _related(
    sentence: Sentence, match: re.Match[str], name: str, ours: tuple[Held, ...], theirs: tuple[str, tuple[Held, ...]]
) -> Iterator[Claim]:
    called, limit = theirs
    said, is_so = _WAYS[match["way"]]
    pairs = _pairs(ours, limit)
    if not pairs:
        return
    groups = match.groupdict()
    stated = "change" if groups.get("change") else "way"
    last = max(match.end("way") - 1, match.end() - 1 if stated == "way" else match.start("change"))
    known = f"{name} {ours[0].spoken}，{called} {limit[0].spoken}"
    holds = any(is_so(one, other) for one, other in pairs)
    seen = (ours[0].words, limit[0].words)
    yield claim(
        ClaimKind.RELATION,
        sentence,
        (match.start(), last),
        holds=holds,
        known=known,
        should=f"{name}{said}{called}，才能这样写",
        seen=seen,
    )
    for group in ("change", "rate"):
        if holds and groups.get(group):
            yield from _by_how_much(sentence, match, group, pairs, known)


def _by_how_much(
    sentence: Sentence, match: re.Match[str], group: str, pairs: list[tuple[Decimal, Decimal]], known: str
) -> Iterator[Claim]:
    number = sentence.number(match.start(group))
    if number.approximate or number.unit not in ("元", "%", "人", "名"):
        return
    half = 5 * number.scale.scaleb(-number.places - 1)
    offs = [
        abs(one - other) if number.unit != "%" else abs(one - other) * 100 / other
        for one, other in pairs
        if number.unit != "%" or other
    ]
    if offs:
        slack = half + (Decimal("0.01") if number.unit == "%" else Decimal(0))
        holds = any(abs(off - number.amount) <= slack for off in offs)
        should = (
            f"{format_plain((offs[0] / number.scale).quantize(Decimal('0.0001')))}{number.phrase[len(number.digits) :]}"
        )
        yield claim(
            ClaimKind.CHANGE,
            sentence,
            (match.start(), match.start(group)),
            holds=holds,
            known=f"{known}，按此计算为 {should}",
            should=should,
            seen=(number.phrase, should),
        )


def _two(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    one, other = sentence.subject(match.start("name")), sentence.subject(match.start("other"))
    named = {sentence.tokens[at].value for group in ("own", "others") for at in range(*match.span(group))}
    column = next(iter(named)) if len(named) == 1 else Column.FINAL if not named else None
    if not isinstance(column, Column) or one.name == other.name:
        return
    ours, theirs = one.columns.get(column, ()), other.columns.get(column, ())
    if ours and theirs:
        yield from _related(sentence, match, one.name, ours, (other.name, theirs))


def _times(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    found, number = _own(sentence, match), sentence.number(match.start("times"))
    pairs = _pairs(found[1], found[0].columns.get(Column.PRIOR, ())) if found else []
    ratios = [one / other for one, other in pairs if other]
    if ratios and not number.approximate:
        half = Decimal(5).scaleb(-number.places - 1)
        should = f"{format_plain(ratios[0].quantize(Decimal('0.01')))}倍"
        holds = any(abs(ratio - number.number) <= half for ratio in ratios)
        yield claim(
            ClaimKind.RECKONED,
            sentence,
            (match.start(), match.end() - 1),
            holds=holds,
            known=f"按表上的数为 {should}",
            should=should,
            seen=(number.phrase,),
        )


def _share(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """Yield shares of one line in another, both as outturn."""
    found, number = _own(sentence, match), sentence.number(match.start("share"))
    other = sentence.subject(match.start("other"))
    columns = {one.value for one in sentence.tokens[: match.end()] if isinstance(one.value, Column)} | set(
        "L" if "L" in sentence.letters else ""
    )
    if found is None or columns - {Column.FINAL} or number.unit != "%" or number.approximate:
        return
    part: list[Decimal] = [amount for held in found[1] for amount in held.amounts]
    if match["part"]:
        part = [sentence.number(match.start("part")).amount]
    wholes = [amount for held in other.columns.get(Column.FINAL, ()) for amount in held.amounts if amount]
    rates = [one * 100 / whole for one, whole in product(part, wholes)]
    if rates:
        half = Decimal(5).scaleb(-number.places - 1) + Decimal("0.01")
        holds = any(abs(rate - number.number) <= half for rate in rates)
        should = f"{format_plain(rates[0].quantize(Decimal('0.01')))}%"
        known = f"按表上的数占 {other.name} {should}"
        yield claim(
            ClaimKind.SHARE,
            sentence,
            (match.start(), match.end() - 1),
            holds=holds,
            known=known,
            should=should,
            seen=(number.phrase, should),
        )


def _per_head(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """Yield means per head that no number of persons of the forms gives, nor two of them together."""
    subject = sentence.subject(match.start("name") if match["name"] else match.start("first"))
    number, word = sentence.number(match.start("mean")), sentence.words(match.start(), match.end() - 1)
    wholes = [amount for held in subject.columns.get(Column.FINAL, ()) if held.unit == "元" for amount in held.amounts]
    if "人" not in word or number.unit != "元" or number.approximate or not wholes or sentence.letters.count("N") > 1:
        return
    half = 5 * number.scale.scaleb(-number.places - 1)
    persons = sorted({*sentence.persons, *(one + other for one in sentence.persons for other in sentence.persons)})
    means = [whole / count for whole in wholes for count in persons if count]
    if means:
        holds = any(abs(mean - number.amount) <= half + number.scale / 100 for mean in means)
        known = f"{subject.name} {subject.columns[Column.FINAL][0].spoken}，按表上的人数算不出"
        yield claim(
            ClaimKind.RECKONED,
            sentence,
            (match.start(), match.end() - 1),
            holds=holds,
            known=known,
            should="总数除以人数",
            seen=(number.phrase,),
        )


def _halves(sentence: Sentence) -> Iterator[Claim]:
    """Yield what part of a year is said to have cost more than the whole."""
    for match in _HALF.finditer(sentence.letters):
        subject = sentence.subject(match.start("name") if match["name"] else match.start("first"))
        number: Numeral = sentence.number(match.start("half"))
        whole = [one for one in subject.columns.get(Column.FINAL, ()) if one.unit == number.unit]
        columns = {one.value for one in sentence.tokens[: match.end()] if isinstance(one.value, Column)}
        if whole and not number.approximate and not columns - {Column.FINAL}:
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
