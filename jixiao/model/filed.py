"""filed.yaml: what was filed for a year, recorded by ``make file``; restatements.yaml: what was put right since."""

from __future__ import annotations

from jixiao.model.base import Record
from jixiao.model.scalars import BlankableProse, Date, Name, Prose


class FiledPart(Record):
    """One part: the digest of what it printed and of its DOCX file, SHA-256 in hexadecimal."""

    label: Name
    content_digest: Name
    file_digest: Name


class FiledFigure(Record):
    """A figure of the final accounts as it was printed; next year's 上年决算 must repeat it."""

    reference: Name
    as_filed: BlankableProse


class Filed(Record):
    """The record of one filing."""

    recorded_on: Date
    revision: BlankableProse
    data_digest: Name
    parts: list[FiledPart]
    final_figures: list[FiledFigure]


class Restatement(Record):
    """Something put right after filing: the part, what changed and why."""

    where: Name
    correction: Prose
    reason: Prose


class Restatements(Record):
    """All restatements of a year."""

    restatements: list[Restatement]
