"""S306–S308, S312: the scores that follow from targets and actuals."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.figures import round_half_up
from jixiao.findings import Severity
from jixiao.rules.earning import JudgedRow, earned, judged_rows, overshoot, score_breach
from jixiao.rules.mistyped_cell import likeliest_place
from jixiao.rules.printed_package import PrintedPackage, plain
from jixiao.rules.registry import Breach, rule
from jixiao.targets import BudgetLimit, Deadline, Met, Missed, Quantity, Several

_FORMULA = "表单集“评分”；《项目支出绩效评价管理办法》（财预〔2020〕10号）"


@rule(
    "S306",
    "未完成的指标按完成情况计分",
    basis=_FORMULA,
    remedy="核对指标值、完成值和得分；得分有误的改数据，原件如此的在 waivers.yaml 写明理由。",
    example="附件3（3）“预算控制数”：191.21 超过 191 的 0.11%，(1 − 0.21 ÷ 191) × 13 = 12.99，得分 13。",
)
def missed_targets_lose_points(book: PrintedPackage) -> Iterator[Breach]:
    """Yield scores of missed targets that differ from what the rules give; one hint for all that are merely rounded."""
    scoring = book.dossier.form_set.scoring
    rounded: list[tuple[JudgedRow, str]] = []
    for one in judged_rows(book):
        points, score = one.row.points.amount, one.row.score.amount
        if not isinstance(one.outcome, Missed) or points is None or score is None:
            continue
        reckoned = earned(one.outcome.measured, points, scoring) if one.outcome.measured else None
        if reckoned is None:
            if score >= points > 0:
                found = f"{one.row.spoken}：{one.told}，没有达到，得分 {plain(score)}"
                yield score_breach(book, one, found, f"低于分值 {plain(points)}", place=likeliest_place(book, one))
            continue
        expected, steps = reckoned
        if score != points and score == round_half_up(expected, scoring.score_places) != expected:
            rounded.append((one, f"{plain(expected)}，得分 {plain(score)}"))
        elif score != expected:
            found = f"{one.row.spoken}：{steps}，得分 {plain(score)}"
            yield score_breach(book, one, found, plain(expected), place=likeliest_place(book, one))
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
    where = tuple(dict.fromkeys(one.row.where for one, _ in those))
    seen = tuple(text for one, _ in those for text in one.row.seen)
    yield Breach(
        subject,
        place=getattr(first.row, column).place,
        found=found,
        expected=expected,
        printed=where,
        severity=Severity.HINT,
        seen=seen,
    )


@rule(
    "S307",
    "完成的指标得满分",
    basis=_FORMULA,
    remedy="核对完成值和得分；扣分另有依据的，在 waivers.yaml 写明。",
    example="附件3（4）“预算控制数”：指标值“≤181万元”，完成值“115.78”，已达到，分值 10，得分 6.4。",
)
def met_targets_score_in_full(book: PrintedPackage) -> Iterator[Breach]:
    """Yield scores below the points though the target is met; far above it, a deduction with a reason is in order."""
    for one in judged_rows(book):
        measurable = isinstance(one.target, Quantity | Several | Deadline | BudgetLimit)
        if not isinstance(one.outcome, Met) or not measurable or one.row.shortfall <= 0:
            continue
        reason = one.row.deviation.unknown or one.row.deviation.is_reason
        if isinstance(one.actual, BudgetLimit) or (reason and overshoot(book, one) is not None):
            continue  # a claim is S313's to judge
        found = f"{one.row.spoken}：{one.told}，已达到，分值 {one.row.points.words}，得分 {one.row.score.words}"
        yield score_breach(book, one, found, one.row.points.words, place=likeliest_place(book, one))


@rule(
    "S308",
    "远超指标值的要说明",
    basis="表单集“计分”",
    remedy="在偏差原因里分析原因：指标值定低了，还是工作有了变化。",
    example="附件2“接收现行文件”：完成值 5家 是指标值 3家 的 166.67%，没有说明。",
)
def overshoot_is_explained(book: PrintedPackage) -> Iterator[Breach]:
    """Yield actuals far above their target without a reason; where that is a mere hint, one for all."""
    severity = book.dossier.form_set.checks.score_checks.overshoot.severity
    those: list[tuple[JudgedRow, str]] = []
    for one in judged_rows(book):
        ratio = overshoot(book, one)
        if ratio is not None and not one.row.deviation.is_reason and not one.row.deviation.unknown:
            those.append((one, f"{one.told}，为指标值的 {plain(round_half_up(ratio * 100, 2))}%"))
    if severity is Severity.HINT:
        yield from _hint_at_all(those, subject="绩效指标", words="{}，没有说明", expected="写明原因", column="actual")
        return
    for one, told in those:
        cell, seen = one.row.actual, (one.row.target.words, one.row.actual.words)
        found = f"{one.row.spoken}：{told}，没有说明"
        yield Breach(
            cell.path,
            place=cell.place,
            found=found,
            expected="写明原因",
            printed=(one.row.where,),
            severity=severity,
            seen=seen,
        )


@rule(
    "S312",
    "定性指标的得分在所属档内",
    basis=_FORMULA,
    remedy="核对完成程度和得分：达成、部分达成、未达成各有得分范围。",
    example="附件2“持续服务”完成值“部分达成年度指标”，得分 5 为分值 5 的 100%，应不低于 60%、低于 80%。",
)
def quality_scores_lie_in_their_band(book: PrintedPackage) -> Iterator[Breach]:
    """Yield scores outside the band of the words in which the actual states the degree of achievement."""
    for one in judged_rows(book):
        row = one.row
        if not row.points.amount or row.score.amount is None:
            continue
        band = _band(book, row.actual.words)
        share = row.score.amount / row.points.amount * 100
        if band is None or (band[0] <= share and (share < band[1] or share == band[1] == 100)):
            continue
        top = "不高于 100%" if band[1] == 100 else f"低于 {plain(band[1])}%"
        found = (
            f"{row.spoken}完成值“{row.actual.words}”，得分 {row.score.words} "
            f"为分值 {row.points.words} 的 {plain(round_half_up(share, 2))}%"
        )
        yield score_breach(book, one, found, f"不低于 {plain(band[0])}%、{top}")


def _band(book: PrintedPackage, actual: str) -> tuple[Decimal, Decimal] | None:
    bands = book.dossier.form_set.scoring.quality_bands
    said = [(str(word), band) for band in bands for word in band.aliases if actual.strip().startswith(word)]
    if not said:
        return None
    band = max(said, key=lambda pair: len(pair[0]))[1]
    return band.lower_bound.amount, band.upper_bound.amount
