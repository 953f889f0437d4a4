"""Whether an indicator's actual says the contrary of its target in words, or a lower grade of one scale."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

from msgspec import Struct

from jixiao.patterns import compile_late

_COUNT = compile_late(r"(?<![0-9一两二三四五六七八九十])[0-9一两二三四五六七八九十]+[起次件例个宗]?$")
_PAUSES = compile_late(r"[，,；;。]")
_LETTER = compile_late(r"(A{1,5}|B{1,3}|C{1,3}|D|E)(?:等|级|类|档)?(?:及?以上)?")
_ASSERTED = compile_late(r"^(?:全年|本年|年内|仍|还)?(?:存在|发生|出现|产生|造成|引发|有)(?!效|序|力|关|所|利)")
_DENIAL = compile_late(
    r"^(?:确保|保证|全年|本年)*(?:无|零|没有|不发生|未发生|不出现|不存在|不产生|不造成|杜绝|避免|防止)"
)
_RID = compile_late(r"^(?:消除|清除|根除|杜绝)")
_NONE_HAPPENS = compile_late(r"(?:零发生|零事故|不发生|0发生)$")
_COUNTED = compile_late(r"(?<![0-9一两二三四五六七八九十])[0-9一两二三四五六七八九十]+[^0-9，]{0,2}$")
# What the denial is of may stand first: 安全无事故, 公示无异议.
_BEFORE_DENIAL = compile_late(r"^[^无零不没未，]{2,4}(?=(?:无|零)(?!纸化|线|障碍|害化|人[机值]|偿|缝|菌|烟|土|碳))")
_UNBROKEN = compile_late(r"^(?:全年|全天|24小时)*(?:不间断|不中断|无中断|连续)")
_STOPPED = compile_late(r"(?<![未无不没])(?<!没有)(?:停[机运播更止摆]|中断|间断)(?!服务的)")
_HARM = compile_late("事故|事件|伤亡|受伤|死亡|踩踏|溺水|火灾|爆炸|中毒|坍塌|垮塌|泄漏")
_SETTLED = compile_late(r"整改|处置|化解|处理|查处|解决|调解|排除|修复|消除")


class Opposites(Struct, frozen=True):
    """The words of ``opposites.toml``."""

    directions: list[list[list[str]]]
    scales: list[list[list[str]]]
    rising: list[str]
    negations: list[str]
    idioms: list[str]
    fillers: list[str]
    finished: list[str]
    partly: list[str]
    bad_states: list[str]
    bad_things: list[str]
    unchanged: list[str]


@cache
def read_opposites() -> Opposites:
    """Return the words that say the contrary of each other."""
    return Opposites(**tomllib.loads(Path(__file__).with_name("opposites.toml").read_text("utf-8")))


@lru_cache(maxsize=4_000)  # a year judged again after an edit has compared most of its rows: 2 of 120 ms
def find_contrary(target: str, actual: str, name: str) -> str:
    """Return how an actual contradicts its target in words, as half a sentence; "" where it may be the same."""
    target, actual = (_LEVEL.sub(lambda level: f"{_LEVELS[int(level[1])]}级", words) for words in (target, actual))
    if _UNBROKEN.search(target) and (stopped := _STOPPED.search(actual)):
        return f"“{stopped[0]}”不是“{target}”"
    if target == actual or re.search("[0-9]", target):
        return ""
    for words in read_opposites().idioms:
        target, actual = target.replace(words, "〇"), actual.replace(words, "〇")
    return (
        _denied(target, actual, name)
        or _happened(target, actual)
        or _reversed(target, actual, name)
        or _lower(target, actual, name)
        or _partly(target, actual)
    )


# 2级以上 is told as 二级以上.
_LEVEL, _LEVELS = compile_late(r"(?<![0-9.])([1-4])级"), "〇一二三四"
# What is better the less of it there is.
_UNWANTED = compile_late(
    r"投诉|信访|事故|能耗|成本|费用|差错|错误|违|污染|负担|风险|隐患|纠纷|案|损|时间|时长|时限|周期|故障|疾?病|贫|债|[率量数]$"
)


def _bare(words: str) -> str:
    return _read_fillers().sub("", words)


@cache
def _read_fillers() -> re.Pattern[str]:
    return compile_late("|".join([*read_opposites().fillers, r"[，。,.；;、\s〇]"]))


def _denies(words: str) -> bool:
    return any(each in words for each in read_opposites().negations) or bool(_DENIAL.search(words))


def _denied(target: str, actual: str, name: str) -> str:
    """Return whether one of the two denies what the other says."""
    for one, other in ((target, actual), (actual, target)):
        if _denies(one):
            continue
        for clause in _PAUSES.split(other):
            word = next((each for each in read_opposites().negations if each in clause), "")
            if word and _is_the_same(clause.replace(word, "", 1), one, name, begins=clause.startswith(word)):
                return "两格一个肯定、一个否定"
    return ""


def _is_the_same(rest: str, one: str, name: str, *, begins: bool) -> bool:
    """Return whether a clause without its negation says what the other cell says, maybe in another order."""
    if rest == one:
        return True
    rest, said = _COUNT.sub("", _bare(rest)), _bare(one)
    if len(rest) < 2 or not said:
        return False
    of_both = set(rest) <= set(said + name) and len(set(rest) & set(said)) > 1
    return rest in said or (said in rest and begins) or of_both


def _happened(target: str, actual: str) -> str:
    """Return whether what the target rules out is said to have happened, or to be there."""
    target = _BEFORE_DENIAL.sub("", target)
    if not (_DENIAL.search(target) or _RID.search(target) or _NONE_HAPPENS.search(target)) or _SETTLED.search(actual):
        return ""
    what = _bare(_NONE_HAPPENS.sub("", _RID.sub("", _DENIAL.sub("", target))))
    if len(what) > 1 and _bare(actual) == what:
        return "两格一个肯定、一个否定"
    for clause in _PAUSES.split(actual):
        if re.search(r"无|未|没|不|零|杜绝|避免|(?<![0-9])0", clause) or not clause:
            continue
        asserted, counted = _ASSERTED.search(clause), _COUNTED.search(clause)
        shared = any(what[at : at + 2] in clause for at in range(len(what) - 1)) if len(what) > 1 else what in clause
        harmed = _HARM.search(clause) and _HARM.search(what)
        if (asserted and (shared or counted or harmed or not what)) or (counted and shared):
            return "两格一个肯定、一个否定"
    return ""


def _reversed(target: str, actual: str, name: str) -> str:
    """Return whether the two move in opposite directions; what moves must be the same, or not be named."""
    moves = any(word in target for sides in read_opposites().directions[:3] for side in sides for word in side)
    if moves and actual in read_opposites().unchanged:
        return f"“{actual}”不是“{target}”"
    if _DENIAL.search(target) or _DENIAL.search(actual):
        return ""
    for sides in read_opposites().directions:
        ours, theirs = ([_found(side, words) for side in sides] for words in (target, actual))
        for at in (0, 1):
            mine, contrary = ours[at], theirs[1 - at]
            if mine and contrary and not ours[1 - at] and not theirs[at]:
                rest = _bare(actual.replace(contrary, ""))
                if not rest or rest in name or rest in target or _is_of_the_name(rest, _bare(target), mine, name):
                    return f"“{mine}”与“{contrary}”相反"
    return ""


def _is_of_the_name(rest: str, target: str, moves: str, name: str) -> bool:
    """Return whether a target says only how its matter moves, and what moved is that: 查阅环境 of 工作环境."""
    shares = any(rest[at : at + 2] in name for at in range(len(rest) - 1))
    return shares and not target.replace(moves, "") and not _UNWANTED.search(rest)


def _found(side: list[str], words: str) -> str:
    return max((word for word in side if word in words), key=len, default="")


def _lower(target: str, actual: str, name: str) -> str:
    """Return whether the actual is a lower grade of the target's scale."""
    if _is_lower_letter(target, actual):
        return f"“{actual}”低于“{target}”"
    rises = any(words in name + target for words in read_opposites().rising)
    for scale in read_opposites().scales:
        wanted, done = (_rank(scale, words) for words in (target, actual))
        if wanted is None or done is None or _denies(target):
            continue
        is_lower = done[0] < wanted[0] if rises and wanted[1].endswith("级") else done[0] > wanted[0]
        if is_lower:
            return f"“{done[1]}”低于“{wanted[1]}”"
    return ""


def _is_lower_letter(target: str, actual: str) -> bool:
    """Return whether letters grade the two, the actual lower: A级 and B级, AAA级 and AA级, 一级A标准 and 一级B标准."""
    ours, theirs = _LETTER.fullmatch(target), _LETTER.fullmatch(actual)
    if ours and theirs:
        wanted, done = ours[1], theirs[1]
        return wanted[0] < done[0] if wanted[0] != done[0] else len(wanted) > len(done)
    other = [pair for pair in zip(target, actual, strict=False) if pair[0] != pair[1]]
    return len(target) == len(actual) and len(other) == 1 and "A" <= other[0][0] < other[0][1] <= "E"


def _rank(scale: list[list[str]], words: str) -> tuple[int, str] | None:
    """Return rank and word of the only grade in some words; 合格率 is none, and 良 not in 良好."""
    ranked = [(at, word) for at, same in enumerate(scale) for word in same if word in words]
    left, found = words, []
    for at, word in sorted(ranked, key=lambda pair: -len(pair[1])):
        pattern = (
            rf"{re.escape(word)}(?!率|度|\w化)" if len(word) > 1 else rf"^{re.escape(word)}(?:等|级)?(?:及以上|以上)?$"
        )
        if re.search(pattern, left):
            found.append((at, word))
            left = left.replace(word, "〇")
    return found[0] if len({at for at, _ in found}) == 1 else None


def _partly(target: str, actual: str) -> str:
    """Return whether the actual says only in part, or nearly, what the target asks for."""
    words = read_opposites()
    weak = next((word for word in (*words.partly, "基本") if actual.startswith(word)), "")
    if not weak or any(word in target for word in (*words.partly, "基本")):
        return ""
    rest, said = actual.removeprefix(weak), re.sub("^(?:全部|全面|完全|均|已)+", "", target)
    is_so = rest == said and (weak != "基本" or any(word in rest for word in words.finished))
    return f"“{actual}”少于“{target}”" if is_so else ""
