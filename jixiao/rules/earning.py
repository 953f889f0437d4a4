"""What an indicator earns: its target against its actual, and the points that follow, step by step."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Context, Decimal

from msgspec import Struct

from jixiao.figures import round_half_up
from jixiao.findings import Place
from jixiao.model.formset import FormSet, Scoring
from jixiao.model.schemes import AtMostScoring, EqualScoring
from jixiao.rules.form_tables import EvaluationForm, FormRow, list_evaluation_forms
from jixiao.rules.printed_package import PrintedPackage, listed_once, plain
from jixiao.rules.registry import Breach
from jixiao.targets import (
    BudgetLimit,
    Measured,
    Met,
    Outcome,
    Quantity,
    Several,
    Sign,
    Target,
    Unsettled,
    compare,
    parse,
)
from jixiao.targets.measures import DURATIONS, MONEY, PERCENT

_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
_TEN_THOUSAND = Decimal(10_000)


class JudgedRow(Struct, frozen=True):
    """A row with its two cells read and compared."""

    sheet: EvaluationForm
    row: FormRow
    target: Target
    actual: Target
    outcome: Outcome
    of_budget: bool

    @property
    def words(self) -> str:
        """Both cells, for sentences."""
        return f"指标值“{self.row.target.words}”，完成值“{self.row.actual.words}”"

    @property
    def cells(self) -> tuple[str, str]:
        """The words of both cells."""
        return self.row.target.words, self.row.actual.words


@listed_once
def list_judged_rows(package: PrintedPackage) -> Iterator[JudgedRow]:
    """Yield every row of every form with its outcome."""
    form_set, year = package.dossier.form_set, package.submission.year
    for sheet in list_evaluation_forms(package):
        for row in sheet.rows:
            target, actual = parse(row.target.words), parse(row.actual.words)
            of_budget = any(name in row.level3.words for name in form_set.checks.score_checks.budget_indicators)
            limit = _budget_limit(sheet, actual) if of_budget and isinstance(target, BudgetLimit) else None
            # How a target is to be met hangs on the indicator's name, and its limit on the form's own budget.
            unknown = (
                row.target.unknown or row.actual.unknown or row.level3.unknown or (of_budget and sheet.budget.unknown)
            )
            outcome: Outcome = Unsettled()
            if not unknown:
                outcome = compare(limit or target, actual, year=year, equal=find_comparison(row, target, form_set))
            yield JudgedRow(sheet, row=row, target=target, actual=actual, outcome=outcome, of_budget=of_budget)


def _budget_limit(sheet: EvaluationForm, actual: Target) -> Quantity | None:
    """Return the form's printed budget as the limit for an actual in money."""
    if sheet.budget.amount is None or not isinstance(actual, Quantity) or actual.unit not in (MONEY, ""):
        return None
    amount, text = sheet.budget.amount * _TEN_THOUSAND, f"预算 {sheet.budget.words} 万元"
    return Quantity(Sign.AT_MOST, amount, MONEY, "万元", scale=_TEN_THOUSAND, text=text)


def find_comparison(row: FormRow, target: Target, form_set: FormSet) -> Sign | None:
    """Return how a target without a sign is to be met; None where that is not known."""
    norms = form_set.checks.score_checks
    parts = (target,) if isinstance(target, Quantity) else target.parts if isinstance(target, Several) else ()
    named = "".join([row.level3.words, *(part.noun for part in parts)])
    if not _GAIN.search(named):
        if row.level2 in norms.cost_level2:
            return Sign.AT_MOST if all(part.unit == MONEY or _is_price(part) for part in parts) else None
        if any(part.unit in DURATIONS or _is_price(part) for part in parts) or _is_reverse(named, norms.reverse_words):
            return None
    by_deviation = form_set.scoring.equal_scoring is EqualScoring.BY_DEVIATION
    return Sign.EQUAL if by_deviation else Sign.AT_LEAST


# 成本节约率, 降低能耗, 户均增收: more of it is better, whatever it is measured in.
_LESS = "节约|节省|降低|减少|下降|压减|压降"
_MEASURE = "率|额|数|数量|量|幅度|比例|金额|资金|成本|费用|经费|支出|用水|用电|用纸|能耗"
_GAIN = re.compile(
    rf"^(?:{_LESS}|避免|挽回)(?!型)|(?:{_LESS})(?:{_MEASURE})*$|(?:增收|增加收入|收入|收益|产值|利润)(?:额|数|金额)?$"
)
# What may follow a word for something bad and leave it what is counted: 事故发生起数, but not 事故处理率.
_COUNTED = re.compile(
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


def read_money(target: Target) -> Decimal | None:
    """Return a target's or actual's amount in 万元, a bare number being taken as 万元; None if it is no money."""
    if not isinstance(target, Quantity) or target.unit not in (MONEY, "") or target.approximate:
        return None
    return target.amount / _TEN_THOUSAND if target.unit == MONEY else target.amount


def score_missed(measured: Measured, points: Decimal, scoring: Scoring) -> tuple[Decimal, str] | None:
    """Return the points of a missed target and the steps to them; None where the scheme gives none.

    Numerator and denominator of the share earned are divided last, so that a half is a half.
    """
    target, actual, unit = measured.target, measured.actual, _unit(measured)
    wanted, done, off = plain(target), plain(actual), abs(actual - target)
    if target <= 0:
        return Decimal(0), f"{done}{unit} 没有达到 {wanted}{unit}，不得分"
    share, sum_, more = (target - off, target), f"(1 − {plain(off)} ÷ {wanted})", ""
    match measured.comparison:
        case Sign.AT_LEAST | Sign.MORE:
            how, share, sum_ = "低于", (max(actual, Decimal(0)), target), f"{done} ÷ {wanted}"
        case Sign.AT_MOST | Sign.LESS:
            how, more = "超过", f" 的 {plain(round_half_up(_EXACT.divide(off, target) * 100, 2))}%"
            if scoring.at_most_scoring is AtMostScoring.INVERSE:
                share, sum_ = (target, actual), f"{wanted} ÷ {done}"
        case Sign.EQUAL:
            how = "不等于"
        case _:
            return None
    exact = _EXACT.divide(_EXACT.multiply(max(share[0], Decimal(0)), points), share[1])
    score, note = round_half_up(exact, scoring.indicator_places), "（不足 0 计 0）" if share[0] < 0 else ""
    return score, f"{done}{unit} {how} {wanted}{unit}{more}，{sum_} × {plain(points)} = {plain(score)}{note}"


def _unit(measured: Measured) -> str:
    if measured.assumed_unit:
        return ""
    return measured.unit if measured.unit == PERCENT else f" {measured.unit}" if measured.unit else ""


def find_overshoot(package: PrintedPackage, judged: JudgedRow) -> Decimal | None:
    """Return actual ÷ target where it reaches the form set's line."""
    line = package.dossier.form_set.checks.score_checks.overshoot.line
    measured = judged.outcome.measured if isinstance(judged.outcome, Met) else None
    if line.blank or measured is None or measured.comparison not in ("≥", ">", "=") or measured.ratio is None:
        return None
    return measured.ratio if measured.target > 0 and measured.ratio * 100 >= line.amount else None


def score_breach(
    package: PrintedPackage,
    judged: JudgedRow,
    found: str,
    expected: str,
    *,
    seen: tuple[str, ...] | None = None,
    place: Place | None = None,
) -> Breach:
    """Return the breach of a score that does not follow, as heavy as the form set says.

    ``seen`` are the values met where the row alone does not tell, ``place`` where it is told if not at the score.
    """
    severity = package.dossier.form_set.checks.score_checks.misjudged
    return judged.row.score.spot.breach(found, expected, place=place, seen=seen or judged.row.seen, severity=severity)
