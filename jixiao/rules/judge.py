"""All rules over one package, less what waivers let stand, and all that reporters show of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from jixiao.findings import Finding, Severity
from jixiao.model.waivers import Waiver
from jixiao.rules.catalogue import all_rules
from jixiao.rules.claim_reading import ClaimsRead, count_claims
from jixiao.rules.printed_package import PrintedPackage
from jixiao.rules.registry import Rule
from jixiao.rules.reported_year import read_reported_year
from jixiao.rules.rescoring import Rescored, rescore
from jixiao.rules.waiving import apply_waivers

# Called between two rules; what it raises ends the judging.
Pause = Callable[[], None]


class RuleResult(Struct, frozen=True):
    """What became of one rule: how many of its findings stand open, how many are waived."""

    rule: Rule
    standing: int
    waived: int


class Judgement(Struct, frozen=True):
    """All that judging a year came to: reporters show it, none of them computes.

    ``results`` are of every rule, by code; ``parts`` the names of the parts in the order they are printed. ``rescored``
    and ``claims`` are None for described forms, which our rules do not know.
    """

    findings: tuple[Finding, ...]
    results: tuple[RuleResult, ...]
    rescored: Rescored | None
    parts: tuple[str, ...]
    waivers: tuple[Waiver, ...]
    claims: ClaimsRead | None = None


def judge(package: PrintedPackage, today: date, pause: Pause = lambda: None) -> Judgement:
    """Return every finding of every rule, those a waiver covers with its reason, and all that follows from them.

    Stale waivers are findings. ``pause`` is called before each rule; what it raises ends the judging.
    """
    rules, waivers = all_rules(), tuple(package.submission.waivers)
    found: list[Finding] = []
    for rule in rules:
        pause()
        found += rule.findings(package)
    # What is still to be filled in may yet bring back what a waiver is about.
    findings = apply_waivers(found, waivers, today, stale=not package.submission.is_open)
    findings = _settled(findings) if _is_filed(package, findings) else findings
    parts = tuple(dict.fromkeys(printed.where.partition(" ")[0] for printed in package.prints))
    return Judgement(
        tuple(findings),
        results=tuple(_results(rules, findings)),
        rescored=rescore(package, findings),
        parts=parts,
        waivers=waivers,
        claims=count_claims(read_reported_year(package)),
    )


def _results(rules: Iterable[Rule], findings: Iterable[Finding]) -> Iterator[RuleResult]:
    standing = Counter(finding.code for finding in findings if not finding.waived)
    waived = Counter(finding.code for finding in findings if finding.waived)
    for rule in rules:
        yield RuleResult(rule, standing[rule.code], waived[rule.code])


STANDS_AS_FILED = "已经报送，照原件列报"
# Names and private matters are looked at before publication, which may come later.
_BEFORE_PUBLICATION = ("G801", "G802", "G803")


def _is_filed(package: PrintedPackage, findings: Iterable[Finding]) -> bool:
    """Return whether a year stands as it was filed: printed so by overrides, or recorded and not changed since."""
    changed = any(finding.code == "Y103" and not finding.waived for finding in findings)
    return bool(package.submission.overrides) or (package.submission.filed is not None and not changed)


def _settled(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings of a year that stands as filed: its hints are kept, but nobody can act on them any more."""
    return [
        replace(finding, waived=STANDS_AS_FILED)
        if finding.severity is Severity.HINT and not finding.waived and finding.code not in _BEFORE_PUBLICATION
        else finding
        for finding in findings
    ]
