"""A desk to ask: the real year, opened once."""

from __future__ import annotations

from functools import cache

from jixiao.errors import UsageError
from jixiao.paths import Project
from jixiao.pipeline import open_year
from jixiao.why.answer import answer
from jixiao.why.desk import Desk
from jixiao.why.query import understood
from jixiao.why.told import Answer
from tests.support.package import YEAR, silent
from tests.support.project import ROOT


def desk_of(project: Project) -> Desk:
    """Return the desk of a project's year."""
    case = open_year(project, YEAR, draft=False)
    assert case.dossier is not None
    assert case.reading.submission is not None
    return Desk(case, case.dossier, case.reading.submission)


@cache
def real_desk() -> Desk:
    """Return the desk of the real year."""
    return desk_of(Project(ROOT))


def asked(*words: str) -> Answer:
    """Return the answer about the real year, the rules left out."""
    return answer(real_desk(), understood(words), rules=False, step=silent)


def refused(*words: str) -> str:
    """Return what is said to a question that has no answer."""
    try:
        found = asked(*words)
    except UsageError as error:
        return str(error)
    raise AssertionError(found.title)
