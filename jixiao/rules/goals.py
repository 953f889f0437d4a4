"""T208: the numbers of 实际完成情况 against the actuals of the indicators that count the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings import Severity
from jixiao.rules.contents import IndicatorForm, as_printed, forms
from jixiao.rules.items import without_number
from jixiao.rules.printed_package import PrintedPackage
from jixiao.rules.prose_numerals import Numeral, numerals
from jixiao.rules.registry import Breach, rule
from jixiao.targets import Quantity, parse
from jixiao.targets.measures import CHARACTER, MONEY

_CLAUSE_END = re.compile(r"[，,。；;：:、\n]")
# What is only part of the matter, what is left of it, what is counted per head, what went before.
_OF_THE_WHOLE = re.compile(
    r"其中|其余|剩余|余下|尚有|还有|另|每|平均|日均|累计|历年|上年|去年|较|比|增加|减少|提高|下降|计划|目标"
)
_PAIR = re.compile(rf"(?=({CHARACTER}{{2}}))")
# Two characters that say nothing of the matter.
_COMMON = (
    frozenset(
        ("完成", "实现", "工作", "项目", "数量", "全年", "年度", "情况", "建设", "开展", "服务", "举办", "组织", "进行")
    )
    | {"指标", "实际", "任务", "总量", "成量", "成数", "活动", "建成", "次数", "个数"}
    | {"编印", "编写", "制作", "采购", "购置"}
)


@rule(
    "T208",
    "实际完成情况与指标的完成值一致",
    severity=Severity.WARNING,
    basis="同一张自评表前后一致",
    remedy="同一件事的，统一两处的数；不是同一件事的，换一种说法，或写明是其中的哪一部分。",
    example="附件3（5）实际完成情况写 25TB，“备份数据量”的实际完成值为 22TB。",
)
def goals_say_what_indicators_say(book: PrintedPackage) -> Iterator[Breach]:
    """Yield numbers in 实际完成情况 that an indicator of the same matter and unit contradicts.

    Lines copied from 预期目标 say nothing of what was done, and are C607's to tell.
    """
    for form in forms(book):
        if form.goals.expected.unknown or form.goals.achieved.unknown:
            continue
        achieved = as_printed(book, form.goals.achieved, form.label)
        expected = {_bare(line) for line in as_printed(book, form.goals.expected, form.label).split("\n")}
        offset = 0
        for line in achieved.split("\n"):
            if _bare(line) not in expected:
                yield from _in_line(form, achieved, line, offset)
            offset += len(line) + 1


def _bare(line: str) -> str:
    return without_number(line).strip("。；; ")


def _in_line(form: IndicatorForm, achieved: str, line: str, offset: int) -> Iterator[Breach]:
    for one in numerals(line):
        same = _same_matter(form, _clause(line, one), one)
        if same is None:
            continue
        name, actual, path = same
        found = f"{form.label}实际完成情况写 {one.phrase}，“{name}”的实际完成值为 {actual.text}"
        text = form.goals.achieved
        yield Breach(
            f"{text.path} {path}",
            place=text.place_of(offset),
            found=found,
            expected=f"两处同为 {actual.text}",
            printed=(form.label,),
            seen=(one.phrase, actual.text),
        )


def _clause(line: str, one: Numeral) -> str:
    """Return the words of the clause a number stands in, before and behind it."""
    starts = [match.end() for match in _CLAUSE_END.finditer(line, 0, one.start)]
    end = _CLAUSE_END.search(line, one.stop)
    return line[starts[-1] if starts else 0 : end.start() if end else len(line)]


def _same_matter(form: IndicatorForm, clause: str, one: Numeral) -> tuple[str, Quantity, str] | None:
    """Return the only indicator that counts what the clause speaks of with another result; None if there is none."""
    if one.approximate or not one.unit or one.unit in (MONEY, "%") or _OF_THE_WHOLE.search(clause):
        return None
    rivals = []
    for _, _, path, indicator in form.indicators():
        actual = parse(indicator.actual)
        if (
            indicator.level3.unknown
            or not isinstance(actual, Quantity)
            or actual.unit != one.unit
            or actual.bound
            or actual.approximate
        ):
            continue
        if actual.amount == one.amount or any(two.amount == actual.amount for two in _all(form)):
            continue
        if _pairs(clause) & _pairs(f"{indicator.level3}{actual.noun}"):
            rivals.append((str(without_number(indicator.level3)), actual, path))
    return rivals[0] if len(rivals) == 1 and not _told_elsewhere(form, one) else None


def _all(form: IndicatorForm) -> tuple[Numeral, ...]:
    return numerals(str(form.goals.achieved))


def _told_elsewhere(form: IndicatorForm, one: Numeral) -> bool:
    """Return whether another indicator of the form has this very number."""
    read = (parse(indicator.actual) for _, _, _, indicator in form.indicators())
    return any(isinstance(two, Quantity) and (two.unit, two.amount) == (one.unit, one.amount) for two in read)


def _pairs(words: str) -> set[str]:
    return set(_PAIR.findall(words)) - _COMMON
