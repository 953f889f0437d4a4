"""What a rule is: its check, and the words of it that stand in texts.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from jixiao.findings import Finding, Severity
from jixiao.rules.breach import Breach, Spot, spot_of
from jixiao.rules.described_package import ScoredPackage

__all__ = ["ARITHMETIC", "REGISTERED", "Breach", "Rule", "Spot", "rule", "spot_of"]

ARITHMETIC = "算术"

Check = Callable[[Any], Iterable[Breach]]


class Rule(Struct, frozen=True):
    """One rule: ``basis`` is its document and article, or 算术; ``example`` is a breach as one sentence.

    One that asks ``by_role`` judges packages of described forms too.
    """

    code: str
    title: str
    severity: Severity
    basis: str
    remedy: str
    example: str
    check: Check
    by_role: bool = False

    def findings(self, package: ScoredPackage) -> Iterator[Finding]:
        """Yield the rule's findings in a package."""
        for breach in self.check(package):
            yield Finding(
                self.code,
                place=breach.place,
                found=breach.found,
                expected=breach.expected,
                remedy=breach.remedy or self.remedy.replace(_THIS_YEAR, str(package.year)),
                severity=breach.severity or self.severity,
                subject=breach.subject,
                seen=breach.seen,
                printed=tuple(dict.fromkeys(breach.printed)),
                basis=self.basis,
                waivable=True,
                balance=breach.balance,
                advice=breach.advice,
            )


# What a remedy asks to be written, in the year that is judged: 已核对 2024.
_THIS_YEAR = "{本年}"
REGISTERED: dict[str, Rule] = {}
_TEXTS = tomllib.loads(Path(__file__).with_name("texts.toml").read_text("utf-8"))


def rule(code: str, severity: Severity = Severity.ERROR, *, by_role: bool = False) -> Callable[[Check], Check]:
    """Register the function below as the rule ``code``; ValueError if it is taken, KeyError if it has no words."""

    def register(check: Check) -> Check:
        if code in REGISTERED:
            raise ValueError(code)
        REGISTERED[code] = Rule(
            code, severity=severity, check=check, by_role=by_role, **{"basis": ARITHMETIC, **_TEXTS[code]}
        )
        return check

    return register
