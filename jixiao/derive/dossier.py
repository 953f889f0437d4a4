"""The Dossier: everything a package prints, all arithmetic done, frozen.

Field names are English; templates and figure paths see them by their official terms (``glossary``).
Every output starts from here and none does arithmetic. Amounts are in 万元 unless their figure says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jixiao.figures import Figure, Text
from jixiao.model.evaluation import Goals, IndicatorTree
from jixiao.model.formset import FormSet
from jixiao.model.overrides import Override
from jixiao.model.scalars import Day
from jixiao.model.unit import Unit


@dataclass(frozen=True)
class Line:
    """A line of Annex 1 in three columns: last year's final accounts, this year's budget and final accounts."""

    prior_final: Figure
    budget: Figure
    final: Figure


@dataclass(frozen=True)
class ProjectLine(Line):
    """A line below 项目支出, a class or a project: ``key`` names it in paths, ``name`` is what the form prints."""

    key: str
    name: Text


@dataclass(frozen=True)
class Headcount:
    """Staff supported by the budget and the rate 在职 ÷ 编制."""

    authorized_posts: Figure
    on_duty: Figure
    control_rate: Figure


@dataclass(frozen=True)
class ThreePublicLines(Line):
    """三公经费: the total and its lines."""

    official_cars: Line
    car_purchase: Line
    car_running: Line
    abroad: Line
    receptions: Line


@dataclass(frozen=True)
class ProjectOutlayLines(Line):
    """项目支出: the total, the lines as printed, and the projects in the order of those lines."""

    project_lines: tuple[ProjectLine, ...]
    projects: Projects


@dataclass(frozen=True)
class PublicFundsLines(Line):
    """公用经费: the total and its 其中 lines, which are partial."""

    office: Line
    utilities_travel: Line
    meetings_training: Line


@dataclass(frozen=True)
class BudgetAndFinal:
    """A line that has no column for last year."""

    budget: Figure
    final: Figure


@dataclass(frozen=True)
class BuildingControl:
    """Buildings completed in the year and their two control rates."""

    approved_size: Figure
    actual_size: Figure
    size_control_rate: Figure
    budgeted_investment: Figure
    actual_investment: Figure
    investment_control_rate: Figure


@dataclass(frozen=True)
class Annex1Form:
    """Annex 1 as printed."""

    supported_staff: Headcount
    three_public: ThreePublicLines
    project_outlay: ProjectOutlayLines
    public_funds: PublicFundsLines
    procurement: BudgetAndFinal
    basic_adjustment: BudgetAndFinal
    buildings: BuildingControl
    thrift_measures: Text


@dataclass(frozen=True)
class Amounts:
    """Budget at the beginning of the year, full year's budget, outturn."""

    initial_budget: Figure
    full_year_budget: Figure
    outturn: Figure


@dataclass(frozen=True)
class Execution:
    """The weight of the execution rate, the rate and its score."""

    points: Figure
    execution_rate: Figure
    score: Figure


@dataclass(frozen=True)
class WholeFunds(Amounts, Execution):
    """The unit's whole funds for the year and how they were spent."""


@dataclass(frozen=True)
class ProjectFundsForm(Execution):
    """A project's funds by source."""

    annual_total: Amounts
    current_grant: Amounts
    carried_over: Amounts
    other_funds: Amounts


@dataclass(frozen=True)
class IndicatorRow:
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


@dataclass(frozen=True)
class TotalScore:
    """The closing row of an indicator table."""

    points: Figure
    score: Figure
    deviation: Text


@dataclass(frozen=True)
class IncomeLines:
    """The full year's budget by source."""

    general_budget: Figure
    government_funds: Figure
    special_account: Figure
    other_funds: Figure


@dataclass(frozen=True)
class OutlayLines:
    """The outturn by nature."""

    basic_outlay: Figure
    project_outlay: Figure


@dataclass(frozen=True)
class Annex2Form:
    """Annex 2 as printed."""

    funds: WholeFunds
    income: IncomeLines
    outlay: OutlayLines
    goals: Goals
    indicators: IndicatorTree
    indicator_rows: tuple[IndicatorRow, ...]
    total_score: TotalScore


@dataclass(frozen=True)
class ProjectForm:
    """One project's Annex 3 as printed."""

    identifier: str
    number: int
    name: Text
    supervisor: Text
    implementer: Text
    outlay_class: Text
    funds: ProjectFundsForm
    goals: Goals
    indicators: IndicatorTree
    indicator_rows: tuple[IndicatorRow, ...]
    total_score: TotalScore


@dataclass(frozen=True)
class Projects:
    """Projects in a given order; a template may also name one by its identifier."""

    in_order: tuple[ProjectForm, ...]

    def __iter__(self) -> Iterator[ProjectForm]:
        return iter(self.in_order)

    def __len__(self) -> int:
        return len(self.in_order)

    def by_identifier(self) -> Mapping[str, ProjectForm]:
        """Return the projects under their identifiers."""
        return {project.identifier: project for project in self.in_order}


@dataclass(frozen=True)
class InitialBasicLines:
    """Basic outlay as budgeted at the beginning of the year."""

    personnel_funds: Figure
    public_funds: Figure
    total: Figure


@dataclass(frozen=True)
class FinalBasicLines:
    """Basic outlay as it was, by economic class and by purpose."""

    wages: Figure
    goods_services: Figure
    individuals_families: Figure
    personnel_outlay: Figure
    public_outlay: Figure
    total: Figure


@dataclass(frozen=True)
class BasicOutlayLines:
    """Basic outlay from budget to balance."""

    initial: InitialBasicLines
    added: Figure
    full_year_income: Figure
    final: FinalBasicLines
    balance: Figure
    share_of_whole: Figure
    personnel_share: Figure
    public_share: Figure


@dataclass(frozen=True)
class ProjectOutlaySummary:
    """Project outlay from budget to balance; the approved budget leaves out what was carried over."""

    approved_initial: Figure
    full_year_income: Figure
    final: Figure
    balance: Figure
    share_of_whole: Figure


@dataclass(frozen=True)
class WholeOutlay:
    """Basic and project outlay together."""

    final: Figure


@dataclass(frozen=True)
class ControlRates:
    """How budgets were kept, changed and compared with last year; 不适用 where there is nothing to divide by."""

    three_public_change: Figure
    three_public_control: Figure
    public_funds_control: Figure
    procurement_execution: Figure
    budget_completion: Figure
    budget_adjustment: Figure


@dataclass(frozen=True)
class CriterionRow:
    """One row of Annex 5; rows without evidence have one cell less."""

    level1_starts: bool
    level1: Text
    level2: Text
    standard: Text
    evidence: Text
    has_evidence: bool


@dataclass(frozen=True)
class Annex5Form:
    """Annex 5 as printed."""

    criteria_rows: tuple[CriterionRow, ...]
    total_points: Figure


@dataclass(frozen=True)
class Heading:
    """A section of the report: its number (一、), title and the file of its text."""

    number: str
    title: Text
    source_file: str


@dataclass(frozen=True)
class Dossier:
    """A whole package."""

    year: Text
    prior_year: Text
    unit: Unit
    annex1: Annex1Form
    annex2: Annex2Form
    projects: Projects
    basic_outlay: BasicOutlayLines
    project_outlay: ProjectOutlaySummary
    whole_outlay: WholeOutlay
    control_rates: ControlRates
    annex5: Annex5Form
    form_set: FormSet
    sections: tuple[Heading, ...]
    narrative: Mapping[str, str]
    overrides: tuple[Override, ...]

    @property
    def filled_on(self) -> Day:
        """The day the forms were filled in."""
        return self.unit.filled_on
