"""What a check of described forms met, to be made a finding of."""

from __future__ import annotations

from msgspec import Struct

from jixiao.figures import Text
from jixiao.findings import Balance, Place, Severity
from jixiao.model.described_record import Value


class DescribedFault(Struct, frozen=True):
    """What a check met: its code, weight, the value at fault and its path, words, and what the figures miss."""

    code: str
    severity: Severity
    path: str
    place: Place
    found: str
    expected: str
    remedy: str
    seen: tuple[str, ...]
    about: str = ""
    basis: str = ""
    balance: Balance | None = None


def place_of_value(value: Value) -> Place:
    """Return where a value was typed; of one that was computed, where the first that it rests on was."""
    if isinstance(value, Text):
        return value.place
    origin = value.source.origin
    return origin if isinstance(origin, Place) else next((place_of_value(leaf) for leaf in value.leaves()), Place(""))
