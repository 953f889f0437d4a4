"""The points an indicator earns: how its target is to be met, and what a missed one still scores.

The scheme is 财预〔2020〕10号: a met target scores in full, a missed one in proportion, as the form set has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal

from msgspec import Struct

from jixiao.figures import round_half_up
from jixiao.model.formset import Scoring
from jixiao.model.norms import ScoreNorms
from jixiao.model.schemes import AtMostScoring, EqualScoring, QualityBand
from jixiao.patterns import compile_late
from jixiao.plain import format_plain
from jixiao.targets import (
    Incomparable,
    Measured,
    Met,
    Missed,
    NoActual,
    Outcome,
    Quantity,
    Several,
    Sign,
    Target,
)
from jixiao.targets.measures import DURATIONS, MONEY, PERCENT

_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
_TEN_THOUSAND = Decimal(10_000)
_ALL = Decimal(100)
# Hardly a budget is spent to the last yuan: what is lost with less than a tenth of it speaks for itself.
NEARLY_ALL = Decimal("0.9")


class Earned(Struct, frozen=True):
    """What an indicator earns and ``how`` in words; ``score`` is None where nothing but a person can say, and why."""

    score: Decimal | None
    how: str


def find_earned(outcome: Outcome, points: Decimal, actual: str, scoring: Scoring) -> Earned:
    """Return what an indicator of ``points`` earns by the form set's rules; ``actual`` are the words of its actual."""
    band = find_band(actual, scoring)
    if band is not None and not (isinstance(outcome, Met) and band.upper_bound.amount == _ALL):
        return _earned_in_band(band, points, scoring.indicator_places)
    match outcome:
        case Met():
            return Earned(points, f"达到，得满分 {format_plain(points)}")
        case Missed(measured) if measured is not None:
            reckoned = score_missed(measured, points, scoring)
            return Earned(*reckoned) if reckoned else Earned(None, "没有达到，应得多少没有算法")
        case Missed():
            return Earned(None, "没有达到，应得多少没有算法")
        case Incomparable(reason) | NoActual(reason):
            return Earned(None, reason)
    return Earned(None, "还没有填完")


def _earned_in_band(band: QualityBand, points: Decimal, places: int) -> Earned:
    low, high = format_plain(band.lower_bound.amount), format_plain(band.upper_bound.amount)
    name = f"“{band.aliases[0]}”得分值的 {low}%–{high}%"
    if band.left_out_share is None:
        return Earned(None, f"{name}，由填表人定")
    share = band.left_out_share.amount
    score = round_half_up(_EXACT.divide(_EXACT.multiply(points, share), _ALL), places)
    return Earned(
        score, f"{name}，没有填的按 {format_plain(share)}% 计，{format_plain(points)} × {format_plain(share)}%"
    )


def find_band(actual: str, scoring: Scoring) -> QualityBand | None:
    """Return the band of the words in which an actual states the degree of achievement; None where it states none."""
    bands = scoring.quality_bands
    matching = [(str(word), band) for band in bands for word in band.aliases if actual.strip().startswith(word)]
    return max(matching, key=lambda pair: len(pair[0]))[1] if matching else None


def find_budget_limit(budget: Decimal, words: str, actual: Target) -> Quantity | None:
    """Return a form's budget in 万元, spoken as ``words``, as the limit for an actual in money."""
    if not isinstance(actual, Quantity) or actual.unit not in (MONEY, ""):
        return None
    text = f"预算 {words} 万元"
    return Quantity(Sign.AT_MOST, budget * _TEN_THOUSAND, MONEY, "万元", scale=_TEN_THOUSAND, text=text)


def find_comparison(
    level2: str, level3: str, target: Target, norms: ScoreNorms, equal_scoring: EqualScoring
) -> Sign | None:
    """Return how a target without a sign is to be met, going by the indicator's names; None where that is not known."""
    parts = (target,) if isinstance(target, Quantity) else target.parts if isinstance(target, Several) else ()
    named = "".join([level3, *(part.noun for part in parts)])
    if not _GAIN.search(named):
        if level2 in norms.cost_level2:
            return Sign.AT_MOST if all(part.unit == MONEY or _is_price(part) for part in parts) else None
        if any(part.unit in DURATIONS or _is_price(part) for part in parts) or _is_reverse(named, norms.reverse_words):
            return None
    return Sign.EQUAL if equal_scoring is EqualScoring.BY_DEVIATION else Sign.AT_LEAST


# 成本节约率, 降低能耗, 户均增收: more of it is better, whatever it is measured in.
_LESS = "节约|节省|降低|减少|下降|压减|压降"
_MEASURE = "率|额|数|数量|量|幅度|比例|金额|资金|成本|费用|经费|支出|用水|用电|用纸|能耗"
_GAIN = compile_late(
    rf"^(?:{_LESS}|避免|挽回)(?!型)|(?:{_LESS})(?:{_MEASURE})*$|(?:增收|增加收入|收入|收益|产值|利润)(?:额|数|金额)?$"
)
# What may follow a word for something bad and leave it what is counted: 事故发生起数, but not 事故处理率.
_COUNTED = compile_late(
    r"(?:发生|发案|事件|案件|事故|情况|问题|行为|现象|次|起|件|个|例|人|数|数量|量|率|比率|比例|占比|时间|时长|天数|"
    r"金额|额|支出|开支|标准|控制|水平|指数|浓度|总|的|[(（][^()（）]*[)）])*"
)


def _is_reverse(named: str, words: Iterable[str]) -> bool:
    """Return whether an indicator counts something bad, going by the words for such things."""
    return any(
        _COUNTED.fullmatch(named, match.end())
        for word in words
        if word in named
        for match in re.finditer(re.escape(word), named)
    )


def _is_price(part: Quantity) -> bool:
    """Return whether it is money for one of something, as 50元/件: a ceiling where it is paid, a floor where earned."""
    return part.unit.startswith(f"{MONEY}/")


def score_missed(measured: Measured, points: Decimal, scoring: Scoring) -> tuple[Decimal, str] | None:
    """Return the points of a missed target and the steps to them; None where the scheme gives none.

    Numerator and denominator of the share earned are divided last, so that a half is a half.
    """
    target, actual, unit = measured.target, measured.actual, _unit(measured)
    wanted, done, off = format_plain(target), format_plain(actual), abs(actual - target)
    if target <= 0:
        return Decimal(0), f"{done}{unit} 没有达到 {wanted}{unit}，不得分"
    share, sum_, more = (target - off, target), f"(1 − {format_plain(off)} ÷ {wanted})", ""
    match measured.comparison:
        case Sign.AT_LEAST | Sign.MORE:
            how, share, sum_ = "低于", (max(actual, Decimal(0)), target), f"{done} ÷ {wanted}"
        case Sign.AT_MOST | Sign.LESS:
            how, more = "超过", f" 的 {format_plain(round_half_up(_EXACT.divide(off, target) * 100, 2))}%"
            if scoring.at_most_scoring is AtMostScoring.INVERSE:
                share, sum_ = (target, actual), f"{wanted} ÷ {done}"
        case Sign.EQUAL:
            how = "不等于"
        case _:
            return None
    exact = _EXACT.divide(_EXACT.multiply(max(share[0], Decimal(0)), points), share[1])
    score, note = round_half_up(exact, scoring.indicator_places), "（不足 0 计 0）" if share[0] < 0 else ""
    return (
        score,
        f"{done}{unit} {how} {wanted}{unit}{more}，{sum_} × {format_plain(points)} = {format_plain(score)}{note}",
    )


def _unit(measured: Measured) -> str:
    if measured.assumed_unit:
        return ""
    return measured.unit if measured.unit == PERCENT else f" {measured.unit}" if measured.unit else ""


def read_money(target: Target) -> Decimal | None:
    """Return a target's or actual's amount in 万元, a bare number being taken as 万元; None if it is no money."""
    if not isinstance(target, Quantity) or target.unit not in (MONEY, "") or target.approximate:
        return None
    return target.amount / _TEN_THOUSAND if target.unit == MONEY else target.amount
