"""S306–S308, S312: the scores that follow from targets and actuals, and which cell was mistyped where they do not."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.figures import round_half_up
from jixiao.findings import Place, Severity
from jixiao.rules.described_package import ScoredPackage
from jixiao.rules.earning import (
    JudgedRow,
    find_overshoot,
    list_judged_rows,
    score_breach,
)
from jixiao.rules.mistyped_cell import is_target_mistyped
from jixiao.rules.printed_package import plain
from jixiao.rules.prose_numerals import find_numerals
from jixiao.rules.registry import Breach, rule
from jixiao.submission.earned_points import find_band, find_comparison, score_missed
from jixiao.targets import BudgetLimit, Deadline, Measured, Met, Missed, Quantity, Several, Sign


@rule("S306", by_role=True)
def missed_targets_lose_points(package: ScoredPackage) -> Iterator[Breach]:
    """Yield scores of missed targets that differ from what the rules give; one hint for all that are merely rounded."""
    scoring = package.scoring
    rounded: list[tuple[JudgedRow, str]] = []
    for judged in list_judged_rows(package):
        points, score = judged.row.points.amount, judged.row.score.amount
        if not isinstance(judged.outcome, Missed) or points is None or score is None:
            continue
        reckoned = score_missed(judged.outcome.measured, points, scoring) if judged.outcome.measured else None
        if reckoned is None:
            if score >= points > 0:
                found = f"{judged.row.spoken}：{judged.words}，没有达到，得分 {plain(score)}"
                yield score_breach(
                    package, judged, found, f"低于分值 {plain(points)}", place=likeliest_place(package, judged)
                )
            continue
        expected, steps = reckoned
        if score != points and score == round_half_up(expected, scoring.score_places) != expected:
            rounded.append((judged, f"{plain(expected)}，得分 {plain(score)}"))
        elif score >= points > expected or abs(score - expected) > judged.sheet.leeway * points:
            found = f"{judged.row.spoken}：{steps}，得分 {plain(score)}"
            yield score_breach(package, judged, found, plain(expected), place=likeliest_place(package, judged))
    yield from _hint_at_all(
        rounded,
        subject="印作四舍五入的得分",
        words="算得 {}（在四舍五入范围内）",
        expected="按规则算出的得分",
        column="score",
    )


def _hint_at_all(
    those: list[tuple[JudgedRow, str]], *, subject: str, words: str, expected: str, column: str
) -> Iterator[Breach]:
    """Yield one hint for rows of any forms that are alike, placed at the first; nothing for none."""
    if not those:
        return
    first, shown = those[0]
    found = f"{first.row.spoken}：{words.format(shown)}"
    if len(those) > 1:
        others = "、".join(f"{one.row.spoken} {value}" for one, value in those[1:])
        found += f"；同样的还有 {len(those) - 1} 条：{others}"
    where = [judged.row.where for judged, _ in those]
    seen = tuple(text for judged, _ in those for text in judged.row.seen)
    yield Breach(
        subject, getattr(first.row, column).place, found, expected, printed=where, seen=seen, severity=Severity.HINT
    )


@rule("S307", by_role=True)
def met_targets_score_in_full(package: ScoredPackage) -> Iterator[Breach]:
    """Yield scores below the points though the target is met; far above it, a deduction with a reason is in order."""
    for judged in list_judged_rows(package):
        measurable = isinstance(judged.target, Quantity | Several | Deadline | BudgetLimit)
        if not isinstance(judged.outcome, Met) or not measurable or judged.row.shortfall <= _allowed(judged):
            continue
        reason = judged.row.deviation.unknown or judged.row.deviation.is_reason
        if isinstance(judged.actual, BudgetLimit) or (reason and find_overshoot(package, judged) is not None):
            continue  # a claim is S313's to judge
        points, score = judged.row.points.words, judged.row.score.words
        found = f"{judged.row.spoken}：{judged.words}，已达到，分值 {points}，得分 {score}"
        yield score_breach(package, judged, found, points, place=likeliest_place(package, judged))


def _allowed(judged: JudgedRow) -> Decimal:
    """Return what a met target may lose: nothing, but where nobody lays down what it earns."""
    reason = judged.row.deviation.unknown or judged.row.deviation.is_reason
    leeway = Decimal(1) if reason and judged.sheet.leeway else 2 * judged.sheet.leeway
    return leeway * judged.row.points.value


@rule("S308", by_role=True)
def overshoot_is_explained(package: ScoredPackage) -> Iterator[Breach]:
    """Yield actuals far above their target without a reason; where that is a mere hint, one for all."""
    severity = package.score_checks.overshoot.severity
    those: list[tuple[JudgedRow, str]] = []
    for judged in list_judged_rows(package):
        ratio = find_overshoot(package, judged)
        if ratio is not None and not judged.row.deviation.is_reason and not judged.row.deviation.unknown:
            those.append((judged, f"{judged.words}，为指标值的 {plain(round_half_up(ratio * 100, 2))}%"))
    if severity is Severity.HINT:
        yield from _hint_at_all(those, subject="绩效指标", words="{}，没有说明", expected="写明原因", column="actual")
        return
    for judged, told in those:
        row, found = judged.row, f"{judged.row.spoken}：{told}，没有说明"
        place = row.target.place if is_target_mistyped(judged) else row.actual.place
        yield row.actual.spot.breach(found, "写明原因", seen=judged.cells, severity=severity, place=place)


@rule("S312", by_role=True)
def quality_scores_lie_in_their_band(package: ScoredPackage) -> Iterator[Breach]:
    """Yield scores outside the band of the words in which the actual states the degree of achievement."""
    for judged in list_judged_rows(package):
        row = judged.row
        if not row.points.amount or row.score.amount is None:
            continue
        band = find_band(row.actual.words, package.scoring)
        share = row.score.amount / row.points.amount * 100
        if band is None:
            continue
        low, high = band.lower_bound.amount, band.upper_bound.amount
        if low <= share and (share < high or share == high == 100):
            continue
        top = "不高于 100%" if high == 100 else f"低于 {plain(high)}%"
        found = (
            f"{row.spoken}完成值“{row.actual.words}”，得分 {row.score.words} "
            f"为分值 {row.points.words} 的 {plain(round_half_up(share, 2))}%"
        )
        yield score_breach(package, judged, found, f"不低于 {plain(low)}%、{top}")


_HALF_UNIT = Decimal("0.05")
_SHIFTS = (-4, -3, -2, -1, 1, 2, 3, 4)


def likeliest_place(package: ScoredPackage, judged: JudgedRow) -> Place:
    """Return where the likeliest of target, actual and score stands, given that they do not agree."""
    row, measured = judged.row, judged.outcome.measured if hasattr(judged.outcome, "measured") else None
    if row.deviation.unknown or row.score.amount is None or not row.points.amount:
        return row.score.place
    if row.full:
        if row.deviation.is_reason:
            return row.score.place
        is_target = _is_turned_round(package, judged) or is_target_mistyped(judged)
        return row.target.place if is_target else row.actual.place
    if measured is None or not row.deviation.is_reason:
        return row.score.place
    share = row.score.amount / row.points.amount
    if not share or _is_borne_out(judged):
        return _unmet_target(judged, measured, share)
    return row.actual.place if _is_point_moved(judged, measured, share) else _unmet_target(judged, measured, share)


def _is_turned_round(package: ScoredPackage, judged: JudgedRow) -> bool:
    """Return whether the target's sign is not what such an indicator has: 满意度 ≤96%."""
    if not isinstance(judged.target, Quantity):
        return False
    usual = find_comparison(
        judged.row.level2,
        judged.row.level3.words,
        judged.target,
        norms=package.score_checks,
        equal_scoring=package.scoring.equal_scoring,
    )
    upper, lower = (Sign.AT_MOST, Sign.LESS), (Sign.AT_LEAST, Sign.MORE)
    return (judged.target.comparison in upper and usual in (Sign.AT_LEAST, Sign.EQUAL)) or (
        judged.target.comparison in lower and usual is Sign.AT_MOST
    )


def _is_borne_out(judged: JudgedRow) -> bool:
    """Return whether 实际完成情况 says what the actual says."""
    if not isinstance(judged.actual, Quantity):
        return False
    return any(numeral.amount == judged.actual.amount for numeral in find_numerals(judged.sheet.achieved))


def _is_point_moved(judged: JudgedRow, measured: Measured, share: Decimal) -> bool:
    """Return whether the score is that of the actual with its point moved."""
    assert judged.row.points.amount  # noqa: S101 - seen to before
    near = _HALF_UNIT / judged.row.points.amount
    shares = (measured.actual.scaleb(places) / measured.target for places in _SHIFTS if measured.target)
    return measured.comparison is not Sign.AT_MOST and any(abs(each - share) <= near for each in shares)


def _unmet_target(judged: JudgedRow, measured: Measured, share: Decimal) -> Place:
    """Return the target's or the actual's place where the target is met though points were lost with a reason.

    The number that the score implies for the one mistyped is the rounder one.
    """
    row = judged.row
    assert row.points.amount  # noqa: S101 - seen to before
    is_met = measured.actual >= measured.target
    if not is_met or measured.comparison is Sign.AT_MOST or not share:
        return row.score.place
    near = _HALF_UNIT / row.points.amount
    low, high = share - near, share + near
    if low <= 0:
        return row.score.place
    target = _fewest_digits(measured.actual / high, measured.actual / low)
    actual = _fewest_digits(measured.target * low, measured.target * high)
    return row.target.place if target <= actual else row.actual.place


def _fewest_digits(low: Decimal, high: Decimal) -> int:
    """Return how many digits the roundest number between two takes."""
    for digits in range(1, 12):
        step = Decimal(1).scaleb(high.adjusted() - digits + 1)
        if high // step * step >= low:
            return digits
    return 12
