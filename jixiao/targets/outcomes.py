"""How an actual stands to its target."""

from __future__ import annotations

import operator
from decimal import ROUND_HALF_UP, Context, Decimal

from msgspec import Struct
from msgspec.structs import replace

from jixiao.patterns import compile_late
from jixiao.targets.kinds import (
    BudgetLimit,
    Deadline,
    Nothing,
    Quantity,
    Several,
    Sign,
    Target,
    Wording,
    format_quantity,
)
from jixiao.targets.measures import PERCENT

_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)


class Measured(Struct, frozen=True):
    """Target and actual as numbers in the target's unit as written, and how they were compared."""

    target: Decimal
    actual: Decimal
    unit: str
    comparison: Sign
    assumed_unit: bool = False

    @property
    def ratio(self) -> Decimal | None:
        """Actual ÷ target; None where the target is 0."""
        return _EXACT.divide(self.actual, self.target) if self.target else None


class Met(Struct, frozen=True):
    """The target is reached; ``measured`` where amounts were compared."""

    measured: Measured | None = None


class Missed(Struct, frozen=True):
    """The target is not reached; ``measured`` where a score can be computed from it."""

    measured: Measured | None = None

    @property
    def ratio(self) -> Decimal | None:
        """Actual ÷ target; None where that is no measure of it."""
        return self.measured.ratio if self.measured else None


class Incomparable(Struct, frozen=True):
    """The two cannot be compared; ``reason`` says why, as half a sentence."""

    reason: str


class NoActual(Struct, frozen=True):
    """What stands as actual is none: a limit (≥96%), or nothing at all."""

    reason: str


class Unsettled(Struct, frozen=True):
    """One of the two is still to be filled in: nothing follows."""


Outcome = Met | Missed | Incomparable | NoActual | Unsettled

_LATE = compile_late(
    r"(未|没有|没|未能|没能)(按时|按期|如期|准时|及时|完成)|(?<![未不无])(逾期|延期|推迟|滞后|超期|延迟)"
)
_NEXT_YEAR = compile_late("(?:于|在|到)?(?:次年|翌年|第二年|下一?年)(?!度?前)")
_NEVER = compile_late(r"(?:全年|本年度?|当年)?(?:无|没有|未发生|未出现|零发生|零)[^0-9,，。；;]{0,8}")
_IN_TIME = compile_late("按时|按期|如期|准时|及时|按计划|提前")


def compare(target: Target, actual: Target, *, year: int | None = None, equal: Sign | None = Sign.AT_LEAST) -> Outcome:
    """Return how ``actual`` stands to ``target``.

    ``year`` is the year meant where a date has none. ``equal`` is how a target without a sign, or with =,
    is to be met: AT_LEAST, AT_MOST or exactly (EQUAL); with None only the same amount is known to meet it.
    """
    if isinstance(actual, Nothing) and not actual.text:
        return NoActual("没有填写")
    if isinstance(actual, Quantity | Several) and actual.bound:
        return NoActual(f"“{actual.text}”是界限，不是实际完成的数")
    if isinstance(actual, Deadline) and actual.bound and isinstance(target, Deadline):
        return NoActual(f"“{actual.text}”是期限，不是实际完成的日期")
    if isinstance(target, Quantity):
        return _quantities(target, actual, equal)
    if isinstance(target, Several):
        return _several(target, actual, equal)
    if isinstance(target, Deadline):
        return _days(target, actual, year)
    if type(target) is type(actual) and (isinstance(target, BudgetLimit | Nothing) or target.text == actual.text):
        return Met()
    return Incomparable(_unlike(target, actual))


def _unlike(target: Target, actual: Target) -> str:
    return f"指标值“{target.text}”{_kind(target)}，完成值“{actual.text}”{_kind(actual)}"


_KINDS = {Quantity: "是数量", Deadline: "是时间", BudgetLimit: "以预算为限", Wording: "是文字说明", Nothing: "表示没有"}


def _kind(target: Target) -> str:
    return f"有 {len(target.parts)} 个数量" if isinstance(target, Several) else _KINDS[type(target)]


def _quantities(target: Quantity, actual: Target, equal: Sign | None) -> Outcome:
    if target.amount == 0 and _NEVER.fullmatch(actual.text):
        return Met()
    if not isinstance(actual, Quantity):
        return Incomparable(_unlike(target, actual))
    fitted = _fitted(target, actual)
    if isinstance(fitted, Incomparable):
        return fitted
    if target.upper is not None:
        return _within(target, fitted)
    comparison = target.comparison
    if comparison in (Sign.PLAIN, Sign.EQUAL):
        comparison = equal or Sign.PLAIN
        # A plain 0 is met by nothing more than 0 (事故 0 次).
        comparison = Sign.AT_MOST if target.amount == 0 else comparison
    done, assumed = _EXACT.divide(fitted.amount, target.scale), actual.unit != target.unit
    measured = Measured(target.number, done, target.written_unit, comparison, assumed_unit=assumed)
    if _HOLDS.get(comparison, operator.eq)(fitted.amount, target.amount):
        return Met(measured)
    if comparison is Sign.PLAIN:
        return Incomparable(f"指标值“{target.text}”没有写明以上（≥）还是以内（≤），不能判断“{actual.text}”是否达到")
    if target.approximate or fitted.approximate:
        return Incomparable(f"“{(target if target.approximate else actual).text}”是约数，相差多少算未完成没有标准")
    return Missed(measured)


def _fitted(target: Quantity, actual: Quantity) -> Quantity | Incomparable:
    """Return the actual in the target's base unit; a bare number counts in the target's own unit."""
    if not _about_the_same(target.noun, actual.noun):
        return Incomparable(f"指标值说的是“{target.noun}”，完成值说的是“{actual.noun}”")
    if actual.unit == target.unit or (actual.amount == 0 and not actual.unit):
        return actual
    if not actual.written_unit and target.unit != PERCENT:
        amount, scale = actual.amount * target.scale, target.scale
        return replace(actual, amount=amount, scale=scale, written_unit=target.written_unit)
    if not actual.unit:
        return Incomparable(f"完成值“{actual.text}”没有写单位，指标值的单位是“{target.written_unit}”")
    return Incomparable(
        f"指标值的单位是“{target.written_unit or '（没有写）'}”，完成值的单位是“{actual.written_unit}”，不能换算"
    )


def _about_the_same(one: str, other: str) -> bool:
    return one.endswith(other) or other.endswith(one) or one.startswith(other) or other.startswith(one)


_HOLDS = {Sign.AT_LEAST: operator.ge, Sign.MORE: operator.gt, Sign.AT_MOST: operator.le, Sign.LESS: operator.lt}


def _within(target: Quantity, actual: Quantity) -> Outcome:
    assert target.upper is not None  # noqa: S101 - only ranges come here
    if target.amount <= actual.amount <= target.upper:
        return Met()
    if target.approximate or actual.approximate:
        return Incomparable(f"“{(target if target.approximate else actual).text}”是约数，相差多少算未完成没有标准")
    return Missed()


def _several(target: Several, actual: Target, equal: Sign | None) -> Outcome:
    if not isinstance(actual, Several):
        return Incomparable(_unlike(target, actual))
    outcomes = []
    for part in target.parts:
        fellows = [one for one in actual.parts if one.unit == part.unit and _about_the_same(part.noun, one.noun)]
        if len(fellows) != 1:
            return Incomparable(f"指标值里的“{format_quantity(part)}”在完成值里找不到对应的一项")
        outcomes.append(_quantities(part, fellows[0], equal))
    unsure = next((one for one in outcomes if isinstance(one, Incomparable)), None)
    if any(isinstance(one, Missed) for one in outcomes):
        return Missed()
    return unsure or Met()


def _days(target: Deadline, actual: Target, year: int | None) -> Outcome:
    if isinstance(actual, Wording | Quantity):
        if _LATE.search(actual.text) or _NEXT_YEAR.match(actual.text):
            return Missed()
        return Met() if _IN_TIME.search(actual.text) else Incomparable(_unlike(target, actual))
    if not isinstance(actual, Deadline):
        return Incomparable(_unlike(target, actual))
    target_year, actual_year = target.year or year, actual.year or year
    if (target_year is None) != (actual_year is None):
        return Incomparable(f"“{target.text}”与“{actual.text}”只有一个写明年份")
    limit = (target_year or 0, target.last)
    if (actual_year or 0, actual.last) <= limit:
        return Met()
    if (actual_year or 0, actual.first) > limit:
        return Missed()
    return Incomparable(f"完成值“{actual.text}”没有写明是哪一天")
