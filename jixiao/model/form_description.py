"""description.yaml: the forms of one authority as data: which there are, what each asks for, how it is reckoned.

Where a field stands on paper its template says: the tag is its place, the words round it are its label. What kind of
value it is, what else its label is called and which role it has, this file says. A path may hold ``*`` for one step of
any name: 资金.*.年初预算数. What is said of a path itself goes before what is said of a pattern that it fits.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from jixiao.findings import Severity
from jixiao.model.base import Record, nothing
from jixiao.model.controls import ControlSource
from jixiao.model.formset import MovementNorm, Relation
from jixiao.model.pdf_attachments import PdfAttachments
from jixiao.model.public_norms import PublicNorms
from jixiao.model.scalars import FileName, Name, OptionalDecimals, OptionalName, Points, Prose, Whole
from jixiao.source.nodes import Entries, Scalar


def no_entries() -> dict[str, Any]:
    """Return what a mapping holds that is left out."""
    return {}


class FieldKind(StrEnum):
    """What a value is, and so how it is read and printed."""

    TEXT = "文字"
    CODED_NAME = "代码和名称"
    AMOUNT = "金额"
    PERCENT = "百分数"
    NUMBER = "数"
    POINTS = "分值"
    SCORE = "得分"
    DATE = "日期"
    MONTH = "年月"
    PERIOD = "起止年月"
    CHOICE = "单选"
    TICK = "勾选"
    TARGET = "指标值"
    YEAR = "年份"


class Role(StrEnum):
    """What rules, the roll-up and the next year know of a field, whatever a form calls it.

    The first are of a form, those from LEVEL1 on of the rows of a list.
    """

    UNIT_NAME = "单位名称"
    PROJECT_NAME = "项目名称"
    INITIAL_BUDGET = "年初预算"
    FULL_YEAR_BUDGET = "全年预算"
    OUTTURN = "执行数"
    PRIOR_OUTTURN = "上年决算"
    MIDYEAR_OUTTURN = "监控期执行数"
    EXPECTED_OUTTURN = "预计执行数"
    EXECUTION_RATE = "执行率"
    EXECUTION_POINTS = "执行率分值"
    EXECUTION_SCORE = "执行率得分"
    TOTAL_POINTS = "总分值"
    TOTAL_SCORE = "总分"
    REVIEWER_TOTAL = "他评总分"
    GOAL = "目标"
    ACHIEVEMENT = "目标完成情况"
    FORM_REASON = "原因说明"
    LEVEL1 = "一级指标"
    LEVEL2 = "二级指标"
    LEVEL3 = "三级指标"
    SIGN = "指标性质"
    TARGET = "指标值"
    CHANGED_TARGET = "调整指标值"
    MEASURE = "计量单位"
    ACTUAL = "完成值"
    EXPECTED_ACTUAL = "预计完成值"
    INDICATOR_POINTS = "指标分值"
    INDICATOR_SCORE = "指标得分"
    FACTOR = "得分系数"
    REVIEWER_SCORE = "他评得分"
    REASON = "偏差原因"
    NAME = "行名"


ROLES_OF_ROWS = tuple(Role)[tuple(Role).index(Role.LEVEL1) :]
# Of these a form may have many, one to each source of money or term.
REPEATED_ROLES = (
    Role.INITIAL_BUDGET,
    Role.FULL_YEAR_BUDGET,
    Role.OUTTURN,
    Role.PRIOR_OUTTURN,
    Role.MIDYEAR_OUTTURN,
    Role.EXPECTED_OUTTURN,
    Role.GOAL,
    Role.ACHIEVEMENT,
    Role.FORM_REASON,
    Role.NAME,
)


class Owner(StrEnum):
    """Who fills a field in: the unit, somebody else after filing, or the form itself."""

    UNIT = "单位"
    OTHERS = "他人"
    FORM = "表样"


class Presence(StrEnum):
    """Whether a field must be filled in; where it may be left empty, what an empty one means."""

    REQUIRED = "必填"
    OPTIONAL = "可空"
    ZERO = "空为零"


class NumberSign(StrEnum):
    """Whether a number that is typed may be below 0, such as what a budget was cut by."""

    NOT_NEGATIVE = "不为负"
    ANY = "可为负"


class NextYear(StrEnum):
    """What becomes of a value when the next year begins, where kind and role do not say it rightly."""

    CARRIED = "沿用"
    OPEN = "待填"


class Copies(StrEnum):
    """How many of a form a year has."""

    ONE = "一份"
    PER_PROJECT = "每个项目一份"


class FilingDuty(StrEnum):
    """Whether a year must have a form, and each project one that is per project."""

    REQUIRED = "必报"
    OPTIONAL = "可不报"


class MoneyUnit(StrEnum):
    """What a form's amounts are in."""

    TEN_THOUSAND = "万元"
    YUAN = "元"


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


class ListRole(StrEnum):
    """What the rows of a list are."""

    INDICATORS = "绩效指标"
    PROJECTS = "项目"
    OTHER = "其他"


class ListScoring(StrEnum):
    """What a missed target still scores: the share that was reached, or what the unit thinks right."""

    PROPORTIONAL = "按完成比例"
    JUDGED = "自定"


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
