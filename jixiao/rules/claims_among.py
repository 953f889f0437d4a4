"""What one number of a sentence is to two others, by the words before it, in any order: 执行率, 占, 结余, 比上年增长.

The two may stand in the sentence before. A number is accused only where no two of those beside it give it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from jixiao.patterns import compile_late
from jixiao.rules.claims import Claim, claim
from jixiao.rules.claims_by_role import ToldNumber, list_parts
from jixiao.rules.clauses import Sentence
from jixiao.rules.found_relations import FoundRelation
from jixiao.rules.relations_of_changes import CHANGED, find_change, find_points
from jixiao.rules.relations_of_rates import find_amount_by_rate, find_rate, find_share, find_share_of_number
from jixiao.rules.relations_of_wholes import find_mean, find_remainder, find_sum_of_sources, find_sum_of_those_before

# Accounts that carry something over, parts of what was named, and plans for another year are not reckoned.
_APART = compile_late("上年结|年初结|期初|以前年度|另|累计|明年|下年|下一步")
# A number and the two that give it. A sentence of more is a table: each number is looked at beside all others.
_LEAST_NUMBERS, _MOST_NUMBERS, _MOST_BEFORE = 3, 32, 4


def read_among(sentence: Sentence, before: Sentence | None) -> Iterator[Claim]:
    """Yield what numbers of a sentence are said to be to two others of it, or of the sentence ``before``."""
    numbers = sentence.letters.count("N")
    carried = before if before is not None and _is_carried(before) else None
    if not numbers or numbers > _MOST_NUMBERS:
        return
    if numbers + (carried.letters.count("N") if carried else 0) < _LEAST_NUMBERS:
        return
    apart = (one for one in (sentence, before) if one is not None)
    if "Q" in sentence.letters or any(_APART.search(one.text) for one in apart):
        return
    parts, earlier = list_parts(sentence), list_parts(carried) if carried else []
    for at, part in enumerate(parts):
        found = _tell(parts, at)
        if found is None and earlier and len(parts) <= len(earlier) + 1:
            found = _tell([*earlier, *parts], len(earlier) + at)
        if found is not None:
            yield _claim(sentence, part, found)


def _is_carried(before: Sentence) -> bool:
    return before.letters.count("N") <= _MOST_BEFORE and "Q" not in before.letters


def _claim(sentence: Sentence, part: ToldNumber, found: FoundRelation) -> Claim:
    first = min([part.token, *(at for at in range(part.token) if sentence.tokens[at].value in found.by)])
    seen = (*(one.phrase for one in found.by), part.number.phrase)
    span = (first, part.token)
    return claim(found.kind, sentence, span, holds=found.holds, known=found.known, should=found.should, seen=seen)


def _tell(parts: list[ToldNumber], at: int) -> FoundRelation | None:
    """Return what the number at a place should be by the others; None where its words do not say what it is."""
    if parts[at].number.approximate or ("其中" in parts[at].words and CHANGED.search(parts[at].words)):
        return None
    tries: tuple[Callable[[list[ToldNumber], int], FoundRelation | None], ...] = (
        find_change,
        find_points,
        find_mean,
        find_share_of_number,
        find_rate,
        find_share,
        find_remainder,
        find_amount_by_rate,
        find_sum_of_sources,
        find_sum_of_those_before,
    )
    return next((found for one in tries if (found := one(parts, at)) is not None), None)
