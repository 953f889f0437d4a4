"""A year opened for questions: one view of our own forms, or one for each described set."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from jixiao.build.described_case import open_described_year
from jixiao.build.steps import Inspected, open_year
from jixiao.errors import UsageError
from jixiao.paths import Workspace
from jixiao.reporting.outcome import Outcome
from jixiao.submission.form_set_names import has_described_sets
from jixiao.why.answer import answer
from jixiao.why.described_view import DescribedView
from jixiao.why.query import Query
from jixiao.why.value_facts import Answer
from jixiao.why.year_view import PackageView, YearView


def open_views(workspace: Workspace, year: int) -> Sequence[PackageView] | Outcome:
    """Return the views of a year's packages, the year's own first; what was found where it cannot be answered from."""
    if not has_described_sets(workspace, year):
        case = open_year(workspace, year, draft=False)
        answerable = isinstance(case, Inspected) and not case.inspection.unfillable
        return [YearView(case)] if isinstance(case, Inspected) and answerable else case.outcome
    opened = open_described_year(workspace, year, draft=False)
    submission = opened.reading.submission
    if submission is None or not opened.cases or not opened.draftable:
        return opened.outcome
    return [DescribedView(one, submission.waivers) for one in opened.cases]


def answer_from(views: Sequence[PackageView], query: Query, *, rules: bool, step: Callable[[str], None]) -> Answer:
    """Return the answer of the first view that knows what is asked about; UsageError, the first view's, for none."""
    failure: UsageError | None = None
    for view in views:
        try:
            return answer(view, query, rules=rules, step=step)
        except UsageError as error:
            failure = failure or error
    raise failure or UsageError("没有可查的材料。")
