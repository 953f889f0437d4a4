"""control.yaml: totals copied from another document, only to check the data against; never printed."""

from __future__ import annotations

from jixiao.model.base import Record
from jixiao.model.scalars import Name, Prose, SignedNumber


class Control(Record):
    """The amount another document states for the figure at ``reference``, in that figure's unit."""

    reference: Name
    amount: SignedNumber
    source: Prose


class Controls(Record):
    """All control totals of a year."""

    controls: list[Control]
