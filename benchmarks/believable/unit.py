"""One made-up unit: everything its data files hold, all of it in agreement."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.believable import money, words
from benchmarks.believable.indicators import indicators
from benchmarks.believable.writing import as_yaml

YEAR = 2023
FORM_SET = "yueyang-2023"
_TEXTS = Path(__file__).parent / "report"
_SHEET = Path(__file__).resolve().parents[2] / "data" / str(YEAR) / "annex5.yaml"
# A move since last year of this much, in 万元 and as a share, wants a reason (forms.yaml: 变动说明).
_BIG, _FAR = Decimal(20), Decimal("0.2")
# A project that spent less of its budget says why.
_MUCH_SPENT = Decimal("0.9")


@dataclass(frozen=True, slots=True)
class Shape:
    """How large a unit is. None: drawn, small ones commoner. ``missed`` is the share of targets not reached."""

    projects: int | None = None
    indicators: int | None = None
    missed: float = 0.08


@dataclass(slots=True)
class Unit:
    """A unit's data: YAML files as trees by name (numbers are Decimals), the report's files, last year's accounts."""

    number: int
    files: dict[str, Any]
    report: dict[str, str]
    prior: dict[str, Any]
    raw: dict[str, str] = field(default_factory=dict)

    @property
    def projects(self) -> dict[str, Any]:
        """The project files by name."""
        return {name: tree for name, tree in self.files.items() if name.startswith("projects/")}

    @property
    def forms(self) -> list[Any]:
        """The files that hold indicators."""
        return [self.files["annex2.yaml"], *self.projects.values()]

    @property
    def rows(self) -> Iterator[dict[str, Any]]:
        """All indicators of all forms."""
        for form in self.forms:
            for level2 in form["绩效指标"].values():
                for rows in level2.values():
                    yield from rows

    def written(self) -> dict[str, str]:
        """Return the texts of all files by their path below the unit's folder; ``raw`` replaces what was written."""
        year = {name: as_yaml(tree) for name, tree in self.files.items()}
        year |= {"annex5.yaml": _SHEET.read_text("utf-8")}
        year |= {f"report/{name}": text for name, text in self.report.items()}
        year |= self.raw
        return {f"data/{YEAR}/{name}": text for name, text in year.items()} | {
            f"data/{YEAR - 1}/final-accounts.yaml": as_yaml(self.prior)
        }


def unit(rng: Random, number: int, shape: Shape) -> Unit:
    """Return the unit of a number."""
    posts = int(6 * 30 ** rng.random())
    annex1, basic = money.spending(rng, posts)
    annex1["厉行节约保障措施"] = _numbered(rng.sample(words.THRIFT, 2))
    projects = _projects(rng, shape)
    full, spent = (
        money.whole(money.total(one["资金"], name) for one in projects.values()) for name in money.COLUMNS[1:]
    )
    income = money.whole(basic["年初预算"].values()) + basic["年中追加"] + full
    outlay = money.whole(basic["决算"].values()) + spent
    other = money.whole(one["资金"][money.OTHER]["全年预算数"] for one in projects.values())
    annex2 = _form(rng, shape, income, outlay, rng.sample(words.GOALS, 4))
    annex2 |= {"收入": money.incomes(rng, income, other)}
    prior, reasons = _last_year(rng, annex1, basic, projects)
    files = {"unit.yaml": _unit(rng, number, posts), "annex1.yaml": annex1, "annex2.yaml": annex2, "basic.yaml": basic}
    files |= {"movements.yaml": {"变动原因": reasons}} if reasons else {}
    return Unit(number, files | projects, _report(rng, annex2), prior)


def _unit(rng: Random, number: int, posts: int) -> dict[str, Any]:
    support = rng.randint(0, posts // 8)
    day = datetime.date(YEAR + 1, 2, 1) + datetime.timedelta(rng.randint(0, 180))
    staff = {"全额拨款编制": posts - support, "工勤编制": support, "工勤人员": support}
    staff |= {
        "政府购买服务人员": rng.randint(0, 30),
        "退休人员": rng.randint(0, posts),
        "内设机构数": rng.randint(3, 18),
    }
    return {
        "年度": YEAR, "表单集": FORM_SET, "单位名称": f"示例市第{number:05d}单位",
        "填表人": "填表人甲", "填报日期": day.isoformat(), "联系电话": "8000001", "人员": staff,
    }  # fmt: skip


def _projects(rng: Random, shape: Shape) -> dict[str, Any]:
    count = shape.projects or round(40 ** rng.random())
    names = rng.sample([subject + kind for subject in words.SUBJECTS for kind in words.PROJECT_KINDS], count)
    return {
        f"projects/{number:02d}-p{number:02d}.yaml": _project(rng, shape, name, funds)
        for number, (name, funds) in enumerate(zip(names, _funds(rng, count), strict=True), start=1)
    }


def _funds(rng: Random, count: int) -> list[money.Funds]:
    """Return the money of projects; one may overspend what the others save, never the unit as a whole."""
    drawn = [money.project_funds(rng) for _ in range(count)]
    for one in drawn:
        saved = money.whole(money.total(other, "全年预算数") - money.total(other, "全年执行数") for other in drawn)
        own = money.total(one, "全年预算数") - money.total(one, "全年执行数")
        if rng.random() < 0.1 and saved - own > money.total(one, "全年预算数") / 20:
            money.overspend(rng, one)
    return drawn


def _project(rng: Random, shape: Shape, name: str, funds: money.Funds) -> dict[str, Any]:
    budget, outturn = (money.total(funds, column) for column in money.COLUMNS[1:])
    goals = [(plan.format(name), done.format(name)) for plan, done in rng.sample(words.PROJECT_GOALS, 2)]
    head = {"名称": name, "主管部门": "示例主管部门", "支出类别": rng.choice(words.CLASSES), "资金": funds}
    form = _form(rng, shape, budget, outturn, goals)
    return head | form | {"总分偏差原因": _why_rate(budget, outturn)}


def _why_rate(budget: Decimal, outturn: Decimal) -> str:
    if outturn > budget:
        return words.OVERSPENT
    return words.UNDERSPENT if outturn < budget * _MUCH_SPENT else "无"


def _form(rng: Random, shape: Shape, budget: Decimal, outturn: Decimal, goals: list[tuple[str, str]]) -> dict[str, Any]:
    rows = shape.indicators or round(6 * 10 ** rng.random())
    plans, done = zip(*goals, strict=True)
    return {
        "年度总体目标": {"预期目标": _numbered(plans), "实际完成情况": _numbered(done)},
        "绩效指标": indicators(rng, rows, YEAR, budget, outturn, missed=shape.missed),
        "总分偏差原因": "无",
    }


def _numbered(texts: Any) -> str:
    return "\n".join(f"{number}.{text}" for number, text in enumerate(texts, start=1))


def _last_year(
    rng: Random, annex1: Any, basic: Any, projects: Mapping[str, Any]
) -> tuple[dict[str, Any], list[dict[str, str]]]:
    """Return last year's accounts, near to this year's, and reasons for the projects that moved far."""

    def near(amount: Decimal) -> Decimal:
        return money.share(rng, amount, 0.87, 1.12)

    accounts, reasons = [], []
    for name, one in projects.items():
        identifier, now = name.partition("-")[2].removesuffix(".yaml"), money.total(one["资金"], "全年执行数")
        then, why = _before(rng, now, near)
        if then is not None:
            accounts.append({"标识": identifier, "名称": one["名称"], "决算": then})
        if why:
            reasons.append({"引用": f"附件1.项目支出.{identifier}.决算", "理由": why})
    lines = {name: near(one["决算"]) for name, one in annex1["公用经费"].items()}
    total = max(near(basic["决算"]["商品和服务支出"]), money.whole(lines.values()))
    return {
        "年度": YEAR - 1,
        "三公经费": {name: near(one["决算"]) for name, one in annex1["三公经费"].items()},
        "项目支出": accounts,
        "公用经费": {"合计": total, **lines},
    }, reasons


def _before(rng: Random, now: Decimal, near: Any) -> tuple[Decimal | None, str]:
    """Return what a project spent last year (None: it is new) and why it moved far, if it did."""
    if now >= _BIG and rng.random() < 0.15:
        return None, rng.choice(words.PROJECT_REASONS)
    then = money.share(rng, now, 0.5, 0.7) if rng.random() < 0.15 else near(now)
    far = now - then >= _BIG and now - then >= then * _FAR
    return (then, rng.choice(words.MOVE_REASONS)) if far else (near(now), "")


def _report(rng: Random, annex2: Any) -> dict[str, str]:
    texts = {path.name: path.read_text("utf-8") for path in sorted(_TEXTS.glob("*.md"))}
    if annex2["收入"]["政府性基金拨款"]:
        texts["03-government-funds.md"] = (
            "{{ 年度 }}年政府性基金预算收入{{ 附件2.收入.政府性基金拨款 }}万元，用于公共服务设施建设，已按进度拨付。\n"
        )
    texts["06-performance.md"] += "".join(_deeds(rng))
    return texts


def _deeds(rng: Random) -> Iterator[str]:
    """Yield what was done, each with its numbers declared as plain facts."""
    chosen = rng.sample(words.DEEDS, rng.randint(4, len(words.DEEDS)))
    for number, (text, one, other) in enumerate(chosen, start=1):
        first, second = rng.randint(2, 90), rng.randint(2, 900)
        yield f"\n{number}.{text.format(first, second)}\n{{# 事实数字：{first}{one}、{second}{other} #}}\n"
