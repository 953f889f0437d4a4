"""final-accounts.yaml: a year of which only the final accounts are kept, for next year's 上年决算 column."""

from __future__ import annotations

from jixiao.model.base import Record
from jixiao.model.scalars import Money, Name, OptionalName, Whole


class ThreePublicAccounts(Record):
    """三公经费 by its four leaves, in 万元."""

    car_purchase: Money
    car_running: Money
    abroad: Money
    receptions: Money


class PublicFundsAccounts(Record):
    """公用经费 in total and its 其中 lines, in 万元."""

    total: Money
    office: Money
    utilities_travel: Money
    meetings_training: Money


class ProjectAccounts(Record):
    """One project's final accounts in 万元, under its lasting identifier.

    A project that this year has no more needs its class, by which Annex 1 finds its line.
    """

    identifier: Name
    name: Name
    outlay_class: OptionalName = None
    final: Money


class FinalAccounts(Record):
    """The final accounts of one year."""

    year: Whole
    three_public: ThreePublicAccounts
    project_outlay: list[ProjectAccounts]
    public_funds: PublicFundsAccounts
