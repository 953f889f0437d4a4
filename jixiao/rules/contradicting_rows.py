"""S321, S322: rows with full points whose two cells contradict each other in words, by rank, or by how often."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from importlib.resources import files

from msgspec import Struct

from jixiao.findings import Severity
from jixiao.plain import format_plain
from jixiao.rules.described_package import ScoredPackage
from jixiao.rules.earning import JudgedRow, list_judged_rows
from jixiao.rules.registry import Breach, rule
from jixiao.targets import Missed, Quantity, Sign, Target, parse

_LONGEST = 16
# How often a year has each; a year has fifty weeks of work and some.
_TIMES = {
    "月": Decimal(12),
    "个月": Decimal(12),
    "季": Decimal(4),
    "季度": Decimal(4),
    "周": Decimal(48),
    "年": Decimal(1),
}
_PER = re.compile(r"(?P<unit>.+)/(?P<period>个?月|季度?|周|年)")
_OFTEN = re.compile(r"每(?P<period>个?月|季度?|周|年)(?P<rest>.+)")
_OF_THE_YEAR = re.compile(r"^(?:全年|年度|本年|共|累计|共计|完成|实际)+")
# What stands for a value still to come; rows of ×, ＿ and the like are W709's.
_PLACEHOLDER = re.compile(r"待定|待补|待核|同上|^略$|^[约近]?\s+\S{1,2}$")


class Opposites(Struct, frozen=True):
    """The words of ``opposites.toml``."""

    directions: list[list[list[str]]]
    scales: list[list[str]]
    negations: list[str]
    fillers: list[str]


@cache
def read_opposites() -> Opposites:
    """Return the words that say the contrary of each other."""
    return Opposites(**tomllib.loads(files("jixiao.rules").joinpath("opposites.toml").read_text("utf-8")))


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


# A reason that says how much is missing, or that it was put off, and what says that it was done all the same.
_SHORT_OF_IT = re.compile(
    r"少(?:办|开展|完成|举办|做|印|编)?了?[0-9一二三四五六七八九两]|仅[^，,。；;]{0,8}[0-9]|取消"
    r"|(?:延迟|推迟|延期|顺延|推后)[^，,。；;]{0,4}(?:到|至|[0-9])|没有(?:验收|完成|提高|达到|实现|通过)"
    r"|不满意|低于(?:目标|指标|计划)|未(?:验收|通过|实施|开展)"
)
_MADE_UP_FOR = re.compile(
    r"已(?:补|全部|按期|如期|完成|追加|于)|补(?:办|齐|上|足)|改为|改由|改用|超额|高于|超过|不影响"
)


def _tells_shortfall(package: ScoredPackage, judged: JudgedRow) -> bool:
    """Return whether a reason tells what was not done, in other words than those the form set names (S311)."""
    cell = judged.row.deviation
    if cell.unknown or not cell.is_reason or _says_unfinished(package, cell.words):
        return False
    return bool(_SHORT_OF_IT.search(cell.words)) and not _MADE_UP_FOR.search(cell.words)


def _says_unfinished(package: ScoredPackage, words: str) -> bool:
    """Return whether some words say in the form set's own that something is unfinished; S311 tells those."""
    return any(word in words for word in package.score_checks.unfinished_words)


def find_contradiction(judged: JudgedRow) -> str:
    """Return why an actual does not reach its target, as half a sentence; "" where it may."""
    target, actual = judged.row.target.words.strip(), judged.row.actual.words.strip()
    return (
        _strictly_missed(judged)
        or _too_seldom(judged.target, judged.actual, target, actual)
        or (_in_words(target, actual, judged.row.level3.words) if max(len(target), len(actual)) <= _LONGEST else "")
    )


def _strictly_missed(judged: JudgedRow) -> str:
    measured = judged.outcome.measured if isinstance(judged.outcome, Missed) else None
    strict = (
        measured is not None and measured.comparison in (Sign.MORE, Sign.LESS) and measured.actual == measured.target
    )
    return f"“{judged.row.target.words}”不含 {format_plain(measured.target)}" if strict and measured else ""


def find_needed(target: Target, words: str) -> Quantity | None:
    """Return how much a target asks for in a whole year where it asks for so much a month, a quarter, a week."""
    often = _OFTEN.fullmatch(words)
    read, period = (parse(often["rest"]), often["period"]) if often else (target, "")
    if not isinstance(read, Quantity) or read.upper is not None or read.approximate:
        return None
    per = _PER.fullmatch(read.unit)
    unit, period = (per["unit"], per["period"]) if per else (read.unit, period)
    if not period or read.comparison in (Sign.AT_MOST, Sign.LESS):
        return None
    return Quantity(Sign.AT_LEAST, read.amount * _TIMES[period], unit, unit, scale=Decimal(1), text=words)


def _too_seldom(target: Target, actual: Target, words: str, said: str) -> str:
    needed, done = find_needed(target, words), parse(_OF_THE_YEAR.sub("", said))
    if needed is None or not isinstance(done, Quantity) or done.unit != needed.unit or done.approximate:
        return ""
    if done.amount >= needed.amount or actual == target:
        return ""
    return f"全年应有 {format_plain(needed.amount)}{needed.unit}"


def _in_words(target: str, actual: str, name: str) -> str:
    if target == actual or re.search("[0-9]", target):
        return ""
    return _denied(target, actual) or _reversed(target, actual, name) or _lower(target, actual)


def _bare(words: str) -> str:
    return re.sub("|".join([*read_opposites().fillers, r"[，。,.；;、\s]"]), "", words)


def _denied(target: str, actual: str) -> str:
    """Return whether one of the two denies what the other says."""
    for one, other in ((target, actual), (actual, target)):
        for word in read_opposites().negations:
            if word not in other or any(each in one for each in read_opposites().negations):
                continue
            rest, said = re.sub(r"[0-9一两]+[起次件例个]$", "", _bare(other.replace(word, "", 1))), _bare(one)
            if len(rest) > 1 and said and (rest in said or (said in rest and other.startswith(word))):
                return "两格一个肯定、一个否定"
    return ""


def _reversed(target: str, actual: str, name: str) -> str:
    """Return whether the two move in opposite directions; what moves must be the same, or not be named."""
    for sides in read_opposites().directions:
        ours, theirs = ([_found(side, words) for side in sides] for words in (target, actual))
        for at in (0, 1):
            mine, contrary = ours[at], theirs[1 - at]
            if mine and contrary and not ours[1 - at] and not theirs[at]:
                rest = _bare(actual.replace(contrary, ""))
                if not rest or rest in name or rest in target:
                    return f"“{mine}”与“{contrary}”相反"
    return ""


def _found(side: list[str], words: str) -> str:
    return next((word for word in sorted(side, key=len, reverse=True) if word in words), "")


def _lower(target: str, actual: str) -> str:
    """Return whether the actual is a lower grade of the target's scale."""
    for scale in read_opposites().scales:
        wanted, done = (_rank(scale, words) for words in (target, actual))
        if wanted is not None and done is not None and done > wanted:
            return f"“{scale[done]}”低于“{scale[wanted]}”"
    return ""


def _rank(scale: list[str], words: str) -> int | None:
    """Return the rank of the only grade in some words; 合格率 is none, and 良 not in 良好."""
    ranked = sorted(range(len(scale)), key=lambda at: -len(scale[at]))
    left, found = words, []
    for at in ranked:
        pattern = (
            rf"{re.escape(scale[at])}(?!率|度|\w化)"
            if len(scale[at]) > 1
            else rf"^{re.escape(scale[at])}(?:等|级)?(?:及以上|以上)?$"
        )
        if re.search(pattern, left):
            found.append(at)
            left = left.replace(scale[at], "〇")
    return found[0] if len(found) == 1 else None


@rule("S322", Severity.WARNING, by_role=True)
def cells_are_filled_in(package: ScoredPackage) -> Iterator[Breach]:
    """Yield actuals that hold the place of a value only: 待定, 同上."""
    for judged in list_judged_rows(package):
        cell = judged.row.actual
        if not cell.unknown and _PLACEHOLDER.search(cell.words.strip("\n")) and cell.words != judged.row.target.words:
            found = f"{judged.row.spoken}完成值写“{cell.words}”，不是实际完成的数或情况"
            yield cell.spot.breach(found, "实际完成的数或情况", seen=(cell.words,))
