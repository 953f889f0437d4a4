"""A view to ask: the made unit's year, opened once."""

from __future__ import annotations

from functools import cache

from jixiao.build.steps import Inspected, open_year
from jixiao.errors import UsageError
from jixiao.paths import Workspace
from jixiao.why.answer import answer
from jixiao.why.query import read_query
from jixiao.why.value_facts import Answer
from jixiao.why.year_view import YearView
from tests.support.made_unit import MADE
from tests.support.package import YEAR, silent


def view_of(workspace: Workspace) -> YearView:
    """Return the view of a project's year."""
    case = open_year(workspace, YEAR, draft=False)
    assert isinstance(case, Inspected), case.findings
    return YearView(case)


@cache
def made_view() -> YearView:
    """Return the view of the made unit's year."""
    return view_of(MADE)


def asked(*words: str) -> Answer:
    """Return the answer about the made unit's year, the rules left out."""
    return answer(made_view(), read_query(words), rules=False, step=silent)


def refused(*words: str) -> str:
    """Return what is said to a question that has no answer."""
    try:
        found = asked(*words)
    except UsageError as error:
        return str(error)
    raise AssertionError(found.title)
