"""The likely causes of what was found: each the mend that makes most of it vanish and brings nothing new.

At most ``_TRIALS`` mends are printed and judged in memory, 20 to 60 ms each for a year of usual size, fewer where a
year prints much; a typical slip needs one to three.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct, field

from jixiao.derive.derivation import derive
from jixiao.diagnosis.candidates import CandidateMend, Figures, is_far, list_figures, list_mends
from jixiao.diagnosis.rejudging import reprint, with_amounts
from jixiao.diagnosis.slips import COSTS, Slip
from jixiao.findings import Finding
from jixiao.model.entered_year import Submission
from jixiao.render.parts import RenderFolders
from jixiao.rules.catalogue import all_rules
from jixiao.rules.printed_package import PrintedPackage
from jixiao.rules.waiving import apply_waivers

_TRIALS = 14
# Values printed in all trials together: a year of usual size prints some 900.
_PRINTS = 20_000
_CAUSES = 3
_ALTERNATIVES = 3
# Mends that cost so little more than the best are named beside it.
_TIE = 0.35
# What costs more must explain more than one finding.
_LIKELY = 2.5
# What can be seen without a sum that comes out right: everything else fits too easily.
_BY_ITSELF = (Slip.YUAN, Slip.POINT, Slip.TEN_THOUSAND, Slip.SIGN, Slip.COLUMNS)

Key = tuple[str, str]
# What vanishes by a mend, and the year as it is then and what is found in it.
Outcome = tuple[frozenset[Key], tuple[PrintedPackage, list[Finding]]]


class Cause(Struct, frozen=True):
    """A mend that makes findings vanish, by their keys, and the mends that do as well, the likeliest first."""

    mends: tuple[CandidateMend, ...]
    vanished: frozenset[Key]


class _Case(Struct):
    """A year as it stands after the mends so far, and what is still found in it."""

    book: PrintedPackage
    findings: list[Finding]
    folders: RenderFolders
    today: date
    trials_left: int
    causes: list[Cause] = field(default_factory=list)


def key_of(finding: Finding) -> Key:
    """Return what a finding is about, whatever the values it met."""
    return finding.code, finding.subject or f"{finding.place.file} {finding.found}"


def find_causes(book: PrintedPackage, findings: Sequence[Finding], folders: RenderFolders, today: date) -> list[Cause]:
    """Return the likely causes of the errors and warnings of a year, the one that explains most first."""
    trials = min(_TRIALS, _PRINTS // (len(book.prints) + 1))
    case = _Case(book, list(findings), folders, today=today, trials_left=trials)
    while len(case.causes) < _CAUSES and case.trials_left > 0:
        if not _find_another(case):
            break
    return case.causes


def _find_another(case: _Case) -> bool:
    """Add the likeliest cause of what is left, and go on from the year mended; return False if there is none."""
    open_ones = [finding for finding in case.findings if finding.weighty]
    if not any(finding.balance for finding in open_ones):
        return False
    tried = list(_trials(case, open_ones))
    if not tried:
        return False
    most = max(len(vanished) for _, vanished, _ in tried)
    best = sorted((one for one in tried if len(one[1]) == most), key=lambda one: one[0].cost)
    mend, vanished, after = best[0]
    alike = [other for other, gone, _ in best if gone == vanished and other.cost <= mend.cost + _TIE]
    case.causes.append(Cause(tuple(alike[:_ALTERNATIVES]), vanished))
    case.book, case.findings = after
    return True


def _trials(case: _Case, open_ones: Sequence[Finding]) -> Iterator[tuple[CandidateMend, *Outcome]]:
    """Yield the mends that make something vanish and bring nothing new, until nothing better can come."""
    figures = list_figures(case.book)
    best: tuple[int, float] | None = None
    candidates = list_mends(case.book, open_ones)
    # Where whatever else would close a gap breaks what holds, the control total is left.
    only_control = all(_is_of_control(figures, one) for one in candidates if one.settles)
    for mend in candidates:
        if case.trials_left <= 0 or (best is not None and _is_worse(mend, best)):
            return
        if not _is_telling(figures, mend):
            continue
        case.trials_left -= 1
        submission = with_amounts(case.book, dict(mend.amounts))
        outcome = try_submission(case.book, submission, open_ones, folders=case.folders, today=case.today)
        if outcome is None:
            continue
        if _is_borne_out(mend, outcome[0], open_ones) or (only_control and _is_of_control(figures, mend)):
            whole = len(outcome[0]) == len({key_of(finding) for finding in open_ones})
            if best is None and (whole or mend.settles):
                best = mend.closes, mend.cost
            yield mend, *outcome


def _is_of_control(figures: Figures, mend: CandidateMend) -> bool:
    return all(path in figures.controls for path, _ in mend.amounts)


def _is_borne_out(mend: CandidateMend, vanished: frozenset[Key], open_ones: Sequence[Finding]) -> bool:
    """Return whether enough vanishes: a number that looks like no slip must explain more than one, and most of them."""
    sums = {key_of(finding) for finding in open_ones if finding.balance is not None}
    likely = mend.slip is Slip.LEFT_ZERO or COSTS[mend.slip] <= COSTS[Slip.DIGIT]
    return (likely and mend.cost <= _LIKELY) or (len(vanished) > 1 and 2 * len(vanished & sums) > len(sums))


def _is_worse(mend: CandidateMend, best: tuple[int, float]) -> bool:
    closes, cost = best
    return mend.closes < closes or mend.cost > cost + _TIE


def _is_telling(figures: Figures, mend: CandidateMend) -> bool:
    """Return whether it says something that the mend fits: an exact sum does, a limit kept only if it is near."""
    return mend.settles > 0 or (mend.slip in _BY_ITSELF and not is_far(figures, mend))


def try_submission(
    book: PrintedPackage, submission: Submission, open_ones: Sequence[Finding], *, folders: RenderFolders, today: date
) -> Outcome | None:
    """Return what vanishes by data typed otherwise and the year then; None if nothing does, or something is new."""
    year = reprint(submission, derive(submission), folders, book.sources)
    if year is None:
        return None
    accusing = {finding.code for finding in open_ones}
    codes = {rule.code for rule in all_rules()}
    before = {key_of(finding) for finding in open_ones}
    at_once = [*year.findings, *year.ask(rule for rule in all_rules() if rule.code in accusing)]
    still = {key_of(finding) for finding in at_once}
    # Waivers that cover nothing are found by code only once all has been judged.
    if not any(key not in still for key in before if key[0] in codes or key[0].startswith("O")):
        return None
    rest = year.ask(rule for rule in all_rules() if rule.code not in accusing)
    others = set(year.findings)
    found = [*(finding for finding in at_once if finding not in others), *rest]
    judged = [*year.findings, *apply_waivers(found, submission.waivers, today)]
    if {key_of(finding) for finding in judged if finding.weighty} - before:
        return None
    vanished = frozenset(before - {key_of(finding) for finding in judged if not finding.waived})
    return (vanished, (year.book, judged)) if vanished else None
