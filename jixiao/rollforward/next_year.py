"""The next year planned from the last one, whichever kind of form sets each of them is on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from jixiao.paths import Workspace
from jixiao.rollforward.described_last_year import described_last_year_of, load_next_sets
from jixiao.rollforward.described_plan import plan_described_year, plan_from_coded
from jixiao.rollforward.last_year import Candidate, UnreadableYear, last_year_of
from jixiao.rollforward.other_set_plan import plan_on_other_set
from jixiao.rollforward.year_plan import YearPlan, plan_year
from jixiao.submission.form_set_names import has_described_sets, is_coded, list_form_set_names

# Says which of last year's projects do not go on, by their identifiers.
Leaving = Callable[[Sequence[Candidate]], Sequence[str]]


def plan_next_year(
    workspace: Workspace, year: int, *, form_sets: Sequence[str], leaving: Leaving, add: Sequence[str]
) -> YearPlan | UnreadableYear:
    """Return the new year, on other ``form_sets`` where any are named, or what keeps it from being planned.

    UsageError for a year that cannot be begun, form sets, projects to drop or to add that are not as they should be.
    """
    if has_described_sets(workspace, year - 1):
        return _from_described(workspace, year, form_sets, leaving=leaving, add=add)
    last_year = last_year_of(workspace, year)
    if isinstance(last_year, UnreadableYear):
        return last_year
    if len(form_sets) == 1 and is_coded(workspace, form_sets[0]):
        return plan_on_other_set(last_year, form_sets[0], drop=leaving(last_year.candidates), add=add)
    if not form_sets:
        return plan_year(last_year, drop=leaving(last_year.candidates), add=add)
    sets = load_next_sets(workspace, form_sets)
    if isinstance(sets, UnreadableYear):
        return sets
    return plan_from_coded(last_year, sets, drop=leaving(last_year.candidates), add=add)


def _from_described(
    workspace: Workspace, year: int, form_sets: Sequence[str], *, leaving: Leaving, add: Sequence[str]
) -> YearPlan | UnreadableYear:
    last_year = described_last_year_of(workspace, year)
    if isinstance(last_year, UnreadableYear):
        return last_year
    sets = load_next_sets(workspace, form_sets or list_form_set_names(workspace, year - 1))
    if isinstance(sets, UnreadableYear):
        return sets
    return plan_described_year(last_year, sets, drop=leaving(last_year.candidates), add=add)
