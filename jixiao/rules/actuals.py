"""S313–S315, S320: what stands as actual, and whether it can be compared, or be true, at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.derive.balance import derive_balance
from jixiao.figures import count_decimals, round_half_up
from jixiao.findings import Severity
from jixiao.glossary import term
from jixiao.patterns import compile_late
from jixiao.rules.described_package import ScoredPackage
from jixiao.rules.earning import JudgedRow, list_judged_rows, score_breach
from jixiao.rules.form_tables import Number
from jixiao.rules.frequencies import is_told_otherwise
from jixiao.rules.printed_package import plain
from jixiao.rules.registry import Breach, rule
from jixiao.submission.earned_points import read_money, score_missed
from jixiao.targets import (
    BudgetLimit,
    Deadline,
    Incomparable,
    Measured,
    NoActual,
    Nothing,
    Quantity,
    Sign,
    Target,
    Wording,
)
from jixiao.targets.measures import DURATIONS, MONEY, PERCENT


@rule("S313", by_role=True)
def budget_indicators_match_the_funds(package: ScoredPackage) -> Iterator[Breach]:
    """Yield indicators of the whole budget that the form's own budget and outturn, as printed, contradict."""
    for judged in list_judged_rows(package):
        if not judged.of_budget:
            yield from _above_the_budget(package, judged)
            continue
        if isinstance(judged.target, BudgetLimit):
            yield from _claimed(package, judged)
        else:
            yield from _differing(judged, judged.target, [judged.sheet.budget, judged.sheet.initial])
        if not (isinstance(judged.actual, Quantity) and judged.actual.bound):
            yield from _differing(judged, judged.actual, [judged.sheet.outturn])


def _claimed(package: ScoredPackage, judged: JudgedRow) -> Iterator[Breach]:
    budget, outturn, points = judged.sheet.budget.amount, judged.sheet.outturn.amount, judged.row.points.amount
    # An actual in money is compared with the budget like any other amount.
    if judged.row.actual.unknown or read_money(judged.actual) is not None:
        return
    if budget is None or outturn is None or points is None or outturn <= budget or not judged.row.full:
        return
    reckoned = score_missed(Measured(budget, outturn, "", Sign.AT_MOST), points, package.scoring)
    if reckoned is not None:
        why = f"表上全年执行数超过全年预算数，{reckoned[1]}"
        found = f"{judged.row.spoken}：{judged.words}，得满分 {judged.row.score.words}；{why}"
        yield score_breach(
            package, judged, found, plain(reckoned[0]), seen=(*judged.row.seen, plain(outturn), plain(budget))
        )


def _above_the_budget(package: ScoredPackage, judged: JudgedRow) -> Iterator[Breach]:
    """Yield a project's limit on cost above all it may spend: it was not changed with the budget."""
    costs = {str(name) for name in package.score_checks.cost_level2}
    limit, budget = read_money(judged.target), judged.sheet.budget.amount
    is_limit = isinstance(judged.target, Quantity) and judged.target.unit == MONEY and judged.row.level2 in costs
    if not is_limit or judged.sheet.path == term("annex2") or limit is None or budget is None:
        return
    if limit > budget > 0:
        found = f"{judged.row.spoken}指标值“{judged.row.target.words}”，超过表上全年预算数 {plain(budget)}"
        cell, expected = judged.row.target, f"不超过全年预算数 {plain(budget)}"
        yield cell.spot.breach(found, expected, seen=(cell.words, plain(budget)), severity=Severity.WARNING)


def _differing(judged: JudgedRow, read: Target, numbers: list[Number]) -> Iterator[Breach]:
    """Yield a breach if an amount in 万元 is none of the form's numbers, as far as it was written out."""
    is_target, amount = read is judged.target, read_money(read)
    stated = [number.amount for number in numbers if number.amount is not None]
    if amount is None or not stated or any(number.unknown for number in numbers):
        return
    if not any(_same(amount, other) for other in stated):
        what, name, cell = (
            ("指标值", "全年预算数", judged.row.target) if is_target else ("完成值", "全年执行数", judged.row.actual)
        )
        found, seen = (
            f"{judged.row.spoken}{what}“{cell.words}”，表上{name} {numbers[0].words}",
            (cell.words, numbers[0].words),
        )
        sides = derive_balance([numbers[0].figure], [], amount - stated[0])
        yield cell.spot.breach(found, f"与{name}一致", seen=seen, severity=Severity.WARNING, balance=sides)


def _same(amount: Decimal, other: Decimal) -> bool:
    places = min(count_decimals(amount), count_decimals(other))
    return round_half_up(amount, places) == round_half_up(other, places)


@rule("S314", Severity.WARNING, by_role=True)
def actuals_are_actual(package: ScoredPackage) -> Iterator[Breach]:
    """Yield actuals that are a limit or blank; a deadline written as actual weighs less."""
    for judged in list_judged_rows(package):
        if isinstance(judged.outcome, NoActual):
            found = f"{judged.row.spoken}指标值“{judged.row.target.words}”，完成值{judged.outcome.reason}"
            is_minor = isinstance(judged.actual, Deadline) or _is_within(judged)
            severity = Severity.HINT if is_minor else None
            yield judged.row.actual.spot.breach(found, "实际完成的数或日期", seen=judged.cells, severity=severity)


def _is_within(judged: JudgedRow) -> bool:
    """Return whether an actual is a narrower limit than its target: 1小时内 for ≤2小时 meets it, whatever it was."""
    target, actual = judged.target, judged.actual
    if not (isinstance(target, Quantity) and isinstance(actual, Quantity)) or target.unit != actual.unit:
        return False
    at_most, at_least = (Sign.AT_MOST, Sign.LESS), (Sign.AT_LEAST, Sign.MORE)
    return (target.comparison in at_most and actual.comparison in at_most and actual.amount < target.amount) or (
        target.comparison in at_least and actual.comparison in at_least and actual.amount > target.amount
    )


@rule("S315", Severity.HINT, by_role=True)
def actuals_can_be_compared(package: ScoredPackage) -> Iterator[Breach]:
    """Yield rows whose two cells cannot be compared, unless neither claims to be measurable."""
    for judged in (one for one in list_judged_rows(package) if not one.sheet.midyear):
        cell, vague = (
            judged.row.actual,
            isinstance(judged.target, Wording | Nothing) and isinstance(judged.actual, Wording | Nothing),
        )
        if isinstance(judged.outcome, Incomparable) and not vague and not _is_told_for_the_year(judged):
            found = f"{judged.row.spoken}：{judged.outcome.reason}，不能比较"
            severity = Severity.WARNING if _has_another_unit(judged) else None
            if severity is not None and cell.words.strip() in judged.sheet.achieved:
                # What was done is told so elsewhere too: the target is another's.
                cell = judged.row.target
            yield cell.spot.breach(found, "能与指标值比较的完成值", seen=judged.cells, severity=severity)
        elif _has_lost_its_unit(judged):
            unit = judged.target.written_unit if isinstance(judged.target, Quantity) else ""
            found, expected = (
                f"{judged.row.spoken}：{judged.words}没有写单位",
                f"{cell.words.strip()}{unit}，或写明是别的什么",
            )
            yield cell.spot.breach(found, expected, seen=judged.cells, severity=Severity.WARNING)
        elif _is_of_another_scale(judged):
            found, expected = f"{judged.row.spoken}：{judged.words}，相差上千倍", "单位与指标值相同的完成值"
            yield cell.spot.breach(found, expected, seen=judged.cells, severity=Severity.WARNING)


def _is_of_another_scale(judged: JudgedRow) -> bool:
    """Return whether an actual counts in tens of thousands what its target counts singly: 72万人次 beside 60人次."""
    target, actual = judged.target, judged.actual
    if not (isinstance(target, Quantity) and isinstance(actual, Quantity)) or target.unit != actual.unit:
        return False
    return actual.scale > target.scale and 0 < target.amount * _MANY_TIMES <= actual.amount


_MANY_TIMES = 1000


def _is_told_for_the_year(judged: JudgedRow) -> bool:
    """Return whether one cell says how often a month, the other how often in all: S321 reckons that."""
    return is_told_otherwise(judged.target, judged.actual, *judged.cells)


def _has_lost_its_unit(judged: JudgedRow) -> bool:
    """Return whether a bare number answers a target with a unit; money is in 万元 all over the form."""
    target, actual = judged.target, judged.actual
    if not (isinstance(target, Quantity) and isinstance(actual, Quantity)):
        return False
    return target.unit not in ("", MONEY) and not actual.unit and bool(actual.amount)


# 5月 for 5年, with or without the word for a stretch of time before it.
_MONTH_ALONE = compile_late(r"[^0-9]*[0-9]{1,2}月[^0-9]*")
# What is counted 个 or 项 is counted so for want of a better word.
_ANY_COUNTER = frozenset({"个", "项"})
# Mixed up in speech: what they count is nearly the same.
_NEARLY_ONE = ({"人", "人次"}, {"天", "工作日"}, {"日", "工作日"}, {"天", "个工作日"}, {"日", "个工作日"})


def _has_another_unit(judged: JudgedRow) -> bool:
    """Return whether two amounts differ in unit as no two words for one thing do: 22GB for 30TB, 97.1 for 96%."""
    target, actual = judged.target, judged.actual
    if _is_told_for_the_year(judged):
        return False
    if isinstance(target, Quantity) and isinstance(actual, Deadline):
        return target.unit in DURATIONS and _MONTH_ALONE.fullmatch(judged.row.actual.words.strip()) is not None
    if not (isinstance(target, Quantity) and isinstance(actual, Quantity)) or target.unit == actual.unit:
        return False
    if {target.unit, actual.unit} in _NEARLY_ONE:
        return False
    return not actual.unit or (bool(target.unit) and not _ANY_COUNTER & {target.unit, actual.unit})


@rule("S320", by_role=True)
def shares_stay_within_the_whole(package: ScoredPackage) -> Iterator[Breach]:
    """Yield targets and actuals above 100 % of satisfaction and of rates the form set names."""
    named = [str(name) for name in package.score_checks.capped_rates]
    for judged in list_judged_rows(package):
        words = judged.row.level3.words
        of_satisfaction = "满意度" in judged.row.level1 and not _OF_NO_WHOLE.search(words)
        is_capped = of_satisfaction or (any(name in words for name in named) and not _OF_A_PLAN.search(words))
        pairs = [("年度指标值", judged.target, judged.row.target), ("实际完成值", judged.actual, judged.row.actual)]
        for name, read, cell in pairs if is_capped else pairs[1:]:
            if not (isinstance(read, Quantity) and read.unit == PERCENT and (read.upper or read.amount) > 100):
                continue
            severity = Severity.ERROR if is_capped else _weight_of_excess(judged, read)
            if severity is not None:
                found = f"{judged.row.spoken}{name}“{cell.words}”，超过 100%"
                yield cell.spot.breach(found, "不超过 100%", seen=(cell.words,), severity=severity)


def _weight_of_excess(judged: JudgedRow, actual: Quantity) -> Severity | None:
    """Return how sure it is that a rate the form set does not name may not be above 100 %; None where it may."""
    if _is_point_lost(judged, actual):
        return Severity.WARNING
    if not _is_of_a_whole(judged):
        return None
    return Severity.WARNING if is_share_of_those_there(judged.row.level3.words) else Severity.HINT


# What a rate counts of all there are, so that it cannot be more; of others nobody knows (产销率, 报名率).
_OF_THOSE_THERE = compile_late(
    r"满意|知晓|知悉|覆盖(?!倍)|合格|完好|及时|准[时点]|按[时期]|准确|正确|到位|达标|通过|公开|公示|答复|回复|反馈|办结|办理|结案|结业|毕业|巩固|在[线管册岗网]"
    r"|建档|归档|管[护理]|监[测控]|检[定验测]|抽[检查]|核查|核实|巡查|处[理置]|查处|整改|治理|修复|排除|回收|成活|保存|采[用纳]|亮灯|可用|接[通听收种]|适配|运转|运行|开放"
    r"|[访视]率|随访|免疫|治愈|救[治助]|资助|帮扶|就诊|普及|优[良秀]|良好|绿化|净化|入户|签约|参[与会训赛评加]|出勤|到[课会]率|认可|好评|支持|信任|正常|完整"
    r"|齐全|规范|有效|符合|一致|数字化|著录|应答|响应|破案|调[解处]|化解|执结|缴纳|佩戴|安装|配备|持证|留存|清洁|保洁|密闭|防治|无害化|命中|识别|还款|脱贫|稳定|分娩|筛查|体检|送达|签收|受理|立案|硬化|竣工|开工|验收|备案|登记|报送|上报|落实|兑付|发放|拨付|回访|成功|就业|升学|录取"
    r"|差错|失业|投诉|漏损|破损|损耗|空置|失败"
)
# A rate that may be more than the whole: of what was planned, of the year before, of money put in.
_OF_NO_WHOLE = compile_late(
    r"(?:完成|增长|增|执行|节约|提升|提高|下降|降低|减少|利用|周转|回报|收益|产出|达产|实现|使用|控制|变动|兑现|出租|上座|恢复|达成|产销|报名|入库|征收|客座|满载|自给|出栏|储备|备足|负荷|赔付|杠杆|发生|负债|毛利|利润|增值|保值)率|完成度"
    r"|比率$|(?:配套|投入|产出|收益|流动|贡献|自筹|超|完成|达成|入库)[^率]*比例$"
)
_SHARE = compile_late(
    r"率$|(?<!对)(?<!同)(?<!环)比例$|满意(?:程度|情况)?$|知晓(?:程度|情况|度)?$|覆盖(?:面|程度|情况)$"
)


def _is_of_a_whole(judged: JudgedRow) -> bool:
    """Return whether a rate counts a part of a whole, going by its name and a target within 100 %."""
    target = judged.target
    within = isinstance(target, Quantity) and target.unit == PERCENT and (target.upper or target.amount) <= 100
    return within and _is_share(judged.row.level3.words)


def _is_share(words: str) -> bool:
    name = _name_alone(words)
    may_exceed = any(each.search(name) for each in (_OF_NO_WHOLE, _GROWING, _OF_A_PLAN))
    return bool(_SHARE.search(name)) and not may_exceed


def is_share_of_those_there(words: str) -> bool:
    """Return whether an indicator, by its name, counts a part of all there are, so that it cannot be more."""
    return _is_share(words) and _OF_THOSE_THERE.search(_name_alone(words)[-_STEM:]) is not None


# The stem stands right before 率: 毕业生报到率 is no 毕业率.
_STEM = 5


def _name_alone(words: str) -> str:
    """Return what an indicator is called, without a target behind its name."""
    return re.split(r"[≥>≤<=＝]|不[低少小高]于", words)[0].strip()


# Named like a share, and counted against what was planned: 税收入库率, 保有量达标率.
_OF_A_PLAN = compile_late("(?:税|税收|收入|非税|保有量|产量|产值)[^率]*率$")
# What one more may be added to: a share of the year before, or of what was planned.
_GROWING = compile_late(r"增长|增幅|提升|提高|增加|降低|下降|减少|节约|超额|杠杆|回报|收益|溢价|覆盖倍")
_FEW_TIMES = Decimal(2)


def _is_point_lost(judged: JudgedRow, actual: Quantity) -> bool:
    """Return whether a rate is many times a target within 100 %, and near it with its point moved: 992 for ≥98 %."""
    target = judged.target
    if not (isinstance(target, Quantity) and target.unit == PERCENT and 0 < (target.upper or target.amount) <= 100):
        return False
    if _GROWING.search(judged.row.level3.words) or actual.amount < _FEW_TIMES * target.amount:
        return False
    moved = (actual.amount.scaleb(-places) for places in (1, 2, 3))
    return any(each <= 100 and target.amount / _FEW_TIMES <= each <= target.amount * _FEW_TIMES for each in moved)
