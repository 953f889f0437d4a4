"""What a sentence's own numbers are by the words before them: 应缴15万元，已缴12万元，欠缴3万元; 每户500元，共1万元."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import permutations

from msgspec import Struct

from jixiao.patterns import compile_late
from jixiao.rules.claims import Claim, ClaimKind, claim
from jixiao.rules.claims_divided import are_alike, state_product, unit_of_each
from jixiao.rules.clauses import Sentence
from jixiao.rules.prose_numerals import Numeral

_NOTHING = "(?!)"
_LEFT_OVER = r"(?:欠|缺|差|未|尚|待|剩|余|还)"
_MORE, _LESS = "增加|增长|增|提高|上升|新增|多|追加", "减少|下降|降低|压减|核减|少|减|精简"


_FIRST = "(?:^原有?|年初|期初|上年末|上年底|去年底|原来).{0,8}"
_ADDED = "(?:本年|当年|全年)?(?:新增|增加|新购|购入|调入|招录|新建|转入|新进|接收).{0,4}"
_GONE = "(?:本年|当年|全年)?(?:减少|报废|退休|调出|注销|转出|处置|淘汰|核销).{0,4}"
_AT_LAST = "(?:年末|年底|期末|现有?|现存|目前|总数|达到?|合计|共).{0,6}"


class _Roles(Struct, frozen=True):
    """Words that numbers beside each other have before them, and which of the others the last one is: 1 adds, -1 takes
    away."""

    words: tuple[str, ...]
    signs: tuple[int, ...]
    # Where this stands in the paragraph, there is more than the numbers tell; and accounts are told in round numbers.
    unless: str


_ROLES = tuple(
    _Roles(tuple(f"(?:{one})$" for one in words), signs, unless)
    for words, signs, unless in (
        (("应.{1,4}", "(?:已|实|累计).{1,5}", f"{_LEFT_OVER}.{{0,5}}"), (1, -1), _NOTHING),
        (
            (
                "(?:受理|收到|接到|接收|交办|转办|登记).{0,8}",
                "已?(?:办结|办理|答复|处理|回复|解决).{0,3}",
                _LEFT_OVER + ".{0,6}",
            ),
            (1, -1),
            _NOTHING,
        ),
        (("立案.{0,4}", "已?结案.{0,3}", _LEFT_OVER + ".{0,6}"), (1, -1), _NOTHING),
        (("(?:发现|查出|排查出?).{0,10}", "(?:已|完成)?整改.{0,3}", _LEFT_OVER + ".{0,6}"), (1, -1), _NOTHING),
        (
            ("(?:计划|下达|任务).{0,8}", "(?:已|实际)?完成.{0,3}", "(?:未完成|尚未完成|剩余|尚欠|还差|差).{0,3}"),
            (1, -1),
            _NOTHING,
        ),
        (
            (
                "(?:上年|年初|期初)(?:结转|结余|余额).{0,4}",
                ".{0,6}(?:收入|拨款)",
                ".{0,6}支出",
                ".{0,6}(?:结转|结余|余额).{0,4}",
            ),
            (1, 1, -1),
            _NOTHING,
        ),
        (
            (
                ".{0,6}(?:收入|拨款|到账)",
                ".{0,6}支出",
                "(?:收支相抵.{0,2})?(?:年末)?(?:结转|结余|剩余|余额|尚余|尚有).{0,4}",
            ),
            (1, -1),
            "上年|年初|期初|结转.*收入",
        ),
        (
            ("(?:招录|新进|调入|新增|招聘).{0,4}", "(?:退休|调出|辞职|减少|调离).{0,4}", "净增加?.{0,3}"),
            (1, -1),
            _NOTHING,
        ),
        (
            (_FIRST, _ADDED, _GONE, _AT_LAST),
            (1, 1, -1),
            _NOTHING,
        ),
        (
            (_FIRST, _GONE, _ADDED, _AT_LAST),
            (1, -1, 1),
            _NOTHING,
        ),
        ((_FIRST, _ADDED, _AT_LAST), (1, 1), _NOTHING),
        ((_FIRST, _GONE, _AT_LAST), (1, -1), _NOTHING),
        (("预算", "(?:追加|调增|增加).{0,4}", "(?:调整|追加)后.{0,6}|全年预算.{0,2}"), (1, 1), _NOTHING),
        (
            ("预算", "(?:核减|调减|压减|收回|减少).{0,4}", "(?:调整|调减|核减)后.{0,6}|全年预算.{0,2}"),
            (1, -1),
            _NOTHING,
        ),
        (("资产(?:总额|总计|合计)?", "负债(?:总额|总计|合计)?", "净资产(?:总额|合计)?"), (1, -1), _NOTHING),
        (("原值", "(?:累计)?折旧", "净值"), (1, -1), _NOTHING),
        (
            ("(?:较|比|由|从).{0,14}", f"(?:共|净|又)?(?:{_MORE})了?.{{0,2}}", "(?:达到?|为|至|共|总数).{0,3}"),
            (1, 1),
            _NOTHING,
        ),
        (
            ("(?:较|比|由|从).{0,14}", f"(?:共|净|又)?(?:{_LESS})了?.{{0,2}}", "(?:达到?|为|至|剩|还有?|现有?).{0,3}"),
            (1, -1),
            _NOTHING,
        ),
    )
)
# By how much a price is below what it was not to exceed.
_BELOW = (
    compile_late("(?:比|较|低于)(?:控制价|最高限价|预算|概算|标底|估算|评审价|计划|采购预算).{0,3}$"),
    compile_late("(?:节约|节省|下浮|降低|减少)了?.{0,3}$"),
)
_DENIED = compile_late("(?P<no>[不未非]|没有|尚未)(?P<what>.{1,6})$")
_LED = compile_late("^(?:其中|已经?|有|的|经.{1,3}后?)+")
_PRICE, _TOTAL = compile_late("(?:单价|均价|单件)$"), compile_late("(?:共|合计|总|金额|总价)[一-鿿]{0,4}$")
_APIECE = compile_late("各[一-鿿]{0,4}$")
_EACH = compile_late("(?:(?:平均)?每(?P<of>[一-鿿]{1,2}?)|(?P<mean>(?!平)[一-鿿])均)(?P<doing>[一-鿿]{0,6})$")
_PER_TIME = compile_late("[每均月天日年次季周]")  # 每人每月3500元
_IN_ALL = compile_late("(?:共计|合计|总计|总共|共|累计|总额|总金额|需资金)[一-鿿]{0,6}$")
_DONE_IN_ALL = compile_late(
    "^(?:全年|累计|实际)?(?:培训|补助|发放|接待|服务|惠及|参训|补贴|支付|支出|投入|需|参加|覆盖|受益)"
    "(?:学员|群众|人员|资金|村民|干部|职工|金额|经费)?$"
)
_CARS = {"车": ("辆", "台", "车")}


_MOST_BEHIND = 12


class ToldNumber(Struct, frozen=True):
    """A number with the words before it, back to a pause or the number before, its token, and the words behind it."""

    words: str
    number: Numeral
    token: int
    after: str = ""

    @property
    def behind(self) -> str:
        """The words behind the number, up to a pause."""
        return re.split("[，,、。；;（(0-9]", self.after)[0]


def read_by_role(sentence: Sentence) -> Iterator[Claim]:
    """Yield what a sentence reckons of three or four numbers that it states itself, by the words before them."""
    if sentence.letters.count("N") < 3:
        return
    parts = list_parts(sentence)
    for at in range(len(parts) - 2):
        in_roles = list(_in_roles(sentence, parts, at))
        yield from in_roles or _denied(sentence, parts, at)
        yield from _below(sentence, parts[at : at + 3])
    if len(parts) == 3:
        yield from _so_much_each(sentence, parts)


def list_parts(sentence: Sentence) -> list[ToldNumber]:
    """Return the numbers of a sentence with the words before them, in its order."""
    found, start, text = [], sentence.start, sentence.paragraph.text
    for at, token in enumerate(sentence.tokens):
        if token.letter == "N":
            words = text[start : token.start].strip(" “”\"'").removesuffix("了")
            number = sentence.number(at)
            after = text[number.stop : min(number.stop + _MOST_BEHIND, sentence.end)]
            found.append(ToldNumber(re.sub("[为是达有]$", "", words), number, at, after))
        if token.letter in "N,:()+":
            start = token.end
    return found


def _in_roles(sentence: Sentence, parts: list[ToldNumber], at: int) -> Iterator[Claim]:
    for roles in _ROLES:
        beside = parts[at : at + len(roles.words)]
        told = len(beside) == len(roles.words) and are_alike([one.number for one in beside])
        if not told or not all(map(re.search, roles.words, (one.words for one in beside))):
            continue
        last = beside[-1].number
        if not _is_part_of_more(parts, at, len(beside)) and not re.search(roles.unless, sentence.paragraph.text):
            is_round = roles.unless != _NOTHING and last.unit == "元" and not last.places
            yield _summed(sentence, beside, roles.signs, last.scale if is_round else Decimal(0))
            return


def _summed(
    sentence: Sentence, parts: list[ToldNumber], signs: tuple[int, ...], slack_of_whole: Decimal = Decimal(0)
) -> Claim:
    """Return the claim that the last of some numbers is what the others come to, each added or taken away."""
    *others, last = [one.number for one in parts]
    amount = sum((sign * one.amount for sign, one in zip(signs, others, strict=True)), Decimal(0))
    finest = max(one.places for one in (last, *others))
    slack = Decimal(len(parts) - 1).scaleb(-finest) / 2 * last.scale if last.unit == "元" and finest else Decimal(0)
    should = last.reworded(amount)
    words = "".join(f"{' + ' if sign > 0 else ' − '}{one.phrase}" for sign, one in zip(signs, others, strict=True))
    return claim(
        ClaimKind.RECKONED,
        sentence,
        (parts[0].token, parts[-1].token),
        holds=abs(amount - last.amount) <= max(slack, slack_of_whole),
        known=f"{words.removeprefix(' + ')} = {should}",
        should=should,
        seen=tuple(one.number.phrase for one in parts),
    )


def _is_part_of_more(parts: list[ToldNumber], at: int, count: int) -> bool:
    """Return whether another number of the same unit stands beside those from one on."""
    unit = parts[at].number.unit
    around = (*parts[max(0, at - 1) : at], *parts[at + count : at + count + 1])
    return any(one.number.unit == unit for one in around)


def _denied(sentence: Sentence, parts: list[ToldNumber], at: int) -> Iterator[Claim]:
    """Yield a whole with those that are and those that are not: 抽检200批次，合格196批次，不合格4批次."""
    whole, yes, no = parts[at : at + 3]
    match, is_alike = _DENIED.search(no.words), are_alike([one.number for one in (whole, yes, no)])
    if match and _LED.sub("", yes.words) == match["what"] and is_alike and not _is_part_of_more(parts, at, 3):
        yield _summed(sentence, [whole, yes, no], (1, -1))


def _below(sentence: Sentence, parts: list[ToldNumber]) -> Iterator[Claim]:
    """Yield by how much a price is said to be below a limit: 合同价28万元，比控制价30万元节约2万元."""
    price, limit, off = parts
    is_told = _BELOW[0].search(limit.words) and _BELOW[1].search(off.words)
    if is_told and are_alike([one.number for one in parts]) and price.number.amount < limit.number.amount:
        yield _summed(sentence, [limit, price, off], (1, -1))


def _so_much_each(sentence: Sentence, parts: list[ToldNumber]) -> Iterator[Claim]:
    """Yield so many at so much each, in whatever order, where no other number stands beside them."""
    span = parts[0].token, parts[-1].token
    if _APIECE.search(parts[1].words) and not any(one.number.approximate for one in parts):
        each, count, whole = parts[1].number, parts[0].number, parts[2].number
        if unit_of_each(each) == unit_of_each(whole) != unit_of_each(count) and _IN_ALL.search(parts[2].words):
            yield state_product(sentence, span, each, count=count, whole=whole)
            return
    for priced, those, total in permutations(parts):
        each, count, whole = priced.number, those.number, total.number
        match, unit = _EACH.search(priced.words), unit_of_each(each)
        of = (match["of"] or match["mean"]) if match else ""
        is_price = _PRICE.search(priced.words) is not None and count.unit not in ("", "%", each.unit)
        if is_price and unit == unit_of_each(whole) and _TOTAL.search(total.words):
            yield state_product(sentence, span, each, count=count, whole=whole)
            return
        is_per_time = match is not None and _PER_TIME.search(match["doing"]) is not None
        if not of or is_per_time or unit_of_each(whole) != unit or unit in ("", "%"):
            continue
        units = _CARS.get(of, ("人", "名") if of in ("人", "名") else (of,))
        is_exact = not any(one.number.approximate for one in parts)
        of_things = count.unit == "个" and sentence.paragraph.text.startswith(of, count.stop)
        is_total = _IN_ALL.search(total.words) or _DONE_IN_ALL.search(total.words)
        if (count.unit in units or of_things) and count.amount and is_total and is_exact:
            is_mean = bool(match and match["mean"])
            yield state_product(sentence, span, each, count=count, whole=whole, is_mean=is_mean)
            return
