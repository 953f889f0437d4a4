"""What is kept of one unit: a row of figures and counts, its findings, and until when they hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from msgspec import Struct, field
from msgspec.structs import asdict, replace

from jixiao.build.steps import Derived, Read
from jixiao.findings import Finding, Severity, is_blocking
from jixiao.fleet.rollup_figures import Figures, figures_of
from jixiao.forms.read_described import DescribedReading
from jixiao.rules.scores import grade_of
from jixiao.submission.year_reading import YearReading


class Status(StrEnum):
    """What became of a unit; FLAWED has errors in its data, FAILED could not be worked on."""

    BUILT = "已生成"
    PASSED = "通过"
    FLAWED = "有错误"
    FAILED = "未完成"

    @property
    def clean(self) -> bool:
        """Whether nothing stands in the way of such a unit."""
        return self in (Status.BUILT, Status.PASSED)


class UnitRow(Struct, frozen=True):
    """One unit in the roll-up: ``unit`` is its folder, ``name`` what it calls itself, "" where that is not known.

    ``figures`` are empty where its data could not be read. ``counts`` are open findings by severity; ``codes`` open
    errors and warnings by code, ``hints`` open hints, ``waived`` what is waived; ``first`` is the first error in words.
    """

    unit: str
    name: str
    status: Status
    grade: str = ""
    figures: Figures = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    codes: Mapping[str, int] = field(default_factory=dict)
    hints: Mapping[str, int] = field(default_factory=dict)
    waived: Mapping[str, int] = field(default_factory=dict)
    first: str = ""

    @property
    def waivers(self) -> int:
        """How many findings are waived."""
        return sum(self.waived.values())


def as_plain(value: Any) -> Any:
    """Return a record as plain values for programs; amounts as texts, exact."""
    if isinstance(value, Struct):
        return as_plain(asdict(value))
    if isinstance(value, Mapping):
        return {key: as_plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [as_plain(item) for item in value]
    return format(value, "f") if isinstance(value, Decimal) else value


def row_of(unit: str, name: str, case: Read, findings: Iterable[Finding], *, built: bool) -> UnitRow:
    """Return the row of a unit that could be opened."""
    findings = list(findings)
    status = Status.FLAWED if is_blocking(findings) else Status.BUILT if built else Status.PASSED
    if not isinstance(case, Derived):
        return count_findings(UnitRow(unit, name, status), findings)
    figures = figures_of(case.dossier)
    score = figures["score"]
    grade = None if score is None else grade_of(score, case.dossier.form_set.scoring.grades)
    return count_findings(UnitRow(unit, name=name, status=status, grade=grade or "", figures=figures), findings)


def count_findings(row: UnitRow, findings: Iterable[Finding]) -> UnitRow:
    """Return the row with its findings counted."""
    findings = list(findings)
    standing = [finding for finding in findings if not finding.waived]
    counts = Counter(finding.severity for finding in standing)
    errors = (finding for finding in standing if finding.severity is Severity.ERROR)
    return replace(
        row,
        counts={severity.name.lower(): counts[severity] for severity in Severity},
        codes=_by_code(finding for finding in standing if finding.severity is not Severity.HINT),
        hints=_by_code(finding for finding in standing if finding.severity is Severity.HINT),
        waived=_by_code(finding for finding in findings if finding.waived),
        first=next((f"{error.code} {error.place}：{error.found}" for error in errors), ""),
    )


def _by_code(findings: Iterable[Finding]) -> dict[str, int]:
    return dict(sorted(Counter(finding.code for finding in findings).items()))


def holds_until(reading: YearReading | DescribedReading, today: date) -> date | None:
    """Return the last day on which a check of the same data gives the same: when its next waiver expires."""
    submission = reading.submission
    days = [waiver.until.value for waiver in submission.waivers] if submission else []
    return min((day for day in days if day >= today), default=None)
