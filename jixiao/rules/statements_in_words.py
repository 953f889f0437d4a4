"""P…: words of direction, comparison and completion in the report against the figures they speak of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from jixiao.findings import Severity
from jixiao.patterns import compile_late
from jixiao.rules.claim_reading import find_false_claims
from jixiao.rules.claims import ClaimKind, claim_breach
from jixiao.rules.described_package import ScoredPackage
from jixiao.rules.form_tables import list_evaluation_forms
from jixiao.rules.printed_package import PrintedPackage
from jixiao.rules.registry import Breach, rule, spot_of

_DONE = compile_late(
    r"(?:全部|全面|圆满|超额|如期|全都)地?(?:完成|实现)了?[^，,。；;]{0,12}(?:目标|任务|指标)"
    r"|(?:目标|任务|指标)(?:均已|均|都已|已)?(?:全部|全面|圆满|超额|如期)(?:完成|实现|达到|达标|达成)"
    r"|(?:各项|全部|所有)(?:绩效|年度)*指标[^，,。；;]{0,6}(?:均|都|全部)(?:已)?(?:完成|达标|达到|达成|实现)"
    r"|指标均(?:已)?(?:完成|达标|达到|达成|实现)"
)
_FULL = compile_late(
    r"(?:各项?|全部|所有|每个|每项|各个)(?:绩效|年度|三级|评价)*指标[^，,。；;]{0,4}(?:得|获|获得|达到|拿到)了?满分|指标(?:均|都|全部)[^，,。；;]{0,3}满分"
    r"|^(?:本次|本年度?|今年|绩效|自评|评价|部门|整体|支出|我?单位|各项|所有|全部|指标|工作|过程|结果|[中里且并均都\s])*"
    r"(?:没有|未|无|零|并未|未发生)(?:任何)?(?:被)?(?:扣分|失分|丢分)(?:项|事项|指标|情况|现象)?$"
)
_NOT_ALL = compile_late(r"大多|多数|大部分|绝大|除[^。；;]*外|个别")
_PLANNED = compile_late(r"下一?步|今后|明年|将|拟|力争|争取|确保|应当?|要求|努力|未能?|没有|不")


@rule("P505", Severity.WARNING)
def words_follow_figures(package: PrintedPackage) -> Iterator[Breach]:
    """Yield comparisons in words that the printed figures contradict."""
    yield from map(claim_breach, find_false_claims(package, ClaimKind.RELATION))


@rule("P506", Severity.WARNING)
def changes_follow_figures(package: PrintedPackage) -> Iterator[Breach]:
    """Yield amounts and per cents of a change that differ from what the printed figures give."""
    yield from map(claim_breach, find_false_claims(package, ClaimKind.CHANGE))


@rule("P507", Severity.HINT, by_role=True)
def completion_follows_scores(package: ScoredPackage) -> Iterator[Breach]:
    """Yield sentences that say all goals were reached while some indicator did not get its full points."""
    missed = [
        f"{row.spoken}得 {row.score.words} 分（分值 {row.points.words}）"
        for sheet in list_evaluation_forms(package)
        for row in sheet.rows
        if row.shortfall > 0
    ]
    for paragraph in package.paragraphs if missed else ():
        for start, end, words in _find_all_done(paragraph.text):
            if not paragraph.is_open(start, end):
                found = f"{paragraph.spoken}写“{words}”，而{'；'.join(missed[:3])}" + ("等" if len(missed) > 3 else "")
                severity = Severity.WARNING if "指标" in words or "分" in words else None
                yield spot_of(paragraph).breach(
                    found, "没有完成的部分如实写明", detail=words, seen=(words,), severity=severity
                )


@lru_cache(maxsize=2_000)  # a year judged again after an edit has read most of its paragraphs: 2 of 120 ms
def _find_all_done(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return the clauses that say that all was done: from where to where, and in which words."""
    clauses = ((one, _say_all(text, one)) for one in re.finditer(r"[^。；;，,\n]+", text))
    return tuple((*one.span(), match[0]) for one, match in clauses if match)


def _say_all(text: str, clause: re.Match[str]) -> re.Match[str] | None:
    """Return where a clause says that all was done, or nothing lost; None where its sentence excepts some."""
    done = None if _PLANNED.search(clause[0]) else _DONE.search(clause[0])
    start = max(text.rfind(mark, 0, clause.start()) for mark in "。；;\n") + 1
    if _NOT_ALL.search(text, start, clause.end()):
        return None
    return done or _FULL.search(clause[0])
