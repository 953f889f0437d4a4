"""The likely causes of what was found: each the mend that makes most of it vanish and brings nothing new.

At most ``_TRIALS`` mends are printed and judged in memory, 20 to 60 ms each for a year of usual size, fewer where a
year prints much; a typical slip needs one to three.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from jixiao.diagnosis.candidates import CandidateMend, is_far, list_mends
from jixiao.diagnosis.slips import COSTS, Slip
from jixiao.diagnosis.tried_year import Key, Retried, TriedYear, key_of
from jixiao.diagnosis.typed_figures import Figures
from jixiao.findings import Finding

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


class Cause(Struct, frozen=True):
    """A mend that makes findings vanish, by their keys, and the mends that do as well, the likeliest first."""

    mends: tuple[CandidateMend, ...]
    vanished: frozenset[Key]


class _Case(Struct):
    """A year as it stands after the mends so far, and what is still found in it."""

    year: TriedYear
    findings: Sequence[Finding]
    trials_left: int
    causes: list[Cause] = field(default_factory=list)


def find_causes(year: TriedYear, findings: Sequence[Finding]) -> list[Cause]:
    """Return the likely causes of the errors and warnings of a year, the one that explains most first."""
    case = _Case(year, findings, trials_left=min(_TRIALS, _PRINTS // (year.size + 1)))
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
    most = max(len(after.vanished) for _, after in tried)
    best = sorted((one for one in tried if len(one[1].vanished) == most), key=lambda one: one[0].cost)
    mend, after = best[0]
    alike = [other for other, one in best if one.vanished == after.vanished and other.cost <= mend.cost + _TIE]
    case.causes.append(Cause(tuple(alike[:_ALTERNATIVES]), after.vanished))
    case.year, case.findings = after.year, after.findings
    return True


def _trials(case: _Case, open_ones: Sequence[Finding]) -> Iterator[tuple[CandidateMend, Retried]]:
    """Yield the mends that make something vanish and bring nothing new, until nothing better can come."""
    figures = case.year.typed
    best: tuple[int, float] | None = None
    candidates = list_mends(case.year, open_ones)
    # Where whatever else would close a gap breaks what holds, the control total is left.
    only_control = all(_is_of_control(figures, one) for one in candidates if one.settles)
    for mend in candidates:
        if case.trials_left <= 0 or (best is not None and _is_worse(mend, best)):
            return
        if not _is_telling(figures, mend):
            continue
        case.trials_left -= 1
        after = case.year.retry(dict(mend.amounts), open_ones)
        if after is None:
            continue
        if _is_borne_out(mend, after.vanished, open_ones) or (only_control and _is_of_control(figures, mend)):
            whole = len(after.vanished) == len({key_of(finding) for finding in open_ones})
            if best is None and (whole or mend.settles):
                best = mend.closes, mend.cost
            yield mend, after


def _is_of_control(figures: Figures, mend: CandidateMend) -> bool:
    return all(path in figures.controls for path, _ in mend.amounts)


def _is_borne_out(mend: CandidateMend, vanished: frozenset[Key], open_ones: Sequence[Finding]) -> bool:
    """Return whether enough vanishes: a number that looks like no slip must explain more than one, and most of them.

    A 0 may have been left where an amount belongs if most of what does not add up does then.
    """
    sums = {key_of(finding) for finding in open_ones if finding.balance is not None}
    most = 2 * len(vanished & sums) > len(sums)
    likely = (mend.slip is Slip.LEFT_ZERO and most) or COSTS[mend.slip] <= COSTS[Slip.DIGIT]
    return (likely and mend.cost <= _LIKELY) or (len(vanished) > 1 and most)


def _is_worse(mend: CandidateMend, best: tuple[int, float]) -> bool:
    closes, cost = best
    return mend.closes < closes or mend.cost > cost + _TIE


def _is_telling(figures: Figures, mend: CandidateMend) -> bool:
    """Return whether it says something that the mend fits: an exact sum does, a limit kept only if it is near."""
    return mend.settles > 0 or (mend.slip in _BY_ITSELF and not is_far(figures, mend))
