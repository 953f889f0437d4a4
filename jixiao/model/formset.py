"""forms.yaml: the form set of one authority and period: parts, weights, sections."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field

from jixiao.figures import Text
from jixiao.findings import Place, Severity
from jixiao.model.base import Record, nothing
from jixiao.model.controls import ControlSource
from jixiao.model.norms import CompletenessNorms, MagnitudeNorms, PersonNorms, ScoreNorms, WritingNorms
from jixiao.model.pdf_attachments import PdfAttachments
from jixiao.model.public_norms import PublicNorms
from jixiao.model.scalars import (
    BlankablePoints,
    Decimals,
    FileName,
    Name,
    OptionalDecimals,
    OptionalName,
    Points,
    Prose,
    Reads,
    Whole,
    take_scalar,
)
from jixiao.model.schemes import AtMostScoring, EqualScoring, Grade, QualityBand, ScoreStep
from jixiao.model.wanted_number import refuse
from jixiao.source.nodes import Flawed


def _month_day(value: Any) -> tuple[int, int]:
    if isinstance(value, Flawed):
        return 12, 31
    scalar = take_scalar(value, "月-日")
    match = re.fullmatch(r"([0-9]{1,2})(?:-|/|月)([0-9]{1,2})日?", scalar.strip())
    try:
        day = date(2000, int(match[1]), int(match[2])) if match else None
    except ValueError:
        day = None
    if day is None:
        raise refuse("M012", f"“{scalar}”不是月和日", "月-日，如 07-31", "按“月-日”改写。")
    return day.month, day.day


MonthDay = Annotated[tuple[int, int], Reads(_month_day, {"type": "string"})]


class PartKind(StrEnum):
    """What a part is made from."""

    FORM = "表格"
    PER_PROJECT = "每个项目一份"
    REPORT = "报告"


class Part(Record):
    """One part of the package; ``{序号}`` in its label stands for the project's number.

    ``unfilled_cells`` are those that the form leaves empty or prints a number of its own in: 表1 第5行第6-8格.
    """

    label: Name
    title: Name
    kind: PartKind
    template: FileName
    unfilled_cells: list[Name] = Field(default_factory=nothing)


class Scoring(Record):
    """How scores are reckoned; ``basis`` is the document that sets it.

    The execution rate scores in proportion, or by ``execution_steps`` where there are any.
    """

    basis: Prose
    execution_weight: Points
    execution_steps: list[ScoreStep] = Field(default_factory=nothing)
    rate_places: Decimals
    printed_rate_places: Decimals
    score_places: Decimals
    indicator_places: Decimals
    equal_scoring: EqualScoring
    at_most_scoring: AtMostScoring
    quality_bands: list[QualityBand]
    grades: list[Grade]


class LevelOne(Record):
    """A level-1 indicator with its weight and its level-2 indicators in the form's order.

    A blank weight is the unit's to choose. ``printed_as`` is the cell's text with its line breaks;
    ``{权重}`` in it is replaced by the weight, or by the points given where it is blank.
    """

    name: Name
    weight: BlankablePoints
    printed_as: Prose
    level2: list[Name]


class OutlayClass(Record):
    """A class of project outlay and how Annex 1 prints it; ``former_names`` are those of earlier years' form sets."""

    name: Name
    printed_as: Name
    former_names: list[Name] = Field(default_factory=nothing)


class DiscontinuedProjects(StrEnum):
    """How Annex 1 shows last year's final accounts of projects that go on no more: on lines, or in a class's note."""

    LINES = "单独列行"
    NOTE = "并入类别并加注"


class Section(Record):
    """A section of the report that must be there; its text lies in ``source_file``."""

    title: Name
    source_file: FileName


class Relation(StrEnum):
    """How the two sides of a tie stand to each other."""

    EQUAL = "等于"
    AT_MOST = "不大于"
    AT_LEAST = "不小于"


class Tie(Record):
    """Figures that must agree: the sum of the left paths against the sum of the right ones, as printed."""

    name: Name
    left: list[Name] = Field(min_length=1)
    relation: Relation
    right: list[Name] = Field(min_length=1)
    severity: Severity
    basis: Prose


class Limit(Record):
    """What a topic is measured by, as the report calls it: 编制, 预算总额."""

    aliases: list[Name] = Field(min_length=1)
    reference: Name


class Topic(Record):
    """A matter the report speaks of by one of its ``aliases``: its figure, last year's, and its limits by path."""

    aliases: list[Name] = Field(min_length=1)
    reference: Name
    prior: OptionalName = None
    limits: list[Limit] = Field(default_factory=nothing)


class FilingDeadline(Record):
    """The last day of filing in the year after the reported one."""

    last_day: MonthDay
    basis: Prose


class MovementNorm(Record):
    """How far a figure below ``scope`` may move in a year unexplained: in 万元 and in per cent, both exceeded."""

    scope: Name
    absolute: Points
    relative: Points


class Checks(Record):
    """What the rules of this authority and period ask for.

    ``unassigned_other_funds`` is how much it weighs that Annex 2 has other funds that no project has; absent, nothing.
    """

    ties: list[Tie]
    completeness: CompletenessNorms
    score_checks: ScoreNorms
    writing: WritingNorms
    persons: PersonNorms
    topics: list[Topic] = Field(default_factory=nothing)
    movement_norms: list[MovementNorm] = Field(default_factory=nothing)
    magnitude: MagnitudeNorms = Field(default_factory=MagnitudeNorms)
    plain_numbers: list[Name] = Field(default_factory=nothing)
    filing_deadline: FilingDeadline | None = None
    unassigned_other_funds: Severity | None = None


class LeftOutValues(Record):
    """How the cells of indicators of the whole budget are worded where the data leave them out.

    {全年预算数} and {全年执行数} stand for the form's own funds. What is blank is not derived.
    """

    budget_target: OptionalName = Field(default_factory=lambda: Text("≤{全年预算数}万元", Place(""), ""))
    budget_actual: OptionalName = Field(default_factory=lambda: Text("{全年执行数}万元", Place(""), ""))


class FormSet(Record):
    """The rule book of one authority and period.

    ``amount_places`` are the decimals that every amount of money prints, zeros kept; None: as typed.
    """

    name: Name
    authority: Name
    applies_to: list[Whole]
    package_name: Name
    amount_places: OptionalDecimals = None
    report_title: Prose
    parts: list[Part] = Field(min_length=1)
    scoring: Scoring
    indicator_system: list[LevelOne]
    outlay_classes: list[OutlayClass]
    discontinued_projects: DiscontinuedProjects = DiscontinuedProjects.LINES
    sections: list[Section] = Field(max_length=99)
    attachments_file: FileName
    control_sources: list[ControlSource] = Field(default_factory=nothing)
    left_out_values: LeftOutValues = Field(default_factory=LeftOutValues)
    pdf_attachments: PdfAttachments = PdfAttachments.NONE
    disclosure: PublicNorms = Field(default_factory=PublicNorms)
    checks: Checks
