"""What a rule is, and the list of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from jixiao.findings import Balance, Finding, Place, Severity

if TYPE_CHECKING:
    from jixiao.rules.printed_package import PrintedPackage

ARITHMETIC = "算术"


class _RuleWords(Struct, frozen=True):
    subject: str
    place: Place
    found: str
    expected: str
    printed: tuple[str, ...] = ()
    severity: Severity | None = None


class Breach(_RuleWords, frozen=True, kw_only=True):
    """What a rule met: the line of data, what is there, what should be, where it shows on paper.

    ``subject`` names the matter for waivers, ``seen`` the values met, numbers without trailing zeros: neither
    changes with wording, line numbers or positions on paper. ``severity`` replaces the rule's own where a breach
    weighs less (a rounding difference). ``balance`` are the figures that do not agree, where there are several.
    """

    seen: tuple[str, ...]
    balance: Balance | None = None


Check = Callable[["PrintedPackage"], Iterable[Breach]]


class Rule(Struct, frozen=True):
    """One rule: ``basis`` is its document and article, or 算术; ``example`` is a breach as one sentence."""

    code: str
    title: str
    severity: Severity
    basis: str
    remedy: str
    example: str
    check: Check

    def findings(self, book: PrintedPackage) -> Iterator[Finding]:
        """Yield the rule's findings in a book."""
        for breach in self.check(book):
            yield Finding(
                self.code,
                place=breach.place,
                found=breach.found,
                expected=breach.expected,
                remedy=self.remedy,
                severity=breach.severity or self.severity,
                subject=breach.subject,
                seen=breach.seen,
                printed=breach.printed,
                basis=self.basis,
                waivable=True,
                balance=breach.balance,
            )


_RULES: dict[str, Rule] = {}


def rule(
    code: str, title: str, *, severity: Severity = Severity.ERROR, basis: str = ARITHMETIC, remedy: str, example: str
) -> Callable[[Check], Check]:
    """Register the function below as the rule ``code``; ValueError if the code is taken."""

    def register(check: Check) -> Check:
        if code in _RULES:
            raise ValueError(code)
        _RULES[code] = Rule(
            code, title=title, severity=severity, basis=basis, remedy=remedy, example=example, check=check
        )
        return check

    return register


def list_registered() -> list[Rule]:
    """Return the rules of the modules imported so far, in the order of the codes."""
    return [_RULES[code] for code in sorted(_RULES)]
