"""annex2.yaml: self-evaluation of the whole outlay."""

from __future__ import annotations

from jixiao.figures import MONEY, Figure
from jixiao.model.base import Record, field_names
from jixiao.model.evaluation import Goals, IndicatorTree
from jixiao.model.scalars import Money, OptionalCell


class Income(Record):
    """The year's full budget by source, in 万元."""

    general_budget: Money
    government_funds: Money
    special_account: Money
    other_funds: Money


def list_income(income: Income) -> list[Figure]:
    """Return the full year's budget by source, by those too that a form set asks for beside."""
    held = (getattr(income, name) for name in field_names(type(income)))
    return [one for one in held if isinstance(one, Figure) and one.unit == MONEY]


class Annex2(Record):
    """Income by source, goals and indicators; outlays come from the projects and basic.yaml."""

    income: Income
    goals: Goals
    indicators: IndicatorTree
    total_deviation: OptionalCell = None
