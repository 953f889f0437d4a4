"""A made-up form's indicators: target, actual, and the score that the form set's rules give."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from itertools import count
from random import Random
from typing import Any

from benchmarks.believable import words
from benchmarks.believable.writing import plain

LEVELS = {
    "产出指标": (50, ("数量指标", "质量指标", "时效指标", "成本指标")),
    "效益指标": (30, ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标")),
    "满意度指标": (10, ("服务对象满意度指标",)),
}
# Four kinds of output are always asked for, then one kind each of benefit and satisfaction.
FEWEST = 6
CENT = Decimal("0.01")
Tree = dict[str, dict[str, list[dict[str, Any]]]]


def indicators(rng: Random, rows: int, year: int, budget: Decimal, outturn: Decimal, *, missed: float = 0.08) -> Tree:
    """Return a form's indicators, at least FEWEST; ``missed`` is the share of those that fall short, scored by rule."""
    counts = _counts(rng, max(rows, FEWEST))
    names = _names(rng)
    tree: Tree = {}
    for level1, (weight, level2) in LEVELS.items():
        present = [name for name in level2 if counts[name]]
        points = iter(_split(rng, weight, sum(counts[name] for name in present)))
        tree[level1] = {
            name: [
                _indicator(rng, name, next(names), next(points), year, budget, outturn, missed)
                for _ in range(counts[name])
            ]
            for name in present
        }
    return tree


def _counts(rng: Random, rows: int) -> dict[str, int]:
    """Return how many indicators each level 2 has; there is one budget indicator, and benefits are chosen freely."""
    benefits = LEVELS["效益指标"][1]
    counts = dict.fromkeys((*LEVELS["产出指标"][1], rng.choice(benefits), "服务对象满意度指标"), 1)
    free = [name for _, level2 in LEVELS.values() for name in level2 if name != "成本指标"]
    chosen = rng.choices(free, (6, 4, 3, 2, 2, 1, 1, 2), k=rows - FEWEST)
    for name in chosen:
        counts[name] = counts.get(name, 0) + 1
    return dict.fromkeys((name for _, level2 in LEVELS.values() for name in level2), 0) | counts


def _names(rng: Random) -> Iterator[str]:
    """Yield subjects without end, each once: first as they are, then by area."""
    subjects = rng.sample(words.SUBJECTS, len(words.SUBJECTS))
    for number in count():
        area, subject = divmod(number, len(subjects))
        yield (_area(area) if area else "") + subjects[subject]


def _area(number: int) -> str:
    turn, one = divmod(number - 1, len(words.AREAS))
    return words.AREAS[turn % len(words.AREAS)] * bool(turn) + words.AREAS[one]


def _split(rng: Random, weight: int, parts: int) -> list[Decimal]:
    """Return points, all above 0, that add up to the weight: whole or half ones where there are few."""
    scale = next(scale for scale in (1, 2, 100, 10_000) if parts <= weight * scale / 2)
    cuts = sorted(rng.sample(range(1, weight * scale), parts - 1))
    return [Decimal(high - low) / scale for low, high in zip([0, *cuts], [*cuts, weight * scale], strict=True)]


def _indicator(
    rng: Random, level2: str, subject: str, points: Decimal, year: int, budget: Decimal, outturn: Decimal, missed: float
) -> dict[str, Any]:
    if level2 == "成本指标":
        return _cost(rng, points, budget, outturn)
    if level2 == "时效指标":
        month = rng.randint(6, 12)
        day = f"{year}年{rng.randint(3, month)}月{rng.randint(1, 30)}日"
        return scored(f"{subject}完成时间", f"{year}年{month}月30日前", day, points, points)
    if level2 == "数量指标":
        what, unit = rng.choice(words.COUNTED)
        return _reached(rng, f"{subject}{what}", rng.randint(4, 400), unit, points, missed, most=None)
    if level2 != "质量指标" and rng.random() < 0.15:
        quality = rng.choice(words.QUALITIES)
        return scored(f"{subject}成效", quality, quality, points, points)
    what = rng.choice(words.RATES[level2])
    return _reached(rng, f"{subject}{what}", rng.randint(80, 98), "%", points, missed, most=100)


def _cost(rng: Random, points: Decimal, budget: Decimal, outturn: Decimal) -> dict[str, Any]:
    limit = rng.choice(("不超预算", f"≤{plain(budget)}万元", f"不超过{plain(budget)}万元"))
    score = points if outturn <= budget else points * (1 - (outturn - budget) / budget)
    one = scored("预算控制数", limit, f"{plain(outturn)}万元", points, score)
    return one | ({} if outturn <= budget else {"偏差原因": words.OVERSPENT})


def _reached(
    rng: Random, name: str, target: int, unit: str, points: Decimal, missed: float, *, most: int | None
) -> dict[str, Any]:
    """Return an indicator whose target is a least value, mostly reached and never by far."""
    best = target + target // 8 if most is None else min(most, target + target // 8)
    fails = rng.random() < missed
    actual = rng.randint(target // 2, target - 1) if fails else rng.randint(target, best)
    sign = rng.choice(("≥", "≥", "不低于", "不少于" if unit != "%" else "≥", "" if actual <= target else "≥"))
    score = points if actual >= target else points * actual / target
    return scored(name, f"{sign}{target}{unit}", f"{actual}{unit}", points, score, rng.choice(words.MISSED))


def scored(name: str, target: str, actual: str, points: Decimal, score: Decimal, reason: str = "无") -> dict[str, Any]:
    """Return an indicator; the score is rounded to cents where it is not the full points, and then has a reason."""
    rounded = points if score == points else score.quantize(CENT, ROUND_HALF_UP)
    return {
        "三级指标": name, "年度指标值": target, "实际完成值": actual,
        "分值": points, "得分": rounded, "偏差原因": "无" if rounded == points else reason,
    }  # fmt: skip
