"""projects/NN-name.yaml: one project (Annex 3). NN is its number, the name its lasting identifier."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from jixiao.figures import MONEY, Figure
from jixiao.findings import NOT_FILLED_IN, Place
from jixiao.model.base import Record, field_names
from jixiao.model.evaluation import Goals, IndicatorTree
from jixiao.model.groups_of_nothing import MayBeNone
from jixiao.model.scalars import (
    OPEN,
    UNFILLED,
    BlankableMoney,
    BlankableProse,
    Name,
    OptionalCell,
    OptionalName,
    OptionalWhole,
)
from jixiao.model.wanted_number import refuse
from jixiao.source.nodes import Entries, Scalar


def no_shares() -> dict[str, Figure]:
    """Return the shares of a project that declares none."""
    return {}


def _by_identifier(value: Any) -> Any:
    """Return identifiers written alone or in a list as the mapping that they are short for, each without an amount."""
    if isinstance(value, Scalar) and value.null:
        return {}
    named = [value] if isinstance(value, Scalar) else value
    if not isinstance(named, list) or not all(isinstance(one, Scalar) for one in named):
        return value
    whole = Entries(value.place, value.path)
    for one in named:
        identifier = one.strip()
        if identifier in (OPEN, UNFILLED):
            raise refuse(NOT_FILLED_IN, "尚未填写", "上年项目的标识", f"把“{identifier}”换成上年项目的标识。")
        nothing = Scalar("", one.place, f"{value.path}.{identifier}", null=True)
        whole[identifier], whole.key_places[identifier] = nothing, one.place
    return whole


# Identifiers of last year's projects with an amount in 万元 each, blank for all that is left.
Shares = Annotated[
    dict[str, BlankableMoney],
    BeforeValidator(_by_identifier),
    WithJsonSchema({"type": ["object", "array", "string"], "not": {"enum": [UNFILLED, OPEN]}}),
]


class Funds(Record):
    """One source of a project's money in 万元; a cell may be left blank."""

    initial_budget: BlankableMoney
    full_year_budget: BlankableMoney
    outturn: BlankableMoney


class ProjectFunds(Record):
    """A project's money by source; totals and the execution rate are derived."""

    current_grant: Annotated[Funds, MayBeNone()]
    carried_over: Annotated[Funds, MayBeNone()]
    other_funds: Annotated[Funds, MayBeNone()]


def list_sources(funds: ProjectFunds) -> list[Funds]:
    """Return a project's money by source, by those too that a form set asks for beside."""
    held = [getattr(funds, name) for name in field_names(type(funds))]
    amounts = set(field_names(Funds))
    sources = [one for one in held if isinstance(one, Record) and amounts <= set(field_names(type(one)))]
    return [one if isinstance(one, Funds) else _as_funds(one) for one in sources]


def _as_funds(source: Record) -> Funds:
    blank = Figure(Decimal(0), MONEY, Place(""), literal="")
    held: dict[str, Any] = {name: getattr(source, name) or blank for name in field_names(Funds)}
    return Funds.model_construct(None, **held)


class Project(Record):
    """One first-level project. Where 实施单位 is absent the unit itself carries it out.

    ``prior_final_from`` are last year's projects that this one comes from, with what it shows of their final accounts.
    """

    name: Name
    supervisor: BlankableProse
    implementer: OptionalName = None
    outlay_class: Name
    annex1_position: OptionalWhole = None
    prior_final_from: Shares = Field(default_factory=no_shares)
    funds: ProjectFunds
    goals: Goals
    indicators: IndicatorTree
    total_deviation: OptionalCell = None
