"""What is kept of one unit: a row of figures and counts, its findings, and until when they hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from jixiao.build.steps import Derived, Read
from jixiao.findings import Finding, Severity, is_blocking
from jixiao.fleet.rollup_figures import Figures, figures_of
from jixiao.rules.scores import grade_of


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

    def as_json(self) -> dict[str, Any]:
        """Return the row as plain values; amounts as texts, exact."""
        return {
            "unit": self.unit,
            "name": self.name,
            "status": self.status.value,
            "grade": self.grade,
            "figures": {key: None if amount is None else format(amount, "f") for key, amount in self.figures.items()},
            "counts": dict(self.counts),
            "codes": dict(self.codes),
            "hints": dict(self.hints),
            "waived": dict(self.waived),
            "first": self.first,
        }


def row_of(unit: str, name: str, case: Read, findings: Iterable[Finding], *, built: bool) -> UnitRow:
    """Return the row of a unit that could be opened."""
    findings = list(findings)
    status = Status.FLAWED if is_blocking(findings) else Status.BUILT if built else Status.PASSED
    if not isinstance(case, Derived):
        return counted(UnitRow(unit, name, status), findings)
    figures = figures_of(case.dossier)
    score = figures["score"]
    grade = None if score is None else grade_of(score, case.dossier.form_set.scoring.grades)
    return counted(UnitRow(unit, name=name, status=status, grade=grade or "", figures=figures), findings)


def counted(row: UnitRow, findings: Iterable[Finding]) -> UnitRow:
    """Return the row with its findings counted."""
    findings = list(findings)
    standing = [one for one in findings if not one.waived]
    counts = Counter(one.severity for one in standing)
    return replace(
        row,
        counts={severity.name.lower(): counts[severity] for severity in Severity},
        codes=_by_code(one for one in standing if one.severity is not Severity.HINT),
        hints=_by_code(one for one in standing if one.severity is Severity.HINT),
        waived=_by_code(one for one in findings if one.waived),
        first=next((f"{one.code} {one.place}：{one.found}" for one in standing if one.severity is Severity.ERROR), ""),
    )


def _by_code(findings: Iterable[Finding]) -> dict[str, int]:
    return dict(sorted(Counter(one.code for one in findings).items()))


def holds_until(case: Read, today: date) -> date | None:
    """Return the last day on which a check of the same data gives the same: when its next waiver expires."""
    submission = case.reading.submission
    days = [one.until.value for one in submission.waivers] if submission else []
    return min((day for day in days if day >= today), default=None)
