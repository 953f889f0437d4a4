"""Which project or line is most or least, and what is so of all projects."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from jixiao.patterns import compile_late
from jixiao.rules.claim_words import Column
from jixiao.rules.claims import Claim, ClaimKind, Letters, Reader, claim
from jixiao.rules.clauses import Sentence
from jixiao.rules.held_numbers import Held, Subject
from jixiao.rules.prose_numerals import Numeral
from jixiao.rules.reported_year import ReportedYear

_MOST = Letters(
    "S",
    r"^(?P<lead>(?:J|q|,|f?C*x,|N,|SC*,?(?=S))*)(?P<name>S)(?P<column>C*)J?C?(?P<way>[MW])(?P<noun>x?)(?=$|[,()])"
    r"|(?:^|(?<=[,q]))(?P<before>C*)(?P<sort>[MW])x?(?P<last>S)(?=$|[,()])",
)
_MOST_OF_PARTS = Letters(
    "S", r"^(?P<before>x?)(?P<whole>S)C*(?P<between>x?)C*,?(?P<name>S)(?P<column>C*)w?(?P<way>[MW])(?=$|[,()])"
)
_AMONG = compile_late(r"(?:在|[各几]项|各类|构成|组成|[中里内]|以)*")
_PROJECT = frozenset({"项目", "专项"})
_ALL = Letters("J", r"J,?(?P<column>C+)(?P<least>W?)a?x?(?P<verb>[CmG]*)(?P<number>N)")
_AT_LEAST = compile_late(r"\s*(?:及|或)?以上")
# 没有一个项目的执行率低于60%; 项目执行率普遍较高，最低的也在60%以上.
_NONE_BELOW = compile_late(
    r"^(?:没有|无)(?:一个|任何(?:一个)?)?(?:预算)?项目的?(?:资金|预算)?执行率(?:低于|不足|不到|小于)(?=[0-9])"
)
_LEAST_OF_ALL = compile_late(
    r"^(?:各|全部|所有)?(?:个|预算)?项目的?(?:资金|预算)?执行率[^，,。0-9]{0,6}[，,]最低的?(?:项目)?[也都均亦]?(?:在|达|达到|为|有|是)(?=[0-9])"
)


def read_rankings(year: ReportedYear) -> Reader:
    """Return the reader of superlatives, and of what all projects are said to reach."""
    ranked = _projects(year)

    def read(sentence: Sentence) -> Iterator[Claim]:
        if "N" in sentence.letters:
            yield from _all_reach(sentence, ranked)
            yield from _reach_in_words(sentence, ranked)
        if "S" in sentence.letters and not set("HYQPL") & set(sentence.letters):
            yield from _extremes(sentence, ranked)
            yield from _extreme_parts(sentence, year)

    return read


def _projects(year: ReportedYear) -> tuple[Subject, ...]:
    found = tuple(one for one in year.subjects if one.is_project)
    numbers = (held for one in found for each in one.columns.values() for held in each)
    return () if not year.all_named or any(one.is_open for one in numbers) else found


def _extremes(sentence: Sentence, ranked: tuple[Subject, ...]) -> Iterator[Claim]:
    """Yield which project is said to have most or least of something."""
    told: frozenset[object] = frozenset()
    for match in _MOST.finditer(sentence.letters):
        subject = sentence.subject(match.start("name") if match["name"] else match.start("last"))
        group = "column" if match["name"] else "before"
        named = frozenset(sentence.tokens[at].value for at in range(*match.span(group))) or told
        if not named and match["lead"]:
            lead = (sentence.tokens[at].value for at in range(*match.span("lead")))
            named = frozenset(one for one in lead if isinstance(one, Column))
        if not named and match.start() <= sentence.letters.startswith("q"):
            named = frozenset({Column.FINAL})
        told, column = named, next(iter(named), None)
        if not subject.is_project or len(named) != 1 or not isinstance(column, Column):
            continue
        if match["noun"] and sentence.words(match.start("noun"), match.start("noun")) not in _PROJECT:
            continue
        is_most = (match["way"] or match["sort"]) == "M"
        yield from _extreme(sentence, match, subject, column=column, among=(ranked, max if is_most else min))


def _extreme(
    sentence: Sentence,
    match: re.Match[str],
    subject: Subject,
    column: Column,
    among: tuple[tuple[Subject, ...], Callable[..., Subject]],
) -> Iterator[Claim]:
    ranked, pick = among
    held = {one.name: one.columns[column] for one in ranked if column in one.columns}
    if subject.name not in held or len({each[0].path for each in held.values()}) < 2:
        return
    best = pick((one for one in ranked if one.name in held), key=lambda one: held[one.name][0].exact)
    own, top = held[subject.name][0], held[best.name][0]
    known = f"{best.name}{column.value} {top.spoken}，{subject.name} {own.spoken}"
    yield claim(
        ClaimKind.EXTREME,
        sentence,
        (match.start(), match.end() - 1),
        holds=own.exact == top.exact,
        known=known,
        should=best.name,
        seen=(subject.name, best.name),
    )


def _extreme_parts(sentence: Sentence, year: ReportedYear) -> Iterator[Claim]:
    """Yield which line of a whole is said to be the largest or smallest: 三公经费中，公务接待费支出最多."""
    for match in _MOST_OF_PARTS.finditer(sentence.letters):
        around = (at for group in ("before", "between") for at in range(*match.span(group)))
        named = {sentence.tokens[at].value for at in range(*match.span("column"))}
        whole, part = (sentence.subject(match.start(group)) for group in ("whole", "name"))
        is_of_whole = all(_AMONG.fullmatch(sentence.words(at, at)) for at in around)
        if part.is_project or named - {Column.FINAL} or not is_of_whole:
            continue
        parts = _parts_of(year, whole)
        own = next((held for held in part.columns.get(Column.FINAL, ()) if held.path in parts), None)
        if own is None or any(held.is_open for held in parts.values()):
            continue
        # A line without money is none of those that are compared; one that sums up others stands for them.
        others = [held for held in parts.values() if held.exact and year.figures[held.path].entered] or [own]
        best = (max if match["way"] == "M" else min)((own, *others), key=lambda held: held.exact)
        yield claim(
            ClaimKind.EXTREME,
            sentence,
            (match.start(), match.end() - 1),
            holds=own.exact == best.exact,
            known=f"{best.path} {best.spoken}，{part.name} {own.spoken}",
            should="与各项的数相符",
            seen=(part.name, best.words),
        )


def _parts_of(year: ReportedYear, whole: Subject) -> dict[str, Held]:
    """Return the outturns of the lines right below a whole's, by path."""
    paths = [held.path.rpartition(".") for held in whole.columns.get(Column.FINAL, ()) if held.unit == "元"]
    patterns = [compile_late(rf"{re.escape(row)}\.[^.]+\.{re.escape(column)}") for row, _, column in paths if row]
    below = (path for path in year.figures for pattern in patterns if pattern.fullmatch(path))
    return {path: held for path in below if (held := year.hold(path)) is not None}


def _reach_in_words(sentence: Sentence, ranked: tuple[Subject, ...]) -> Iterator[Claim]:
    """Yield what no project's rate, or the least of them, is said to be."""
    rates = [held for one in ranked for held in one.columns.get(Column.RATE, ())[:1]]
    match = _NONE_BELOW.match(sentence.text) or _LEAST_OF_ALL.match(sentence.text)
    at = _token_at(sentence, sentence.start + match.end()) if match else -1
    if at < 0 or not rates or sentence.number(at).unit != "%" or set("HYQPL") & set(sentence.letters):
        return
    number, least = sentence.number(at), min(rates, key=lambda held: held.exact)
    is_near = "最低" in sentence.text and not _AT_LEAST.match(sentence.paragraph.text, number.stop)
    half = number.half_step
    holds = _is_near(least, number, half) if is_near else least.exact >= number.amount - half
    yield _reached(sentence, (0, at), number, least, holds=holds)


def _token_at(sentence: Sentence, start: int) -> int:
    """Return which token is the number that begins at a place of the text; -1 where none does."""
    return next((at for at, one in enumerate(sentence.tokens) if one.letter == "N" and one.start == start), -1)


def _reached(sentence: Sentence, span: tuple[int, int], number: Numeral, least: Held, *, holds: bool) -> Claim:
    return claim(
        ClaimKind.EXTREME,
        sentence,
        span,
        holds=holds,
        known=f"最低的是 {least.spoken}（{least.path}）",
        should="各项目都达到的，才能这样写",
        seen=(number.phrase, least.words),
    )


def _all_reach(sentence: Sentence, ranked: tuple[Subject, ...]) -> Iterator[Claim]:
    for match in _ALL.finditer(sentence.letters):
        number = sentence.number(match.start("number"))
        rates = [held for one in ranked for held in one.columns.get(Column.RATE, ())[:1]]
        columns = {sentence.tokens[at].value for at in range(*match.span("column"))}
        if Column.RATE not in columns or not rates or number.unit != "%":
            continue
        least = min(rates, key=lambda held: held.exact)
        half = number.half_step
        is_above = "G" in match["verb"]
        is_bound = is_above or "m" in match["verb"] or _AT_LEAST.match(sentence.paragraph.text, number.stop)
        holds = least.exact > number.amount if is_above else least.exact >= number.amount - half
        if not is_bound and match["least"]:
            holds = _is_near(least, number, half)
        elif not is_bound:
            holds = all(_is_near(held, number, half) for held in rates)
        yield _reached(sentence, (match.start(), match.end() - 1), number, least, holds=holds)


def _is_near(held: Held, number: Numeral, half: Decimal) -> bool:
    return any(abs(amount - number.amount) <= half for amount in held.amounts)
