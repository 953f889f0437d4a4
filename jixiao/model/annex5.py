"""annex5.yaml: the bureau's scoring sheet for the self-evaluation work."""

from __future__ import annotations

from pydantic import Field

from jixiao.model.base import Record, nothing
from jixiao.model.scalars import BlankableProse, FileName, Name, Points, Prose


class Criterion(Record):
    """One scored item; its evidence is blank where the sheet asks for none. The files lie in evidence/."""

    name: Name
    points: Points
    standard: Prose
    evidence: BlankableProse
    evidence_files: list[FileName] = Field(default_factory=nothing)


class CriteriaGroup(Record):
    """A level-1 item; its points are the sum of its criteria."""

    level1: Name
    level2: list[Criterion]


class Annex5(Record):
    """The sheet's groups in order."""

    criteria: list[CriteriaGroup]
