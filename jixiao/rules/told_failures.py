"""Words that tell, in a reason or in an actual, of what was not done, late, or too little."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from jixiao.patterns import compile_late
from jixiao.rules.contrary_words import read_opposites
from jixiao.rules.prose_numerals import find_numerals
from jixiao.targets import Deadline, Quantity, Sign, Target
from jixiao.targets.measures import DURATIONS

_PAUSES = compile_late(r"[，,；;。\n]")
_NOT = "(?:尚未|未能|没能|没有|还没有?|并未|未|没|无法|难以)"
# What may be denied without anything having failed: it was no part of the plan, or it did no harm.
_HARMLESS = (
    "(?!影响|纳入|列入|考虑|预计|预料|预见|估计|发生|发现|超|造成|安排|增加|新增|调整|计入|包含|包括|统计|出现|偏差|问题|变化|收到|接到|突破"
    "|要求|规定)"
)
_ACHIEVED = (
    "完成|验收|通过|实施|开展|达到|达标|达成|实现|提高|提升|改善|落实|到位|支付|拨付|发放|交付|到货|上线|投入|安装|建成|完工|竣工|开工|"
    "签|办理|办结|结题|结项|结案|领取|受益|覆盖|修复|整改|执行|使用|启用|报送|公开|举办|参加|回收|足额|按时|按期|按季|按月|按要求|按规定|及时|准时|"
    "如期|全部|满意|整理|做完|干完|改造|养护|采购|招标|审批|批复|移交|归档|入库|出版|印制|发表|培训|结束|做到|解决|供货|送达|运行"
)
_UNDONE = compile_late(rf"(?<!上年)(?<!去年)(?<!往年)(?<!年初){_NOT}(?:{_HARMLESS}.){{0,5}}?(?:{_ACHIEVED})")
# Whatever else is denied at the end: 装饰未完, 2门课程还没有录制.
_LEFT_OPEN = compile_late(
    rf"(?<!上年)(?<!去年)(?<!往年)(?<!年初){_NOT}(?![逾延超拖迟滞推])(?:{_HARMLESS}[^无不]){{1,4}}$"
)
_POOR = compile_late(
    r"不达标|不及预期|未及预期|不(?:及|如)(?:目标|指标|计划|预期)|不(?:明显|显著|理想|满意|合格|符合|及时|规范)|(?<!资金)(?<!经费)不到位"
    r"|不够(?:充分|到位|完善|明显|及时|规范|深入|理想|严格|全面|细致|扎实)|有待"
    r"|不[降升增减]反[降升增减]"
)
_AGAINST_IT = compile_late("不[降升增减]反[降升增减]")
_PUT_OFF = compile_late(
    r"(?<![未无不])(?<!没有)(?:延期|逾期|延误|超期|推迟|延后|滞后|顺延|推后|拖延|延迟)(?!率|举办地|费)"
    r"|(?:余|剩|部分|其中|尾|[0-9一二两三四五])[^，]*(?:转入|留待|推到|(?<!上)(?:下|次|明|翌)一?年度?(?:再|继续|另行)?(?:采购|实施|完成|安排|开展|安装|建设|交付|支付|举办|完工|竣工|建成|验收))"
    r"|跨年|(?<!未)(?<!不)延[至到]|结转(?:到|至)?(?:下|次|明|翌)一?年|(?:晚|迟)(?:于|了)|[年月日底初末旬度]才|拖[到至后]|迟[报发交到]|停留在"
)
_CALLED_OFF = compile_late(
    r"(?<![未无不])(?:取消|停办|流标|废标|终止|中止|搁置|暂停|停工|停摆|流产|落空|泡汤|失败)(?!$|的|了?原|收费|限制)|(?:取消|停办|流标|废标|停工|中止|终止|暂停|搁置)$"
    r"|(?:退回|退货|驳回|打回)(?=$|了|[0-9]|重|修改|补正|整改)|打了?折扣|(?:遗失|丢失|漏)(?:了|讲|发|报|检|登|做)?[^，]{0,2}[0-9一二两三四五六七八九]"
)
_UNDER_WAY = compile_late(
    r"(?:还在|仍在|正在|尚在|仍处于|还处于|处于)[^，]{0,6}(?:施工|办理|建设|审批|进行|流程|实施|公示|装修|调试|招标|评审|协商|推进|整改|修复|阶段|编制)"
    r"|(?:尚待|仍待|还需|仍需)[^，]{0,6}(?:验收|完成|支付|审计|整改|结算|完善|办理)"
)
_OVERSPENT = compile_late(r"(?<![未不无])(?<!没有)(?:超支|超预算|突破预算|(?:超出?|突破)了?(?:预算|控制数|限额|标准))")
_TOO_LITTLE = compile_late(
    r"(?<!比上年)(?<!较上年)(?<!同比)(?<!年)少(?!于|量|数)[^，0-9]{0,4}了?[0-9一二三四五六七八九两]"
    r"|(?:仅|只)(?!需|要|是|用)[^，0-9]{0,8}(?:[0-9]|[一二三四五六七八九]成|一半|半数|部分)|(?:还差|尚差|还缺|尚缺|相差|短缺|缺失|流失|减员)[^，]{0,3}[0-9]"
    r"|(?:时长|数量|人数|场次|学时|课时|次数|篇数|面积|长度|里程)不足$"
    r"|(?:距|离)[^，]{0,6}(?:目标|指标|计划)[^，]{0,3}(?:差|少|缺)"
    r"|(?:低于|少于|不足|未及|没达)(?:年度|年初|原定|预期)?(?:目标|指标|计划|任务|预期)|有?(?:差距|缺口)$"
    r"|(?:还有|尚有|剩余|余下|仍有)[^，]{0,4}[0-9][^，]*(?:未|没|待|结转|在建)"
)
_TOO_MUCH = compile_late(r"(?<![未无不])(?<!没有)超[出过]了?(?:年度|年初)?(?:目标|指标|计划|预期)")
_IN_FACT = compile_late(r"(?:实际|(?<!公)共|(?:压缩|缩减|缩短|调减|下调|减少|降低?)[至到为])[^，0-9]{0,6}(?=[0-9])")
_OCCURRED = compile_late(
    r"(?:发生|出现)[^，未无]{0,10}(?:事故|事件|案件|问题|火灾|投诉|泄密|[0-9一二两三四五六七八九]+[起次件例])"
)
# Where less is better, 不高 is no failure.
_FALLING = compile_late("降低|下降|减少|减轻|压减|控制|节约|缩短|缓解")
_WARDED_OFF = compile_late(
    r"无|零|没|未|不|避免|防止|杜绝|排除|减少|降低|下降|修复|消除|查处|治理|控制|处置|防范|化解|整改|纠正"
)
# What says that it was done all the same.
_MADE_UP_FOR = compile_late(
    r"已[^，,；;。]{0,6}?(?:补|完成|完工|完毕|安装|到位|办结|达标|合格|解决|修复|整改|消除|落实|支付|投入|追加|齐)"
    r"|(?<![未没有不能法得])全部(?:办完|做完|完成|举办)|已(?:全部|按期|如期|于)|补(?:办|齐|上|足|发)|改为|改由|改用|改在|(?:不|未|没有)影响"
    r"|(?:克服|加班|最终|仍|依然|如期|按期|提前)[^，,；;。]{0,6}(?:完成|达到|建成|达标|实现|结题)|(?:之后|随后|后)[^，,；;。]{0,4}(?:完成|达标|合格|验收)"
)
_MORE = compile_late(r"超额|高于(?:目标|指标|计划|上年)|超过(?:目标|指标|计划)")
_OFTEN_ALIKE = (_UNDONE, _LEFT_OPEN, _POOR, _PUT_OFF, _CALLED_OFF, _UNDER_WAY, _OVERSPENT)


def find_told_failure(words: str, target: Target) -> str:
    """Return the clause of a reason that says the target was not reached; "" where it says how it was, or nothing.

    What is less than before is no failure beside a target that limits.
    """
    limits = isinstance(target, Quantity) and target.comparison in (Sign.AT_MOST, Sign.LESS)
    if _MADE_UP_FOR.search(words) or (not limits and _MORE.search(words)):
        return ""
    return next((clause for clause in _PAUSES.split(words) if _tells(clause, target)), "")


def _tells(clause: str, target: Target) -> bool:
    if isinstance(target, Quantity) and target.comparison in (Sign.AT_MOST, Sign.LESS):
        too_late = target.unit in DURATIONS and _PUT_OFF.search(clause)
        return bool(_TOO_MUCH.search(clause) or _OVERSPENT.search(clause) or too_late)
    if any(pattern.search(clause) for pattern in _OFTEN_ALIKE):
        return True
    is_none = isinstance(target, Quantity) and target.amount == 0
    return bool(_TOO_LITTLE.search(clause)) or _is_less(clause, target) or bool(is_none and _OCCURRED.search(clause))


def _is_less(clause: str, target: Target) -> bool:
    """Return whether a clause says what was done in fact, and it is less than the target."""
    if not isinstance(target, Quantity) or not (match := _IN_FACT.search(clause)):
        return False
    told = next((one for one in find_numerals(clause) if one.start >= match.end() - 1), None)
    counted_alike = told is not None and (told.unit == target.unit or {told.unit, target.unit} <= _SINGLE)
    return told is not None and counted_alike and told.amount < target.amount


# What is counted 个 for want of a better word: 60个岗位, 52人.
_SINGLE = frozenset({"个", "人", "名"})


def find_failed_state(actual: str, target: Target, read: Target) -> str:
    """Return the clause of an actual in words that tells of failure and of which the target says nothing."""
    is_number = isinstance(read, Deadline) or (isinstance(read, Quantity) and not read.noun)
    if is_number or _MADE_UP_FOR.search(actual) or _MORE.search(actual):
        return ""
    return next((clause for clause in _PAUSES.split(actual) if _is_failed(clause, target)), "")


def _is_failed(clause: str, target: Target) -> bool:
    return any(said not in target.text for said in _failures(clause, falls=bool(_FALLING.search(target.text))))


def _failures(clause: str, *, falls: bool) -> Iterator[str]:
    for pattern in (_UNDONE, _PUT_OFF, _CALLED_OFF, _UNDER_WAY, _OVERSPENT, _AGAINST_IT):
        if match := pattern.search(clause):
            yield match[0]
    states, things = _bad_words()
    if (match := states.search(clause)) and not falls and not _WARDED_OFF.search(clause[: match.start()]):
        yield match["bad"]
    if (match := things.search(clause)) and not _WARDED_OFF.search(clause):
        yield match["bad"] or match["first"]


@cache
def _bad_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds a bad state at the end of a clause, and a bad thing that is there, was done, or is counted."""
    words = read_opposites()
    states, things = (
        "|".join(sorted(map(re.escape, each), key=len, reverse=True)) for each in (words.bad_states, words.bad_things)
    )
    there = (
        rf"(?:存在|出现|有|频繁|多次|屡次|部分|仍)[^，]{{0,6}}?(?P<bad>{things})"
        r"(?:行为|情况|现象|问题|记录)?(?:[0-9]+[^，]{1,2})?$"
    )
    return (
        compile_late(rf"(?P<bad>{states})(?:情况|现象|问题)?$"),
        compile_late(rf"{there}|^(?P<first>{things})(?:了|于|部分|个别|一些|[^，]{{0,4}}[0-9])"),
    )
