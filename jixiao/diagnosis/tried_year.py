"""A year as judged, of which other amounts can be tried: what the search for the likely cause asks of either kind."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from jixiao.diagnosis.typed_figures import Figures
from jixiao.figures import Figure
from jixiao.findings import Balance, Finding

Key = tuple[str, str]


def key_of(finding: Finding) -> Key:
    """Return what a finding is about, whatever the values it met."""
    return finding.code, finding.subject or f"{finding.place.file} {finding.found}"


class TriedYear(ABC):
    """A year as judged, which can be judged again with other amounts."""

    @property
    @abstractmethod
    def typed(self) -> Figures:
        """The figures typed for it."""

    @property
    @abstractmethod
    def size(self) -> int:
        """How many values it prints: a trial takes longer, the more there are."""

    @abstractmethod
    def balances(self) -> Iterator[Balance]:
        """Yield what ties and control totals weigh against each other, whether it agrees or not."""

    @abstractmethod
    def last_year_of(self, path: str) -> Iterator[Figure]:
        """Yield last year's figures for a path."""

    @abstractmethod
    def retry(self, amounts: Mapping[str, Decimal], open_ones: Sequence[Finding]) -> Retried | None:
        """Return what vanishes by other amounts at some paths; None if nothing does, or something is new."""


class Retried(Struct, frozen=True):
    """What vanished of what was found, by keys, the year as it is then and what is found in it."""

    vanished: frozenset[Key]
    year: TriedYear
    findings: tuple[Finding, ...]


def compare_trial(year: TriedYear, open_ones: Iterable[Finding], judged: Sequence[Finding]) -> Retried | None:
    """Return a trial by what was found before and after it; None if nothing vanished, or something is new."""
    before = {key_of(finding) for finding in open_ones}
    if {key_of(finding) for finding in judged if finding.weighty} - before:
        return None
    vanished = frozenset(before - {key_of(finding) for finding in judged if not finding.waived})
    return Retried(vanished, year, tuple(judged)) if vanished else None
