"""S321, S322: rows with full points whose two cells contradict each other, or whose reason says it was not done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings import Severity
from jixiao.patterns import compile_late
from jixiao.plain import format_plain
from jixiao.rules.contrary_words import find_contrary
from jixiao.rules.described_package import ScoredPackage
from jixiao.rules.earning import JudgedRow, list_judged_rows
from jixiao.rules.frequencies import find_seldom
from jixiao.rules.registry import Breach, rule
from jixiao.rules.told_failures import find_failed_state, find_told_failure
from jixiao.targets import Deadline, Met, Missed, Quantity, Sign, compare, parse
from jixiao.targets.measures import UNIT

_LONGEST = 24
_NEXT_YEAR = compile_late("^(?:次|翌|下一?|第二)年")
# The last day before which something can be done that is due before a feast; of the lunar calendar's the latest.
_FEASTS = {
    "春节": (2, 20), "五一": (5, 1), "劳动节": (5, 1), "六一": (6, 1), "七一": (7, 1), "八一": (8, 1),
    "教师节": (9, 10), "中秋节": (10, 8), "国庆节": (10, 1), "国庆": (10, 1), "十一": (10, 1),
}  # fmt: skip
_FEAST = compile_late(rf"({'|'.join(sorted(_FEASTS, key=len, reverse=True))})(?:假期|期间)?(?:之|以)?前")
_DUE_EACH_MONTH = compile_late(r"每个?月([0-9]{1,2})[日号](?:之|以)?前")
_ON_A_DAY = compile_late(r"[每当本]个?月([0-9]{1,2})[日号]")
_BRACKETS = compile_late(r"[（(]([^）)]+)[）)]")


@rule("S321", Severity.WARNING, by_role=True)
def full_points_are_reached(package: ScoredPackage) -> Iterator[Breach]:
    """Yield rows with full points whose actual says the contrary of the target, less, or a lower grade."""
    for judged in list_judged_rows(package):
        row = judged.row
        if row.full and not (row.target.unknown or row.actual.unknown or row.level3.unknown):
            why = "" if _says_unfinished(package, row.actual.words) else find_contradiction(judged)
            if why:
                found = f"{row.spoken}：{judged.words}，{why}，得满分 {row.score.words}"
                yield row.actual.spot.breach(found, "没有达到的扣分，或改正写错的一格", seen=judged.cells)
            elif _tells_shortfall(package, judged):
                found = f"{row.spoken}得满分 {row.score.words}，偏差原因写“{row.deviation.words}”"
                yield row.deviation.spot.breach(found, "没有完成的扣分", seen=(row.score.words, row.deviation.words))


def _tells_shortfall(package: ScoredPackage, judged: JudgedRow) -> bool:
    """Return whether a reason tells what was not done, in other words than those the form set names (S311)."""
    cell = judged.row.deviation
    if cell.unknown or not cell.is_reason or _says_unfinished(package, cell.words):
        return False
    return bool(find_told_failure(cell.words, judged.target))


def _says_unfinished(package: ScoredPackage, words: str) -> bool:
    """Return whether some words say in the form set's own that something is unfinished; S311 tells those."""
    return any(word in words for word in package.score_checks.unfinished_words)


def find_contradiction(judged: JudgedRow) -> str:
    """Return why an actual does not reach its target, as half a sentence; "" where it may."""
    target, actual = judged.row.target.words.strip(), judged.row.actual.words.strip()
    if target == actual:
        return ""
    if isinstance(judged.outcome, Met):
        return find_seldom(judged.target, judged.actual, target, actual) if _HELD_OFTEN.search(target) else ""
    return (
        _strictly_missed(judged)
        or find_seldom(judged.target, judged.actual, target, actual)
        or _late(judged, target)
        or _none_of_it(judged)
        or _below_its_standard(judged, target, actual)
        or (find_contrary(target, actual, judged.row.level3.words) if max(len(target), len(actual)) <= _LONGEST else "")
        or _failed(judged, actual)
    )


# What is held so often a quarter is told for the year; what is served or paid each month may be told as the month's.
_HELD_OFTEN = compile_late(r"^(?:每(?:个?月|季度?|半年|半个?月|两个?月|周)|双月).*(?:次|期|场次?|轮|回|遍)$")


def _strictly_missed(judged: JudgedRow) -> str:
    measured = judged.outcome.measured if isinstance(judged.outcome, Missed) else None
    strict = (
        measured is not None and measured.comparison in (Sign.MORE, Sign.LESS) and measured.actual == measured.target
    )
    return f"“{judged.row.target.words}”不含 {format_plain(measured.target)}" if strict and measured else ""


def _late(judged: JudgedRow, words: str) -> str:
    """Return whether a day is later than one the target names in brackets or by its name: 汛前（4月底）完成, 国庆节前.

    Both may be of the next year: 次年3月底前.
    """
    if isinstance(judged.target, Deadline):
        return ""
    said = judged.row.actual.words.strip()
    day, done = (_NEXT_YEAR.sub("", cell, count=1) for cell in (words, said))
    if day != words and done != said and isinstance(compare(parse(day), parse(done)), Missed):
        return f"晚于“{words}”"
    monthly, paid = _DUE_EACH_MONTH.match(words), _ON_A_DAY.search(said)
    if monthly and paid and int(paid[1]) > int(monthly[1]):
        return f"晚于“{words}”"
    if not isinstance(judged.actual, Deadline):
        return ""
    feast = _FEAST.match(words)
    if feast and judged.actual.first > _FEASTS[feast[1]] and not judged.actual.bound:
        return f"晚于“{words}”"
    for named in _BRACKETS.findall(words):
        limit = parse(named)
        if isinstance(limit, Deadline) and isinstance(compare(limit, judged.actual), Missed):
            return f"晚于“{named}”"
    return ""


# Words of both cells alike but for one number: so much is due to each.
_NUMBER = compile_late(r"[0-9]+(?:\.[0-9]+)?")
_DUE_TO_EACH = compile_late(r"标准|补[助贴]|津贴|奖[励补]|资助|待遇|救助|供养|配备|保障")


def _below_its_standard(judged: JudgedRow, target: str, actual: str) -> str:
    """Return whether the two cells say in the same words what each gets, the actual less: 每人每年3000元, 2000元."""
    is_due = _DUE_TO_EACH.search(judged.row.level3.words + target) and not _CAPPED.search(target)
    ours, theirs = _NUMBER.findall(target), _NUMBER.findall(actual)
    alike = _NUMBER.sub("0", target) == _NUMBER.sub("0", actual)
    if not (is_due and "每" in target and alike and len(ours) == len(theirs) == 1):
        return ""
    return f"少于“{target}”" if Decimal(theirs[0]) < Decimal(ours[0]) else ""


_CAPPED = compile_late("超|≤|<|以[内下]|低于|少于|控制|最[多高]|上限")


def _none_of_it(judged: JudgedRow) -> str:
    """Return whether nothing answers a target that asks for an amount."""
    target = judged.target
    asks = isinstance(target, Quantity) and target.amount and target.comparison not in (Sign.AT_MOST, Sign.LESS)
    return (
        f"完成值“{judged.row.actual.words}”不是数" if asks and judged.row.actual.words.strip() in ("无", "没有") else ""
    )


def _failed(judged: JudgedRow, actual: str) -> str:
    clause = find_failed_state(actual, judged.target, judged.actual)
    return f"写着“{clause}”" if clause else ""


# What stands for a value still to come: rows of ×, ＿ and the like, an empty place before a unit, words.
_SIGNS = "×✕xXＸ＊*?？_＿…□○◯●〇"
_ROW_OF_SIGNS = compile_late(
    rf"[约近]?(?=.*?(?:[{_SIGNS}]|[.．。]{{3}}))(?![年月日号时])[{_SIGNS}.．。年月日号时]+[^0-9，。A-Za-z]{{0,3}}"
    r"|[约近第]?\s+\S{1,3}|[nN]\S{1,2}|[0-9]+[?？]\S{0,2}"
)
_WORDS_TO_COME = compile_late(
    r"(?:数据|情况|结果|数值)?待(?:定|补充?|核实?|填写?|统计|确认|更新|完善|报|查|评估|测算)|[无缺]数据|暂(?:无|缺|未|没有)(?:数据|统计|资料|调查|测评|开展)|(?:尚?未|没有?)(?:统计|调查|测评|填写)|按(?:实际|要求|规定)\S{0,4}填写?"
    r"|[详具参]?体?见(?:附件|附表|报告|备注|说明|总结|上|下)\S{0,6}|[同如]上|[（(]?略[）)]?|请(?:填写|补充|输入)\S*|此处\S{0,4}填\S*|[（(](?:请?填写|此处|如|例)[^）)]*[）)]"
    r"|(?:今|本|当|去|上|全)年度?|(?:几|若干|多少|数)\S?"
)


def holds_a_place(words: str) -> bool:
    """Return whether an actual only stands for a value still to come: 待定, 同上, X场; dashes are C603's."""
    bare = words.strip("\n").lstrip("—-－")
    return bool(
        _ROW_OF_SIGNS.fullmatch(bare)
        or re.fullmatch(UNIT, bare.strip())
        or _WORDS_TO_COME.fullmatch(bare.strip().rstrip("。"))
    )


@rule("S322", Severity.WARNING, by_role=True)
def cells_are_filled_in(package: ScoredPackage) -> Iterator[Breach]:
    """Yield actuals that hold the place of a value only: 待定, 同上."""
    for judged in list_judged_rows(package):
        row, cell = judged.row, judged.row.actual
        if row.target.unknown or cell.unknown or cell.words == row.target.words or judged.sheet.midyear:
            continue
        if holds_a_place(cell.words):
            found = f"{row.spoken}完成值写“{cell.words}”，不是实际完成的数或情况"
            yield cell.spot.breach(found, "实际完成的数或情况", seen=(cell.words,))
