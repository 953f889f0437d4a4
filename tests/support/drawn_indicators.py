"""Indicators drawn at random: target, actual, and the score that the form set's rules give."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from hypothesis import strategies as st

from tests.support.cases import YEAR
from tests.support.years import plain

LEVELS = {
    "产出指标": (50, ("数量指标", "质量指标", "时效指标", "成本指标")),
    "效益指标": (30, ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标")),
    "满意度指标": (10, ("服务对象满意度指标",)),
}
# The names say neither a number nor that less is better; so no rule can guess from them.
NAMES = (
    *("便民窗口", "巡回讲座", "主题展览", "业务培训", "上门走访", "设备巡检", "资料整编", "现场踏勘", "技术咨询"),
    *("志愿服务", "联合执法", "标准修订", "数据核对", "平台升级", "绿化养护", "管网检测", "应急演练", "样品检验"),
    *("宣传活动", "档案整理"),
)
TEXTS = ("有所提升", "持续改善", "稳步提高", "健全")


@st.composite
def indicators(draw: st.DrawFn, budget: Decimal, outturn: Decimal) -> dict[str, Any]:
    names = iter(draw(st.permutations(NAMES)))
    tree: dict[str, Any] = {}
    for level1, (weight, level2) in LEVELS.items():
        counts = [1 if name == "成本指标" else draw(st.integers(1, 2)) for name in level2]
        points = iter(_split(draw, weight, sum(counts)))
        tree[level1] = {
            name: [draw(_indicator(name, next(names), next(points), budget, outturn)) for _ in range(count)]
            for name, count in zip(level2, counts, strict=True)
        }
    return tree


def _split(draw: st.DrawFn, weight: int, parts: int) -> Sequence[Decimal]:
    """Return points in halves, all above 0, that add up to the weight."""
    cuts = sorted(draw(st.sets(st.integers(1, weight * 2 - 1), min_size=parts - 1, max_size=parts - 1)))
    return [Decimal(high - low) / 2 for low, high in zip([0, *cuts], [*cuts, weight * 2], strict=True)]


@st.composite
def _indicator(
    draw: st.DrawFn, level2: str, name: str, points: Decimal, budget: Decimal, outturn: Decimal
) -> dict[str, Any]:
    if level2 == "成本指标":
        limit = draw(st.sampled_from(["不超预算", f"≤{plain(budget)}万元", f"不超过{plain(budget)}万元"]))
        return _scored("预算控制数", limit, f"{plain(outturn)}万元", points, points)
    if level2 == "时效指标":
        day = draw(st.integers(1, 30))
        return _scored(f"{name}完成时间", f"{YEAR}年11月30日前", f"{YEAR}年11月{day}日", points, points)
    kind = draw(st.sampled_from(["least", "most", "count", "words"]))
    if kind == "words":
        words = draw(st.sampled_from(TEXTS))
        return _scored(f"{name}成效", words, words, points, points)
    target, actual = Decimal(draw(st.integers(20, 99))), Decimal(draw(st.integers(10, 99)))
    if kind == "most":
        score = points if actual <= target else points * max(1 - (actual - target) / target, Decimal(0))
        return _scored(
            f"{name}退件率",
            draw(st.sampled_from(["≤", "不超过", "不高于"])) + f"{target}%",
            f"{actual}%",
            points,
            score,
        )
    score = points if actual >= target else points * actual / target
    if kind == "least":
        sign = draw(st.sampled_from(["≥", "不低于", "不少于", "至少"]))
        return _scored(f"{name}达标率", f"{sign}{target}%", f"{actual}%", points, score)
    return _scored(f"{name}场次", f"{target}场", f"{actual}场", points, score)


def _scored(name: str, target: str, actual: str, points: Decimal, score: Decimal) -> dict[str, Any]:
    reason = "无" if _half_up(score) == points else "人手不足，进度放缓"
    return {
        "三级指标": name,
        "年度指标值": target,
        "实际完成值": actual,
        "分值": points,
        "得分": _half_up(score),
        "偏差原因": reason,
    }


def _half_up(score: Decimal) -> Decimal:
    return score.quantize(Decimal("0.01"), ROUND_HALF_UP)
