"""T208: the numbers of the goals against the indicators that count the same thing: targets as set, actuals as done."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import groupby, takewhile
from math import log10

from msgspec import Struct

from jixiao.figures import Text
from jixiao.findings import Severity
from jixiao.glossary import term
from jixiao.model.evaluation import CompleteIndicator
from jixiao.patterns import compile_late
from jixiao.rules.contents import IndicatorForm, list_forms, read_printed
from jixiao.rules.described_package import ScoredPackage
from jixiao.rules.items import strip_number
from jixiao.rules.prose_numerals import Numeral, find_numerals
from jixiao.rules.registry import Breach, rule
from jixiao.targets import Quantity, Target, parse
from jixiao.targets.measures import CHARACTER, MONEY

_CLAUSE_END = compile_late(r"[，,。；;：:、\n]")
# What is only part of the matter, what is left of it, what is counted per head, what went before.
_OF_THE_WHOLE = compile_late(
    r"其中|其余|剩余|余下|尚有|还有|未|另|每|平均|日均|累计|历年|上年|去年|较|比|增加|减少|提高|下降|计划|目标"
)
# Goals are set as they are: only a part, a mean, or another year's is not what the indicator has.
_OF_THE_PLAN = compile_late(
    r"其中|其余|剩余|余下|另|每|平均|日均|累计|历年|上年|去年|较|比|增加|减少|提高|下降|年底|以来"
)
# In powers of ten.
_MUCH_FURTHER = 0.5
_PAIR = compile_late(rf"(?=({CHARACTER}{{2}}))")
# Two characters that say nothing of the matter.
_COMMON = (
    frozenset(
        ("完成", "实现", "工作", "项目", "数量", "全年", "年度", "情况", "建设", "开展", "服务", "举办", "组织", "进行")
    )
    | {"指标", "实际", "任务", "总量", "成量", "成数", "活动", "建成", "次数", "个数"}
    | {"编印", "编写", "制作", "采购", "购置", "人数", "人次", "场次", "期数", "合计", "共计", "数据"}
)
_IDLE = compile_late(rf"{'|'.join(sorted(_COMMON))}|量|[0-9.]+[万亿]?|(?!{CHARACTER}).")
# Of the words that tell, of either side, so many must be the same; or so many signs, as in a title.
_SAME_PART, _SAME_SIGNS = Decimal("0.5"), 6


@rule("T208", Severity.WARNING, by_role=True)
def goals_say_what_indicators_say(package: ScoredPackage) -> Iterator[Breach]:
    """Yield numbers in 预期目标 and 实际完成情况 that an indicator of the same matter and unit contradicts.

    Lines copied from 预期目标 say nothing of what was done, and are C607's to tell.
    """
    for form in list_forms(package):
        expected = read_printed(package, form.goals.expected, form.label)
        achieved = read_printed(package, form.goals.achieved, form.label)
        yield from hold_goals(form, expected, achieved)


def hold_goals(form: IndicatorForm, expected: str, achieved: str) -> Iterator[Breach]:
    """Yield the numbers of a form's goals, as printed, that one of its indicators contradicts; none while open."""
    if form.goals.expected.unknown or form.goals.achieved.unknown:
        return
    copied = {_bare(line) for line in expected.split("\n")}
    yield from _in_goals(form, _DONE, achieved, copied)
    yield from _in_goals(form, _PLANNED, expected, set())


class _Side(Struct, frozen=True):
    """Which cells of the indicators a text of the goals is held against; the fields' English names.

    ``apart`` is what says that a clause speaks of something else than the whole of this year.
    """

    cell: str
    goal: str
    apart: re.Pattern[str]

    def cell_of(self, indicator: CompleteIndicator) -> Text:
        """Return an indicator's cell."""
        text: Text = getattr(indicator, self.cell)
        return text

    def goal_of(self, form: IndicatorForm) -> Text:
        """Return the text of a form's goals that speaks of these cells."""
        text: Text = getattr(form.goals, self.goal)
        return text


_PLANNED = _Side("target", "expected", _OF_THE_PLAN)
_DONE = _Side("actual", "achieved", _OF_THE_WHOLE)


class _Rival(Struct, frozen=True):
    """An indicator that counts the same thing with another result."""

    name: str
    cell: Text
    read: Quantity
    path: str
    target: Target


def _bare(line: str) -> str:
    return strip_number(line).strip("。；; ")


def _in_goals(form: IndicatorForm, side: _Side, text: str, copied: set[str]) -> Iterator[Breach]:
    offset = 0
    for line in text.split("\n"):
        if _bare(line) not in copied:
            yield from _in_line(form, side, line, offset)
        offset += len(line) + 1


def _in_line(form: IndicatorForm, side: _Side, line: str, offset: int) -> Iterator[Breach]:
    for clause, numeral in _numbers_in_clauses(side, line):
        same = _same_matter(form, side, clause, numeral) or _same_rate(form, side, line, numeral)
        if same is None:
            continue
        text = side.goal_of(form)
        place = same.cell.place if _is_stranger(same, numeral) else text.place_of(offset)
        subject = f"{text.path} {same.path}"
        found = f"{form.label}{term(side.goal)}写 {numeral.phrase}，“{same.name}”的{term(side.cell)}为 {same.read.text}"
        should = f"两处同为 {numeral.phrase if place == same.cell.place else same.read.text}"
        yield Breach(subject, place, found, should, printed=(form.label,), seen=(numeral.phrase, same.read.text))


def _is_stranger(rival: _Rival, numeral: Numeral) -> bool:
    """Return whether the indicator's actual is much further from its own target than what the goals say."""
    target = rival.target
    if not isinstance(target, Quantity) or not target.amount or not rival.read.amount or not numeral.amount:
        return False
    far = (abs(log10(abs(amount / target.amount))) for amount in (rival.read.amount, numeral.amount))
    return next(far) > next(far) + _MUCH_FURTHER


def _numbers_in_clauses(side: _Side, line: str) -> Iterator[tuple[str, Numeral]]:
    """Yield each number with its clause, but for clauses that speak of something else."""
    marks = [match.span() for match in _CLAUSE_END.finditer(line)]

    def find_bounds(numeral: Numeral) -> tuple[int, int]:
        before = bisect_right(marks, numeral.start, key=lambda span: span[1])
        after = bisect_left(marks, numeral.stop, key=lambda span: span[0])
        return marks[before - 1][1] if before else 0, marks[after][0] if after < len(marks) else len(line)

    for (begin, end), numbers in groupby(find_numerals(line), find_bounds):
        clause = line[begin:end]
        if not side.apart.search(clause):
            yield from ((clause, numeral) for numeral in numbers)


@lru_cache(maxsize=64)  # asked for once a number: seconds, where goals hold thousands
def _list_amounts(goals: str) -> frozenset[Decimal]:
    return frozenset(numeral.amount for numeral in find_numerals(goals))


def _same_matter(form: IndicatorForm, side: _Side, clause: str, numeral: Numeral) -> _Rival | None:
    """Return the only indicator that counts what the clause speaks of with another result; None if there is none."""
    if numeral.approximate or not numeral.unit or numeral.unit in (MONEY, "%"):
        return None
    rivals = []
    for _, _, path, indicator in form.indicators():
        cell = side.cell_of(indicator)
        read = parse(cell)
        if indicator.level3.unknown or not isinstance(read, Quantity) or read.unit != numeral.unit or read.approximate:
            continue
        if side is _DONE and read.bound:
            continue
        if read.amount == numeral.amount or read.amount in _list_amounts(str(side.goal_of(form))):
            continue
        if side is _PLANNED and not _is_what_was_done(form, read, parse(indicator.actual)):
            continue
        if _speaks_of(clause, f"{strip_number(indicator.level3)}{read.noun}", numeral.unit):
            target = parse(indicator.target) if side is _DONE else read
            rivals.append(_Rival(str(strip_number(indicator.level3)), cell, read, path, target=target))
    return rivals[0] if len(rivals) == 1 and not _told_elsewhere(form, side, numeral) else None


# A rate's name, and what may stand between it and its number: so many characters before it in all.
_RATE = compile_late(rf"(?P<name>{CHARACTER}{{2,12}}[率度])(?:为|是|达|达到|均达到|均为|：)?$")
_RATE_LENGTH = 12 + 1 + 3
_LEAST_RATE = 3


def _same_rate(form: IndicatorForm, side: _Side, line: str, numeral: Numeral) -> _Rival | None:
    """Return the only indicator whose name ends as that of a rate before its number does: 满意度达95.1%."""
    if numeral.unit != "%" or numeral.approximate:
        return None
    match = _RATE.search(line, max(0, numeral.start - _RATE_LENGTH), numeral.start)
    if match is None:
        return None
    rivals = []
    for _, _, path, indicator in form.indicators():
        cell, name = side.cell_of(indicator), str(strip_number(indicator.level3))
        if _shared_end(name, match["name"]) < _LEAST_RATE:
            continue
        read = parse(cell)
        is_exact = isinstance(read, Quantity) and not (read.approximate or read.upper or (side is _DONE and read.bound))
        if indicator.level3.unknown or not isinstance(read, Quantity) or not is_exact or read.unit != "%":
            return None
        rivals.append(_Rival(name, cell, read, path, target=parse(indicator.target)))
    held = rivals[0].read.amount if len(rivals) == 1 else numeral.amount
    is_other = held != numeral.amount and held not in _list_amounts(str(side.goal_of(form)))
    return rivals[0] if is_other and not _told_elsewhere(form, side, numeral) else None


def _shared_end(one: str, other: str) -> int:
    """Return how many last characters two names share."""
    pairs = zip(reversed(one), reversed(other), strict=False)
    return len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))


def _is_what_was_done(form: IndicatorForm, target: Quantity, actual: Target) -> bool:
    """Return whether the actual and 实际完成情况 speak for a target: goals may be those of years, and say more."""
    if not isinstance(actual, Quantity) or (actual.unit, actual.amount) != (target.unit, target.amount):
        return False
    done = find_numerals(str(form.goals.achieved))
    return any((numeral.unit, numeral.amount) == (target.unit, target.amount) for numeral in done)


def _told_elsewhere(form: IndicatorForm, side: _Side, numeral: Numeral) -> bool:
    """Return whether another indicator of the form has this very number."""
    read = (parse(side.cell_of(indicator)) for _, _, _, indicator in form.indicators())
    return any(isinstance(two, Quantity) and (two.unit, two.amount) == (numeral.unit, numeral.amount) for two in read)


def _speaks_of(clause: str, name: str, unit: str) -> bool:
    """Return whether a clause and a name share enough of the words that tell what is counted.

    A verb, or a thing to which others are done, is half of the words; that is enough only where one goes on as the
    other ends.
    """
    one, other = (_IDLE.sub(" ", words.replace(unit, " ")).strip() for words in (clause, name))
    (shared, part), (_, other_part) = _shared(one, other), _shared(other, one)
    goes_on = one[-2:] == other[:2] or other[-2:] == one[:2]
    most = max(part, other_part)
    return shared >= _SAME_SIGNS or most > _SAME_PART or (most == _SAME_PART and goes_on)


def _shared(words: str, others: str) -> tuple[int, Decimal]:
    """Return how many signs of some words stand in pairs that others have too, and what part of all that is."""
    same = _pairs(others)
    held = {at + step for at in range(len(words) - 1) if words[at : at + 2] in same for step in (0, 1)}
    signs = sum(not sign.isspace() for sign in words)
    return len(held), Decimal(len(held)) / signs if held else Decimal(0)


@lru_cache(maxsize=256)  # asked for each number and indicator: as _list_amounts
def _pairs(words: str) -> frozenset[str]:
    return frozenset(_PAIR.findall(words)) - _COMMON
