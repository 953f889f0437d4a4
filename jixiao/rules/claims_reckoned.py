"""What a sentence's own numbers give: sums, shares, growth, averages, remainders, per cents and percentage points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.figures import round_half_up
from jixiao.patterns import compile_late
from jixiao.plain import format_plain
from jixiao.rules.claim_words import Column
from jixiao.rules.claims import Claim, ClaimKind, Letters, claim
from jixiao.rules.claims_divided import (
    are_alike,
    format_share,
    interval_of,
    number_at,
    read_divided_numbers,
    state_quotient,
)
from jixiao.rules.clauses import Sentence
from jixiao.rules.interval import Interval, add_intervals
from jixiao.rules.prose_numerals import Numeral

_SUM_BEHIND = Letters(
    "TN", r"(?P<parts>[SCxHL]*\(?N\)?(?:,?[,+v&][SCxHL]*\(?N\)?)+)x?[,+]?[SCxaH]*T[SCx]*(?P<whole>N)(?=$|[,()])"
)
_SUM_BEFORE = Letters("N", r"(?P<whole>N)x?(?:[,:(]*q:?|\()(?P<parts>[SCx]*N(?:[,+v][SCx]*N)+)(?=$|[)])")
_HALVES = Letters("H", r"(?P<parts>H[SCx]*N(?:[,+]H[SCx]*N)+)[,+][SCx]*(?P<whole>N)(?=$|[,()])")
_FROM_TO = Letters("f", r"f[LCSx]*(?P<first>N)[LCx]*(?P<to>[ub])(?P<last>N)x?(?:[,(]*(?P<by>[UD])(?P<change>N))?")
_POINTS = Letters("v", r"(?P<first>N)[,(]*v[LCx]*(?P<last>N)(?P<by>[UDGg])(?P<change>N)")
_LEFT = Letters(
    "N", r"(?P<budget>[Co])(?P<whole>N)[,+](?P<final>C+|x)(?P<part>N)[,+]C?(?:[BVr]|(?P<rate>C))(?P<left>N)"
)
_WON = frozenset({"中标", "中标价", "中标金额", "成交", "成交价", "成交金额"})
_OF_POSTS = frozenset({"人", "名", "个"})
_FREE = Letters("k", r"(?P<posts>S)C*(?P<whole>N)[,+][SCx]*(?P<part>N)[,+][SCx]*k(?P<left>N)")
_THEN = Letters("L", r"(?P<first>N),L[Cx]*(?P<last>N),C*(?P<by>[UD])(?P<change>N)(?=$|[,()])")
# Words that say of a relation between the two numbers beside them.
_THAN = Letters("N", r"(?P<first>N),?(?P<way>[Gg])[CLx]*(?P<last>N)(?=$|[,()C])")
_PRODUCT = Letters("T", r"(?P<count>N),(?P<per>x)(?P<each>N),[C]*Tx?(?P<whole>N)(?=$|[,()])")
_HUNDRED = Interval.exact(Decimal(100))
_PERSONS = {"名": "人", "人次": "人"}
_WHOLE_YEARS = ({"上半年", "下半年"}, {"前三季度", "四季度"}, {"前三季度", "第四季度"})


def read_reckoned_numbers(sentence: Sentence) -> Iterator[Claim]:
    """Yield what a sentence reckons from numbers it states itself; two numbers at least."""
    if sentence.letters.count("N") < 2:
        return
    for read in (
        _sums_behind,
        _sums_before,
        _from_to,
        _points,
        _remainders,
        _two,
        _products,
        _free,
        read_divided_numbers,
    ):
        yield from read(sentence)


def _numbers(sentence: Sentence, match: re.Match[str], group: str) -> list[Numeral]:
    return [sentence.number(at) for at in range(*match.span(group)) if sentence.letters[at] == "N"]


def _sums_behind(sentence: Sentence) -> Iterator[Claim]:
    for pattern in (_SUM_BEHIND, _HALVES):
        for match in pattern.finditer(sentence.letters):
            parts, whole = _numbers(sentence, match, "parts"), number_at(sentence, match, "whole")
            if are_alike([*parts, whole]) and parts[0].unit and _is_whole(sentence, match):
                sum_ = add_intervals(interval_of(one, [*parts, whole]) for one in parts)
                holds = sum_.meets(interval_of(whole, parts))
                yield _sum(sentence, match, parts, whole, holds=holds)


def _is_whole(sentence: Sentence, match: re.Match[str]) -> bool:
    """Return whether parts of the year, if any are named, make it up, and what is behind them is the year's."""
    named = [str(one.value) for one in sentence.tokens[match.start() : match.end()] if one.letter == "H"]
    if not named:
        return True
    between = sentence.paragraph.text[sentence.tokens[match.start()].start : sentence.tokens[match.end() - 1].end]
    quarters = {one.removeprefix("第") for one in named if one.endswith("季度")} | _spanned(between)
    behind = sentence.paragraph.text[
        sentence.tokens[match.end("parts") - 1].end : sentence.tokens[match.end() - 1].start
    ]
    return ("全年" in behind or "共" in behind or "合计" in behind) and (
        set(named) in _WHOLE_YEARS or len(quarters) == 4
    )


_QUARTERS = "一二三四"
_SPAN = compile_late("第?([一二三四])季度?[至到—-]第?([一二三四])季度")


def _spanned(text: str) -> set[str]:
    """Return the quarters from one to another: 一季度至三季度."""
    spans = (_QUARTERS[_QUARTERS.index(first) : _QUARTERS.index(last) + 1] for first, last in _SPAN.findall(text))
    return {f"{one}季度" for span in spans for one in span}


def _two(sentence: Sentence) -> Iterator[Claim]:
    """Yield two numbers with 高于 or 低于 between them."""
    for match in _THAN.finditer(sentence.letters):
        first, last = number_at(sentence, match, "first"), number_at(sentence, match, "last")
        if first.unit == last.unit and first.unit and not first.approximate:
            holds = first.amount > last.amount if match["way"] == "G" else first.amount < last.amount
            known = f"{first.phrase} {'大于' if first.amount > last.amount else '不大于'} {last.phrase}"
            span, seen = (match.start(), match.end() - 1), (first.phrase, last.phrase)
            yield claim(ClaimKind.RELATION, sentence, span, holds=holds, known=known, should=known, seen=seen)


def _products(sentence: Sentence) -> Iterator[Claim]:
    """Yield so many at so much each: 4期，每期80人，共320人次."""
    for match in _PRODUCT.finditer(sentence.letters):
        count, each, whole = (number_at(sentence, match, group) for group in ("count", "each", "whole"))
        per = sentence.words(match.start("per"), match.start("per"))
        units = {_PERSONS.get(one.unit, one.unit) for one in (each, whole)}
        if per not in ("单价", f"每{count.unit}") or len(units) > 1 or any(n.approximate for n in (count, each, whole)):
            continue
        should = whole.reworded(count.amount * each.amount)
        holds = Interval.exact(each.amount * count.amount).meets(interval_of(whole))
        known, seen = f"{count.phrase} × {each.phrase} = {should}", (count.phrase, each.phrase, whole.phrase)
        span = (match.start(), match.end() - 1)
        yield claim(ClaimKind.RECKONED, sentence, span, holds=holds, known=known, should=should, seen=seen)


def _sums_before(sentence: Sentence) -> Iterator[Claim]:
    """Yield lists of parts behind their whole: they may be some of the parts only, but never more than it."""
    for match in _SUM_BEFORE.finditer(sentence.letters):
        parts, whole = _numbers(sentence, match, "parts"), number_at(sentence, match, "whole")
        if are_alike([*parts, whole]) and parts[0].unit:
            sum_ = add_intervals(interval_of(one, [*parts, whole]) for one in parts)
            yield _sum(sentence, match, parts, whole, holds=sum_.low <= interval_of(whole, parts).high)


def _sum(sentence: Sentence, match: re.Match[str], parts: list[Numeral], whole: Numeral, *, holds: bool) -> Claim:
    total = sum((one.amount for one in parts), Decimal(0))
    words = f"{' + '.join(one.phrase for one in parts)} = {whole.reworded(total)}"
    span = (match.start(), match.end() - 1)
    seen = (whole.phrase, *(one.phrase for one in parts))
    return claim(ClaimKind.SUM, sentence, span, holds=holds, known=f"按所写各数 {words}", should=words, seen=seen)


def _from_to(sentence: Sentence) -> Iterator[Claim]:
    for match in _FROM_TO.finditer(sentence.letters):
        first, last = number_at(sentence, match, "first"), number_at(sentence, match, "last")
        if first.unit != last.unit or first.approximate or last.approximate:
            continue
        rises = match["to"] == "u"
        holds = last.amount > first.amount if rises else last.amount < first.amount
        holds = holds and match["by"] in (None, "U" if rises else "D")
        span = match.start(), match.start("last")
        known = f"{first.phrase} 到 {last.phrase} 是{'增加' if last.amount > first.amount else '减少'}"
        seen = (first.phrase, last.phrase)
        yield claim(ClaimKind.RELATION, sentence, span, holds=holds, known=known, should=known, seen=seen)
        if match["change"]:
            yield from _change(sentence, match, first, last)


def _change(sentence: Sentence, match: re.Match[str], first: Numeral, last: Numeral) -> Iterator[Claim]:
    """Yield by how much two stated numbers differ, as the sentence says: in their unit, per cent, percentage points."""
    change = number_at(sentence, match, "change")
    low, high = sorted((first, last), key=lambda one: one.amount)
    both = (first, last)
    off = interval_of(high, both) - interval_of(low, both)
    is_rate = first.unit == "%"
    if change.approximate or change.unit not in ("%", "百分点", first.unit):
        return
    if change.unit == "%" and is_rate:
        # 97.5% for 96% is more by 1.5 percentage points, by 1.6 per cent.
        growth = (high.amount - low.amount) * 100 / first.amount if first.amount else change.amount
        holds = round_half_up(growth, change.places) == change.number or not off.meets(interval_of(change))
        should = f"{format_plain(high.amount - low.amount)}个百分点"
    elif change.unit == "%":
        rate = off.over(interval_of(first, both))
        if rate is None:
            return
        holds, should = (
            (rate * _HUNDRED).meets(interval_of(change)),
            format_share(high.amount - low.amount, first.amount),
        )
    else:
        holds = off.meets(interval_of(change))
        should = change.reworded(high.amount - low.amount)
    span, seen = (match.start(), match.start("change")), (first.phrase, last.phrase, change.phrase)
    known = f"按 {first.phrase} 和 {last.phrase} 计算为 {should}"
    yield claim(ClaimKind.CHANGE, sentence, span, holds=holds, known=known, should=should, seen=seen)


def _points(sentence: Sentence) -> Iterator[Claim]:
    for match in (*_POINTS.finditer(sentence.letters), *_THEN.finditer(sentence.letters)):
        first, last = number_at(sentence, match, "last"), number_at(sentence, match, "first")
        if first.unit != last.unit or first.approximate or last.approximate:
            continue
        rises = match["by"] in "UG"
        if last.amount != first.amount and (last.amount > first.amount) is not rises:
            span = match.start(), match.start("change")
            known = f"{last.phrase} {'高于' if last.amount > first.amount else '低于'} {first.phrase}"
            seen = (first.phrase, last.phrase)
            yield claim(ClaimKind.RELATION, sentence, span, holds=False, known=known, should=known, seen=seen)
        yield from _change(sentence, match, first, last)


def _remainders(sentence: Sentence) -> Iterator[Claim]:
    """Yield what is left of a budget, and what of it was spent, where budget and outturn are both stated."""
    for match in _LEFT.finditer(sentence.letters):
        columns = [sentence.tokens[match.start(group)].value for group in ("budget", "final")]
        whole, part, left = (number_at(sentence, match, group) for group in ("whole", "part", "left"))
        is_due = match["budget"] == "o" and columns[1] is not Column.BUDGET
        is_won = match["final"] == "x" and sentence.words(match.start("final"), match.start("final")) in _WON
        if columns[0] is not Column.BUDGET and not is_due:
            continue
        if columns[1] is not Column.FINAL and not (is_due or is_won):
            continue
        if not are_alike([whole, part]) or not whole.amount:
            continue
        if match["rate"]:
            if left.unit == "%" and sentence.tokens[match.start("rate")].value is Column.RATE and not left.approximate:
                yield state_quotient(sentence, match, part, whole=whole, share=left, kind=ClaimKind.RECKONED)
        elif left.unit == whole.unit and not left.approximate:
            yield _left(sentence, match, whole, part=part, left=left)


def _free(sentence: Sentence) -> Iterator[Claim]:
    """Yield how many posts are said to be free: 编制21名，在职20人，空编1名."""
    for match in _FREE.finditer(sentence.letters):
        whole, part, left = (number_at(sentence, match, group) for group in ("whole", "part", "left"))
        units = {whole.unit, part.unit, left.unit}
        if "编" in sentence.subject(match.start("posts")).name and units <= _OF_POSTS and not whole.approximate:
            yield _left(sentence, match, whole, part=part, left=left)


def _left(sentence: Sentence, match: re.Match[str], whole: Numeral, part: Numeral, left: Numeral) -> Claim:
    beside = (whole, part, left)
    holds = (interval_of(whole, beside) - interval_of(part, beside)).meets(interval_of(left, beside))
    should = left.reworded(whole.amount - part.amount)
    known, seen = f"{whole.phrase} − {part.phrase} = {should}", (whole.phrase, part.phrase, left.phrase)
    span = (match.start(), match.end() - 1)
    return claim(ClaimKind.RECKONED, sentence, span, holds=holds, known=known, should=should, seen=seen)
