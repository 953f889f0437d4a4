"""The working days of a year as the State Council's General Office arranges them: holidays, and days worked instead."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

_SATURDAY = 5


class ArrangedYear(Struct, frozen=True):
    """A year's arrangement: the notice it is from, its holidays by their first and last days, days worked instead."""

    notice: str
    off: tuple[tuple[date, date], ...]
    worked: tuple[date, ...]


@cache
def _arranged() -> dict[str, ArrangedYear]:
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return msgspec.convert(table, dict[str, ArrangedYear])


def is_working_day(day: date) -> bool:
    """Return whether a day is worked; of a year that is not known, whether it is one from Monday to Friday."""
    years = _arranged().values()
    if any(day in one.worked for one in years):
        return True
    is_off = any(first <= day <= last for one in years for first, last in one.off)
    return day.weekday() < _SATURDAY and not is_off


def describe_arrangement(first: int, last: int) -> Iterator[str]:
    """Yield by what the working days of some years are counted, and of which years nothing is known."""
    known = _arranged()
    years = [str(year) for year in range(first, last + 1)]
    if notices := [known[year].notice for year in years if year in known]:
        yield f"工作日按{'、'.join(notices)}"
    if unknown := [year for year in years if year not in known]:
        yield f"{'、'.join(unknown)} 年的节假日安排程序里没有，工作日是周一至周五"
