"""Findings on described forms in the order to be read: a sum that fails is told at the number that looks mistyped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from msgspec.structs import replace

from jixiao.diagnosis.slips import COSTS, Slip, recognize
from jixiao.findings import Finding, Operand, in_reading_order, is_hint_of_form


def in_described_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings, each at its likeliest line: hints last, of form at the end; of the line most are about first."""
    placed = in_reading_order(map(_at_slip, findings))
    about = Counter((one.place.file, one.place.line) for one in placed if one.weighty)
    return sorted(
        placed, key=lambda one: (not one.weighty, is_hint_of_form(one), -about[one.place.file, one.place.line])
    )


def _at_slip(finding: Finding) -> Finding:
    """Return a finding at the only operand whose mend is the likeliest slip; as it is where there is none or more."""
    balance = finding.balance
    if balance is None or balance.gap is None or balance.at_most:
        return finding
    costs = {one: _cost(one, one.amount + balance.gap / one.weight) for one in balance.operands if one.weight}
    least = min(costs.values(), default=COSTS[Slip.OTHER])
    best = [one for one, cost in costs.items() if cost == least]
    if len(best) != 1 or least > COSTS[Slip.DIGIT] or not best[0].place.file.startswith("data/"):
        return finding
    return replace(finding, place=best[0].place)


def _cost(operand: Operand, meant: Decimal) -> float:
    return COSTS[recognize(operand.amount, meant)]
