"""What a comparison with the year before keeps of one unit: how much differs, and which figures moved most."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from jixiao.fleet.statistics import quotient
from jixiao.fleet.unit_records import Status
from jixiao.review.form_changes import ChangedPart, FormChange

if TYPE_CHECKING:
    from jixiao.review.change import Change
    from jixiao.review.review_types import Review

_MOST = 5


class MovedFigure(Struct, frozen=True):
    """One figure that moved, in 万元: what people call it and its two values as printed."""

    label: str
    old: str
    new: str
    difference: Decimal
    ratio: Decimal | None


class UnitChanges(Struct, frozen=True):
    """One unit against the year before: counts of what differs, and its figures that moved most, largest first.

    ``projects`` and ``indicators`` were added, dropped or renamed; ``first`` says why a unit could not be compared.
    """

    unit: str
    name: str
    status: Status
    entered: int = 0
    derived: int = 0
    projects: int = 0
    indicators: int = 0
    paragraphs: int = 0
    biggest: tuple[MovedFigure, ...] = ()
    first: str = ""

    @property
    def most(self) -> Decimal:
        """By how much the figure moved that moved most, 0 where none did."""
        return abs(self.biggest[0].difference) if self.biggest else Decimal(0)


def changes_of(unit: str, name: str, review: Review) -> UnitChanges:
    """Return what is kept of a unit's comparison."""
    moves = [move.what for move in review.moves]
    figures = [figure for entry in review.entered for figure in (entry, *entry.consequences)]
    derived = {figure.name for figure in [*figures, *review.derived]} - {entry.name for entry in review.entered}
    return UnitChanges(
        unit,
        name=name,
        status=Status.PASSED,
        entered=len(review.entered),
        derived=len(derived),
        projects=sum(what.startswith("项目") for what in moves),
        indicators=sum(what.startswith("指标") for what in moves),
        paragraphs=sum(not paragraph.followed for paragraph in review.paragraphs),
        biggest=tuple(_moved(figure) for figure in review.biggest[:_MOST] if figure.difference),
    )


def form_changes_of(unit: str, name: str, changes: Sequence[FormChange]) -> UnitChanges:
    """Return what is kept of the comparison of a unit on described forms, which have no report."""
    values = [change for change in changes if change.of is ChangedPart.VALUE]
    moved = sorted(_amounts_moved(values), key=lambda figure: -abs(figure.difference))
    return UnitChanges(
        unit,
        name=name,
        status=Status.PASSED,
        entered=sum(not change.computed for change in values),
        derived=sum(change.computed for change in values),
        projects=sum(change.of is ChangedPart.PROJECT for change in changes),
        indicators=sum(change.of is ChangedPart.INDICATOR for change in changes),
        biggest=tuple(moved[:_MOST]),
    )


def _amounts_moved(changes: Iterable[FormChange]) -> Iterator[MovedFigure]:
    for change in changes:
        if change.amounts is not None:
            old, new = change.amounts
            by, label = new - old, f"{change.form} {change.path}"
            yield MovedFigure(label, change.old, change.new, difference=by, ratio=quotient(by, old))


def _moved(figure: Change) -> MovedFigure:
    by = figure.difference or Decimal(0)
    return MovedFigure(figure.label, figure.old_words, figure.new_words, difference=by, ratio=figure.ratio)
