"""What a sentence's own numbers give when divided: shares, rates of what was done, averages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from jixiao.figures import round_half_up
from jixiao.patterns import compile_late
from jixiao.plain import format_plain
from jixiao.rules.claims import Claim, ClaimKind, Letters, claim
from jixiao.rules.clauses import Sentence
from jixiao.rules.interval import Interval, add_intervals
from jixiao.rules.prose_numerals import Numeral

# Forms print amounts in 万元 with so many decimals, zeros left out.
_CENTS = 2
_HUNDRED = Interval.exact(Decimal(100))
_SHARE = Letters("w", r"(?P<part>N)[,(]*w(?:S|x)?C*(?P<whole>N)(?P<share>N)")
_SHARE_OF_LIST = Letters("qw", r"(?P<whole>N)x?[,(]*q[xSC]*(?P<part>N)x?[,(]*w(?P<share>N)")
_MEAN = Letters("A", r"A(?P<per>x?)(?P<mean>N)")
_RATE_OF = Letters("N", r"[xCS](?P<whole>N),[xC]*(?P<part>N),[xC](?P<rate>N)(?=$|[,()])")
_RATE = compile_late("([一-鿿]{1,8})[率度][为是达到]*$")
# As many letters of a rate's name that stand in the words of a number make it that of what was so: 有效率 of 有效问卷.
_LEAST_NAMED = 2
_DUE, _SO_MANY = compile_late("(?:全年|本年|今年)?(?:应|计划|原计划)"), compile_late("实|已|完成")
_DENIED = compile_late("不|未|没有|非(?!常)")
_ALREADY = compile_late("^(?:实际|已经|已|全部|共)+|了$")
# What a year has of what a mean may be per.
_IN_A_YEAR = {"月": 12, "季": 4, "季度": 4}
_OF_THE_YEAR = compile_late("全年|本年|年度|一年")
_COUNT_OF = {"人": ("人", "名"), "名": ("人", "名"), "车": ("辆", "台"), "校": ("所",), "店": ("家",)}


def read_divided_numbers(sentence: Sentence) -> Iterator[Claim]:
    """Yield what a sentence divides of the numbers it states itself; two numbers at least."""
    if sentence.letters.count("N") > 1:
        for read in (_shares, _means, _rates):
            yield from read(sentence)


def interval_of(number: Numeral, beside: Iterable[Numeral] = ()) -> Interval:
    """Return what a number may stand for: counts and whole per cents exactly themselves."""
    if number.unit not in ("元", "") and not number.places:
        return Interval.exact(number.amount)
    others = (one.places for one in beside if (one.unit, one.scale) == (number.unit, number.scale))
    places = max(number.places, min(_CENTS, max(others, default=0)))
    half = 5 * number.scale.scaleb(-places - 1)
    return Interval(number.amount - half, number.amount + half)


# Money in whole 万元 below this is not what more was rounded to, where all beside it is whole as well.
_SMALL = 100


def summand_of(number: Numeral, beside: Iterable[Numeral] = ()) -> Interval:
    """Return what a number may stand for where it is added or taken away: small whole 万元 exactly themselves."""
    beside = tuple(beside)
    is_whole = not any(one.places for one in (number, *beside)) and _is_small(number)
    return Interval.exact(number.amount) if is_whole else interval_of(number, beside)


def comes_to(parts: Sequence[Numeral], whole: Numeral) -> bool:
    """Return whether numbers may add up to another, each rounded as it is written."""
    return add_intervals(summand_of(one, (*parts, whole)) for one in parts).meets(summand_of(whole, parts))


def leaves(whole: Numeral, part: Numeral, left: Numeral) -> bool:
    """Return whether a part taken away from a whole may leave a number, each rounded as it is written."""
    beside = (whole, part, left)
    return (summand_of(whole, beside) - summand_of(part, beside)).meets(summand_of(left, beside))


def _is_small(number: Numeral) -> bool:
    return not number.places and number.number < _SMALL


def per_cent_of(part: Numeral, whole: Numeral, share: Numeral) -> Interval | None:
    """Return how many per cent a part is of a whole; small whole amounts that come out even are what they are.

    None where the whole may be nothing.
    """
    if whole.amount and not share.places and _is_small(part) and _is_small(whole):
        exact = part.amount * 100 / whole.amount
        if exact == exact.to_integral_value():
            return Interval.exact(exact)
    return divide_into_per_cents(interval_of(part, (whole,)), interval_of(whole, (part,)))


def divide_into_per_cents(part: Interval, whole: Interval) -> Interval | None:
    """Return how many per cent a part is of a whole; None where the whole may be nothing."""
    rate = part.over(whole)
    return None if rate is None else rate * _HUNDRED


def share_of(rate: Interval, share: Numeral) -> Interval:
    """Return what stated per cents may stand for: whole ones for the rest of a quotient that does not come out even."""
    is_rounded = not share.places and rate.low != rate.low.to_integral_value()
    return Interval.rounded(share.amount, 0) if is_rounded else interval_of(share)


def may_be(rate: Interval | None, share: Numeral) -> bool:
    """Return whether per cents may be those stated; they may where there is nothing to divide by."""
    return rate is None or rate.meets(share_of(rate, share))


def growth_of(first: Numeral, last: Numeral, change: Numeral) -> Interval | None:
    """Return by how many per cent a number differs from the first one, as ``per_cent_of``."""
    both = (first, last)
    if first.amount and not change.places and _is_small(first) and _is_small(last):
        exact = abs(last.amount - first.amount) * 100 / first.amount
        if exact == exact.to_integral_value():
            return Interval.exact(exact)
    low, high = sorted(both, key=lambda one: one.amount)
    return divide_into_per_cents(interval_of(high, both) - interval_of(low, both), interval_of(first, both))


def are_alike(numbers: list[Numeral]) -> bool:
    """Return whether numbers are exact and of one unit, which is no per cent."""
    return (
        len({one.unit for one in numbers}) == 1 and numbers[0].unit != "%" and not any(n.approximate for n in numbers)
    )


def number_at(sentence: Sentence, match: re.Match[str], group: str) -> Numeral:
    """Return the number that a group of a pattern stands at."""
    return sentence.number(match.start(group))


def format_share(part: Decimal, whole: Decimal) -> str:
    """Return a part of a whole in per cent, with two decimals."""
    return format_per_cent(part * 100 / whole)


def format_per_cent(amount: Decimal) -> str:
    """Return per cents with two decimals at most."""
    return f"{format_plain(round_half_up(amount, 2))}%"


def _shares(sentence: Sentence) -> Iterator[Claim]:
    for pattern in (_SHARE, _SHARE_OF_LIST):
        for match in pattern.finditer(sentence.letters):
            part, whole, share = (number_at(sentence, match, group) for group in ("part", "whole", "share"))
            if are_alike([part, whole]) and share.unit == "%" and not share.approximate and whole.amount:
                yield state_quotient(sentence, match, part, whole=whole, share=share, kind=ClaimKind.SHARE)


def state_quotient(
    sentence: Sentence, match: re.Match[str], part: Numeral, whole: Numeral, share: Numeral, kind: ClaimKind
) -> Claim:
    """Return the claim that a part is so many per cent of a whole."""
    holds = may_be(per_cent_of(part, whole, share), share)
    should, seen = format_share(part.amount, whole.amount), (part.phrase, whole.phrase, share.phrase)
    known = f"{part.phrase} ÷ {whole.phrase} = {should}"
    return claim(kind, sentence, (match.start(), match.end() - 1), holds=holds, known=known, should=should, seen=seen)


def unit_of_each(number: Numeral) -> str:
    """Return the unit that what each has shares with what all have: 每期80人，共320人次."""
    return "人" if number.unit == "人次" else number.counted_in


def state_product(
    sentence: Sentence, span: tuple[int, int], each: Numeral, count: Numeral, whole: Numeral, *, is_mean: bool = False
) -> Claim:
    """Return the claim that so many at so much each come to a whole; of a mean, that the whole divided gives it too."""
    exactly = Interval.exact(each.amount * count.amount).meets(interval_of(whole))
    rate = interval_of(whole).over(Interval.exact(count.amount)) if is_mean else None
    should = whole.reworded(each.amount * count.amount)
    seen = tuple(one.phrase for one in sorted((each, count, whole), key=lambda one: one.start))
    return claim(
        ClaimKind.RECKONED,
        sentence,
        span,
        holds=exactly or (rate is not None and rate.meets(interval_of(each))),
        known=f"{count.phrase} × {each.phrase} = {should}",
        should=should,
        seen=seen,
    )


def _rates(sentence: Sentence) -> Iterator[Claim]:
    """Yield the rate of what was done, or came of those due: 采纳24条，采纳率80%; 应到50人，实到48人，到会率96%."""
    at = 0
    while match := next(_RATE_OF.finditer(sentence.letters, at), None):
        at = match.start() + 1
        part, whole, rate = (number_at(sentence, match, group) for group in ("part", "whole", "rate"))
        named = _RATE.search(_before(sentence, match.start("rate")))
        if named and are_alike([part, whole]) and rate.unit == "%" and not rate.approximate and whole.amount:
            verb, due = (_before(sentence, match.start(group)) for group in ("part", "whole"))
            if _is_of_the_first(sentence, match, part, rate=rate):
                continue
            if is_done(named[1], verb) or (
                _DUE.match(due) and _SO_MANY.match(verb) and _is_of_those_due(named[1], due + verb)
            ):
                yield state_quotient(sentence, match, part, whole=whole, share=rate, kind=ClaimKind.RECKONED)


def _is_of_the_first(sentence: Sentence, match: re.Match[str], part: Numeral, rate: Numeral) -> bool:
    """Return whether a rate is that of a part in a whole told before: 30万卷，其中甲12万卷，已扫描24万卷，扫描率80%.

    Or what stands before it is what was due.
    """
    if _DUE.match(_before(sentence, match.start("part"))):
        return True  # 接种9.8万人，应接种10万人，接种率98%
    earlier = sentence.numbers(0, match.start("whole"))
    quotients = [per_cent_of(part, one, rate) for one in earlier if one.amount and are_alike([part, one])]
    return any(one is not None and one.meets(share_of(one, rate)) for one in quotients)


def _before(sentence: Sentence, at: int) -> str:
    """Return the words of a number's clause before it."""
    pause = max((place for place in range(at) if sentence.letters[place] in ",:("), default=-1)
    start = sentence.tokens[pause].end if pause >= 0 else sentence.start
    return sentence.paragraph.text[start : sentence.tokens[at].start].strip()


def _is_of_those_due(named: str, words: str) -> bool:
    """Return whether a rate is that of what was due: 到会率 of 应到 and 实到, 完成率 of anything."""
    return named.endswith(("完成", "达成")) or bool(set(named) & (set(words) - set("应实已际完成计划")))


def is_done(named: str, verb: str) -> bool:
    """Return whether a rate is that of what a verb says: 采纳率 of 采纳."""
    done = _ALREADY.sub("", verb)
    if _DENIED.search(done) and not _DENIED.search(named):
        return False
    return bool(done) and (
        sorted(named) == sorted(done) or done.endswith(named) or (len(named) >= _LEAST_NAMED and named in done)
    )


def _means(sentence: Sentence) -> Iterator[Claim]:
    """Yield means of the one total and the one count that stand before them."""
    for match in _MEAN.finditer(sentence.letters):
        mean, word = number_at(sentence, match, "mean"), str(sentence.tokens[match.start()].value)
        word += sentence.words(match.start("per"), match.start("per")) if match["per"] else ""
        per = "人" if word[:1] == "人" else word.replace("平均", "").strip("每均")
        units = _COUNT_OF.get(per, (per,))
        before = sentence.numbers(0, match.start())
        counts = [one for one in before if one.unit in units]
        wholes = [one for one in before if one.unit == mean.unit and one.unit not in units]
        if len(wholes) != 1 or any(one.approximate for one in (*counts, *wholes, mean)):
            continue
        if len(counts) == 1:
            yield from _mean(sentence, match, wholes[0], mean=mean, count=counts[0])
        elif not counts and per in _IN_A_YEAR and _is_of_the_year(sentence):
            yield from _mean(sentence, match, wholes[0], mean=mean, count=_IN_A_YEAR[per])  # 全年用水3600吨，月均300吨


def _mean(
    sentence: Sentence, match: re.Match[str], whole: Numeral, mean: Numeral, count: Numeral | int
) -> Iterator[Claim]:
    """Yield what each of so many is said to have of a whole, if they are any; those of a year are known: 12 months."""
    many, called = (Decimal(count), str(count)) if isinstance(count, int) else (count.amount, count.phrase)
    rate = interval_of(whole).over(Interval.exact(many))
    if rate is None:
        return
    should = f"{format_plain(round_half_up(whole.amount / many / mean.scale, 2))}{mean.written_unit}"
    known, holds = f"{whole.phrase} ÷ {called} = {should}", rate.meets(interval_of(mean))
    told = (whole, mean) if isinstance(count, int) else (whole, count, mean)
    span, seen = (match.start(), match.end() - 1), tuple(one.phrase for one in told)
    yield claim(ClaimKind.RECKONED, sentence, span, holds=holds, known=known, should=should, seen=seen)


def _is_of_the_year(sentence: Sentence) -> bool:
    return _OF_THE_YEAR.search(sentence.text) is not None and not set("HYd") & set(sentence.letters)
