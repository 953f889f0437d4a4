"""A relation found between numbers of a text: what one of them should be by the others."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from jixiao.patterns import compile_late
from jixiao.rules.claims import ClaimKind
from jixiao.rules.claims_by_role import ToldNumber
from jixiao.rules.prose_numerals import Numeral

SAYS = "(?:为|是|达到?|仅|只|有|即|：|:|的)*$"
# What was due, or all there was; and what was done, or came of it.
DUE = compile_late(
    "预算|计划|应[一-鿿]|安排|下达|目标|任务|总|全部|资金|经费|合同|指标|需求|需要|到位|概算|投资|批复|设计|编制|核定|送审|报审|申报|参考|参训|参加"
    "|报名|发放|发出|受理|收到|接|抽|检|调查|面积|占地|收入|拨款|筹集|原有|采购|合计|共"
)
DONE = compile_late(
    "执行|支出|使用|支付|付|花|实[一-鿿]|完成|到位|合格|及格|办结|整改|已|审定|通过|落实|收回|回收|收|在职|在编|在岗|实有|投入|决算|拨付|兑付|结算"
    "|成交|中标|交付|解决|达标|出席"
)


class FoundRelation(Struct, frozen=True):
    """What a number should be: whether it is, the words that show it, and the numbers that give it."""

    kind: ClaimKind
    holds: bool
    known: str
    should: str
    by: tuple[Numeral, ...]


def unit_of(number: Numeral) -> str:
    """Return the unit that makes numbers alike: one that no list has is the letter behind the number."""
    return number.counted_in or number.written_unit.lstrip("万亿千百多余 ")


def list_others(parts: list[ToldNumber], at: int, unit: str) -> list[ToldNumber]:
    """Return the other numbers of a unit."""
    return [one for place, one in enumerate(parts) if place != at and unit_of(one.number) == unit and unit]


def are_exact(parts: Iterable[ToldNumber]) -> bool:
    """Return whether none of some numbers is about so many, or nothing."""
    return not any(one.number.approximate or not one.number.amount for one in parts)
