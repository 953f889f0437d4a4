"""description.yaml: the forms of one authority as data: which there are, what each asks for, how it is reckoned.

Where a field stands on paper its template says: the tag is its place, the words round it are its label. What kind of
value it is, what else its label is called and which role it has, this file says. A path may hold ``*`` for one step of
any name: 资金.*.年初预算数. What is said of a path itself goes before what is said of a pattern that it fits.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from jixiao.findings import Severity
from jixiao.model.base import Record, nothing
from jixiao.model.controls import ControlSource
from jixiao.model.form_roles import (
    Copies,
    FieldKind,
    FilingDuty,
    ListRole,
    ListScoring,
    MoneyUnit,
    NextYear,
    NumberSign,
    Owner,
    Presence,
    Role,
)
from jixiao.model.formset import MovementNorm, Relation
from jixiao.model.pdf_attachments import PdfAttachments
from jixiao.model.public_norms import PublicNorms
from jixiao.model.scalars import FileName, Name, OptionalDecimals, OptionalName, Points, Prose, Whole
from jixiao.source.nodes import Entries, Scalar


def no_entries() -> dict[str, Any]:
    """Return what a mapping holds that is left out."""
    return {}


class FieldDescription(Record):
    """One field, or all that a pattern stands for.

    ``synonyms`` are what its label is called beside the template's words. ``decimals`` are those a computed value is
    rounded to and printed with; of a typed one, those it may have at most.
    ``former_path`` is the path of what it was in the set that this one follows.
    """

    kind: FieldKind
    role: Role | None = None
    synonyms: list[Name] = Field(default_factory=nothing)
    measure: OptionalName = None
    decimals: OptionalDecimals = None
    sign: NumberSign = NumberSign.NOT_NEGATIVE
    choices: list[Name] = Field(default_factory=nothing)
    owner: Owner = Owner.UNIT
    presence: Presence = Presence.REQUIRED
    drawn_from: OptionalName = None
    next_year: NextYear | None = None
    former_path: OptionalName = None
    guidance: OptionalName = None


def _as_record(value: Any) -> Any:
    """Return a field of which only the kind is said as the mapping it is short for."""
    if not isinstance(value, Scalar) or value.null:
        return value
    whole = Entries(value.place, value.path)
    whole["类型"], whole.key_places["类型"] = value, value.place
    return whole


Described = Annotated[
    FieldDescription,
    BeforeValidator(_as_record),
    WithJsonSchema(
        {"anyOf": [{"$ref": "#/$defs/FieldDescription"}, {"enum": [str(kind) for kind in FieldKind]}]},
    ),
]


class FormTie(Record):
    """Two formulas that must agree, rounded to ``decimals`` where it says so."""

    name: Name
    left: Name
    relation: Relation
    right: Name
    decimals: OptionalDecimals = None
    severity: Severity
    basis: Prose


class LevelWeight(Record):
    """What the points of a level-1 or level-2 indicator, or of all, must add up to."""

    name: Name
    points: Points


class ListDescription(Record):
    """Rows that repeat: what they are, and the fields of each. ``weights`` and ``scoring`` are of indicators.

    ``unmeasured`` are level-1 and level-2 indicators whose rows have no actual: those of a process, judged as a whole.
    """

    role: ListRole = ListRole.OTHER
    scoring: ListScoring = ListScoring.JUDGED
    fields: dict[str, Described]
    weights: list[LevelWeight] = Field(default_factory=nothing)
    unmeasured: list[Name] = Field(default_factory=nothing)


class FormDescription(Record):
    """One form: its name, title, template, money unit, fields, lists, formulas and ties.

    ``label`` is what the package calls it (附件3（{序号}）). ``source_file`` is its data file in the set's folder of a
    year, or the folder of such files, one per project. ``unfilled_cells`` are those of the template that the form
    leaves empty or prints a number of its own in. ``formulas`` are by the path of the value each gives.
    """

    name: Name
    title: Name
    label: OptionalName = None
    copies: Copies = Copies.ONE
    filing: FilingDuty = FilingDuty.REQUIRED
    source_file: FileName
    template: FileName
    unfilled_cells: list[Name] = Field(default_factory=nothing)
    money_unit: MoneyUnit = MoneyUnit.TEN_THOUSAND
    fields: dict[str, Described]
    lists: dict[str, ListDescription] = Field(default_factory=no_entries)
    formulas: dict[str, Name] = Field(default_factory=no_entries)
    ties: list[FormTie] = Field(default_factory=nothing)


class Description(Record):
    """The forms of one authority and period, in the order of the package.

    ``wordings`` are labels that are called differently from place to place, each list one meaning; so are
    ``topics``, what texts call lines of the forms.
    ``template_hints`` are words of the form to whoever fills it in, which no value may hold. ``amount_places`` are the
    decimals that every amount in 万元 prints, zeros kept; None: as typed. ``movement_norms`` say how far what was spent
    on a line may be from last year's unexplained.
    """

    name: Name
    authority: Name
    applies_to: list[Whole]
    basis: Prose
    package_name: Name
    amount_places: OptionalDecimals = None
    wordings: list[list[Name]] = Field(default_factory=nothing)
    topics: list[list[Name]] = Field(default_factory=nothing)
    template_hints: list[Name] = Field(default_factory=nothing)
    pdf_attachments: PdfAttachments = PdfAttachments.NONE
    disclosure: PublicNorms = Field(default_factory=PublicNorms)
    control_sources: list[ControlSource] = Field(default_factory=nothing)
    movement_norms: list[MovementNorm] = Field(default_factory=nothing)
    forms: list[FormDescription] = Field(min_length=1)
