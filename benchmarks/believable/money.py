"""A made-up unit's money: what was planned, what was spent, and how it is told apart. Amounts in 万元."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from random import Random
from typing import Any

CENT = Decimal("0.01")
SOURCES = ("当年财政拨款", "上年结转资金", "其他资金")
CARRIED, OTHER = SOURCES[1:]
COLUMNS = ("年初预算数", "全年预算数", "全年执行数")
INCOMES = ("一般公共预算", "政府性基金拨款", "纳入专户管理的非税收入拨款", "其他资金")
PUBLIC_LINES = ("办公经费", "水费、电费、差旅费", "会议费、培训费")
THREE_PUBLIC = ("公车购置", "公车运行维护", "出国经费", "公务接待")

Funds = dict[str, dict[str, Decimal]]


def amount(rng: Random, least: int, most: int) -> Decimal:
    """Return an amount from ``least`` to ``most``: small ones are commoner, some are whole, some tenths."""
    cents = Decimal(int(100 * least * (most / least) ** rng.random()))
    return (cents / 100).quantize(rng.choice((Decimal(1), Decimal("0.1"), CENT, CENT)))


def share(rng: Random, whole: Decimal, least: float, most: float) -> Decimal:
    """Return a share of an amount, in whole cents and never above ``most``."""
    return (whole * Decimal(rng.uniform(least, most))).quantize(CENT, "ROUND_FLOOR")


def project_funds(rng: Random) -> Funds:
    """Return a project's money by source: at least one is there, the others are often 0."""
    given = rng.choices(((1, 0, 0), (1, 1, 0), (0, 1, 0), (1, 0, 1), (1, 1, 1)), (55, 20, 10, 8, 7))[0]
    pace = rng.choices(("good", "all", "slow"), (70, 20, 10))[0]
    funds = {source: _source(rng, pace) if there else _nothing() for source, there in zip(SOURCES, given, strict=True)}
    carried = funds[CARRIED]
    # What was left over is known when the year begins: it is in the first budget as it is, or not in it at all.
    carried["年初预算数"] = carried["全年预算数"] if carried["年初预算数"] else Decimal(0)
    return funds


def _source(rng: Random, pace: str) -> dict[str, Decimal]:
    full = amount(rng, 5, 900)
    initial = rng.choices((full, share(rng, full, 0.7, 1.1), Decimal(0)), (75, 20, 5))[0]
    spent = full if pace == "all" else share(rng, full, *((0.86, 1.0) if pace == "good" else (0.4, 0.8)))
    return dict(zip(COLUMNS, (initial, full, spent), strict=True))


def _nothing() -> dict[str, Decimal]:
    return dict.fromkeys(COLUMNS, Decimal(0))


def overspend(rng: Random, funds: Funds) -> None:
    """Let a project spend up to a twentieth more than it had."""
    for column in funds.values():
        column["全年执行数"] = column["全年预算数"]
    most = max(funds.values(), key=lambda one: one["全年预算数"])
    most["全年执行数"] += max(share(rng, most["全年预算数"], 0.01, 0.05), CENT)


def total(funds: Funds, column: str) -> Decimal:
    """Return a project's money of one column, all sources together."""
    return sum((one[column] for one in funds.values()), Decimal(0))


def whole(parts: Iterable[Decimal]) -> Decimal:
    """Return the sum of amounts."""
    return sum(parts, Decimal(0))


def spending(rng: Random, posts: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return annex1.yaml and basic.yaml of a unit with ``posts`` posts; they tell of the same money."""
    final = {
        "工资福利支出": amount(rng, posts * 8, posts * 14),
        "商品和服务支出": amount(rng, posts, posts * 4),
        "对个人和家庭的补助": amount(rng, posts, posts * 3),
    }
    public = final["商品和服务支出"]
    initial = {"人员经费": amount(rng, posts * 8, posts * 15), "公用经费": public + share(rng, public, 0.0, 0.2)}
    added = whole(final.values()) + share(rng, public, 0.0, 0.3) - whole(initial.values())
    lines = {name: _below(rng, initial["公用经费"] / 4, public / 4) for name in PUBLIC_LINES}
    annex1 = {
        "财政供养人员": {"编制数": posts, "在职人数": posts - rng.randint(0, posts // 10)},
        "三公经费": {name: _line(rng, name, posts) for name in THREE_PUBLIC},
        "公用经费": lines,
        "政府采购金额": _below(rng, budget := amount(rng, 5, 800), budget),
        "部门基本支出预算调整": {"预算": added, "决算": added},
        "楼堂馆所": _building(rng),
    }
    return annex1, {"年初预算": initial, "年中追加": added, "决算": final}


def _line(rng: Random, name: str, posts: int) -> dict[str, Decimal]:
    if name in ("公车购置", "出国经费") and rng.random() < 0.9:
        return {"预算": Decimal(0), "决算": Decimal(0)}
    budget = amount(rng, 1, max(2, posts // 4))
    return _below(rng, budget, budget)


def _below(rng: Random, budget: Decimal, most: Decimal) -> dict[str, Decimal]:
    return {"预算": share(rng, budget, 0.9, 1.0), "决算": share(rng, most, 0.5, 0.9)}


def _building(rng: Random) -> dict[str, Decimal]:
    if rng.random() < 0.9:
        return dict.fromkeys(("批复规模", "实际规模", "预算投资", "实际投资"), Decimal(0))
    size, invested = amount(rng, 500, 20_000), amount(rng, 200, 9000)
    return {
        "批复规模": size, "实际规模": share(rng, size, 0.9, 1.0),
        "预算投资": invested, "实际投资": share(rng, invested, 0.85, 1.0),
    }  # fmt: skip


def incomes(rng: Random, income: Decimal, other: Decimal) -> dict[str, Decimal]:
    """Return the full-year budget by kind of income; they add up to ``income``, ``other`` is the projects' own."""
    granted = income - other
    kinds = [share(rng, granted, 0.01, 0.1) if rng.random() < chance else Decimal(0) for chance in (0.2, 0.1)]
    return dict(zip(INCOMES, (granted - whole(kinds), *kinds, other), strict=True))
