"""A year opened for the page in two steps: read and printed, which shows what moved, then judged."""

from __future__ import annotations

from msgspec.structs import replace

from jixiao.build.described_case import DescribedYear, inspect_described_year, judge_described_year
from jixiao.build.steps import Inspected, inspect_year, judge_year
from jixiao.diagnosis.telling import may_have_causes
from jixiao.errors import JixiaoError
from jixiao.paths import Workspace
from jixiao.reporting.outcome import Outcome
from jixiao.rules.judge import Pause
from jixiao.serve.served_year import ServedYear
from jixiao.submission.form_set_names import has_described_sets

# What of a year follows from its findings, or holds its packages, and so is worked out anew once it is judged.
_OF_FINDINGS = ("parts", "homes", "finding_names", "_beginnings")


def open_served_year(workspace: Workspace, year: int) -> ServedYear:
    """Return a year as it lies in its files now, judged; what stops reading altogether is its failure."""
    return judge_served_year(inspect_served_year(workspace, year))


def inspect_served_year(workspace: Workspace, year: int) -> ServedYear:
    """Return a year as it lies in its files now, not judged yet; what stops reading altogether is its failure."""
    described = False
    try:
        described = has_described_sets(workspace, year)
        return _described(workspace, year) if described else _coded(workspace, year)
    except JixiaoError as error:
        return ServedYear(workspace, year, Outcome(), failure=str(error), described=described)


def judge_served_year(year: ServedYear, pause: Pause = lambda: None, *, causes: bool = True) -> ServedYear:
    """Return a year with all that is found in it; ``pause`` is called between rules, what it raises goes through.

    Without ``causes`` the likely causes of sums that do not come out are left to be found: it is told, but not judged
    to the end.
    """
    case = year.unjudged
    if case is None:
        return year
    if isinstance(case, Inspected):
        judged: Inspected | DescribedYear = judge_year(case, pause, causes=causes)
        later = case if not causes and may_have_causes(judged.outcome.findings) else None
    else:
        judged, later = judge_described_year(case, draft=True), None
    cases = judged.cases if isinstance(judged, DescribedYear) else (judged,)
    found = replace(year, outcome=judged.outcome, cases=cases if year.cases else (), unjudged=later, told=True)
    # Prints and entries stay what they were; to work them out again takes 0.1 s a thousand rows.
    found.__dict__.update({name: held for name, held in dict(year.__dict__).items() if name not in _OF_FINDINGS})
    return found


def _coded(workspace: Workspace, year: int) -> ServedYear:
    case = inspect_year(workspace, year, draft=True)
    whole = isinstance(case, Inspected) and not case.inspection.unfillable
    return ServedYear(
        workspace,
        year,
        case.outcome,
        sources=case.reading.sources,
        cases=(case,) if isinstance(case, Inspected) and whole else (),
        failure="" if whole else _failure(case.outcome),
        unjudged=case if isinstance(case, Inspected) else None,
    )


def _described(workspace: Workspace, year: int) -> ServedYear:
    opened = inspect_described_year(workspace, year, draft=True)
    whole = bool(opened.cases) and not any(case.inspection.unfillable for case in opened.cases)
    return ServedYear(
        workspace,
        year,
        opened.outcome,
        sources=opened.reading.sources,
        cases=opened.cases if whole else (),
        failure="" if whole else _failure(opened.outcome),
        described=True,
        unjudged=opened,
    )


def _failure(outcome: Outcome) -> str:
    first = next(iter(outcome.findings), None)
    where = f"第一条：{first.place} {first.found}。{first.remedy}" if first else ""
    return f"数据、模板或报告里有读不出、填不进的地方，表画不出来。{where}"
