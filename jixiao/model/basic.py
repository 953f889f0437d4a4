"""basic.yaml: basic expenditure (基本支出), budget and final accounts in 万元."""

from __future__ import annotations

from jixiao.model.base import Record
from jixiao.model.scalars import Money, SignedMoney


class InitialBasic(Record):
    """The approved budget at the beginning of the year."""

    personnel_funds: Money
    public_funds: Money


class FinalBasic(Record):
    """Final accounts by economic class."""

    wages: Money
    goods_services: Money
    individuals_families: Money


class BasicOutlay(Record):
    """Budget, what was added during the year (negative: cut), and final accounts."""

    initial: InitialBasic
    added: SignedMoney
    final: FinalBasic
