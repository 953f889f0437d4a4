"""movements.yaml: why figures moved as much as they did since last year."""

from __future__ import annotations

from jixiao.model.base import Record
from jixiao.model.scalars import Name, Prose


class MovementReason(Record):
    """The reason for the move of the figure at ``reference`` since last year."""

    reference: Name
    reason: Prose


class Movements(Record):
    """All reasons of a year."""

    movement_reasons: list[MovementReason]
