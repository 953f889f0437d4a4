"""A Submission: everything that was entered for one year, validated and frozen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from jixiao.model.annex1 import Annex1
from jixiao.model.annex2 import Annex2
from jixiao.model.annex5 import Annex5
from jixiao.model.basic import BasicOutlay
from jixiao.model.controls import Control
from jixiao.model.filed import Filed, Restatement
from jixiao.model.final_accounts import FinalAccounts
from jixiao.model.formset import FormSet
from jixiao.model.movements import MovementReason
from jixiao.model.overrides import Override
from jixiao.model.project import Project
from jixiao.model.sources import AccountSource
from jixiao.model.unit import Unit
from jixiao.model.waivers import Waiver

if TYPE_CHECKING:
    from jixiao.model.further_fields import FurtherFields


class NumberedProject(Struct, frozen=True):
    """A project with the number and identifier that its file name gives."""

    number: int
    identifier: str
    file: str
    project: Project


class EvidenceFile(Struct, frozen=True):
    """A file of the evidence folder that may go into the package: its name, how messages show it, its size in bytes."""

    name: str
    file: str
    size: int


class Submission(Struct, frozen=True):
    """What was entered for one year.

    ``narrative`` maps the report's files to their Markdown; ``prior`` is last year: its own
    submission, its final accounts, or None where there is no data for it. ``is_open`` is whether anything in it,
    or in last year, is still to be filled in. ``further`` is what the form set asks for beside what the models hold.
    """

    year: int
    form_set: FormSet
    unit: Unit
    annex1: Annex1
    annex2: Annex2
    annex5: Annex5
    basic_outlay: BasicOutlay
    projects: tuple[NumberedProject, ...]
    narrative: Mapping[str, str]
    overrides: tuple[Override, ...]
    waivers: tuple[Waiver, ...]
    controls: tuple[Control, ...]
    movements: tuple[MovementReason, ...]
    filed: Filed | None
    restatements: tuple[Restatement, ...]
    prior: Submission | FinalAccounts | None
    evidence: tuple[EvidenceFile, ...] = ()
    is_open: bool = False
    sources: tuple[AccountSource, ...] = ()
    further: FurtherFields | None = None

    def named_evidence(self) -> tuple[EvidenceFile, ...]:
        """Return the files of the evidence folder that Annex 5 names."""
        named = {name for group in self.annex5.criteria for one in group.level2 for name in one.evidence_files}
        return tuple(file for file in self.evidence if file.name in named)
