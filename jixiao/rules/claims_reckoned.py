"""What a sentence's own numbers give: sums, shares, growth, averages, remainders, per cents and percentage points."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.figures import round_half_up
from jixiao.patterns import compile_late
from jixiao.plain import format_plain
from jixiao.rules.claim_words import Column
from jixiao.rules.claims import Claim, ClaimKind, Letters, claim
from jixiao.rules.claims_divided import (
    are_alike,
    format_share,
    growth_of,
    interval_of,
    leaves,
    number_at,
    read_divided_numbers,
    share_of,
    state_product,
    state_quotient,
    unit_of_each,
)
from jixiao.rules.claims_of_sums import read_sums
from jixiao.rules.clauses import Sentence
from jixiao.rules.prose_numerals import Numeral

_FROM_TO = Letters("f", r"f[LCSx]*(?P<first>N)[LCx]*(?P<to>[ub])(?P<last>N)x?(?:[,(]*(?P<by>[UD])(?P<change>N))?")
_POINTS = Letters("v", r"(?P<first>N)[,(]*v[LCx]*(?P<last>N)(?P<by>[UDGg])(?P<change>N)")
_LEFT = Letters(
    "N", r"(?P<budget>[Co])(?P<whole>N)[,+](?P<final>C+|x)(?P<part>N)[,+]C?(?:[BVr]|(?P<rate>C))(?P<left>N)"
)
_WON = frozenset({"中标", "中标价", "中标金额", "成交", "成交价", "成交金额"})
_OF_POSTS = frozenset({"人", "名", "个"})
# There was more than the budget of the year.
_CARRIED_OVER = compile_late("上年结|年初结|期初|以前年度")
_BY_HOW_MUCH = compile_late("v[CLSx]*$")
_FREE = Letters("k", r"(?P<posts>S)C*(?P<whole>N)[,+][SCx]*(?P<part>N)[,+][SCx]*k(?P<left>N)")
_THEN = Letters("L", r"(?P<first>N),L[Cx]*(?P<last>N),C*(?P<by>[UD])(?P<change>N)(?=$|[,()])")
# Words that say of a relation between the two numbers beside them.
_THAN = Letters("N", r"(?P<first>N),?(?P<way>[Gg])[CLx]*(?P<last>N)(?=$|[,()C])")
_PRODUCT = Letters("T", r"(?P<count>N),(?P<per>x)(?P<each>N),[C]*Tx?(?P<whole>N)(?=$|[,()])")


def read_reckoned_numbers(sentence: Sentence) -> Iterator[Claim]:
    """Yield what a sentence reckons from numbers it states itself; two numbers at least."""
    if sentence.letters.count("N") < 2:
        return
    for read in (
        read_sums,
        _from_to,
        _points,
        _remainders,
        _two,
        _products,
        _free,
        read_divided_numbers,
    ):
        yield from read(sentence)


def _two(sentence: Sentence) -> Iterator[Claim]:
    """Yield two numbers with 高于 or 低于 between them."""
    for match in _THAN.finditer(sentence.letters):
        first, last = number_at(sentence, match, "first"), number_at(sentence, match, "last")
        if _BY_HOW_MUCH.search(sentence.letters, 0, match.start()):
            continue  # 比预算5万元低于0.2万元
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
        is_alike = unit_of_each(each) == unit_of_each(whole)
        if per not in ("单价", f"每{count.unit}") or not is_alike or any(n.approximate for n in (count, each, whole)):
            continue
        yield state_product(sentence, (match.start(), match.end() - 1), each, count=count, whole=whole)


def _from_to(sentence: Sentence) -> Iterator[Claim]:
    for match in _FROM_TO.finditer(sentence.letters):
        first, last = number_at(sentence, match, "first"), number_at(sentence, match, "last")
        if first.unit != last.unit or first.approximate or last.approximate:
            continue
        rises = match["to"] == "u"
        holds = last.amount > first.amount if rises else last.amount < first.amount
        holds = holds and match["by"] in (None, "U" if rises else "D")
        span = match.start(), match.start("last")
        way = "增加" if last.amount > first.amount else "减少" if last.amount < first.amount else "没有变"
        known = f"{first.phrase} 到 {last.phrase} 是{way}"
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
        rate = growth_of(first, last, change)
        if rate is None:
            return
        holds, should = (
            rate.meets(share_of(rate, change)),
            format_share(high.amount - low.amount, first.amount),
        )
    else:
        holds = leaves(high, low, change)
        should = change.reworded(high.amount - low.amount)
    span, seen = (match.start(), match.start("change")), (first.phrase, last.phrase, change.phrase)
    known = f"按 {first.phrase} 和 {last.phrase} 计算为 {should}"
    yield claim(ClaimKind.CHANGE, sentence, span, holds=holds, known=known, should=should, seen=seen)


_ITS_YEAR = compile_late("([0-9]{4})年")


def _is_of_another_number(sentence: Sentence, match: re.Match[str], then: Numeral, now: Numeral) -> bool:
    """Return whether what is compared is not the number right before it.

    比前年的280场增加50场，比上年的300场增加30场; of a list, the whole: 论文24篇，其中核心期刊8篇，较上年20篇增加4篇.
    """
    if match.start() and sentence.letters[match.start() - 1] in "UDGg":
        return True
    other = _ITS_YEAR.search(sentence.paragraph.text, now.stop, then.start) if now.stop < then.start else None
    first = _ITS_YEAR.search(sentence.paragraph.text, sentence.start, now.start)
    if other and first and int(first[1]) < int(other[1]):
        return True  # 2022年8万元，2023年10万元，增长25%, in a year that is neither
    change, sign = number_at(sentence, match, "change"), 1 if match["by"] in "UG" else -1
    if "q" not in sentence.letters[: match.start()] or change.unit != then.unit:
        return False
    earlier = sentence.numbers(0, match.start())
    told = then.amount + sign * change.amount
    return now.amount != told and any(one.unit == then.unit and one.amount == told for one in earlier)


def _points(sentence: Sentence) -> Iterator[Claim]:
    for match in (*_POINTS.finditer(sentence.letters), *_THEN.finditer(sentence.letters)):
        first, last = number_at(sentence, match, "last"), number_at(sentence, match, "first")
        if first.unit != last.unit or first.approximate or last.approximate:
            continue
        if _is_of_another_number(sentence, match, first, last):
            continue
        rises = match["by"] in "UG"
        if last.amount != first.amount and (last.amount > first.amount) is not rises:
            span = match.start(), match.start("change")
            known = f"{last.phrase} {'高于' if last.amount > first.amount else '低于'} {first.phrase}"
            seen = (first.phrase, last.phrase)
            yield claim(ClaimKind.RELATION, sentence, span, holds=False, known=known, should=known, seen=seen)
        yield from _change(sentence, match, first, last)


_LIMIT = compile_late("(?:控制价|最高限价|概算|标底|估算)(?:金额|为|是)*$")


def _is_limit(sentence: Sentence, number: Numeral) -> bool:
    """Return whether a number is what the one before was not to exceed: 合同金额98万元，控制价105万元，节约7万元."""
    return _LIMIT.search(sentence.paragraph.text[sentence.start : number.start]) is not None


def _remainders(sentence: Sentence) -> Iterator[Claim]:
    """Yield what is left of a budget, and what of it was spent, where budget and outturn are both stated."""
    for match in _LEFT.finditer(sentence.letters) if not _CARRIED_OVER.search(sentence.text) else ():
        columns = [sentence.tokens[match.start(group)].value for group in ("budget", "final")]
        whole, part, left = (number_at(sentence, match, group) for group in ("whole", "part", "left"))
        is_due = match["budget"] == "o" and columns[1] is not Column.BUDGET
        is_won = match["final"] == "x" and sentence.words(match.start("final"), match.start("final")) in _WON
        if columns[0] is not Column.BUDGET and not is_due:
            continue
        if columns[1] is not Column.FINAL and not (is_due or is_won):
            continue
        if not are_alike([whole, part]) or not whole.amount or _is_limit(sentence, part):
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
    should = left.reworded(whole.amount - part.amount)
    known, seen = f"{whole.phrase} − {part.phrase} = {should}", (whole.phrase, part.phrase, left.phrase)
    span, holds = (match.start(), match.end() - 1), leaves(whole, part, left)
    return claim(ClaimKind.RECKONED, sentence, span, holds=holds, known=known, should=should, seen=seen)
