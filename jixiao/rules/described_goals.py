"""T208 in described forms: the numbers of goals against the indicators of the same form, by their roles."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from jixiao.derive.described_dossier import DescribedDossier, FilledForm
from jixiao.figures import Figure, Text
from jixiao.findings import Finding
from jixiao.model.evaluation import Goals
from jixiao.model.form_description import Role
from jixiao.rules.contents import IndicatorForm
from jixiao.rules.described_checks import Printed, make_finding
from jixiao.rules.described_fault import DescribedFault, fault_of_breach
from jixiao.rules.described_sheets import read_sheets
from jixiao.rules.form_tables import EvaluationForm, FormCell, FormRow
from jixiao.rules.goals import hold_goals
from jixiao.rules.registry import REGISTERED


class RoleIndicator(Struct, frozen=True):
    """An indicator of a described form, with sign and unit at its target and its actual."""

    level3: Text
    target: Text
    actual: Text
    points: Figure
    score: Figure
    deviation: Text


def check_goals(dossier: DescribedDossier, printed: Printed) -> list[Finding]:
    """Return what goals say otherwise than the indicators; ``printed`` says where each path stands on paper."""
    forms = {form.label: form for form in dossier.forms}
    sheets = ((forms[sheet.where], sheet) for sheet in read_sheets(dossier))
    return [make_finding(fault, form, printed) for form, sheet in sheets for fault in _faults(form, sheet)]


def _faults(form: FilledForm, sheet: EvaluationForm) -> Iterator[DescribedFault]:
    expected, achieved = (_only(form, role) for role in (Role.GOAL, Role.ACHIEVEMENT))
    if achieved is None:
        return
    none = Text("", achieved.place, "")
    goals = Goals.model_construct(expected=expected or none, achieved=achieved)
    tree = {"": {"": tuple(map(_indicator, sheet.rows))}}
    held = IndicatorForm(form.label, file=form.file, path=sheet.path, goals=goals, tree=tree)
    for breach in hold_goals(held, str(goals.expected), str(goals.achieved)):
        about = f"{Role.ACHIEVEMENT.value} {breach.seen[0]}"
        yield fault_of_breach(REGISTERED["T208"], breach, path=achieved.path, about=about)


def _only(form: FilledForm, role: Role) -> Text | None:
    """Return the text of a role that is filled in, if there is but one; of several terms none is the year's."""
    texts = [value for _, value in form.by_role(role) if isinstance(value, Text) and value.strip() not in ("", "无")]
    return texts[0] if len(texts) == 1 else None


def _indicator(row: FormRow) -> RoleIndicator:
    return RoleIndicator(
        _text(row.level3),
        _text(row.target),
        _text(row.actual),
        points=row.points.figure,
        score=row.score.figure,
        deviation=_text(row.deviation),
    )


def _text(cell: FormCell) -> Text:
    return Text(cell.words, cell.place, cell.path, unknown=cell.unknown)
