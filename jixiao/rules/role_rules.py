"""The rules that ask for roles alone, on packages of described forms; hints are left to those whose forms they know."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings import Finding, Severity
from jixiao.rules import actuals, contradicting_rows, earned_scores, funds, reasons, scores, ties
from jixiao.rules.described_package import DescribedPackage
from jixiao.rules.registry import REGISTERED
from jixiao.rules.unscored_rows import find_unexplained_misses

# Importing them registers their rules.
__all__ = ["actuals", "contradicting_rows", "earned_scores", "funds", "judge_by_role", "reasons", "scores", "ties"]


def judge_by_role(package: DescribedPackage) -> Iterator[Finding]:
    """Yield the errors and warnings of the rules that ask for roles alone, in the order of the codes."""
    for _, rule in sorted(REGISTERED.items()):
        if rule.by_role:
            yield from (one for one in rule.findings(package) if one.severity is not Severity.HINT)
    yield from find_unexplained_misses(package)
