"""By how much a number has changed by the words before it: against last year, by its own size, in percentage points."""

from __future__ import annotations

from jixiao.patterns import compile_late
from jixiao.plain import format_plain
from jixiao.rules.claims import ClaimKind
from jixiao.rules.claims_by_role import ToldNumber
from jixiao.rules.claims_divided import divide_into_per_cents, format_per_cent, growth_of, interval_of, leaves, may_be
from jixiao.rules.found_relations import SAYS, FoundRelation, are_exact, list_others, unit_of
from jixiao.rules.prose_numerals import Numeral

CHANGED = compile_late(
    "(?P<way>增加|增长|上升|提高|提升|上涨|新增|净增|增|多|减少|下降|降低|节约|减|少|缩短|压减|压缩|回落|延长)(?:了|幅度?|率|额|幅为)*"
    f"{SAYS}|(?P<name>增幅|涨幅|降幅|减幅){SAYS}"
)
_MEASURE = compile_late("上年|去年|同期|计划|目标|标准|要求|预期|平均|由|从")
_POINTS_OFF = compile_late("(?:高|低|滑|跌|回落|多|少|增|减|升|降|提高|相差|超)[一-鿿]{0,6}$")
_EARLIER = "(?:上年|去年|上一年|前年|同期|[0-9]{4}年|预算|计划|目标|年初|期初|原来)"
_IS_BASE = compile_late(f"[较比与同由从在](?:[一-鿿]{{0,4}})?{_EARLIER}[一-鿿]{{0,8}}$")
# Whose number it is stands there without a comparison: 上年30件，减少6件 may speak of either.
_MAY_BE_BASE = compile_late(f"{_EARLIER}[一-鿿]{{0,8}}$")
_DOWN = compile_late("减|下降|降|少|缩短|节约|压|回落")
_PAST = compile_late("上年|去年|上一年|同期|原来|此前|(?:^|[一-鿿])由(?:[一-鿿]{0,4})$|从(?:[一-鿿]{0,4})$|基数")


_COMPARED = compile_late("(?:^|[一-鿿])[较比][一-鿿0-9]{0,12}$")
# What a number may be compared with: it is not accused by two others where its own words name another measure.
_MEASURES = tuple(
    map(
        compile_late,
        (
            "上年|去年|上一年|同期|同比|前年|[0-9]{4}年",
            "计划|目标|预算|任务|标准|要求|预期",
            "全[国省市县区]|行业|平均|同类",
        ),
    )
)


def _is_by_another(part: ToldNumber, two: list[ToldNumber]) -> bool:
    """Return whether a change is by a measure that is none of two numbers: 目标95%，实际98%，比上年提高2个百分点."""
    named = [one for one in _MEASURES if one.search(part.words)]
    is_told = any(one.search(other.words) for one in named for other in two)
    is_turned = _MEASURES[0] in named and any(_PAST.search(other.words) for other in two)
    return bool(named) and not is_told and not is_turned


def find_change(parts: list[ToldNumber], at: int) -> FoundRelation | None:
    """Return by how much a number is more or less than last year's, where both are the only ones of their unit."""
    part, match = parts[at], CHANGED.search(parts[at].words)
    unit = unit_of(part.number)
    if match is None or unit in ("百分点", ""):
        return None
    if unit == "%" and (found := _by_its_size(parts, at)) is not None:
        return found
    counted = [one for place, one in enumerate(parts) if place != at and not CHANGED.search(one.words)]
    if not counted:
        return None
    two = [one for one in counted if unit_of(one.number) == (unit if unit != "%" else unit_of(counted[0].number))]
    then = [one for one in two if _PAST.search(one.words)]
    if len(two) != 2 or len(then) != 1 or not are_exact(two) or unit_of(two[0].number) == "%":
        return None
    now = next(one for one in two if one is not then[0])
    if _is_by_another(part, two) or _COMPARED.search(now.words):
        return None
    return _moved(part.number, match[0], then[0].number, now=now.number)


def _by_its_size(parts: list[ToldNumber], at: int) -> FoundRelation | None:
    """Return by how many per cent a number has changed, by the size of its change: 24件，减少6件，下降20%."""
    if at < 2 or not CHANGED.search(parts[at - 1].words):
        return None
    now, off, rate = (one.number for one in parts[at - 2 : at + 1])
    is_down = _DOWN.search(parts[at - 1].words) is not None
    if _IS_BASE.search(parts[at - 2].words):
        return _by_its_base(parts, at)
    if _MAY_BE_BASE.search(parts[at - 2].words):
        return None
    if unit_of(now) != unit_of(off) or unit_of(now) == "%" or not are_exact(parts[at - 2 : at]) or len(parts) > at + 1:
        return None
    if CHANGED.search(parts[at - 2].words) or (_DOWN.search(parts[at].words) is not None) is not is_down:
        return None
    then = now.amount + off.amount if is_down else now.amount - off.amount
    if then <= 0:
        return None
    should = format_per_cent(off.amount * 100 / then)
    this, by = interval_of(now, (off,)), interval_of(off, (now,))
    holds = may_be(divide_into_per_cents(by, this + by if is_down else this - by), rate)
    known = f"{off.phrase} ÷ {format_plain(then / now.scale)}{now.written_unit} = {should}"
    return FoundRelation(ClaimKind.CHANGE, holds, known=known, should=should, by=(now, off))


def _by_its_base(parts: list[ToldNumber], at: int) -> FoundRelation | None:
    """Return by how many per cent it has changed where what is told is last year's: 比上年的30件减少6件，下降20%."""
    then, off, rate = (one.number for one in parts[at - 2 : at + 1])
    if unit_of(then) != unit_of(off) or unit_of(then) == "%" or not are_exact(parts[at - 2 : at]) or then.amount <= 0:
        return None
    agrees = may_be(divide_into_per_cents(interval_of(off, (then,)), interval_of(then, (off,))), rate)
    is_down, falls = (_DOWN.search(parts[place].words) is not None for place in (at - 1, at))
    should = ("下降" if is_down else "增长") + format_per_cent(off.amount * 100 / then.amount)
    known = f"{off.phrase} ÷ {then.phrase}，{should}"
    return FoundRelation(ClaimKind.CHANGE, agrees and is_down is falls, known=known, should=should, by=(then, off))


def find_points(parts: list[ToldNumber], at: int) -> FoundRelation | None:
    """Return by how many points a rate differs from the only other one: 计划90%，实际94%，高出4个百分点."""
    part = parts[at]
    two = list_others(parts, at, "%")
    if part.number.unit != "百分点" or len(two) != 2 or not _POINTS_OFF.search(part.words) or not are_exact(two):
        return None
    if not any(_MEASURE.search(one.words) for one in two) or _is_by_another(part, two):
        return None
    high, low = sorted((one.number for one in two), key=lambda one: -one.amount)
    off = interval_of(high, (low,)) - interval_of(low, (high,))
    should = f"{format_plain(high.amount - low.amount)}个百分点"
    known = f"{high.phrase} − {low.phrase} = {should}"
    return FoundRelation(
        ClaimKind.CHANGE, off.meets(interval_of(part.number)), known=known, should=should, by=(high, low)
    )


def _moved(change: Numeral, words: str, then: Numeral, now: Numeral) -> FoundRelation:
    both = (then, now)
    high, low = sorted(both, key=lambda one: -one.amount)
    if change.unit == "%":
        holds = may_be(growth_of(then, now, change), change)
        should = format_per_cent((high.amount - low.amount) * 100 / then.amount)
    else:
        holds, should = leaves(high, low, change), change.reworded(high.amount - low.amount)
    is_down = _DOWN.search(words) is not None
    known = f"{then.phrase} 到 {now.phrase} {'减少' if now.amount < then.amount else '增加'} {should}"
    holds = holds and (now.amount < then.amount) is is_down
    return FoundRelation(ClaimKind.CHANGE, holds, known=known, should=should, by=both)
