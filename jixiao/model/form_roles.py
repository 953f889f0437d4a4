"""What a description says of forms, lists and fields in fixed words: kinds, roles, duties; without the models of it.

Rules know roles; what a description holds beside them is read for described forms alone (16 ms a start).
"""

from __future__ import annotations

from enum import StrEnum

from jixiao.figures import POINTS, RATE


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


_UNITS = {FieldKind.PERCENT: RATE, FieldKind.POINTS: POINTS, FieldKind.SCORE: POINTS}
# What formulas can reckon with, and what is chosen among words.
NUMBER_KINDS = frozenset((*_UNITS, FieldKind.AMOUNT, FieldKind.NUMBER))
CHOICE_KINDS = (FieldKind.CHOICE, FieldKind.TICK)


def unit_of_kind(kind: FieldKind, *, money: str, measure: str | None) -> str:
    """Return what figures of a kind are in, amounts in ``money``, numbers in their ``measure``; "" for no unit."""
    return money if kind is FieldKind.AMOUNT else _UNITS.get(kind) or str(measure or "")


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


class ListRole(StrEnum):
    """What the rows of a list are."""

    INDICATORS = "绩效指标"
    PROJECTS = "项目"
    OTHER = "其他"


class ListScoring(StrEnum):
    """What a missed target still scores: the share that was reached, or what the unit thinks right."""

    PROPORTIONAL = "按完成比例"
    JUDGED = "自定"
