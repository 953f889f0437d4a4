"""What an indicator earns: its target against its actual, and the points that follow, step by step."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from jixiao.findings import Place
from jixiao.rules.described_package import ScoredPackage
from jixiao.rules.form_tables import EvaluationForm, FormRow, list_evaluation_forms
from jixiao.rules.printed_package import listed_once
from jixiao.rules.registry import Breach
from jixiao.submission.earned_points import find_budget_limit, find_comparison
from jixiao.targets import BudgetLimit, Met, Outcome, Target, Unsettled, compare, parse

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
def list_judged_rows(package: ScoredPackage) -> Iterator[JudgedRow]:
    """Yield every row of every form with its outcome."""
    norms, year, equal_scoring = package.score_checks, package.year, package.scoring.equal_scoring
    for sheet in list_evaluation_forms(package):
        for row in sheet.rows:
            target, actual = parse(row.target.words), parse(row.actual.words)
            of_budget = any(name in row.level3.words for name in norms.budget_indicators)
            is_limit = of_budget and isinstance(target, BudgetLimit) and sheet.budget.amount is not None
            limit = find_budget_limit(sheet.budget.value, sheet.budget.words, actual) if is_limit else None
            # How a target is to be met hangs on the indicator's name, and its limit on the form's own budget.
            unknown = (
                row.target.unknown or row.actual.unknown or row.level3.unknown or (of_budget and sheet.budget.unknown)
            )
            outcome: Outcome = Unsettled()
            if not unknown:
                equal = find_comparison(row.level2, row.level3.words, target, norms=norms, equal_scoring=equal_scoring)
                outcome = compare(limit or target, actual, year=year, equal=equal)
            yield JudgedRow(sheet, row=row, target=target, actual=actual, outcome=outcome, of_budget=of_budget)


def find_overshoot(package: ScoredPackage, judged: JudgedRow) -> Decimal | None:
    """Return actual ÷ target where it reaches the form set's line."""
    line = package.score_checks.overshoot.line
    measured = judged.outcome.measured if isinstance(judged.outcome, Met) else None
    if line.blank or measured is None or measured.comparison not in ("≥", ">", "=") or measured.ratio is None:
        return None
    return measured.ratio if measured.target > 0 and measured.ratio * 100 >= line.amount else None


def score_breach(
    package: ScoredPackage,
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
    severity = package.score_checks.misjudged
    return judged.row.score.spot.breach(found, expected, place=place, seen=seen or judged.row.seen, severity=severity)
