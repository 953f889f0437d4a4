"""Annex 1: basic data in three columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from jixiao.derive.dossier import (
    Annex1Form,
    BudgetAndFinal,
    BudgetLine,
    BuildingControl,
    Headcount,
    ProjectForm,
    ProjectLine,
    ProjectOutlayLines,
    Projects,
    PublicFundsLines,
    ThreePublicLines,
    copy_fields,
)
from jixiao.figures import Figure, Formula, Operator, Text, total
from jixiao.lineage import amount_words, unit_words
from jixiao.model.annex1 import Annex1, Buildings, Spending
from jixiao.model.entered_year import NumberedProject, Submission
from jixiao.model.final_accounts import FinalAccounts
from jixiao.model.formset import DiscontinuedProjects, OutlayClass
from jixiao.submission.drawn_figures import draw_annex_figures
from jixiao.submission.succession import Discontinued, list_discontinued, succession_of

_INDENT = "    "


class PriorAccounts(Struct, frozen=True):
    """Last year's final accounts by line; empty where there is no data for last year."""

    lines: Mapping[str, Figure]
    known: bool

    def line(self, name: str) -> Figure:
        """Return last year's figure of a line; blank where last year is not known."""
        return self.lines.get(name) or _absent("没有上年数据", literal="")


def _absent(why: str, *, literal: str | None) -> Figure:
    return Figure(Decimal(0), "万元", Formula(Operator.ABSENT, reason=why), literal=literal)


_PUBLIC_LINES = ("office", "utilities_travel", "meetings_training")
_THREE_PUBLIC_LINES = ("car_purchase", "car_running", "abroad", "receptions")


def derive_prior_accounts(prior: Submission | FinalAccounts | None) -> PriorAccounts:
    """Return last year's final accounts from whatever is kept of last year."""
    if prior is None:
        return PriorAccounts({}, known=False)
    if isinstance(prior, FinalAccounts):
        lines = {name: getattr(prior.three_public, name) for name in _THREE_PUBLIC_LINES}
        lines |= {name: getattr(prior.public_funds, name) for name in ("total", *_PUBLIC_LINES)}
        return PriorAccounts(lines, known=True)
    lines = {name: getattr(prior.annex1.three_public, name).final for name in _THREE_PUBLIC_LINES}
    lines |= {name: getattr(prior.annex1.public_funds, name).final for name in _PUBLIC_LINES}
    lines["total"] = prior.basic_outlay.final.goods_services
    return PriorAccounts(lines, known=True)


def derive_annex1(submission: Submission, projects: Projects) -> Annex1Form:
    """Return Annex 1; the projects' figures are drawn from their own forms, 公用经费 from basic outlay."""
    entered, prior = submission.annex1, derive_prior_accounts(submission.prior)
    drawn = draw_annex_figures(submission)
    return Annex1Form(
        _headcount(drawn.authorized_posts, entered.supported_staff.on_duty),
        three_public=_three_public(entered, prior),
        project_outlay=_project_outlay(submission, projects, prior),
        public_funds=_public_funds(submission, prior),
        procurement=copy_fields(BudgetAndFinal, entered.procurement),
        basic_adjustment=BudgetAndFinal(drawn.adjustment_budget, drawn.adjustment_final),
        buildings=_buildings(entered.buildings),
        thrift_measures=entered.thrift_measures,
    )


def _headcount(posts: Figure, on_duty: Figure) -> Headcount:
    return Headcount(posts, on_duty, control_rate=(on_duty / posts).shown_with(0))


def _three_public(entered: Annex1, prior: PriorAccounts) -> ThreePublicLines:
    spending = entered.three_public
    purchase, running, abroad, receptions = (
        _line(prior.line(name), getattr(spending, name)) for name in _THREE_PUBLIC_LINES
    )
    cars = _sum([purchase, running], prior)
    return ThreePublicLines(
        *_columns(_sum([cars, abroad, receptions], prior)),
        official_cars=cars,
        car_purchase=purchase,
        car_running=running,
        abroad=abroad,
        receptions=receptions,
    )


def _project_outlay(submission: Submission, projects: Projects, prior: PriorAccounts) -> ProjectOutlayLines:
    forms, past = projects.by_identifier(), succession_of(submission)
    rows: list[ProjectLine] = []
    classes: list[BudgetLine] = []
    in_order: list[ProjectForm] = []
    # In whose class they belong is not known yet: they stand below the classes, of which each may have them.
    unplaced = [forms[numbered.identifier] for numbered in submission.projects if numbered.project.outlay_class.unknown]
    below = [_project_line(form, past.prior_final(form.identifier)) for form in unplaced]
    for kind in submission.form_set.outlay_classes:
        members = [forms[numbered.identifier] for numbered in _in_annex1_order(kind, submission.projects)]
        lines = [_project_line(form, past.prior_final(form.identifier)) for form in members]
        discontinued = [_discontinued_line(ended) for ended in list_discontinued(past, str(kind.name))]
        heading, name = _sum([*lines, *discontinued, *map(_opened, below)], prior), kind.printed_as
        if submission.form_set.discontinued_projects is DiscontinuedProjects.NOTE:
            name, discontinued = _with_note(name, discontinued), []
        rows += [ProjectLine(*_columns(heading), str(kind.name), name), *lines, *discontinued]
        classes.append(heading)
        in_order += members
    return ProjectOutlayLines(*_columns(_sum(classes, prior)), (*rows, *below), Projects((*in_order, *unplaced)))


def _opened(line: BudgetLine) -> BudgetLine:
    return BudgetLine(*(figure.opened() for figure in _columns(line)))


def _in_annex1_order(kind: OutlayClass, projects: Iterable[NumberedProject]) -> list[NumberedProject]:
    members = [numbered for numbered in projects if numbered.project.outlay_class == kind.name]
    return sorted(members, key=lambda numbered: (numbered.project.annex1_position or numbered.number, numbered.number))


def _discontinued_line(ended: Discontinued) -> ProjectLine:
    budget, final = (_absent("上年列在这一类，本年不再列支", literal=None) for _ in range(2))
    name = ended.former.name
    return ProjectLine(ended.prior_final, budget=budget, final=final, key=ended.key, name=name.reworded(_INDENT + name))


def _with_note(name: Text, discontinued: Iterable[ProjectLine]) -> Text:
    listed = "、".join(
        f"{line.name.strip()}{amount_words(line.prior_final)}{unit_words(line.prior_final)}" for line in discontinued
    )
    return name.reworded(f"{name}（上年决算含本年不再列支的{listed}）") if listed else name


def _project_line(form: ProjectForm, prior_final: Figure) -> ProjectLine:
    whole = form.funds.annual_total
    return ProjectLine(
        prior_final,
        budget=whole.full_year_budget,
        final=whole.outturn,
        key=form.identifier,
        name=form.name.reworded(_INDENT + form.name),
    )


def _public_funds(submission: Submission, prior: PriorAccounts) -> PublicFundsLines:
    basic, entered = submission.basic_outlay, submission.annex1.public_funds
    lines = [_line(prior.line(name), getattr(entered, name)) for name in _PUBLIC_LINES]
    return PublicFundsLines(prior.line("total"), basic.initial.public_funds, basic.final.goods_services, *lines)


def _buildings(entered: Buildings) -> BuildingControl:
    return copy_fields(
        BuildingControl,
        entered,
        size_control_rate=(entered.actual_size / entered.approved_size).shown_with(0),
        investment_control_rate=(entered.actual_investment / entered.budgeted_investment).shown_with(0),
    )


def _line(prior_final: Figure, spending: Spending) -> BudgetLine:
    return BudgetLine(prior_final, spending.budget, spending.final)


def derive_change(line: BudgetLine) -> Figure:
    """Return this year's final accounts less last year's; 不适用 where last year is not known."""
    difference = line.final - line.prior_final
    return replace(difference, literal="不适用") if line.prior_final.blank else difference


def derive_change_rate(line: BudgetLine) -> Figure:
    """Return the change as a share of last year's final accounts; 不适用 where these are 0 or not known."""
    return derive_change(line) / line.prior_final


def _columns(line: BudgetLine) -> tuple[Figure, Figure, Figure]:
    return line.prior_final, line.budget, line.final


def _sum(lines: Iterable[BudgetLine], prior: PriorAccounts) -> BudgetLine:
    lines = list(lines)
    prior_final = total(line.prior_final for line in lines) if prior.known else _absent("没有上年数据", literal="")
    return BudgetLine(prior_final, total(line.budget for line in lines), total(line.final for line in lines))
