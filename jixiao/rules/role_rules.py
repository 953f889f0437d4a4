"""The rules that ask for roles alone, on packages of described forms."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings import Finding
from jixiao.rules import (
    actuals,
    continuity,
    contradicting_rows,
    copied,
    dates_of_the_year,
    distinct_projects,
    duplication,
    earned_scores,
    filed_years,
    funds,
    goals,
    measured_cells,
    movement,
    persons,
    reasons,
    scores,
    statements_in_words,
    ties,
)
from jixiao.rules.described_package import DescribedPackage
from jixiao.rules.registry import REGISTERED
from jixiao.rules.told_terms import find_contradicting_terms
from jixiao.rules.unscored_rows import find_unexplained_misses

# Importing them registers their rules.
__all__ = [
    "actuals",
    "continuity",
    "contradicting_rows",
    "copied",
    "dates_of_the_year",
    "distinct_projects",
    "duplication",
    "earned_scores",
    "filed_years",
    "funds",
    "goals",
    "judge_by_role",
    "measured_cells",
    "movement",
    "persons",
    "reasons",
    "scores",
    "statements_in_words",
    "ties",
]


def judge_by_role(package: DescribedPackage) -> Iterator[Finding]:
    """Yield what the rules find that ask for roles alone, in the order of the codes."""
    for _, rule in sorted(REGISTERED.items()):
        if rule.by_role:
            yield from rule.findings(package)
    yield from find_unexplained_misses(package)
    yield from find_contradicting_terms(package)
