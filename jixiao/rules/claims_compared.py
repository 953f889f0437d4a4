"""Comparisons with what the forms hold: last year's number, a budget, another line; by how much, which share of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from itertools import product

from msgspec.structs import replace

from jixiao.patterns import compile_late
from jixiao.plain import format_plain
from jixiao.rules.claim_words import Column
from jixiao.rules.claims import Claim, ClaimKind, Letters, claim
from jixiao.rules.clauses import Sentence, cut_plans
from jixiao.rules.held_numbers import BUDGETS, Held, Subject
from jixiao.rules.prose_numerals import Numeral, find_numerals

HEAD = r"(?:^|(?<=[,+:()q]))[CT]*"
_BY = r"(?:(?P<change>N)(?:[,(]+(?P<again>[UD])(?P<rate>N))?)?"
END = r"(?=$|[,+:()])"
_SINCE = Letters("S", rf"{HEAD}(?P<name>S)(?P<own>[CN,]*?)(?:[vc]LN?[cv]?|LN?c|yL?)[,]?C?(?P<way>[UDEGgs~]){_BY}{END}")
_SINCE_WHY = Letters(
    "SLx",
    rf"{HEAD}(?P<name>S)(?P<own>C*)(?:[vc]LN?[cv]?|yL?),?C?(?P<way>[UD])(?P<change>)(?P<rate>)(?P<why>x)",
)
_FRONTED = Letters("S", rf"(?:^|(?<=,))(?:[vc]LN?[cv]?|yL?),?(?P<name>S)(?P<own>C*)(?P<way>[UDEs~]){_BY}{END}")
_THAN_LAST_YEAR = Letters("L", rf"{HEAD}(?P<name>S)(?P<own>C*)(?P<way>[Ggl=m~])L(?P<change>)(?P<rate>){END}")
_THAN_BY = Letters("LN", rf"{HEAD}(?P<name>S)(?P<own>C*)(?P<way>[Gg])L(?P<change>N){END}")
_ALONE = Letters("S", rf"{HEAD}(?<![cv]S,)(?<![cv]SC,)(?P<name>S)(?P<own>C*)(?P<way>[UDj])(?P<change>)(?P<rate>){END}")
_WHY = Letters("Sx", rf"{HEAD}(?P<name>S)(?P<own>C*)(?P<way>[UD])(?P<change>)(?P<rate>)(?P<why>x)")
_BUDGET_MOVED = Letters("vC", rf"{HEAD}(?P<name>S)(?P<own>[CN]*?)v(?P<limit>C)N?[cv]?[,]?(?P<way>[UDVOEGg]){_BY}{END}")
# 预算超支 is one word.
_BUDGET_OVER = Letters("vO", rf"{HEAD}(?P<name>S)(?P<own>C*)v(?P<limit>)(?P<way>O){_BY}{END}")
_BUDGET_THAN = Letters("C", rf"{HEAD}(?P<name>S)(?P<own>C*)(?P<way>[Gglm=])(?P<limit>C){END}")
_BUDGET_BY = Letters("CN", rf"{HEAD}(?P<name>S)(?P<own>C*)(?P<way>[Gg])(?P<limit>C)(?P<change>N){END}")
_BUDGET_KEPT = Letters("Ki", rf"{HEAD}(?P<name>S)(?P<own>C*)(?P<way>K)(?P<limit>C)i{END}")
_OVERSPENT = Letters("O", rf"{HEAD}(?P<name>S)(?P<own>C*)(?P<way>O)(?P<limit>){END}")
_TWO = Letters("S", rf"{HEAD}(?P<name>S)(?P<own>C*)(?:N,?)?(?P<way>[Gglm=])(?P<other>S)(?P<others>C*)(?P<by>N?){END}")
_TWO_KEPT = Letters("KSi", rf"{HEAD}(?P<name>S)(?P<own>C*)(?P<way>K)(?P<other>S)(?P<others>C*)i{END}")
_TWO_MOVED = Letters(
    "vS",
    rf"{HEAD}(?P<name>S)(?P<own>C*)(?:N,?)?v(?P<other>S)(?P<others>C*)[cv]?(?P<way>[UDGg~]){_BY}{END}",
)
_TWO_FRONTED = Letters(
    "S",
    rf"(?:^|(?<=,))(?:v(?P<other>S)(?P<others>C*)[cv]|[cv](?P<theother>S)C*),?(?P<name>S)(?P<own>C*)(?P<way>[UDGg]){_BY}{END}",
)
_UNSAID = Letters("SN", rf"{HEAD}(?P<name>S)(?P<own>C*)(?:N,)?(?P<way>[UDs])(?P<change>N){END}")


# What is about the same differs by a fifth at most; where by how much is said behind it, nothing is asked.
_NEAR = Decimal("0.2")
# What was divided may have been rounded to two decimals before.
_ROUNDED_BEFORE = Decimal("0.01")
_BUT_BY = compile_late(",[UD]N")
_WAYS: dict[str, tuple[str, Callable[[Decimal, Decimal], bool]]] = {
    "U": ("大于", lambda one, other: one > other),
    "O": ("大于", lambda one, other: one > other),
    "G": ("大于", lambda one, other: one > other),
    "D": ("小于", lambda one, other: one < other),
    "V": ("小于", lambda one, other: one < other),
    "g": ("小于", lambda one, other: one < other),
    "j": ("不大于", lambda one, other: one <= other),
    "l": ("不大于", lambda one, other: one <= other),
    "K": ("不大于", lambda one, other: one <= other),
    "m": ("不小于", lambda one, other: one >= other),
    "=": ("等于", lambda one, other: one == other),
    "E": ("等于", lambda one, other: one == other),
    "s": ("不同于", lambda one, other: True),
    "~": ("接近", lambda one, other: abs(one - other) <= _NEAR * max(one, other)),
}


def read_comparisons(sentence: Sentence) -> Iterator[Claim]:
    """Yield what a sentence compares with numbers of the forms; no plans, no parts of the year."""
    sentence = cut_plans(sentence)
    letters = sentence.letters
    if "S" not in letters or "Q" in letters or "Y" in letters or "P" in letters or "d" in letters:
        return
    if "H" not in letters:
        yield from _of_the_year(sentence)


def _of_the_year(sentence: Sentence) -> Iterator[Claim]:
    letters = sentence.letters
    for pattern in (_SINCE, _FRONTED, _THAN_LAST_YEAR, _THAN_BY, _ALONE):
        for match in pattern.finditer(letters):
            yield from _moved(sentence, match)
    for match in (*_WHY.finditer(letters), *_SINCE_WHY.finditer(letters)):
        if sentence.words(match.start("why"), match.start("why")).startswith("原因"):
            yield from _moved(sentence, match)
    for pattern in (_BUDGET_MOVED, _BUDGET_OVER, _BUDGET_THAN, _BUDGET_BY, _BUDGET_KEPT, _OVERSPENT):
        for match in pattern.finditer(letters):
            yield from _against_budget(sentence, match)
    for match in _UNSAID.finditer(letters):
        yield from _unsaid(sentence, match)
    for pattern in (_TWO, _TWO_KEPT, _TWO_MOVED, _TWO_FRONTED):
        for match in pattern.finditer(letters):
            yield from _two(sentence, match)


def find_outturn(sentence: Sentence, match: re.Match[str]) -> tuple[Subject, tuple[Held, ...]] | None:
    """Return a subject and its outturn, where the words behind its name speak of no other column."""
    subject = sentence.subject(match.start("name"))
    named = {sentence.tokens[at].value for at in range(*match.span("own")) if sentence.letters[at] == "C"}
    named |= {
        sentence.tokens[at].value for at in range(match.start(), match.start("name")) if sentence.letters[at] == "C"
    }
    if named - {Column.FINAL} or Column.FINAL not in subject.columns or subject.rows:
        return None
    return subject, subject.columns[Column.FINAL]


def pair_amounts(ours: Iterable[Held], theirs: Iterable[Held]) -> list[tuple[Decimal, Decimal]]:
    """Return every pair of amounts of the same unit, one of either side."""
    ours, theirs = tuple(ours), tuple(theirs)
    if any(one.is_open for one in (*ours, *theirs)):
        return []
    return [
        pair
        for one, other in product(ours, theirs)
        if one.unit == other.unit
        for pair in product(one.amounts, other.amounts)
    ]


def is_one_of(number: Numeral, amounts: Iterable[Decimal]) -> bool:
    """Return whether a number is one of some amounts, rounded as it is written; per cents may be rounded twice."""
    slack = number.half_step * number.scale + (_ROUNDED_BEFORE if number.unit == "%" else 0)
    return any(abs(amount - number.amount) <= slack for amount in amounts)


def _moved(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    found = find_outturn(sentence, match)
    then = found[0].columns.get(Column.PRIOR, ()) if found else ()
    if found and then:
        yield from _related(sentence, match, found[0].name, ours=found[1], theirs=("上年", then))


def _against_budget(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    found = find_outturn(sentence, match)
    column = sentence.tokens[match.start("limit")].value if match["limit"] else Column.BUDGET
    if found is None or column not in BUDGETS:
        return
    subject, ours = found
    assert isinstance(column, Column)  # noqa: S101 - it is one of two
    limit = subject.columns.get(column, ())
    if not limit and "编" in sentence.words(match.start("way"), match.start("way")):
        limit = tuple(held for held in subject.limits.values() if held.unit == "人")[:1]
    named = _limit_of(subject, sentence.words(match.start("limit"), match.start("limit")) if match["limit"] else "")
    if named is not None:
        ours, limit = (_as_printed(ours[0]),), (_as_printed(named),)
    if column is Column.BUDGET and len({one.exact for one in limit}) > 1:
        return
    if limit:
        yield from _related(sentence, match, subject.name, ours=ours, theirs=(column.value, limit))


def _limit_of(subject: Subject, called: str) -> Held | None:
    """Return the number that a matter is measured by under a name, if it has one: then its own first number counts."""
    return subject.limits.get(called) or subject.limits.get(called.removesuffix("数"))


def _as_printed(held: Held) -> Held:
    """Return a number as the paper has it, where that is another one than was reckoned."""
    printed = find_numerals(held.words)
    is_told = len(printed) == 1 and printed[0].unit == held.unit and not held.is_open
    return replace(held, exact=printed[0].amount, printed=()) if is_told else held


def _related(
    sentence: Sentence, match: re.Match[str], name: str, ours: tuple[Held, ...], theirs: tuple[str, tuple[Held, ...]]
) -> Iterator[Claim]:
    called, limit = theirs
    said, is_so = _WAYS[match["way"]]
    pairs = pair_amounts(ours, limit)
    if not pairs or (match["way"] == "~" and _BUT_BY.match(sentence.letters, match.end())):
        return
    groups = match.groupdict()
    stated = "change" if groups.get("change") else "way"
    last = max(match.end("way") - 1, match.end() - 1 if stated == "way" else match.start("change"))
    known = f"{name} {_bare(ours[0])}{ours[0].where}，{called} {_bare(limit[0])}{limit[0].where}"
    holds = any(is_so(one, other) for one, other in pairs)
    seen = (_bare(ours[0]), _bare(limit[0]))
    yield claim(
        ClaimKind.RELATION,
        sentence,
        (match.start(), last),
        holds=holds,
        known=f"而{known}",
        should=f"{name}{said}{called}，才能这样写",
        seen=seen,
    )
    for group in ("change", "rate"):
        if holds and groups.get(group):
            yield from _by_how_much(sentence, match, group, pairs=pairs, known=(known, seen))


def _by_how_much(
    sentence: Sentence,
    match: re.Match[str],
    group: str,
    pairs: list[tuple[Decimal, Decimal]],
    known: tuple[str, tuple[str, str]],
) -> Iterator[Claim]:
    number, at = sentence.number(match.start(group)), match.start(group)
    if number.approximate or number.unit not in ("元", "%", "人", "名"):
        return
    if sentence.letters[at - 1] in "LC" and any(abs(other - number.amount) * 1000 <= other for _, other in pairs):
        return  # 低于上年的1.92万元: the number is last year's
    offs = [_off(one, other, number) for one, other in pairs if number.unit != "%" or other]
    if offs:
        should = f"{_format_change(offs[0], number)}{number.written_unit}"
        yield claim(
            ClaimKind.CHANGE,
            sentence,
            (match.start(), match.start(group)),
            holds=is_one_of(number, offs),
            known=f"{known[0]}，按此计算为 {should}",
            should=should,
            seen=known[1],
        )


def _bare(held: Held) -> str:
    """Return a number without the unit of its column, as waivers quote it."""
    return held.words.removesuffix("万元").removesuffix("人")


def _format_change(off: Decimal, number: Numeral) -> str:
    places = max(number.places, 2) if number.unit == "%" else 4
    return format_plain((off / number.scale).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def _unsaid(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """Yield a change that does not say against what: it holds against last year's number or a budget."""
    found, number = find_outturn(sentence, match), sentence.number(match.start("change"))
    then = found[0].columns.get(Column.PRIOR, ()) if found else ()
    if found is None or not then or number.approximate or number.unit not in ("元", "%"):
        return
    pairs, is_so = pair_amounts(found[1], (*then, *found[0].budgets)), _WAYS[match["way"]][1]
    offs = [_off(one, other, number) for one, other in pairs if other and is_so(one, other)]
    if pairs:
        yield claim(
            ClaimKind.CHANGE,
            sentence,
            (match.start(), match.end() - 1),
            holds=is_one_of(number, offs),
            known=f"{found[0].name} {found[1][0].spoken}，上年 {then[0].spoken}",
            should="增减的方向和数与上年、预算中的一个相符，并写明与什么比",
            seen=(number.phrase, found[1][0].words, then[0].words),
        )


def _off(one: Decimal, other: Decimal, number: Numeral) -> Decimal:
    return abs(one - other) if number.unit != "%" else abs(one - other) * 100 / other


def _two(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    at_other = "other" if match["other"] else "theother"
    one, other = sentence.subject(match.start("name")), sentence.subject(match.start(at_other))
    groups = ("own", "others") if match["other"] else ("own",)
    named = {sentence.tokens[at].value for group in groups for at in range(*match.span(group))}
    column = next(iter(named)) if len(named) == 1 else Column.FINAL if not named else None
    if not isinstance(column, Column) or one.name == other.name:
        return
    ours, theirs = one.columns.get(column, ()), other.columns.get(column, ())
    measured = _limit_of(one, other.name)
    if measured is not None and column is Column.FINAL:
        ours, theirs = (_as_printed(ours[0]),), (_as_printed(measured),)
    if ours and theirs:
        yield from _related(sentence, match, one.name, ours=ours, theirs=(other.name.removesuffix("数"), theirs))
        if match.groupdict().get("by") and match["way"] in "Gg":
            yield from _two_apart(sentence, match, ours, theirs)


def _two_apart(
    sentence: Sentence, match: re.Match[str], ours: tuple[Held, ...], theirs: tuple[Held, ...]
) -> Iterator[Claim]:
    """Yield the number behind 高于某项: that line's own, or by how much."""
    number, pairs = sentence.number(match.start("by")), pair_amounts(ours, theirs)
    if not pairs or number.unit != "元" or number.approximate:
        return
    may_be = [amount for one, other in pairs for amount in (abs(one - other), other)]
    known = f"{_bare(ours[0])}{ours[0].where}与{_bare(theirs[0])}{theirs[0].where}"
    should = number.reworded(may_be[0])
    yield claim(
        ClaimKind.CHANGE,
        sentence,
        (match.start(), match.start("by")),
        holds=is_one_of(number, may_be),
        known=f"{known}相差 {should}",
        should=should,
        seen=(number.phrase, _bare(ours[0]), _bare(theirs[0])),
    )
