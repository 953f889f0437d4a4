"""The list of all rules: every module of rules is named here once."""

from __future__ import annotations

from jixiao.rules import (  # noqa: F401 - they register
    actuals,
    arithmetic,
    breakdown,
    changed_places,
    completeness,
    continuity,
    copied,
    coverage,
    dates_of_the_year,
    distinct_projects,
    duplication,
    earned_scores,
    filed_years,
    funds,
    goals,
    magnitude,
    movement,
    pairs,
    persons,
    pointing,
    project_lists,
    reasons,
    report_numbers,
    scores,
    scoring_sheet,
    sequence,
    statements_in_words,
    ties,
    timeline,
    writing,
)
from jixiao.rules.registry import Rule, list_registered


def all_rules() -> list[Rule]:
    """Return every rule in the order of the codes."""
    return list_registered()
