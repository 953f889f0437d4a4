"""forms.yaml: the form set of one authority and period: parts, weights, sections."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from jixiao.findings import Severity
from jixiao.model.base import Record
from jixiao.model.scalars import Name, Points, Prose, Whole


class PartKind(StrEnum):
    """What a part is made from."""

    FORM = "表格"
    PER_PROJECT = "每个项目一份"
    REPORT = "报告"


class Part(Record):
    """One part of the package; ``{序号}`` in its label stands for the project's number."""

    label: Name
    title: Name
    kind: PartKind
    template: Name


class Scoring(Record):
    """Weight of the execution rate and the roundings; ``basis`` is the document that sets them."""

    basis: Prose
    execution_weight: Points
    rate_places: Whole
    printed_rate_places: Whole
    score_places: Whole


class LevelOne(Record):
    """A level-1 indicator with its weight and its level-2 indicators in the form's order.

    ``printed_as`` is the cell's text with its line breaks; ``{权重}`` in it is replaced by the weight.
    """

    name: Name
    weight: Points
    printed_as: Prose
    level2: list[Name]


class OutlayClass(Record):
    """A class of project outlay and how Annex 1 prints it."""

    name: Name
    printed_as: Name


class Section(Record):
    """A section of the report that must be there; its text lies in ``source_file``."""

    title: Name
    source_file: Name


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


class Checks(Record):
    """What the rules of this authority and period ask for."""

    ties: list[Tie]


class FormSet(Record):
    """The rule book of one authority and period."""

    name: Name
    authority: Name
    applies_to: list[Whole]
    package_name: Name
    report_title: Prose
    parts: list[Part] = Field(min_length=1)
    scoring: Scoring
    indicator_system: list[LevelOne]
    outlay_classes: list[OutlayClass]
    sections: list[Section]
    attachments_file: Name
    checks: Checks
