"""The row of a unit on described form sets: the figures that the roll-up shows, found by the roles of fields alone."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from jixiao.build.described_case import DescribedYear
from jixiao.derive.described_dossier import DescribedDossier, FilledForm
from jixiao.figures import TO_MEND, Figure
from jixiao.findings import Finding, is_blocking
from jixiao.fleet.rollup_figures import MEASURES, MONEY, Figures
from jixiao.fleet.statistics import quotient, sum_known
from jixiao.fleet.unit_records import Status, UnitRow, count_findings
from jixiao.forms.read_described import DescribedReading
from jixiao.model.field_patterns import parent
from jixiao.model.form_roles import Role

_BUDGETS = {
    "initial_budget": Role.INITIAL_BUDGET,
    "full_year_budget": Role.FULL_YEAR_BUDGET,
    "outturn": Role.OUTTURN,
}
_YUAN_TO_TEN_THOUSAND = -4


def make_described_row(unit: str, opened: DescribedYear, findings: Iterable[Finding], *, built: bool) -> UnitRow:
    """Return the row of a unit on described sets; without figures where its data could not be read."""
    findings = list(findings)
    status = Status.FLAWED if is_blocking(findings) else Status.BUILT if built else Status.PASSED
    figures = find_figures([case.dossier for case in opened.cases])
    return count_findings(UnitRow(unit, read_unit_name(opened.reading), status, figures=figures), findings)


def read_unit_name(reading: DescribedReading) -> str:
    """Return what the unit calls itself, read out of flawed data too; "" where that cannot be read."""
    submission = reading.repaired
    name = str(submission.unit.unit_name) if submission else ""
    return "" if name == TO_MEND else name


def find_figures(dossiers: Iterable[DescribedDossier]) -> Figures:
    """Return the amount of every measure by key, money in 万元, None where no form has it; {} without a dossier.

    A form of the whole unit goes before those of its projects, whose budgets are added up; the first set goes first.
    """
    found: Figures = {}
    for dossier in dossiers:
        found = found or {measure.key: None for measure in MEASURES}
        whole = [form for form in dossier.forms if not form.form.is_per_project]
        projects = [form for form in dossier.forms if form.form.is_per_project]
        money = next((one for one in map(_money, whole) if one["outturn"] is not None), None) or _sums(projects)
        if money["outturn"] is not None and found["outturn"] is None:
            found |= money
            found["execution_rate"] = quotient(money["outturn"], money["full_year_budget"])
        if found["score"] is None:
            scores = (_only(form, Role.TOTAL_SCORE) for form in whole)
            found["score"] = next((score for score in scores if score is not None), None)
        found["projects"] = found["projects"] or Decimal(len({form.identifier for form in projects}))
    return found


def _money(form: FilledForm) -> Figures:
    return {key: _of_all(form, role) for key, role in _BUDGETS.items()}


def _of_all(form: FilledForm, role: Role) -> Decimal | None:
    """Return the amount of all money together: of several of a role, that beside the execution rate."""
    rates = {parent(one.path) for one in form.form.by_role(Role.EXECUTION_RATE)}
    fields = form.by_role(role)
    if len(fields) > 1:
        fields = [(one, value) for one, value in fields if parent(one.path) in rates]
    amounts = [_amount(value) for _, value in fields]
    if len(amounts) != 1 or amounts[0] is None:
        return None
    return amounts[0] if form.form.money == MONEY else amounts[0].scaleb(_YUAN_TO_TEN_THOUSAND)


def _only(form: FilledForm, role: Role) -> Decimal | None:
    values = form.by_role(role)
    return _amount(values[0][1]) if len(values) == 1 else None


def _amount(value: object) -> Decimal | None:
    """Return the amount of a figure; None where it is blank, 不适用, or not known yet."""
    return value.amount if isinstance(value, Figure) and value.literal is None else None


def _sums(projects: Iterable[FilledForm]) -> Figures:
    """Return what the projects' amounts come to; None where one is not known."""
    listed: dict[str, list[Decimal | None]] = {key: [] for key in _BUDGETS}
    forms = [form for form in projects if form.form.by_role(Role.OUTTURN)]
    for form in forms:
        for key, amount in _money(form).items():
            listed[key].append(amount)
    return {key: sum_known(amounts) if amounts and None not in amounts else None for key, amounts in listed.items()}
