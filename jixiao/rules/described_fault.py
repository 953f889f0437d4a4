"""What a check of described forms met, to be made a finding of."""

from __future__ import annotations

from msgspec import Struct

from jixiao.figures import Text
from jixiao.findings import Balance, Place, Severity
from jixiao.model.described_record import Value
from jixiao.rules.registry import Breach, Rule


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


def fault_of_rule(
    rule: Rule,
    *,
    path: str,
    place: Place,
    found: str,
    expected: str,
    seen: tuple[str, ...],
    about: str,
    severity: Severity | None = None,
    balance: Balance | None = None,
) -> DescribedFault:
    """Return what a rule of ours met in a described form: its words, its weight unless another is given."""
    return DescribedFault(
        rule.code,
        severity or rule.severity,
        path=path,
        place=place,
        found=found,
        expected=expected,
        remedy=rule.remedy,
        seen=seen,
        about=about,
        basis=rule.basis,
        balance=balance,
    )


def fault_of_breach(rule: Rule, breach: Breach, *, path: str, about: str) -> DescribedFault:
    """Return what a rule of ours met, as it says it itself."""
    return fault_of_rule(
        rule,
        path=path,
        place=breach.place,
        found=breach.found,
        expected=breach.expected,
        seen=breach.seen,
        about=about,
        severity=breach.severity,
    )


def place_of_value(value: Value) -> Place:
    """Return where a value was typed; of one that was computed, where the first that it rests on was."""
    if isinstance(value, Text):
        return value.place
    origin = value.source.origin
    return origin if isinstance(origin, Place) else next((place_of_value(leaf) for leaf in value.leaves()), Place(""))
