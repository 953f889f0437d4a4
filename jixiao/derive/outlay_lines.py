"""What the report tells of outlays: basic and project outlay from budget to balance, and the control rates."""

from __future__ import annotations

from msgspec import Struct

from jixiao.figures import Figure


class InitialBasicLines(Struct, frozen=True):
    """Basic outlay as budgeted at the beginning of the year."""

    personnel_funds: Figure
    public_funds: Figure
    total: Figure


class FinalBasicLines(Struct, frozen=True):
    """Basic outlay as it was, by economic class and by purpose."""

    wages: Figure
    goods_services: Figure
    individuals_families: Figure
    personnel_outlay: Figure
    public_outlay: Figure
    total: Figure


class BasicOutlayLines(Struct, frozen=True):
    """Basic outlay from budget to balance."""

    initial: InitialBasicLines
    added: Figure
    full_year_income: Figure
    final: FinalBasicLines
    balance: Figure
    share_of_whole: Figure
    personnel_share: Figure
    public_share: Figure


class ProjectOutlaySummary(Struct, frozen=True):
    """Project outlay from budget to balance; the approved budget leaves out what was carried over."""

    approved_initial: Figure
    full_year_income: Figure
    final: Figure
    balance: Figure
    share_of_whole: Figure


class WholeOutlay(Struct, frozen=True):
    """Basic and project outlay together."""

    final: Figure


class ControlRates(Struct, frozen=True):
    """How budgets were kept, changed and compared with last year; 不适用 where there is nothing to divide by."""

    three_public_change: Figure
    three_public_control: Figure
    public_funds_control: Figure
    procurement_execution: Figure
    budget_completion: Figure
    budget_adjustment: Figure
