"""The Dossier: everything a package prints, all arithmetic done, frozen.

Field names are English; templates and figure paths see them by their official terms (``glossary``).
Every output starts from here and none does arithmetic. Amounts are in 万元 unless their figure says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from msgspec import Struct

from jixiao.derive.outlay_lines import BasicOutlayLines, ControlRates, ProjectOutlaySummary, WholeOutlay
from jixiao.figures import Figure, Text
from jixiao.findings import Finding
from jixiao.glossary import term
from jixiao.model.base import field_names
from jixiao.model.evaluation import CompleteTree, Goals
from jixiao.model.formset import FormSet
from jixiao.model.overrides import Override
from jixiao.model.scalars import Day
from jixiao.model.unit import Unit

T = TypeVar("T", bound=Struct)


def copy_fields(kind: type[T], record: Any, **others: Any) -> T:
    """Return a struct whose fields are those of that name of a record, but for the ``others``."""
    return kind(**{name: getattr(record, name) for name in field_names(kind) if name not in others}, **others)


class BudgetLine(Struct, frozen=True):
    """A line of Annex 1 in three columns: last year's final accounts, this year's budget and final accounts."""

    prior_final: Figure
    budget: Figure
    final: Figure


def list_lines(group: BudgetLine) -> list[tuple[str, BudgetLine]]:
    """Return the lines below one by their terms, those that a form set adds too; sums of other lines are left out."""
    held = ((term(name), getattr(group, name)) for name in field_names(type(group)))
    return [(name, line) for name, line in held if isinstance(line, BudgetLine) and line.final.entered]


class ProjectLine(BudgetLine, frozen=True):
    """A line below 项目支出, a class or a project: ``key`` names it in paths, ``name`` is what the form prints."""

    key: str
    name: Text


class Headcount(Struct, frozen=True):
    """Staff supported by the budget and the rate 在职 ÷ 编制."""

    authorized_posts: Figure
    on_duty: Figure
    control_rate: Figure


class ThreePublicLines(BudgetLine, frozen=True):
    """三公经费: the total and its lines."""

    official_cars: BudgetLine
    car_purchase: BudgetLine
    car_running: BudgetLine
    abroad: BudgetLine
    receptions: BudgetLine


class ProjectOutlayLines(BudgetLine, frozen=True):
    """项目支出: the total, the lines as printed, and the projects in the order of those lines."""

    project_lines: tuple[ProjectLine, ...]
    projects: Projects


class PublicFundsLines(BudgetLine, frozen=True):
    """公用经费: the total and its 其中 lines, which are partial."""

    office: BudgetLine
    utilities_travel: BudgetLine
    meetings_training: BudgetLine


class BudgetAndFinal(Struct, frozen=True):
    """A line that has no column for last year."""

    budget: Figure
    final: Figure


class BuildingControl(Struct, frozen=True):
    """Buildings completed in the year and their two control rates."""

    approved_size: Figure
    actual_size: Figure
    size_control_rate: Figure
    budgeted_investment: Figure
    actual_investment: Figure
    investment_control_rate: Figure


class Annex1Form(Struct, frozen=True):
    """Annex 1 as printed."""

    supported_staff: Headcount
    three_public: ThreePublicLines
    project_outlay: ProjectOutlayLines
    public_funds: PublicFundsLines
    procurement: BudgetAndFinal
    basic_adjustment: BudgetAndFinal
    buildings: BuildingControl
    thrift_measures: Text


class Amounts(Struct, frozen=True):
    """Budget at the beginning of the year, full year's budget, outturn."""

    initial_budget: Figure
    full_year_budget: Figure
    outturn: Figure


class Execution(Struct, frozen=True):
    """The weight of the execution rate, the rate and its score."""

    points: Figure
    execution_rate: Figure
    score: Figure


class WholeFunds(Execution, frozen=True):
    """The unit's whole funds for the year and how they were spent."""

    initial_budget: Figure
    full_year_budget: Figure
    outturn: Figure


class ProjectFundsForm(Execution, frozen=True):
    """A project's funds by source."""

    annual_total: Amounts
    current_grant: Amounts
    carried_over: Amounts
    other_funds: Amounts


class IndicatorRow(Struct, frozen=True):
    """One row of an indicator table; the two flags say where a merged cell begins."""

    level1_starts: bool
    level2_starts: bool
    level1: str
    level2: Text
    level3: Text
    target: Text
    actual: Text
    points: Figure
    score: Figure
    deviation: Text


class TotalScore(Struct, frozen=True):
    """The closing row of an indicator table."""

    points: Figure
    score: Figure
    deviation: Text


class IncomeLines(Struct, frozen=True):
    """The full year's budget by source."""

    general_budget: Figure
    government_funds: Figure
    special_account: Figure
    other_funds: Figure


class OutlayLines(Struct, frozen=True):
    """The outturn by nature."""

    basic_outlay: Figure
    project_outlay: Figure


class Annex2Form(Struct, frozen=True):
    """Annex 2 as printed."""

    funds: WholeFunds
    income: IncomeLines
    outlay: OutlayLines
    goals: Goals
    indicators: CompleteTree
    indicator_rows: tuple[IndicatorRow, ...]
    total_score: TotalScore


class ProjectForm(Struct, frozen=True):
    """One project's Annex 3 as printed."""

    identifier: str
    number: int
    name: Text
    supervisor: Text
    implementer: Text
    outlay_class: Text
    funds: ProjectFundsForm
    goals: Goals
    indicators: CompleteTree
    indicator_rows: tuple[IndicatorRow, ...]
    total_score: TotalScore


class Projects(Struct, frozen=True):
    """Projects in a given order; a template may also name one by its identifier."""

    in_order: tuple[ProjectForm, ...]

    def __iter__(self) -> Iterator[ProjectForm]:
        return iter(self.in_order)

    def __len__(self) -> int:
        return len(self.in_order)

    def by_identifier(self) -> Mapping[str, ProjectForm]:
        """Return the projects under their identifiers."""
        return {project.identifier: project for project in self.in_order}


class CriterionRow(Struct, frozen=True):
    """One row of Annex 5; rows without evidence have one cell less."""

    level1_starts: bool
    level1: Text
    level2: Text
    standard: Text
    evidence: Text
    has_evidence: bool


class Annex5Form(Struct, frozen=True):
    """Annex 5 as printed."""

    criteria_rows: tuple[CriterionRow, ...]
    total_points: Figure


class Heading(Struct, frozen=True):
    """A section of the report: its number (一、), title and the file of its text."""

    number: str
    title: Text
    source_file: str


# What of a package is named by its paths, shown to templates and compared; groups whose figures are repeated below
# others come first, so that the repetition is the link.
GROUPS = (
    "unit", "projects", "basic_outlay", "project_outlay", "whole_outlay", "annex1", "annex2", "annex5", "control_rates",
)  # fmt: skip


class Dossier(Struct, frozen=True):
    """A whole package; ``formula_findings`` is what is wrong with the formulas of its form set."""

    year: Text
    prior_year: Text
    unit: Unit
    annex1: Annex1Form
    annex2: Annex2Form
    projects: Projects
    basic_outlay: BasicOutlayLines
    project_outlay: ProjectOutlaySummary
    whole_outlay: WholeOutlay
    annex5: Annex5Form
    control_rates: ControlRates
    form_set: FormSet
    sections: tuple[Heading, ...]
    narrative: Mapping[str, str]
    overrides: tuple[Override, ...]
    formula_findings: tuple[Finding, ...] = ()

    @property
    def filled_on(self) -> Day:
        """The day the forms were filled in."""
        return self.unit.filled_on
