"""What a form set asks of completeness, scores, writing and the privacy of persons."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from jixiao.figures import Text
from jixiao.findings import Place, Severity
from jixiao.glossary import term
from jixiao.model.base import Record, nothing
from jixiao.model.scalars import BlankablePercent, Name, OptionalWhole, Points


class SelfCheckSubject(StrEnum):
    """What of the scoring sheet can be scored without a person's judgement."""

    SECTIONS = "报告正文齐全"
    ATTACHMENTS = "报告附件齐全"
    WEIGHTS = "权重符合规定"
    LEVEL3 = "细化到三级指标"


class SelfCheck(Record):
    """Points of one item of the scoring sheet for ``about``.

    ``deduction`` is lost for each thing missing; where it is absent the points are lost in proportion.
    """

    criterion: Name
    about: SelfCheckSubject
    points: Points
    deduction: OptionalWhole = None


class MandatoryCell(Record):
    """A cell, by the name its values bear, that must not be left blank, and how much it weighs if it is."""

    cell: Name
    severity: Severity


class CompletenessNorms(Record):
    """Sections in which 无 is enough, sections that tell of every project, level-2 indicators that may be left out.

    ``mandatory_cells`` may be left out; amounts, indicators and their values are wanted in any case.
    ``sheet_total`` is what the points of the scoring sheet add up to; absent where nobody says.
    """

    sections_may_be_none: list[Name]
    sections_with_projects: list[Name]
    optional_level2: list[Name]
    self_checks: list[SelfCheck]
    sheet_total: OptionalWhole = None
    mandatory_cells: list[MandatoryCell] = Field(default_factory=nothing)


class Threshold(Record):
    """A line in per cent beyond which an explanation is wanted; none is wanted where it is blank."""

    line: BlankablePercent
    severity: Severity


class ScoreNorms(Record):
    """How much faults in scores weigh, and the words by which indicators of a kind are known.

    ``budget_indicators`` name the indicator of the whole budget; ``cost_level2`` are the level-2 indicators whose
    unsigned amounts of money are limits; ``reverse_words`` mark what is better the lower it is.
    ``capped_rates`` name rates that cannot exceed 100 %; those of satisfaction never can.
    """

    above_hundred: Severity
    low_execution: Threshold
    misjudged: Severity
    overshoot: Threshold
    budget_indicators: list[Name]
    cost_level2: list[Name]
    reverse_words: list[Name]
    unfinished_words: list[Name]
    capped_rates: list[Name] = Field(default_factory=nothing)


class LimitedColumn(Record):
    """Two columns of one row: ``cell`` is usually not more than ``at_most``."""

    cell: Name
    at_most: Name


class AlikeColumn(Record):
    """Two columns of one row that are usually alike."""

    cell: Name
    like: Name


class MagnitudeNorms(Record):
    """When a number is of the wrong magnitude: ``factor`` times what it is held against, or a part of it as small.

    Nothing is held against anything where ``factor`` is blank. All three may be left out.
    """

    factor: OptionalWhole = 7
    limited: list[LimitedColumn] = Field(default_factory=lambda: _usual_limits())
    alike: list[AlikeColumn] = Field(default_factory=lambda: _usually_alike())


def _usual_limits() -> list[LimitedColumn]:
    columns = (("final", "budget"), ("outturn", "full_year_budget"), ("on_duty", "authorized_posts"))
    sizes = (("actual_size", "approved_size"), ("actual_investment", "budgeted_investment"))
    return [LimitedColumn.model_construct(cell=_term(one), at_most=_term(other)) for one, other in (*columns, *sizes)]


def _usually_alike() -> list[AlikeColumn]:
    return [AlikeColumn.model_construct(cell=_term("initial_budget"), like=_term("full_year_budget"))]


def _term(name: str) -> Text:
    return Text(term(name), Place(""), "")


class WritingNorms(Record):
    """Phrases of the official template that must not be left in, and files that repeat official wording."""

    template_hints: list[Name]
    official_wording: list[Name]


class PersonNorms(Record):
    """Where persons are named by design, and words that point at persons and their private matters."""

    allowed_in: list[Name]
    forms_of_address: list[Name]
    private_words: list[Name]
