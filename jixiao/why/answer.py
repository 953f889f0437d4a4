"""The answer to a question, whatever way it was asked."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from jixiao.build.steps import Judged
from jixiao.why.by_line import by_line
from jixiao.why.by_name import by_cell, by_name
from jixiao.why.query import CellQuestion, LineQuestion, Name, Query
from jixiao.why.rule_trial import trial
from jixiao.why.value_facts import Answer
from jixiao.why.year_view import PackageView, YearView

_NOT_JUDGED = "数据里还有错误，核验规则没有运行；先改好 make check-data 列出的错误。"


def answer(view: PackageView, query: Query, *, rules: bool, step: Callable[[str], None]) -> Answer:
    """Return the answer; UsageError, with suggestions, where there is nothing of that name.

    With ``rules`` a single value is told together with the rules that check it.
    """
    found = replace(_found(view, query), projects=view.name_projects())
    if not rules or len(found.values) != 1:
        return found
    if not isinstance(view, YearView):
        return found
    if not isinstance(view.case, Judged):
        return replace(found, notes=(*found.notes, _NOT_JUDGED))
    [facts] = found.values
    return replace(found, values=(replace(facts, trial=trial(view, facts.value, step)),))


def _found(view: PackageView, query: Query) -> Answer:
    match query:
        case LineQuestion():
            return by_line(view, query)
        case CellQuestion():
            return by_cell(view, query)
        case Name():
            return by_name(view, query.words)
