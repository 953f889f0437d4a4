"""Figures of Annex 1 that the data leave out, drawn from where a tie of the form set says that they stand too."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from msgspec import Struct

from jixiao.figures import TO_FILL_IN, Figure, Formula, Operator, total
from jixiao.findings import NOT_FILLED_IN, Finding, Place, finding_at
from jixiao.glossary import term
from jixiao.model.base import field_names
from jixiao.model.data_files import REQUIRED
from jixiao.model.entered_year import Submission
from jixiao.model.formset import FormSet, Relation

# What may be left out: the path below the file, its unit, what it stands beside.
_MAY_BE_LEFT_OUT = (
    (("supported_staff", "authorized_posts"), "人", ("supported_staff", "on_duty")),
    (("basic_adjustment", "budget"), "万元", ("procurement", "budget")),
    (("basic_adjustment", "final"), "万元", ("procurement", "final")),
)


class AnnexFigures(Struct, frozen=True):
    """The figures of Annex 1 that may be left out, typed or drawn."""

    authorized_posts: Figure
    adjustment_budget: Figure
    adjustment_final: Figure


def draw_annex_figures(submission: Submission) -> AnnexFigures:
    """Return the figures of Annex 1 that may be left out: as typed, else drawn as its ties say, else unknown."""
    return AnnexFigures(*(_drawn(submission, names, unit) for names, unit, _ in _MAY_BE_LEFT_OUT))


def list_drawable(submission: Submission) -> Iterator[str]:
    """Yield the paths of figures that were typed though they are what would be drawn."""
    for names, unit, _ in _MAY_BE_LEFT_OUT:
        typed, drawn = _at(submission.annex1, names), _from_elsewhere(submission, names, unit)
        if isinstance(typed, Figure) and not drawn.unknown and typed.amount == drawn.amount:
            yield typed.path


def _drawn(submission: Submission, names: tuple[str, ...], unit: str) -> Figure:
    typed = _at(submission.annex1, names)
    return typed if isinstance(typed, Figure) else _from_elsewhere(submission, names, unit)


def _from_elsewhere(submission: Submission, names: tuple[str, ...], unit: str) -> Figure:
    path = _path(names)
    sources = _sources(submission.form_set, path)
    figures = [figure for one in sources if (figure := find_entered(submission, one)) is not None]
    if not figures or len(figures) < len(sources) or any(figure.unit != unit for figure in figures):
        return Figure(Decimal(0), unit, Formula(Operator.ABSENT, reason="没有填写"), path, literal=TO_FILL_IN)
    return total(figures) if len(figures) > 1 else figures[0].linked(path)


def _at(record: Any, names: tuple[str, ...]) -> Any:
    for name in names:
        record = getattr(record, name)
    return record


def _path(names: tuple[str, ...]) -> str:
    return ".".join(map(term, ("annex1", *names)))


def _sources(form_set: FormSet, path: str) -> list[str]:
    """Return the paths of what a figure alone must equal by a tie of the form set; none where no tie says so."""
    for tie in form_set.checks.ties:
        sides = [str(one) for one in tie.left], [str(one) for one in tie.right]
        if tie.relation is Relation.EQUAL and [path] in sides:
            return sides[0] if sides[1] == [path] else sides[1]
    return []


def find_entered(submission: Submission, path: str) -> Figure | None:
    """Return the figure typed at a path of one of the year's files, projects apart; None where there is none."""
    first, *steps = path.split(".")
    value: Any = next((getattr(submission, file.field) for file in REQUIRED if file.path == first), None)
    for step in steps:
        value = next((getattr(value, name) for name in field_names(value.__class__) if term(name) == step), None)
    return value if isinstance(value, Figure) else None


def list_undrawn(submission: Submission) -> Iterator[Finding]:
    """Yield a place to fill in for each figure left out that the form set ties to nothing that was typed."""
    for names, unit, beside in _MAY_BE_LEFT_OUT:
        figure, neighbour = _drawn(submission, names, unit), _at(submission.annex1, beside)
        absent = isinstance(figure.origin, Formula) and figure.origin.operator is Operator.ABSENT
        if absent and figure.unknown:  # one that no form has is blank
            where, key = " › ".join(map(term, names)), term(names[-1])
            message = NOT_FILLED_IN, f"{where}：尚未填写", f"以{unit}为单位的数", f"补上“{key}: ”和它的值。"
            place = neighbour.origin if isinstance(neighbour.origin, Place) else submission.annex1.thrift_measures.place
            if place.file:  # else the lines round it are flawed and have findings of their own
                yield finding_at(place, message, subject=figure.path)
