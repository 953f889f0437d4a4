"""The figures of a unit that a roll-up shows, as one table: title, unit, where they stand, whether they add up."""

from __future__ import annotations

from decimal import Decimal
from operator import attrgetter

from msgspec import Struct

from jixiao.derive.dossier import Dossier
from jixiao.figures import POINTS, RATE, Figure, round_half_up
from jixiao.glossary import term
from jixiao.plain import format_plain

PERSONS = "人"
COUNT = "个"
MONEY = "万元"
LINES = ("three_public", "public_funds", "project_outlay")

Figures = dict[str, Decimal | None]


class Measure(Struct, frozen=True):
    """One column: ``unit`` is 万元, 人, 个, 分 or 比率; ``path`` leads to it from a dossier.

    ``added`` says that the bureau's total is the units' sum.
    """

    key: str
    title: str
    unit: str
    path: str
    added: bool = True


MEASURES = (
    *(
        Measure(key, term(key), MONEY, f"annex2.funds.{key}")
        for key in ("initial_budget", "full_year_budget", "outturn")
    ),
    Measure("execution_rate", term("execution_rate"), RATE, "annex2.funds.execution_rate", added=False),
    Measure("score", f"自评{term('score')}", POINTS, "annex2.total_score.score", added=False),
    *(
        Measure(f"{line}_{column}", f"{term(line)}{term(column)}", MONEY, f"annex1.{line}.{column}")
        for line in LINES
        for column in ("budget", "final", "prior_final")
    ),
    Measure("on_duty", term("on_duty"), PERSONS, "annex1.supported_staff.on_duty"),
    Measure("projects", "项目数", COUNT, "projects"),
)


def figures_of(dossier: Dossier) -> Figures:
    """Return the exact amount of every measure by key, None where the unit has none."""
    return {measure.key: _amount(attrgetter(measure.path)(dossier)) for measure in MEASURES}


def _amount(value: Figure | tuple[object, ...]) -> Decimal | None:
    """Return the amount, or how many projects there are; None where the cell is blank, 不适用, or not known yet."""
    if isinstance(value, Figure):
        return value.amount if value.literal is None else None
    return Decimal(len(value))


def format_value(value: Decimal | None, *, percent: bool = False) -> str:
    """Return a value with two decimals, halves up, as a percentage where it is a rate; — for none."""
    if value is None:
        return "—"
    return f"{round_half_up(value * 100, 2):f}%" if percent else f"{round_half_up(value, 2):f}"


def format_measure(value: Decimal | None, measure: Measure) -> str:
    """Return a figure as tables show it: 万元 with two decimals at least, all others as they are."""
    if value is None:
        return "—"
    if measure.unit == RATE:
        return format_value(value, percent=True)
    if measure.unit != MONEY:
        return format_plain(value)
    return format_value(value) if value == round_half_up(value, 2) else format(value.normalize(), "f")
