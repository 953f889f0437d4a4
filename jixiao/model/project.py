"""projects/NN-name.yaml: one project (Annex 3). NN is its number, the name its lasting identifier."""

from __future__ import annotations

from jixiao.model.base import Record
from jixiao.model.evaluation import Goals, IndicatorTree
from jixiao.model.scalars import BlankableMoney, BlankableProse, Name, OptionalName, OptionalWhole


class Funds(Record):
    """One source of a project's money in 万元; a cell may be left blank."""

    initial_budget: BlankableMoney
    full_year_budget: BlankableMoney
    outturn: BlankableMoney


class ProjectFunds(Record):
    """A project's money by source; totals and the execution rate are derived."""

    current_grant: Funds
    carried_over: Funds
    other_funds: Funds


class Project(Record):
    """One first-level project. Where 实施单位 is absent the unit itself carries it out."""

    name: Name
    supervisor: BlankableProse
    implementer: OptionalName = None
    outlay_class: Name
    annex1_position: OptionalWhole = None
    funds: ProjectFunds
    goals: Goals
    indicators: IndicatorTree
    total_deviation: BlankableProse
