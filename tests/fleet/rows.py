"""Rows as units leave them, made up."""

from __future__ import annotations

from decimal import Decimal

from jixiao.fleet.measures import MEASURES
from jixiao.fleet.records import Row, Status

_AMOUNTS = {one.key: Decimal(number) + Decimal("0.25") for number, one in enumerate(MEASURES, start=10)}


def row(number: int, name: str = "", *, status: Status = Status.PASSED, **figures: Decimal | None) -> Row:
    """Return a unit's row; its figures are made up but for those given."""
    made = _AMOUNTS | {"execution_rate": Decimal("0.95"), "score": Decimal("96.5")} | figures
    counts = {"error": 0, "warning": 1, "hint": 2}
    unit = f"unit-{number:05d}"
    return Row(unit, name or f"第{number}单位", status, "优", made, counts, {"C601": 1}, {"P502": 2}, {"T203": 3})


def unread(number: int) -> Row:
    """Return the row of a unit whose data could not be read."""
    counts = {"error": 1, "warning": 0, "hint": 0}
    return Row(f"unit-{number:05d}", "", Status.FLAWED, counts=counts, codes={"L001": 1}, first="L001 坏了")
