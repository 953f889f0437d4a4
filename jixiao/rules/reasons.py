"""S309–S311, S317, S319: the reasons that go with scores."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings import Severity
from jixiao.rules.described_package import ScoredPackage
from jixiao.rules.earning import JudgedRow, find_overshoot, list_judged_rows
from jixiao.rules.form_tables import EvaluationForm, list_evaluation_forms
from jixiao.rules.registry import Breach, rule
from jixiao.rules.scores import wants_reason
from jixiao.submission.earned_points import NEARLY_ALL
from jixiao.targets import Deadline, Missed, Unsettled

_MORE = "超额"  # more than the target may be said beside a full score, even where it need not


@rule("S309")
def deductions_have_reasons(package: ScoredPackage) -> Iterator[Breach]:
    """Yield scores below the points without a reason: at the score where 无 stands and no target was missed."""
    missed = {judged.row.path for judged in list_judged_rows(package) if isinstance(judged.outcome, Missed)}
    for sheet in list_evaluation_forms(package):
        for row in sheet.rows:
            if row.shortfall > 0 and not row.deviation.is_reason and not row.deviation.unknown:
                yield row.deviation.spot.breach(
                    f"{row.spoken}分值 {row.points.words}，得分 {row.score.words}，没有写偏差原因",
                    "写明偏差原因",
                    place=row.score.place
                    if row.deviation.words.strip() == "无" and row.path not in missed
                    else row.deviation.place,
                    seen=(row.points.words, row.score.words, row.deviation.words),
                )


@rule("S319", by_role=True)
def lost_rates_have_reasons(package: ScoredPackage) -> Iterator[Breach]:
    """Yield forms that left a tenth of the budget or more, and the points with it, and that say nowhere why.

    Hardly a budget is spent to the last yuan: what is lost with less speaks for itself. Nor is the unit's form asked:
    it loses with its projects.
    """
    for sheet in list_evaluation_forms(package):
        if sheet.of_unit or not _owes_reason(package, sheet):
            continue
        yield sheet.total_deviation.spot.breach(
            f"{sheet.where}执行率分值 {sheet.points.words}，得分 {sheet.score.words}，"
            f"总分 {sheet.total_score.words}，整张表没有写偏差原因",
            "写明偏差原因",
            place=sheet.outturn.place,
            seen=(sheet.points.words, sheet.score.words),
        )


def _owes_reason(package: ScoredPackage, sheet: EvaluationForm) -> bool:
    if any(number.unknown for number in (sheet.outturn, sheet.budget, sheet.points, sheet.score)):
        return False
    much = sheet.points.value > sheet.score.value and sheet.outturn.value < sheet.budget.value * NEARLY_ALL
    return much and not _gives_reasons(sheet) and not wants_reason(package, sheet)


def _gives_reasons(sheet: EvaluationForm) -> bool:
    """Return whether a form gives a reason, may yet give one, or is asked for one already beside an indicator."""
    reasons = (sheet.total_deviation, *(row.deviation for row in sheet.rows))
    may_lose = any(row.shortfall > 0 or row.points.unknown or row.score.unknown for row in sheet.rows)
    return may_lose or any(cell.unknown or cell.is_reason for cell in reasons)


@rule("S310", Severity.HINT, by_role=True)
def full_scores_need_no_reason(package: ScoredPackage) -> Iterator[Breach]:
    """Yield reasons beside full scores, unless they explain an actual far above its target or an odd execution rate."""
    for judged in list_judged_rows(package):
        row = judged.row
        called_for = find_overshoot(package, judged) is not None or (
            judged.of_budget and wants_reason(package, judged.sheet)
        )
        # What the actual may still say can call for it too.
        called_for = (
            called_for or _MORE in row.deviation.words or isinstance(judged.outcome, Unsettled) or row.level3.unknown
        )
        if row.full and row.deviation.is_reason and not called_for and not _says_unfinished(package, judged):
            found = f"{row.spoken}得满分 {row.score.words}，偏差原因写“{row.deviation.words}”"
            cell = row.deviation
            yield cell.spot.breach(found, "“无”，或扣分", seen=(row.score.words, row.deviation.words))


@rule("S311", Severity.WARNING, by_role=True)
def full_scores_are_finished(package: ScoredPackage) -> Iterator[Breach]:
    """Yield full scores beside words that say the contrary, in the actual or in the reason."""
    for judged in list_judged_rows(package):
        words = _says_unfinished(package, judged) if judged.row.full else ""
        if words:
            found = f"{judged.row.spoken}得满分 {judged.row.score.words}，却写“{words}”"
            score = judged.row.score
            yield score.spot.breach(found, "未完成的扣分", seen=(score.words, words))


@rule("S317", Severity.HINT, by_role=True)
def unfinished_work_is_late(package: ScoredPackage) -> Iterator[Breach]:
    """Yield deadlines scored in full on a form that says elsewhere that work is unfinished."""
    rows = list(list_judged_rows(package))
    for sheet in list_evaluation_forms(package):
        here = [judged for judged in rows if judged.sheet is sheet]
        unfinished = [judged for judged in here if _says_unfinished(package, judged)]
        for judged in here if unfinished else ():
            unknown = judged.row.actual.unknown or judged.row.deviation.unknown
            if (
                isinstance(judged.target, Deadline)
                and judged.row.full
                and not unknown
                and not _says_unfinished(package, judged)
            ):
                clause = f"“{_short(unfinished[0])}”写“{_says_unfinished(package, unfinished[0])}”"
                found = f"{sheet.where}{clause}，“{_short(judged)}”（{judged.row.target.words}）得满分"
                score, seen = judged.row.score, (_says_unfinished(package, unfinished[0]), judged.row.target.words)
                yield score.spot.breach(found, "前后一致", seen=seen)


def _short(judged: JudgedRow) -> str:
    return judged.row.spoken.removeprefix(judged.row.where).strip("“”")


def _says_unfinished(package: ScoredPackage, judged: JudgedRow) -> str:
    words = package.score_checks.unfinished_words
    for cell in (judged.row.actual, judged.row.deviation):
        if cell.unknown or judged.row.target.unknown or not any(word in cell.words for word in words):
            continue
        text = cell.words
        for denied in ("无", "没有", "不存在", "未发生", "未发现"):
            text = text.replace(f"{denied}未", "")
        # A target may itself speak of what is left undone (无未完成事项).
        if any(word in text and word not in judged.row.target.words for word in words):
            return cell.words
    return ""
