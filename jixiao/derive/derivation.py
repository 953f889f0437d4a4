"""The whole derivation: Submission → Dossier."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec.structs import astuple

from jixiao.derive.base_data import derive_annex1
from jixiao.derive.dossier import (
    Amounts,
    Annex2Form,
    Annex5Form,
    CriterionRow,
    Dossier,
    Heading,
    IncomeLines,
    OutlayLines,
    ProjectForm,
    ProjectFundsForm,
    Projects,
    WholeFunds,
    copy_fields,
)
from jixiao.derive.naming import name_figures
from jixiao.derive.outlay_lines import (
    BasicOutlayLines,
    FinalBasicLines,
    InitialBasicLines,
    ProjectOutlaySummary,
    WholeOutlay,
)
from jixiao.derive.rates import derive_control_rates
from jixiao.derive.scoring import derive_execution, derive_indicator_rows, derive_total_score
from jixiao.figures import POINTS, Figure, Text, total
from jixiao.findings import Finding, Place
from jixiao.glossary import term
from jixiao.model.annex2 import list_income
from jixiao.model.annex5 import Annex5, CriteriaGroup, Criterion
from jixiao.model.entered_year import NumberedProject, Submission
from jixiao.model.project import list_sources
from jixiao.submission.left_out import (
    FormFunds,
    complete_indicators,
    complete_total_reason,
    form_of_project,
    form_of_unit,
)
from jixiao.targets.number_words import in_chinese

_SOURCES = ("current_grant", "carried_over", "other_funds")


def derive(submission: Submission) -> Dossier:
    """Return everything the package prints."""
    projects = Projects(tuple(_project(numbered, submission) for numbered in submission.projects))
    project_final = total(form.funds.annual_total.outturn for form in projects)
    initial, final = _initial_basic(submission), _final_basic(submission)
    whole = final.total + project_final
    basic_data = derive_annex1(submission, projects)
    basic = _basic(initial, submission.basic_outlay.added, final, whole)
    outlay = _project_outlay(_approved_initial(submission), projects, project_final, whole)
    places = submission.form_set.scoring.printed_rate_places
    # Figures of its own, for its lineage stops at what was entered.
    approved = _initial_basic(submission).total + _approved_initial(submission)
    groups: Mapping[str, Any] = {
        "annex1": basic_data,
        "annex2": _annex2(submission, approved, OutlayLines(final.total, project_final)),
        "projects": projects,
        "basic_outlay": basic,
        "project_outlay": outlay,
        "whole_outlay": WholeOutlay(whole),
    }
    groups, faults = _with_further(submission, groups)
    dossier = copy_fields(
        Dossier,
        submission,
        year=_year(submission, submission.year, "year"),
        prior_year=_year(submission, submission.year - 1, "prior_year"),
        **groups,
        control_rates=derive_control_rates(
            groups["annex1"], basic=basic, outlay=outlay, projects=groups["projects"], places=places
        ),
        annex5=_annex5(submission.annex5),
        sections=_sections(submission),
        formula_findings=faults,
    )
    return name_figures(dossier)


def _with_further(submission: Submission, groups: Mapping[str, Any]) -> tuple[Mapping[str, Any], tuple[Finding, ...]]:
    """Return groups with what the form set asks for beside, and what is wrong with its formulas."""
    if submission.further is None:
        return groups, ()
    from jixiao.derive.further_values import add_further

    furthered = add_further(submission, submission.further, groups)
    return furthered.groups, furthered.findings


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
    sources = {name: copy_fields(Amounts, getattr(record.funds, name)) for name in _SOURCES}
    whole = _sum_amounts(copy_fields(Amounts, one) for one in list_sources(record.funds))
    spending = derive_execution(whole.full_year_budget, whole.outturn, form_set.scoring)
    evaluated = form_of_project(
        numbered, FormFunds(whole.full_year_budget, whole.outturn), form_set, year=submission.year
    )
    indicators = complete_indicators(evaluated)
    rows = derive_indicator_rows(indicators, form_set)
    return copy_fields(
        ProjectForm,
        record,
        identifier=numbered.identifier,
        number=numbered.number,
        implementer=record.implementer or submission.unit.unit_name,
        funds=copy_fields(ProjectFundsForm, spending, annual_total=whole, **sources),
        indicators=indicators,
        indicator_rows=rows,
        total_score=derive_total_score(spending, rows, complete_total_reason(evaluated, indicators)),
    )


def _sum_amounts(amounts: Iterable[Amounts]) -> Amounts:
    return Amounts(*(total(column) for column in zip(*map(astuple, amounts), strict=True)))


# Annex 2


def _annex2(submission: Submission, initial: Figure, outlay: OutlayLines) -> Annex2Form:
    entered = submission.annex2
    income = copy_fields(IncomeLines, entered.income)
    whole = Amounts(initial, total(list_income(entered.income)), outlay.basic_outlay + outlay.project_outlay)
    spending = derive_execution(whole.full_year_budget, whole.outturn, submission.form_set.scoring)
    evaluated = form_of_unit(submission, FormFunds(whole.full_year_budget, whole.outturn))
    indicators = complete_indicators(evaluated)
    rows = derive_indicator_rows(indicators, submission.form_set)
    return Annex2Form(
        funds=WholeFunds(*astuple(spending), *astuple(whole)),
        income=income,
        outlay=outlay,
        goals=entered.goals,
        indicators=indicators,
        indicator_rows=rows,
        total_score=derive_total_score(spending, rows, complete_total_reason(evaluated, indicators)),
    )


# what the report tells of outlays


def _initial_basic(submission: Submission) -> InitialBasicLines:
    initial = submission.basic_outlay.initial
    return copy_fields(InitialBasicLines, initial, total=initial.personnel_funds + initial.public_funds)


def _final_basic(submission: Submission) -> FinalBasicLines:
    final = submission.basic_outlay.final
    return copy_fields(
        FinalBasicLines,
        final,
        personnel_outlay=final.wages + final.individuals_families,
        public_outlay=final.goods_services,
        total=total([final.wages, final.goods_services, final.individuals_families]),
    )


def _basic(initial: InitialBasicLines, added: Figure, final: FinalBasicLines, whole: Figure) -> BasicOutlayLines:
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


def _approved_initial(submission: Submission) -> Figure:
    # What was carried over from last year was approved then, not in this year's initial budget.
    return total(
        source.initial_budget
        for funds in (numbered.project.funds for numbered in submission.projects)
        for source in list_sources(funds)
        if source is not funds.carried_over
    )


def _project_outlay(approved: Figure, projects: Projects, final: Figure, whole: Figure) -> ProjectOutlaySummary:
    income = total(form.funds.annual_total.full_year_budget for form in projects)
    return ProjectOutlaySummary(
        approved,
        full_year_income=income,
        final=final,
        balance=income - final,
        share_of_whole=_share(final, whole),
    )


def _share(part: Figure, whole: Figure) -> Figure:
    return (part / whole).shown_with(0)


# Annex 5


def _annex5(entered: Annex5) -> Annex5Form:
    rows = tuple(_criterion_row(group, criterion) for group in entered.criteria for criterion in group.level2)
    return Annex5Form(rows, total((one.points for group in entered.criteria for one in group.level2), POINTS))


def _criterion_row(group: CriteriaGroup, criterion: Criterion) -> CriterionRow:
    points = total((one.points for one in group.level2), POINTS)
    return copy_fields(
        CriterionRow,
        criterion,
        level1_starts=criterion is group.level2[0],
        level1=group.level1.reworded(f"{group.level1}\n\n{_plain(points)}分"),
        level2=criterion.name.reworded(f"{criterion.name}\n（{_plain(criterion.points)}分）"),
        has_evidence=bool(criterion.evidence),
    )


def _plain(figure: Figure) -> str:
    return figure.literal or format(figure.amount, "f")
