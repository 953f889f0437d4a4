"""annex1.yaml: basic data on staff, three public outlays, running costs and buildings."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from jixiao.model.base import Record
from jixiao.model.groups_of_nothing import MayBeNone
from jixiao.model.scalars import Area, Money, OptionalPeople, OptionalSignedMoney, People, Prose


class Spending(Record):
    """One line of Annex 1: this year's budget and final accounts, in 万元."""

    budget: Money
    final: Money


MaybeSpending = Annotated[Spending, MayBeNone()]


class Adjustment(Record):
    """Adjustment of the basic outlay budget in 万元; negative where the budget was cut."""

    budget: OptionalSignedMoney = None
    final: OptionalSignedMoney = None


class SupportedStaff(Record):
    """Authorised posts and staff on duty at the end of the year."""

    authorized_posts: OptionalPeople = None
    on_duty: People


class ThreePublic(Record):
    """三公经费 by its four leaves; the totals are derived."""

    car_purchase: MaybeSpending
    car_running: MaybeSpending
    abroad: MaybeSpending
    receptions: MaybeSpending


class PublicFunds(Record):
    """The 其中 lines of 公用经费; they are partial and need not add up to it."""

    office: Spending
    utilities_travel: Spending
    meetings_training: Spending


class Buildings(Record):
    """Buildings completed in the year: size in ㎡, investment in 万元."""

    approved_size: Area
    actual_size: Area
    budgeted_investment: Money
    actual_investment: Money


class Annex1(Record):
    """Everything Annex 1 asks for that no other file holds."""

    supported_staff: SupportedStaff
    three_public: ThreePublic
    public_funds: PublicFunds
    procurement: Spending
    basic_adjustment: Adjustment = Field(default_factory=Adjustment)
    buildings: Annotated[Buildings, MayBeNone()]
    thrift_measures: Prose
