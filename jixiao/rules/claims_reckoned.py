"""What a sentence's own numbers give: sums, shares, growth, averages, remainders, per cents and percentage points."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from jixiao.plain import format_plain
from jixiao.rules.claim_words import Column
from jixiao.rules.claims import Claim, ClaimKind, Letters, claim
from jixiao.rules.clauses import Sentence
from jixiao.rules.interval import Interval, add_intervals
from jixiao.rules.prose_numerals import Numeral

# Forms print amounts in 万元 with so many decimals, zeros left out.
_CENTS = 2
_HUNDRED = Interval.exact(Decimal(100))
_SUM_BEHIND = Letters("TN", r"(?P<parts>[SCxHL]*N(?:[,+v][SCxHL]*N)+)[,+]?[SCxaH]*T[SCx]*(?P<whole>N)(?=$|[,()])")
_SUM_BEFORE = Letters("N", r"(?P<whole>N)x?(?:[,:(]*q:?|\()(?P<parts>[SCx]*N(?:[,+v][SCx]*N)+)(?=$|[)])")
_HALVES = Letters("H", r"(?P<parts>H[SCx]*N(?:[,+]H[SCx]*N)+)[,+][SCx]*(?P<whole>N)(?=$|[,()])")
_FROM_TO = Letters("f", r"f[LCSx]*(?P<first>N)[LCx]*(?P<to>[ub])(?P<last>N)x?(?:[,(]*(?P<by>[UD])(?P<change>N))?")
_SHARE = Letters("w", r"(?P<part>N)[,(]*w(?:S|x)C*(?P<whole>N)(?P<share>N)")
_SHARE_OF_LIST = Letters("qw", r"(?P<whole>N)x?[,(]*q[xSC]*(?P<part>N)x?[,(]*w(?P<share>N)")
_POINTS = Letters("v", r"(?P<first>N)[,(]*v[LCx]*(?P<last>N)(?P<by>[UDGg])(?P<change>N)")
_LEFT = Letters("CN", r"(?P<budget>C)(?P<whole>N)[,+](?P<final>C+)(?P<part>N)[,+]C?(?:[BV]|(?P<rate>C))(?P<left>N)")
_MEAN = Letters("A", r"A(?P<per>x?)(?P<mean>N)")
# Words that say of a relation between the two numbers beside them.
_THAN = Letters("N", r"(?P<first>N),?(?P<way>[Gg])[CLx]*(?P<last>N)(?=$|[,()C])")
_RATE_OF = Letters("x", r"x(?P<whole>N),(?P<verb>x)(?P<part>N),(?P<named>x)(?P<rate>N)(?=$|[,()])")
_PRODUCT = Letters("T", r"(?P<count>N),(?P<per>x)(?P<each>N),[C]*Tx?(?P<whole>N)(?=$|[,()])")
_PERSONS = {"名": "人", "人次": "人"}
_WHOLE_YEARS = ({"上半年", "下半年"}, {"前三季度", "四季度"}, {"前三季度", "第四季度"})
_COUNT_OF = {"人": ("人", "名"), "名": ("人", "名")}


def read_reckoned_numbers(sentence: Sentence) -> Iterator[Claim]:
    """Yield what a sentence reckons from numbers it states itself; two numbers at least."""
    if sentence.letters.count("N") < 2:
        return
    for read in (_sums_behind, _sums_before, _from_to, _shares, _points, _remainders, _means, _two, _rates, _products):
        yield from read(sentence)


def _interval(number: Numeral, beside: Iterable[Numeral] = ()) -> Interval:
    """Return what a number may stand for: counts and whole per cents exactly themselves."""
    if number.unit not in ("元", "") and not number.places:
        return Interval.exact(number.amount)
    others = (one.places for one in beside if (one.unit, one.scale) == (number.unit, number.scale))
    places = max(number.places, min(_CENTS, max(others, default=0)))
    half = 5 * number.scale.scaleb(-places - 1)
    return Interval(number.amount - half, number.amount + half)


def _all_alike(numbers: list[Numeral]) -> bool:
    return (
        len({one.unit for one in numbers}) == 1 and numbers[0].unit != "%" and not any(n.approximate for n in numbers)
    )


def _numbers(sentence: Sentence, match: re.Match[str], group: str) -> list[Numeral]:
    return [sentence.number(at) for at in range(*match.span(group)) if sentence.letters[at] == "N"]


def _at(sentence: Sentence, match: re.Match[str], group: str) -> Numeral:
    return sentence.number(match.start(group))


def _sums_behind(sentence: Sentence) -> Iterator[Claim]:
    for pattern in (_SUM_BEHIND, _HALVES):
        for match in pattern.finditer(sentence.letters):
            parts, whole = _numbers(sentence, match, "parts"), _at(sentence, match, "whole")
            if _all_alike([*parts, whole]) and parts[0].unit and _is_whole(sentence, match):
                sum_ = add_intervals(_interval(one, [*parts, whole]) for one in parts)
                holds = sum_.meets(_interval(whole, parts))
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
_SPAN = re.compile("第?([一二三四])季度?[至到—-]第?([一二三四])季度")


def _spanned(text: str) -> set[str]:
    """Return the quarters from one to another: 一季度至三季度."""
    spans = (_QUARTERS[_QUARTERS.index(first) : _QUARTERS.index(last) + 1] for first, last in _SPAN.findall(text))
    return {f"{one}季度" for span in spans for one in span}


def _two(sentence: Sentence) -> Iterator[Claim]:
    """Yield two numbers with 高于 or 低于 between them."""
    for match in _THAN.finditer(sentence.letters):
        first, last = _at(sentence, match, "first"), _at(sentence, match, "last")
        if first.unit == last.unit and first.unit and not first.approximate:
            holds = first.amount > last.amount if match["way"] == "G" else first.amount < last.amount
            known = f"{first.phrase} {'大于' if first.amount > last.amount else '不大于'} {last.phrase}"
            span, seen = (match.start(), match.end() - 1), (first.phrase, last.phrase)
            yield claim(ClaimKind.RELATION, sentence, span, holds=holds, known=known, should=known, seen=seen)


def _rates(sentence: Sentence) -> Iterator[Claim]:
    """Yield the rate of what was done: 收到意见30条，采纳24条，采纳率80%."""
    for match in _RATE_OF.finditer(sentence.letters):
        verb, named = (sentence.words(match.start(group), match.start(group)) for group in ("verb", "named"))
        part, whole, rate = (_at(sentence, match, group) for group in ("part", "whole", "rate"))
        is_of_it = named.endswith("率") and rate.unit == "%"
        is_of_it = is_of_it and (
            sorted(named[:-1]) == sorted(verb) or verb.endswith(named[:-1]) or _is_of_those_due(sentence, match, verb)
        )
        if is_of_it and _all_alike([part, whole]) and not rate.approximate and whole.amount:
            yield _quotient(sentence, match, part, whole=whole, share=rate, kind=ClaimKind.RECKONED)


def _is_of_those_due(sentence: Sentence, match: re.Match[str], verb: str) -> bool:
    """Return whether of those due so many did: 应到50人，实到48人."""
    due = sentence.words(match.start(), match.start())
    return due[:1] == "应" and verb[:1] == "实" and due[1:] == verb[1:]


def _products(sentence: Sentence) -> Iterator[Claim]:
    """Yield so many at so much each: 4期，每期80人，共320人次."""
    for match in _PRODUCT.finditer(sentence.letters):
        count, each, whole = (_at(sentence, match, group) for group in ("count", "each", "whole"))
        per = sentence.words(match.start("per"), match.start("per"))
        units = {_PERSONS.get(one.unit, one.unit) for one in (each, whole)}
        if per not in ("单价", f"每{count.unit}") or len(units) > 1 or any(n.approximate for n in (count, each, whole)):
            continue
        amount = format_plain(count.amount * each.amount / whole.scale)
        should = f"{amount}{whole.phrase[len(whole.digits) :]}"
        holds = Interval.exact(each.amount * count.amount).meets(_interval(whole))
        known, seen = f"{count.phrase} × {each.phrase} = {should}", (count.phrase, each.phrase, whole.phrase)
        span = (match.start(), match.end() - 1)
        yield claim(ClaimKind.RECKONED, sentence, span, holds=holds, known=known, should=should, seen=seen)


def _sums_before(sentence: Sentence) -> Iterator[Claim]:
    """Yield lists of parts behind their whole: they may be some of the parts only, but never more than it."""
    for match in _SUM_BEFORE.finditer(sentence.letters):
        parts, whole = _numbers(sentence, match, "parts"), _at(sentence, match, "whole")
        if _all_alike([*parts, whole]) and parts[0].unit:
            sum_ = add_intervals(_interval(one, [*parts, whole]) for one in parts)
            yield _sum(sentence, match, parts, whole, holds=sum_.low <= _interval(whole, parts).high)


def _sum(sentence: Sentence, match: re.Match[str], parts: list[Numeral], whole: Numeral, *, holds: bool) -> Claim:
    total = sum((one.amount for one in parts), Decimal(0)) / whole.scale
    unit = whole.phrase[len(whole.digits) :]
    words = f"{' + '.join(one.phrase for one in parts)} = {format_plain(total)}{unit}"
    span = (match.start(), match.end() - 1)
    seen = (whole.phrase, *(one.phrase for one in parts))
    return claim(ClaimKind.SUM, sentence, span, holds=holds, known=f"按所写各数 {words}", should=words, seen=seen)


def _from_to(sentence: Sentence) -> Iterator[Claim]:
    for match in _FROM_TO.finditer(sentence.letters):
        first, last = _at(sentence, match, "first"), _at(sentence, match, "last")
        if first.unit != last.unit or first.approximate or last.approximate:
            continue
        rises = match["to"] == "u"
        holds = last.amount > first.amount if rises else last.amount < first.amount
        span = match.start(), match.start("last")
        known = f"{first.phrase} 到 {last.phrase} 是{'增加' if last.amount > first.amount else '减少'}"
        seen = (first.phrase, last.phrase)
        yield claim(ClaimKind.RELATION, sentence, span, holds=holds, known=known, should=known, seen=seen)
        if match["change"]:
            yield from _change(sentence, match, first, last)


def _change(sentence: Sentence, match: re.Match[str], first: Numeral, last: Numeral) -> Iterator[Claim]:
    """Yield by how much two stated numbers differ, as the sentence says: in their unit, per cent, percentage points."""
    change = _at(sentence, match, "change")
    low, high = sorted((first, last), key=lambda one: one.amount)
    both = (first, last)
    off = _interval(high, both) - _interval(low, both)
    is_rate = first.unit == "%"
    if change.approximate or change.unit not in ("%", "百分点", first.unit):
        return
    if change.unit == "%" and is_rate:
        growth = off.over(_interval(first, both))
        holds = growth is not None and (growth * _HUNDRED).meets(_interval(change))
        holds = holds or not off.meets(_interval(change))
        should = f"{format_plain(high.amount - low.amount)}个百分点"
    elif change.unit == "%":
        rate = off.over(_interval(first, both))
        if rate is None:
            return
        holds, should = (rate * _HUNDRED).meets(_interval(change)), _per_cent(high.amount - low.amount, first.amount)
    else:
        holds = off.meets(_interval(change))
        should = f"{format_plain((high.amount - low.amount) / change.scale)}{change.phrase[len(change.digits) :]}"
    span, seen = (match.start(), match.start("change")), (first.phrase, last.phrase, change.phrase)
    known = f"按 {first.phrase} 和 {last.phrase} 计算为 {should}"
    yield claim(ClaimKind.CHANGE, sentence, span, holds=holds, known=known, should=should, seen=seen)


def _per_cent(part: Decimal, whole: Decimal) -> str:
    return f"{format_plain((part * 100 / whole).quantize(Decimal('0.01')))}%"


def _points(sentence: Sentence) -> Iterator[Claim]:
    for match in _POINTS.finditer(sentence.letters):
        first, last = _at(sentence, match, "last"), _at(sentence, match, "first")
        if first.unit != last.unit or first.approximate or last.approximate:
            continue
        rises = match["by"] in "UG"
        if last.amount != first.amount and (last.amount > first.amount) is not rises:
            span = match.start(), match.start("change")
            known = f"{last.phrase} {'高于' if last.amount > first.amount else '低于'} {first.phrase}"
            seen = (first.phrase, last.phrase)
            yield claim(ClaimKind.RELATION, sentence, span, holds=False, known=known, should=known, seen=seen)
        yield from _change(sentence, match, first, last)


def _shares(sentence: Sentence) -> Iterator[Claim]:
    for pattern in (_SHARE, _SHARE_OF_LIST):
        for match in pattern.finditer(sentence.letters):
            part, whole, share = (_at(sentence, match, group) for group in ("part", "whole", "share"))
            if _all_alike([part, whole]) and share.unit == "%" and not share.approximate and whole.amount:
                yield _quotient(sentence, match, part, whole=whole, share=share, kind=ClaimKind.SHARE)


def _quotient(
    sentence: Sentence, match: re.Match[str], part: Numeral, whole: Numeral, share: Numeral, kind: ClaimKind
) -> Claim:
    rate = _interval(part, (whole,)).over(_interval(whole, (part,)))
    holds = rate is None or (rate * _HUNDRED).meets(_interval(share))
    should, seen = _per_cent(part.amount, whole.amount), (part.phrase, whole.phrase, share.phrase)
    known = f"{part.phrase} ÷ {whole.phrase} = {should}"
    return claim(kind, sentence, (match.start(), match.end() - 1), holds=holds, known=known, should=should, seen=seen)


def _remainders(sentence: Sentence) -> Iterator[Claim]:
    """Yield what is left of a budget, and what of it was spent, where budget and outturn are both stated."""
    for match in _LEFT.finditer(sentence.letters):
        columns = [sentence.tokens[match.start(group)].value for group in ("budget", "final")]
        whole, part, left = (_at(sentence, match, group) for group in ("whole", "part", "left"))
        if columns != [Column.BUDGET, Column.FINAL] or not _all_alike([whole, part]) or not whole.amount:
            continue
        if match["rate"]:
            if left.unit == "%" and sentence.tokens[match.start("rate")].value is Column.RATE and not left.approximate:
                yield _quotient(sentence, match, part, whole=whole, share=left, kind=ClaimKind.RECKONED)
        elif left.unit == whole.unit and not left.approximate:
            yield _left(sentence, match, whole, part=part, left=left)


def _left(sentence: Sentence, match: re.Match[str], whole: Numeral, part: Numeral, left: Numeral) -> Claim:
    beside = (whole, part, left)
    holds = (_interval(whole, beside) - _interval(part, beside)).meets(_interval(left, beside))
    amount = format_plain((whole.amount - part.amount) / left.scale)
    should = f"{amount}{left.phrase[len(left.digits) :]}"
    known, seen = f"{whole.phrase} − {part.phrase} = {should}", (whole.phrase, part.phrase, left.phrase)
    span = (match.start(), match.end() - 1)
    return claim(ClaimKind.RECKONED, sentence, span, holds=holds, known=known, should=should, seen=seen)


def _means(sentence: Sentence) -> Iterator[Claim]:
    """Yield means of the one total and the one count that stand before them."""
    for match in _MEAN.finditer(sentence.letters):
        mean, word = _at(sentence, match, "mean"), str(sentence.tokens[match.start()].value)
        word += sentence.words(match.start("per"), match.start("per")) if match["per"] else ""
        per = "人" if word[:1] == "人" else word.replace("平均", "").strip("每均")
        units = _COUNT_OF.get(per, (per,))
        before = [sentence.number(at) for at in range(match.start()) if sentence.letters[at] == "N"]
        counts = [one for one in before if one.unit in units]
        wholes = [one for one in before if one.unit == mean.unit and one.unit not in units]
        if len(counts) == len(wholes) == 1 and not any(n.approximate for n in (*counts, *wholes, mean)):
            rate = _interval(wholes[0]).over(Interval.exact(counts[0].amount))
            if rate is not None:
                yield _mean(sentence, match, (wholes[0], counts[0], mean), holds=rate.meets(_interval(mean)))


def _mean(sentence: Sentence, match: re.Match[str], numbers: tuple[Numeral, ...], *, holds: bool) -> Claim:
    whole, count, mean = numbers
    amount = (whole.amount / count.amount / mean.scale).quantize(Decimal("0.01"))
    should = f"{format_plain(amount)}{mean.phrase[len(mean.digits) :]}"
    known, seen = f"{whole.phrase} ÷ {count.phrase} = {should}", tuple(one.phrase for one in numbers)
    span = (match.start(), match.end() - 1)
    return claim(ClaimKind.RECKONED, sentence, span, holds=holds, known=known, should=should, seen=seen)
