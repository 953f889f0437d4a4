"""What a comparison with the year before keeps of one unit: how much differs, and which figures moved most."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from msgspec import Struct, structs

from jixiao.fleet.unit_records import Status

if TYPE_CHECKING:
    from jixiao.review.review_types import FigureChange, Review

_MOST = 5


class Moved(Struct, frozen=True):
    """One figure that moved, in 万元: what people call it and its two values as printed."""

    label: str
    old: str
    new: str
    difference: Decimal
    ratio: Decimal | None

    def as_json(self) -> dict[str, Any]:
        """Return plain values; amounts as texts, exact."""
        ratio = None if self.ratio is None else format(self.ratio, "f")
        return {**structs.asdict(self), "difference": format(self.difference, "f"), "ratio": ratio}


class Shift(Struct, frozen=True):
    """One unit against the year before: counts of what differs, and its figures that moved most, largest first.

    ``projects`` and ``indicators`` came, went or were renamed; ``first`` says why a unit could not be compared.
    """

    unit: str
    name: str
    status: Status
    entered: int = 0
    derived: int = 0
    projects: int = 0
    indicators: int = 0
    paragraphs: int = 0
    biggest: tuple[Moved, ...] = ()
    first: str = ""

    @property
    def most(self) -> Decimal:
        """By how much the figure moved that moved most, 0 where none did."""
        return abs(self.biggest[0].difference) if self.biggest else Decimal(0)

    def as_json(self) -> dict[str, Any]:
        """Return plain values."""
        counts = {name: getattr(self, name) for name in _COUNTS}
        named = {"unit": self.unit, "name": self.name, "status": self.status.value}
        return {**named, **counts, "biggest": [one.as_json() for one in self.biggest]}


_COUNTS = ("entered", "derived", "projects", "indicators", "paragraphs")


def shift_of(unit: str, name: str, review: Review) -> Shift:
    """Return what is kept of a unit's comparison."""
    moves = [one.what for one in review.moves]
    figures = [figure for one in review.entered for figure in (one.figure, *one.consequences)]
    derived = {one.name for one in [*figures, *review.derived]} - {one.figure.name for one in review.entered}
    return Shift(
        unit,
        name=name,
        status=Status.PASSED,
        entered=len(review.entered),
        derived=len(derived),
        projects=sum(what.startswith("项目") for what in moves),
        indicators=sum(what.startswith("指标") for what in moves),
        paragraphs=sum(not one.followed for one in review.paragraphs),
        biggest=tuple(_moved(one) for one in review.biggest[:_MOST] if one.difference),
    )


def _moved(one: FigureChange) -> Moved:
    return Moved(
        one.label, old=one.old_words, new=one.new_words, difference=one.difference or Decimal(0), ratio=one.ratio
    )
