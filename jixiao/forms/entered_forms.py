"""What a unit entered in the forms of described sets: values by path, rows of lists, each form with its file."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from jixiao.forms.described_set import DescribedForm, DescribedSet
from jixiao.model.controls import Control
from jixiao.model.described_record import Value
from jixiao.model.entered_year import EvidenceFile
from jixiao.model.filed import Filed, Restatement
from jixiao.model.movements import MovementReason
from jixiao.model.overrides import Override
from jixiao.model.unit import DescribedUnit
from jixiao.model.waivers import Waiver

Row = Mapping[str, Value]


class EnteredForm(Struct, frozen=True):
    """One filled-in form: of a project its number and identifier, its file, what its values' paths begin with.

    ``values`` are by path in the form, those of a list row by row and by column; what was left out is not there.
    """

    form: DescribedForm
    file: str
    prefix: str
    values: Mapping[str, Value]
    rows: Mapping[str, tuple[Row, ...]]
    number: int = 0
    identifier: str = ""


class EnteredSet(Struct, frozen=True):
    """A described set with its forms as filled in, in the order of the package."""

    described: DescribedSet
    forms: tuple[EnteredForm, ...]


class DescribedSubmission(Struct, frozen=True):
    """What was entered for a year on described sets, by the sets' names, the year's own first.

    ``prior`` is last year on the same sets, as far as it is there and a formula asks for it.
    """

    year: int
    unit: DescribedUnit
    sets: Mapping[str, EnteredSet]
    prior: Mapping[str, EnteredSet]
    overrides: tuple[Override, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    filed: Filed | None = None
    restatements: tuple[Restatement, ...] = ()
    controls: tuple[Control, ...] = ()
    movements: tuple[MovementReason, ...] = ()
    evidence: tuple[EvidenceFile, ...] = ()
    is_open: bool = False
