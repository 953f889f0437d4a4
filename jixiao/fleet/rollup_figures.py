"""The figures of a unit that a roll-up shows, as one table: title, unit, where they stand, whether they add up."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from msgspec import Struct

from jixiao.derive.dossier import BudgetLine, Dossier
from jixiao.figures import POINTS, RATE, Figure
from jixiao.glossary import term

PERSONS = "人"
COUNT = "个"
MONEY = "万元"


class Measure(Struct, frozen=True):
    """One column: ``unit`` is 万元, 人, 个, 分 or 比率; ``added`` says that the bureau's total is the units' sum."""

    key: str
    title: str
    unit: str
    taken: Callable[[Dossier], Decimal | None]
    added: bool = True


def _known(figure: Figure) -> Decimal | None:
    """Return the amount; None where the cell is blank, 不适用, or nobody knows it yet."""
    return figure.amount if figure.literal is None else None


def _line(key: str, of: Callable[[Dossier], BudgetLine]) -> tuple[Measure, ...]:
    columns: tuple[tuple[str, Callable[[BudgetLine], Figure]], ...] = (
        ("budget", lambda line: line.budget),
        ("final", lambda line: line.final),
        ("prior_final", lambda line: line.prior_final),
    )
    return tuple(
        Measure(f"{key}_{column}", f"{term(key)}{term(column)}", MONEY, lambda one, get=get: _known(get(of(one))))  # type: ignore[misc]
        for column, get in columns
    )


MEASURES = (
    Measure("initial_budget", term("initial_budget"), MONEY, lambda one: _known(one.annex2.funds.initial_budget)),
    Measure("full_year_budget", term("full_year_budget"), MONEY, lambda one: _known(one.annex2.funds.full_year_budget)),
    Measure("outturn", term("outturn"), MONEY, lambda one: _known(one.annex2.funds.outturn)),
    Measure(
        "execution_rate", term("execution_rate"), RATE, lambda one: _known(one.annex2.funds.execution_rate), added=False
    ),
    Measure("score", f"自评{term('score')}", POINTS, lambda one: _known(one.annex2.total_score.score), added=False),
    *_line("three_public", lambda one: one.annex1.three_public),
    *_line("public_funds", lambda one: one.annex1.public_funds),
    *_line("project_outlay", lambda one: one.annex1.project_outlay),
    Measure("on_duty", term("on_duty"), PERSONS, lambda one: _known(one.annex1.supported_staff.on_duty)),
    Measure("projects", "项目数", COUNT, lambda one: Decimal(len(one.projects))),
)

Figures = dict[str, Decimal | None]


def figures_of(dossier: Dossier) -> Figures:
    """Return the exact amount of every measure by key, None where the unit has none."""
    return {one.key: one.taken(dossier) for one in MEASURES}
