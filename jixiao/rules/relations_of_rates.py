"""Rates and shares of two numbers by their words: 执行率, 占比, 某数的百分之几, and what a rate comes to."""

from __future__ import annotations

from itertools import permutations

from jixiao.patterns import compile_late
from jixiao.rules.claims import ClaimKind
from jixiao.rules.claims_by_role import ToldNumber
from jixiao.rules.claims_divided import (
    divide_into_per_cents,
    format_per_cent,
    interval_of,
    is_done,
    may_be,
    per_cent_of,
    share_of,
)
from jixiao.rules.found_relations import (
    DONE,
    DUE,
    SAYS,
    FoundRelation,
    are_exact,
    list_others,
    unit_of,
)
from jixiao.rules.interval import Interval, add_intervals
from jixiao.rules.prose_numerals import Numeral
from jixiao.rules.relations_of_wholes import LEFT

_RATE = compile_late(f"(?P<of>[一-鿿]{{1,8}}?)(?:率|比例|进度|程度){SAYS}")
_SHARE = compile_late(f"(?:占比?|所占比例|所占比重|占[^0-9，]{{1,12}}的?(?:比例|比重)?){SAYS}")
_OF_IT = compile_late("^(?:个|名|家)?(?:(?![占为达完])[一-鿿]){0,6}的$")
_IS_OF = compile_late("(?:占|为|是|完成|达到?|相当于|实现)[一-鿿]{0,8}$")
_OF_MONEY = compile_late(
    "(?:预算|资金|项目|任务|计划|目标|投资|支出|经费|工程|总体){0,4}(?:执行|完成|使用|支出|支付|到位|拨付|达成|兑付|实施)$"
)
_SPARED = compile_late("节约|结余|节支|剩余|节省|节余|压减|审减|核减|未|不")
_COMES = compile_late("到[课会场岗训]")
_LED = compile_late("^(?:其中|实际|已经?|共|全部|累计)+|(?:了|资金|人数|数|金额){1,4}$")
_ALL, _AMONG = compile_late("总|共|全|合计|计划"), compile_late("其中|中有|包括")
_AMOUNTS = compile_late("(?:共|计|合计|应[缴付交收提]|为|提取|缴纳|奖励)[一-鿿]{0,3}$")


def _two_beside(parts: list[ToldNumber], at: int) -> list[ToldNumber]:
    """Return the two numbers of one unit nearest before a place, else the two behind it; fewer where there are not."""
    counted = [one for one in parts[:at] if unit_of(one.number) != "%"]
    two = counted[-2:]
    if len(two) == 2 and unit_of(two[0].number) == unit_of(two[1].number):
        return two
    behind = [one for one in parts[at + 1 : at + 3] if unit_of(one.number) != "%"]
    is_alike = len(behind) == 2 and unit_of(behind[0].number) == unit_of(behind[1].number)
    return behind if is_alike and not counted else []


def _any_gives(numbers: list[Numeral], share: Numeral) -> bool:
    """Return whether two of some numbers give a share, as quotient or as difference, or one of all together."""
    for one, other in permutations(numbers, 2):
        rate = per_cent_of(one, other, share)
        stated = interval_of(share) if rate is None else share_of(rate, share)
        if rate is None or rate.meets(stated) or (Interval(rate.low - 100, rate.high - 100)).meets(stated):
            return True
        if Interval(100 - rate.high, 100 - rate.low).meets(stated):
            return True
    whole = add_intervals(interval_of(one, numbers) for one in numbers)
    return any(may_be(divide_into_per_cents(interval_of(one, numbers), whole), share) for one in numbers)


_NOT = compile_late("不|未|没有")


def _of_those_so(parts: list[ToldNumber], named: str) -> list[ToldNumber]:
    """Return those that are what a rate is named after, behind the number of all: 检查85家，合格80家，不合格5家."""
    at = next((at for at in range(len(parts) - 1, 0, -1) if _is_so(named, parts[at].words)), 0)
    pair = [parts[at - 1], parts[at]] if at else []
    return pair if len({unit_of(one.number) for one in pair}) == 1 else []


def find_rate(parts: list[ToldNumber], at: int) -> FoundRelation | None:
    """Return what a rate should be by the two numbers beside it, where its name is what one of them was."""
    part, match = parts[at], _RATE.search(parts[at].words)
    if "其中" in part.words and any(unit_of(one.number) == "%" for one in parts[:at]):
        return None  # 预算30万元，到位27万元，到位率90%，其中财政资金到位率100%
    two = _two_beside(parts, at) if match and unit_of(part.number) == "%" else []
    if match and two and any(_NOT.search(one.words) for one in two) and not _NOT.search(match["of"]):
        two = _of_those_so(parts[:at], match["of"]) or two
    if match is None or not two or not are_exact(two):
        return None
    whole, done = sorted(two, key=lambda one: -one.number.amount)
    if DONE.search(whole.words) and not DUE.search(whole.words) and not _is_so(match["of"], done.words):
        whole, done = done, whole
    named = match["of"]
    is_told = (
        _is_so(named, done.words)
        or (len(named) > 1 and named in done.behind)
        or (_OF_MONEY.search(named) is not None and DUE.search(whole.words) and DONE.search(done.words))
    )
    is_control = named.endswith(("控制", "在职", "满编", "在编")) and "编" in whole.words + done.words
    if is_control and "编" not in whole.words:
        whole, done = done, whole
    is_spared = _SPARED.search(named) is not None
    if not (is_told or is_control or (is_spared and LEFT.search(done.words))):
        return None
    numbers = [one.number for one in list_others(parts, at, unit_of(whole.number))]
    should = format_per_cent(done.number.amount * 100 / whole.number.amount)
    known = f"{done.number.phrase} ÷ {whole.number.phrase} = {should}"
    by = (whole.number, done.number)
    return FoundRelation(ClaimKind.RECKONED, _any_gives(numbers, part.number), known=known, should=should, by=by)


def _is_so(named: str, words: str) -> bool:
    """Return whether a rate is named after what words say was done: 资金使用率 of 使用."""
    bare = _LED.sub("", words)
    is_of_its_words = len(named) > 1 and set(named) <= set(words)
    has_come = _COMES.fullmatch(named) is not None and bare.endswith("到")
    return is_done(named, words) or has_come or is_of_its_words or (len(bare) > 1 and named.endswith(bare))


def find_share_of_number(parts: list[ToldNumber], at: int) -> FoundRelation | None:
    """Return what 某数的百分之几 should be: 完成投资3000万元，为计划4000万元的75%."""
    part = parts[at]
    if at < 2 or unit_of(part.number) != "%" or not _OF_IT.match(part.words) or not _IS_OF.search(parts[at - 1].words):
        return None
    whole, ours = (
        parts[at - 1],
        [one for one in parts[: at - 1] if unit_of(one.number) == unit_of(parts[at - 1].number)],
    )
    if not ours or not are_exact([whole, ours[-1]]):
        return None
    holds = any(may_be(per_cent_of(one.number, whole.number, part.number), part.number) for one in ours)
    should = format_per_cent(ours[-1].number.amount * 100 / whole.number.amount)
    known = f"{ours[-1].number.phrase} ÷ {whole.number.phrase} = {should}"
    return FoundRelation(ClaimKind.SHARE, holds, known=known, should=should, by=(ours[-1].number, whole.number))


def find_share(parts: list[ToldNumber], at: int) -> FoundRelation | None:
    """Return what 占 should be, where the part stands right before it and a whole in words before that."""
    part = parts[at]
    if at < 2 or unit_of(part.number) != "%" or not _SHARE.search(part.words):
        return None
    ours = parts[at - 1]
    if unit_of(ours.number) == "%":
        return None  # 60%用于甲，其中40%用于乙，占全部的24%
    wholes = [one for one in parts[: at - 1] if unit_of(one.number) == unit_of(ours.number)]
    marked = [one for one in wholes if _ALL.search(one.words)] or (wholes[-1:] if _AMONG.search(ours.words) else [])
    if not marked or not are_exact([ours, *wholes]) or marked[0].number.amount < ours.number.amount:
        return None
    numbers = [ours.number, *(one.number for one in wholes)]
    should = format_per_cent(ours.number.amount * 100 / marked[0].number.amount)
    known = f"{ours.number.phrase} ÷ {marked[0].number.phrase} = {should}"
    holds = _any_gives(numbers, part.number)
    return FoundRelation(ClaimKind.SHARE, holds, known=known, should=should, by=(marked[0].number, ours.number))


def find_amount_by_rate(parts: list[ToldNumber], at: int) -> FoundRelation | None:
    """Return what a rate of a number comes to: 按50万元的12%缴纳，共6万元."""
    if at < 2 or unit_of(parts[at - 1].number) != "%" or not _OF_IT.match(parts[at - 1].words):
        return None
    base, rate, part = parts[at - 2], parts[at - 1], parts[at]
    if unit_of(base.number) != unit_of(part.number) or not _AMOUNTS.search(part.words) or not are_exact([base, rate]):
        return None
    amount = base.number.amount * rate.number.amount / 100
    holds = Interval.exact(amount).meets(interval_of(part.number, (base.number,)))
    should = part.number.reworded(amount)
    known = f"{base.number.phrase} × {rate.number.phrase} = {should}"
    return FoundRelation(ClaimKind.RECKONED, holds, known=known, should=should, by=(base.number, rate.number))
