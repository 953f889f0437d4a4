"""How often a year a target asks for, and whether an actual for the whole year is as often."""

from __future__ import annotations

from decimal import Decimal

from jixiao.patterns import compile_late
from jixiao.plain import format_plain
from jixiao.targets import Quantity, Sign, Target, parse

# How often a year has each; a year has fifty weeks of work and some, and 240 days of it.
_TIMES = {
    "月": Decimal(12),
    "个月": Decimal(12),
    "季": Decimal(4),
    "季度": Decimal(4),
    "周": Decimal(48),
    "旬": Decimal(36),
    "半月": Decimal(24),
    "半个月": Decimal(24),
    "半年": Decimal(2),
    "学期": Decimal(2),
    "两月": Decimal(6),
    "两个月": Decimal(6),
    "双月": Decimal(6),
    "日": Decimal(240),
    "天": Decimal(240),
    "年": Decimal(1),
}
# With no week and no day without.
_MOST = {"周": Decimal(53), "日": Decimal(366), "天": Decimal(366)}
_LEAST = (Sign.AT_LEAST, Sign.PLAIN, Sign.EQUAL)
_PERIOD = "|".join(sorted(_TIMES, key=len, reverse=True))
_PER = compile_late(rf"(?P<unit>.+)/(?P<period>{_PERIOD})")
_OFTEN = compile_late(rf"(?:每|(?=双月|两月|两个月|半年))(?P<period>{_PERIOD})(?P<rest>.+)")
_OF_EACH = compile_late(r"^每(?:人|户|家|村|队|站|点|班|科室|单位)")
_OF_THE_YEAR = compile_late(r"^(?:全年|年度|本年|共|累计|共计|完成|实际)+")
# Told of each part: 上下半年各1次.
_EACH = compile_late("各|分别|均")
# What is counted over the year.
_HELD = frozenset({"次", "期", "场", "场次", "轮", "回", "遍"})
_PAUSES = compile_late(r"[，,；;、]")


def find_needed(target: Target, words: str, *, most: bool = False) -> Quantity | None:
    """Return how much a target asks for in a whole year where it asks for so much a month, a quarter, a week.

    With ``most`` as if no week, and no day, were without.
    """
    often = _OFTEN.fullmatch(_OF_EACH.sub("", words))
    read, period = (parse(often["rest"]), often["period"]) if often else (target, "")
    if not isinstance(read, Quantity) or read.upper is not None or read.approximate:
        return None
    per = _PER.fullmatch(read.unit)
    unit, period = (per["unit"], per["period"]) if per else (read.unit, period)
    if period not in _TIMES or read.comparison in (Sign.AT_MOST, Sign.LESS):
        return None
    times = _MOST.get(period, _TIMES[period]) if most else _TIMES[period]
    return Quantity(Sign.AT_LEAST, read.amount * times, unit, unit, scale=Decimal(1), text=words)


def is_told_otherwise(target: Target, actual: Target, words: str, said: str) -> bool:
    """Return whether one cell says how often a month and the other how often in all: the two can be compared."""
    for one, read, other in ((words, target, said), (said, actual, words)):
        needed, whole = find_needed(read, one.strip()), _of_the_year(other)
        if needed is not None and isinstance(whole, Quantity) and whole.unit == needed.unit:
            return True
    return False


def _of_the_year(words: str) -> Target:
    """Return what a cell says of the whole year, without the words for that, and for each."""
    return parse(_OF_THE_YEAR.sub("", _OF_EACH.sub("", words.strip())))


def find_seldom(target: Target, actual: Target, words: str, said: str) -> str:
    """Return how often it should have been where an actual is less often than its target; "" where it may do."""
    needed, whole = find_needed(target, words), _of_the_year(said)
    done = whole if isinstance(whole, Quantity) else None
    if needed is None:
        done = find_needed(actual, said, most=True)
        if done is None:
            return _less_than_stated(target, actual, words)
        needed = target if isinstance(target, Quantity) and target.comparison in _LEAST else None
    if needed is None or done is None or done.unit != needed.unit or actual == target:
        return ""
    if done.approximate or done.amount >= needed.amount or _EACH.search(said) or _may_be_of_a_day(words, needed, said):
        return ""
    return f"全年应有 {format_plain(needed.number)}{needed.written_unit}"


def _may_be_of_a_day(words: str, needed: Quantity, said: str) -> bool:
    """Return whether an actual may be of each day, month or the like as its target is: 每天8小时, 8.5小时."""
    often = _OFTEN.fullmatch(_OF_EACH.sub("", words))
    if often is None or needed.unit in _HELD or _OF_THE_YEAR.search(said):
        return False
    return needed.amount <= _TIMES[often["period"]] * _of_quantity(said)


def _of_quantity(words: str) -> Decimal:
    read = parse(words.strip())
    return read.amount if isinstance(read, Quantity) else Decimal(0)


def _less_than_stated(target: Target, actual: Target, words: str) -> str:
    """Return the one amount among a target's words that an actual in the same unit stays below: 按月发放，12次."""
    if isinstance(target, Quantity) or not isinstance(actual, Quantity) or actual.approximate or not actual.unit:
        return ""
    read = [one for piece in _PAUSES.split(words) if isinstance(one := parse(piece), Quantity)]
    stated = read[0] if len(read) == 1 and read[0].unit == actual.unit else None
    if stated is None or stated.upper is not None or stated.approximate or stated.comparison not in _LEAST:
        return ""
    return f"少于 {format_plain(stated.number)}{stated.written_unit}" if actual.amount < stated.amount else ""
