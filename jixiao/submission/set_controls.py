"""Control totals that nobody types: a form set says which cell of the accounts states which figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jixiao.accounts.ledger import Ledger
from jixiao.model.controls import Control, ControlSource, make_control


def list_set_controls(ledger: Ledger, sources: Iterable[ControlSource], places: int | None) -> Iterator[Control]:
    """Yield the control totals that a year's workbooks state for a form set, money rounded to so many places.

    A source that the year does not list, and a cell without a sure number, give none; ``make sources`` shows which.
    """
    for source in sources:
        if source.reference.unknown or source.drawn_from.unknown:
            continue
        cell = ledger.draw_control(str(source.reference), source.drawn_from, places)
        control = make_control(source, cell) if cell is not None else None
        if control is not None:
            yield control
