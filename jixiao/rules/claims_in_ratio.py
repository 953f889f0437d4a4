"""How many times, which share, how much a head: ratios of what the forms hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import product

from jixiao.figures import round_half_up
from jixiao.patterns import compile_late
from jixiao.plain import format_plain
from jixiao.rules.claim_words import Column
from jixiao.rules.claims import Claim, ClaimKind, Letters, MatchReader, Reader, claim, read_matches
from jixiao.rules.claims_compared import END, HEAD, find_outturn, is_one_of, pair_amounts
from jixiao.rules.claims_divided import format_per_cent
from jixiao.rules.clauses import Sentence
from jixiao.rules.held_numbers import Held
from jixiao.rules.prose_numerals import find_figures
from jixiao.rules.reported_year import ReportedYear

_TIMES = Letters("X", rf"{HEAD}(?P<name>S)(?P<own>C*)(?:L|(?P<other>S)C*)(?P<times>N)X")
_OF_BUDGET = Letters("CN", rf"{HEAD}(?P<name>S)(?P<own>C*?)w?(?P<limit>C)[Nw]?(?P<share>N){END}")
_SHARE = Letters(
    "w", rf"{HEAD}(?P<name>S)(?P<own>C*)(?P<part>N?)[,(]*w(?P<other>S)(?P<others>C*)[Nw]*?(?P<share>N){END}"
)
_SHARE_WITHIN = Letters("w", rf"{HEAD}(?P<name>S)(?P<own>C*)(?P<other>S)(?P<others>C*)N?wC?(?P<share>N){END}")
# 总支出中公务接待费所占比例: the whole stands first, with 中 behind it.
_SHARE_AMONG = Letters("w", rf"{HEAD}(?P<other>S)(?P<others>C*),?(?P<name>S)(?P<own>C*)wC?(?P<share>N){END}")
_SHARE_BEHIND = Letters("w", rf"{HEAD}(?P<other>S)(?P<others>C*),q?(?P<name>S)(?P<own>C*)w(?P<share>N){END}")
_SHARE_OF_NUMBER = Letters("qw", rf"(?P<whole>N),?q(?P<name>S)(?P<own>C*)w(?P<share>N){END}")
_SHARE_AFTER = Letters("w", rf"(?P<whole>N),(?P<name>S)(?P<own>C*)w(?P<share>N){END}")
# 公务接待费支出1.35万元，在总支出中占0.2%: the whole stands behind the part's number.
_SHARE_IN = Letters("w", rf"{HEAD}(?P<name>S)(?P<own>C*)(?P<part>N)[,(]+(?P<other>S)(?P<others>C*)wC?(?P<share>N){END}")
# No word names the whole, or one for all that was spent: 占比51.23%, 占本年支出合计的51.23%.
_SHARE_OF_ANY = Letters("w", rf"{HEAD}(?P<name>S)(?P<own>C*)(?P<part>N?)[,(]*w(?P<of>[CT]*)(?P<share>N){END}")
_PER_HEAD = Letters("A", rf"(?:{HEAD}(?P<name>S)(?P<own>C*)A|A(?P<first>S)C*)(?P<mean>N){END}")


def read_ratios(sentence: Sentence) -> Iterator[Claim]:
    """Yield the ratios that a sentence states between numbers of the forms; no plans, no parts of the year."""
    yield from read_matches(sentence, _READERS)


def _times(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    found, number = find_outturn(sentence, match), sentence.number(match.start("times"))
    column, whose = (Column.FINAL, match.start("other")) if match["other"] else (Column.PRIOR, match.start("name"))
    pairs = pair_amounts(found[1], sentence.subject(whose).columns.get(column, ())) if found else []
    ratios = [one / other for one, other in pairs if other]
    if ratios and not number.approximate:
        half = number.half_step
        should = f"{format_plain(round_half_up(ratios[0], 2))}倍"
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
    """Yield shares of one line in another, or in a number stated, both as outturn."""
    found, number, groups = find_outturn(sentence, match), sentence.number(match.start("share")), match.groupdict()
    columns = {one.value for one in sentence.tokens[: match.end()] if isinstance(one.value, Column)}
    is_past = "L" in sentence.letters
    if found is None or is_past or columns - {Column.FINAL, Column.ACTUAL} or number.unit != "%" or number.approximate:
        return
    called, wholes = _wholes(sentence, match)
    if any(held.is_open for held in found[1]) or not wholes:
        return
    part: list[Decimal] = [amount for held in found[1] for amount in held.amounts]
    if groups.get("part"):
        part = [sentence.number(match.start("part")).amount]
    rates = [one * 100 / whole for one, whole in product(part, wholes)]
    if rates:
        should = format_per_cent(rates[0])
        yield claim(
            ClaimKind.SHARE,
            sentence,
            (match.start(), match.end() - 1),
            holds=is_one_of(number, rates),
            known=f"按表上的数占 {called} {should}",
            should=should,
            seen=(number.phrase, should),
        )


def _share_in(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """Yield a share whose whole stands behind the part and has 中 behind it."""
    if _is_within(sentence, match.start("other")):
        yield from _share(sentence, match)


def _share_behind(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """Yield a share whose whole stands before the part, where the part is not what something else is in."""
    if not _is_within(sentence, match.start("name")):
        yield from _share(sentence, match)


def _share_among(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """Yield a share of the first of two names, which 中 stands behind."""
    if _is_whole_first(sentence, match):
        yield from _share(sentence, match)


def _share_within(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """Yield a share of the second of two names, no 中 between them."""
    if not _is_whole_first(sentence, match):
        yield from _share(sentence, match)


def _is_within(sentence: Sentence, at: int) -> bool:
    """Return whether a name is a whole that something is said to be in: 在总支出中."""
    return sentence.paragraph.text[sentence.tokens[at].end :].lstrip("”").startswith(("中", "里", "内", "当中"))


def _is_whole_first(sentence: Sentence, match: re.Match[str]) -> bool:
    first, last = sorted((match.start("name"), match.start("other")))
    return (
        re.search("[中里内]", sentence.paragraph.text[sentence.tokens[first].end : sentence.tokens[last].start])
        is not None
    )


def read_shares_of_any(year: ReportedYear) -> Reader:
    """Return the reader of shares whose whole no word names: one holds that any number of the forms gives."""
    outturns = [one.columns.get(Column.FINAL, ()) for one in year.subjects]
    wholes = sorted({amount for each in outturns for amount in _amounts_of(each) if amount})
    is_open = any(held.is_open for each in outturns for held in each)

    def read(sentence: Sentence) -> Iterator[Claim]:
        letters = sentence.letters
        if is_open or "w" not in letters or set("QYPdHL") & set(letters):
            return
        for match in _SHARE_OF_ANY.finditer(letters):
            yield from _share_of_any(sentence, match, wholes)

    return read


def _amounts_of(held: Iterable[Held]) -> Iterator[Decimal]:
    return (amount for one in held if one.unit == "元" for amount in one.amounts)


def _share_of_any(sentence: Sentence, match: re.Match[str], wholes: list[Decimal]) -> Iterator[Claim]:
    found, number = find_outturn(sentence, match), sentence.number(match.start("share"))
    of = {sentence.tokens[at].value for at in range(*match.span("of")) if sentence.letters[at] == "C"}
    if found is None or number.unit != "%" or number.approximate or of - {Column.FINAL, Column.ACTUAL}:
        return
    if _is_within(sentence, match.start("name")):
        return
    stated = [one.amount for one in find_figures(sentence.paragraph.text) if one.unit == "元" and one.amount]
    parts = list(_amounts_of(found[1]))
    if match["part"]:
        parts = [sentence.number(match.start("part")).amount]
    rates = [part * 100 / whole for part, whole in product(parts, (*wholes, *stated)) if whole >= part]
    if rates:
        yield claim(
            ClaimKind.SHARE,
            sentence,
            (match.start(), match.end() - 1),
            holds=is_one_of(number, rates),
            known=f"{found[0].name} {found[1][0].spoken}，占表上哪一个决算数都不是 {number.phrase}",
            should="写明占什么的，按两个数计算",
            seen=(number.phrase, found[1][0].words),
        )


def _wholes(sentence: Sentence, match: re.Match[str]) -> tuple[str, list[Decimal]]:
    """Return what a share is said to be of, in words, and its amounts; none while one is open."""
    if "whole" in match.groupdict():
        whole = sentence.number(match.start("whole"))
        return whole.phrase, [whole.amount] if whole.unit == "元" and whole.amount and not whole.approximate else []
    other = sentence.subject(match.start("other"))
    held = other.columns.get(Column.FINAL, ())
    amounts = [amount for one in held for amount in one.amounts if amount and one.unit == "元"]
    return other.name, [] if any(one.is_open for one in held) else amounts


def _per_head(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """Yield means per head that no number of persons of the forms gives, nor two of them together."""
    subject = sentence.subject(match.start("name") if match["name"] else match.start("first"))
    number, word = sentence.number(match.start("mean")), sentence.words(match.start(), match.end() - 1)
    wholes = [amount for held in subject.columns.get(Column.FINAL, ()) if held.unit == "元" for amount in held.amounts]
    if "人" not in word or number.unit != "元" or number.approximate or not wholes:
        return
    others = (one for one in sentence.numbers() if one is not number)
    if any(one.unit not in ("人", "名") or one.amount not in sentence.persons for one in others):
        return
    half = number.half_step * number.scale
    if any(held.is_open for held in subject.columns[Column.FINAL]):
        return
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


def _is_of_money(sentence: Sentence, match: re.Match[str]) -> bool:
    """Return whether 完成 stands behind a budget and what was spent of it: 预算35万元，支出30万元，完成85.71%."""
    at, words = sentence.tokens[match.start("limit")].start, sentence.words(match.start("limit"), match.start("limit"))
    before = sentence.paragraph.text[sentence.start : at]
    return "完成" in words and _BUDGET_AND_SPENT.search(before) is not None


_BUDGET_AND_SPENT = compile_late(
    r"(?:预算|安排|下达|到位|批复|控制数)[^，。；]{0,6}[0-9.]+万?元[，,、][^，。；]{0,10}(?:支出|执行|使用|支付|列支|决算|开支)[^，。；]{0,4}[0-9.]+万?元[，,、（(]?$"
)


def _of_budget(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """Yield what share of its budget a line is said to have spent: 完成预算的77%, 预算执行率77%."""
    subject, number = sentence.subject(match.start("name")), sentence.number(match.start("share"))
    column = sentence.tokens[match.start("limit")].value
    own = {sentence.tokens[at].value for at in range(*match.span("own"))} - {Column.FINAL, Column.ACTUAL}
    is_done = column is Column.ACTUAL and _is_of_money(sentence, match)
    if is_done or (column is Column.ACTUAL and own == {Column.RATE}):
        column, own = Column.RATE, own - {Column.RATE}
    is_of_a_task = sentence.words(match.start("limit"), match.start("limit")) == "完成率"
    if column is Column.FINAL and Column.BUDGET in own:
        column, own = Column.BUDGET, own - {Column.BUDGET}  # 预算指标已使用97.33%
    if own or number.unit != "%" or number.approximate or subject.rows or is_of_a_task:
        return
    if column is Column.RATE and Column.RATE in subject.columns and not is_done:
        return
    limits = (
        subject.columns.get(Column.BUDGET if column is Column.RATE else column, ())
        if isinstance(column, Column)
        else ()
    )
    if column not in (Column.BUDGET, Column.INITIAL, Column.RATE) or not limits:
        return
    rates = [one * 100 / limit for one, limit in pair_amounts(subject.columns.get(Column.FINAL, ()), limits) if limit]
    if rates:
        should = format_per_cent(rates[0])
        yield claim(
            ClaimKind.RECKONED,
            sentence,
            (match.start(), match.end() - 1),
            holds=is_one_of(number, rates),
            known=f"按表上的数为 {should}",
            should=should,
            seen=(number.phrase, should),
        )


_READERS: tuple[tuple[Letters, MatchReader], ...] = (
    (_TIMES, _times),
    (_SHARE, _share),
    (_SHARE_WITHIN, _share_within),
    (_SHARE_AMONG, _share_among),
    (_SHARE_IN, _share_in),
    (_SHARE_BEHIND, _share_behind),
    (_SHARE_OF_NUMBER, _share_behind),
    (_SHARE_AFTER, _share_behind),
    (_OF_BUDGET, _of_budget),
    (_PER_HEAD, _per_head),
)
