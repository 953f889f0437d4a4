"""The whole derivation: Submission → Dossier."""

from __future__ import annotations

from jixiao.derive.base_data import derive_annex1
from jixiao.derive.dossier import (
    Amounts,
    Annex2Form,
    Annex5Form,
    BasicOutlayLines,
    CriterionRow,
    Dossier,
    FinalBasicLines,
    Heading,
    IncomeLines,
    InitialBasicLines,
    OutlayLines,
    ProjectForm,
    ProjectFundsForm,
    ProjectOutlaySummary,
    Projects,
    WholeFunds,
    WholeOutlay,
)
from jixiao.derive.naming import name_figures
from jixiao.derive.rates import derive_control_rates
from jixiao.derive.scoring import derive_execution, derive_indicator_rows, derive_total_score
from jixiao.figures import POINTS, Figure, Text, total
from jixiao.findings import Place
from jixiao.glossary import term
from jixiao.model.annex5 import Annex5
from jixiao.model.entered_year import NumberedProject, Submission
from jixiao.model.project import Funds
from jixiao.targets.number_words import in_chinese


def derive(submission: Submission) -> Dossier:
    """Return everything the package prints."""
    projects = Projects(tuple(_project(one, submission) for one in submission.projects))
    project_final = total(form.funds.annual_total.outturn for form in projects)
    basic_final = _final_basic(submission)
    whole = basic_final.total + project_final
    basic_data, basic = derive_annex1(submission, projects), _basic(submission, basic_final, whole)
    outlay = _project_outlay(projects, project_final, whole)
    places = submission.form_set.scoring.printed_rate_places
    dossier = Dossier(
        year=_year(submission, submission.year, "year"),
        prior_year=_year(submission, submission.year - 1, "prior_year"),
        unit=submission.unit,
        annex1=basic_data,
        annex2=_annex2(submission, projects, basic_final, project_final),
        projects=projects,
        basic_outlay=basic,
        project_outlay=outlay,
        whole_outlay=WholeOutlay(whole),
        control_rates=derive_control_rates(basic_data, basic=basic, outlay=outlay, projects=projects, places=places),
        annex5=_annex5(submission.annex5),
        form_set=submission.form_set,
        sections=_sections(submission),
        narrative=submission.narrative,
        overrides=submission.overrides,
    )
    return name_figures(dossier)


def _year(submission: Submission, year: int, name: str) -> Text:
    place = Place(submission.unit.unit_name.place.file)
    return Text(str(year), place, term(name))


def _sections(submission: Submission) -> tuple[Heading, ...]:
    return tuple(
        Heading(in_chinese(number), section.title, str(section.source_file))
        for number, section in enumerate(submission.form_set.sections, start=1)
    )


# Annex 3


def _project(numbered: NumberedProject, submission: Submission) -> ProjectForm:
    record, form_set = numbered.project, submission.form_set
    sources = [_amounts(source) for source in _sources(numbered)]
    whole = _sum_amounts(sources)
    spending = derive_execution(whole.full_year_budget, whole.outturn, form_set.scoring)
    rows = derive_indicator_rows(record.indicators, form_set)
    return ProjectForm(
        identifier=numbered.identifier,
        number=numbered.number,
        name=record.name,
        supervisor=record.supervisor,
        implementer=record.implementer or submission.unit.unit_name,
        outlay_class=record.outlay_class,
        funds=ProjectFundsForm(spending.points, spending.execution_rate, spending.score, whole, *sources),
        goals=record.goals,
        indicators=record.indicators,
        indicator_rows=rows,
        total_score=derive_total_score(spending, rows, record.total_deviation),
    )


def _sources(numbered: NumberedProject) -> tuple[Funds, Funds, Funds]:
    funds = numbered.project.funds
    return funds.current_grant, funds.carried_over, funds.other_funds


def _amounts(funds: Funds) -> Amounts:
    return Amounts(funds.initial_budget, funds.full_year_budget, funds.outturn)


def _sum_amounts(amounts: list[Amounts]) -> Amounts:
    return Amounts(
        total(one.initial_budget for one in amounts),
        total(one.full_year_budget for one in amounts),
        total(one.outturn for one in amounts),
    )


# Annex 2


def _annex2(
    submission: Submission, projects: Projects, basic_final: FinalBasicLines, project_final: Figure
) -> Annex2Form:
    entered, scoring = submission.annex2, submission.form_set.scoring
    income = entered.income
    sources = IncomeLines(income.general_budget, income.government_funds, income.special_account, income.other_funds)
    initial = _initial_basic(submission).total + _approved_initial(projects)
    budget = total([sources.general_budget, sources.government_funds, sources.special_account, sources.other_funds])
    outturn = basic_final.total + project_final
    spending = derive_execution(budget, outturn, scoring)
    rows = derive_indicator_rows(entered.indicators, submission.form_set)
    return Annex2Form(
        funds=WholeFunds(
            spending.points,
            execution_rate=spending.execution_rate,
            score=spending.score,
            initial_budget=initial,
            full_year_budget=budget,
            outturn=outturn,
        ),
        income=sources,
        outlay=OutlayLines(basic_final.total, project_final),
        goals=entered.goals,
        indicators=entered.indicators,
        indicator_rows=rows,
        total_score=derive_total_score(spending, rows, entered.total_deviation),
    )


# what the report tells of outlays


def _initial_basic(submission: Submission) -> InitialBasicLines:
    initial = submission.basic_outlay.initial
    return InitialBasicLines(
        initial.personnel_funds, initial.public_funds, initial.personnel_funds + initial.public_funds
    )


def _final_basic(submission: Submission) -> FinalBasicLines:
    final = submission.basic_outlay.final
    personnel = final.wages + final.individuals_families
    whole = total([final.wages, final.goods_services, final.individuals_families])
    return FinalBasicLines(
        final.wages,
        goods_services=final.goods_services,
        individuals_families=final.individuals_families,
        personnel_outlay=personnel,
        public_outlay=final.goods_services,
        total=whole,
    )


def _basic(submission: Submission, final: FinalBasicLines, whole: Figure) -> BasicOutlayLines:
    initial, added = _initial_basic(submission), submission.basic_outlay.added
    income = initial.total + added
    return BasicOutlayLines(
        initial=initial,
        added=added,
        full_year_income=income,
        final=final,
        balance=income - final.total,
        share_of_whole=_share(final.total, whole),
        personnel_share=_share(final.personnel_outlay, final.total),
        public_share=_share(final.public_outlay, final.total),
    )


def _approved_initial(projects: Projects) -> Figure:
    # What was carried over from last year was approved then, not in this year's initial budget.
    return total(
        figure
        for form in projects
        for figure in (form.funds.current_grant.initial_budget, form.funds.other_funds.initial_budget)
    )


def _project_outlay(projects: Projects, final: Figure, whole: Figure) -> ProjectOutlaySummary:
    income = total(form.funds.annual_total.full_year_budget for form in projects)
    return ProjectOutlaySummary(
        _approved_initial(projects),
        full_year_income=income,
        final=final,
        balance=income - final,
        share_of_whole=_share(final, whole),
    )


def _share(part: Figure, whole: Figure) -> Figure:
    return (part / whole).shown_with(0)


# Annex 5


def _annex5(entered: Annex5) -> Annex5Form:
    rows: list[CriterionRow] = []
    for group in entered.criteria:
        points = total((one.points for one in group.level2), POINTS)
        for number, one in enumerate(group.level2):
            rows.append(
                CriterionRow(
                    number == 0,
                    level1=group.level1.reworded(f"{group.level1}\n\n{_plain(points)}分"),
                    level2=one.name.reworded(f"{one.name}\n（{_plain(one.points)}分）"),
                    standard=one.standard,
                    evidence=one.evidence,
                    has_evidence=bool(one.evidence),
                )
            )
    points = total((one.points for group in entered.criteria for one in group.level2), POINTS)
    return Annex5Form(tuple(rows), points)


def _plain(figure: Figure) -> str:
    return figure.literal or format(figure.amount, "f")
