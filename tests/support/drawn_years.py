"""Years drawn at random whose figures, scores and words all agree; nothing of the package computes anything here."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from tests.support.cases import BASE, YEAR
from tests.support.drawn_indicators import NAMES, indicators
from tests.support.years import Year

CENT = Decimal("0.01")
CLASSES = ("业务工作经费", "运行维护经费", "市级专项资金")
SOURCES = ("当年财政拨款", "上年结转资金", "其他资金")
COLUMNS = ("年初预算数", "全年预算数", "全年执行数")


def money(most: int = 100_000) -> st.SearchStrategy[Decimal]:
    """Amounts in 万元, with no, one or two decimals; often 0."""
    cents = st.one_of(st.just(0), st.integers(0, 300), st.integers(0, most), st.integers(0, most * 100))
    return cents.map(lambda number: Decimal(number).scaleb(-2))


def _below(draw: st.DrawFn, amount: Decimal) -> Decimal:
    """Return some amount from 0 to ``amount``."""
    return draw(st.one_of(st.just(amount), st.integers(0, int(amount * 100)).map(lambda number: Decimal(number) / 100)))


@st.composite
def consistent_years(draw: st.DrawFn) -> Year:
    """Draw a year in which everything agrees."""
    names = draw(st.lists(st.sampled_from(NAMES), max_size=4, unique=True))
    projects = {
        f"projects/{number:02d}-p{number}.yaml": draw(_projects(f"{name}项目")) for number, name in enumerate(names, 1)
    }
    spending = draw(_spending())
    basic, annex1 = spending["basic.yaml"], spending["annex1.yaml"]
    full, spent = (_whole(projects.values(), column) for column in COLUMNS[1:])
    initial = sum(basic["年初预算"].values())
    income, outlay = initial + basic["年中追加"] + full, sum(basic["决算"].values()) + spent
    annex2 = {
        "收入": draw(_shares(income, sum(one["资金"]["其他资金"][COLUMNS[1]] for one in projects.values()))),
        "年度总体目标": {"预期目标": "做好公共服务。", "实际完成情况": "公共服务得到加强，年度任务完成。"},
        "绩效指标": draw(indicators(income, outlay)),
        "总分偏差原因": "无",
    }
    unit, posts = draw(_unit()), annex1["财政供养人员"]["编制数"]
    unit["人员"] |= {"全额拨款编制": posts - (support := draw(st.integers(0, posts))), "工勤编制": support}
    factor = draw(st.sampled_from([Decimal("0.9"), Decimal(1), Decimal("1.1")]))
    prior = draw(st.one_of(st.just(_prior(annex1, basic, projects, factor)), st.none()))
    year = Year({"unit.yaml": unit, "annex2.yaml": annex2, **spending, **projects}, {}, prior)
    totals = {
        "附件1.三公经费.决算": _final(annex1["三公经费"]),
        "附件1.项目支出.决算": spent,
        "附件2.资金.全年预算数": income,
        "附件2.资金.全年执行数": outlay,
        "基本支出.年末结余": income - full - sum(basic["决算"].values()),
        "附件1.财政供养人员.编制数": Decimal(posts),
    }  # fmt: skip
    year.controls = {path: totals[path] for path in draw(st.lists(st.sampled_from(sorted(totals)), unique=True))}
    year.report = _report(year, draw(st.booleans()))
    return year


@st.composite
def _unit(draw: st.DrawFn) -> dict[str, Any]:
    counts = ("工勤人员", "政府购买服务人员", "退休人员", "内设机构数")
    day = draw(st.dates(min_value=date(YEAR, 12, 31), max_value=date(YEAR + 1, 12, 31)))
    return {
        "年度": YEAR, "表单集": "yueyang-2023", "单位名称": "示例单位",
        "填表人": "填表人甲", "填报日期": day.isoformat(), "联系电话": "8000001",
        "人员": {name: draw(st.integers(0, 90)) for name in counts},
    }  # fmt: skip


@st.composite
def _spending(draw: st.DrawFn) -> dict[str, Any]:
    """Draw annex1.yaml and basic.yaml, which speak of the same public funds and the same adjustment."""
    public = draw(money())
    initial = {"人员经费": draw(money()), "公用经费": public + draw(money(50))}
    final = {"工资福利支出": draw(money()), "商品和服务支出": public, "对个人和家庭的补助": draw(money())}
    added = sum(final.values()) + draw(money(500)) - sum(initial.values())
    posts = draw(st.integers(0, 300))
    finals = _parts(draw, public)
    unspent = _parts(draw, initial["公用经费"] - sum(finals))
    budgets = [one + two for one, two in zip(finals, unspent, strict=True)]
    lines = ("办公经费", "水费、电费、差旅费", "会议费、培训费")
    approved, actual, planned, invested = draw(_buildings())
    annex1 = {
        "财政供养人员": {"编制数": posts, "在职人数": draw(st.integers(0, posts))},
        "三公经费": {name: draw(_budget_and_final()) for name in ("公车购置", "公车运行维护", "出国经费", "公务接待")},
        "公用经费": {name: {"预算": one, "决算": two} for name, one, two in zip(lines, budgets, finals, strict=True)},
        "政府采购金额": draw(_budget_and_final()),
        "部门基本支出预算调整": {"预算": added, "决算": added},
        "楼堂馆所": {
            "批复规模": approved, "实际规模": actual, "预算投资": planned, "实际投资": invested,
        },
        "厉行节约保障措施": "严格执行预算，压减一般性支出。",
    }  # fmt: skip
    return {"annex1.yaml": annex1, "basic.yaml": {"年初预算": initial, "年中追加": added, "决算": final}}


@st.composite
def _buildings(draw: st.DrawFn) -> tuple[Decimal, ...]:
    """Draw sizes and investments, planned and actual: none, or all of them."""
    if draw(st.booleans()):
        return (Decimal(0),) * 4
    pairs = [(one, max(CENT, _below(draw, one))) for one in (draw(money(9000)) + 1, draw(money(9000)) + 1)]
    return tuple(amount for pair in pairs for amount in pair)


def _parts(draw: st.DrawFn, whole: Decimal) -> tuple[Decimal, Decimal, Decimal]:
    """Return three amounts that together are not more than ``whole``."""
    first = _below(draw, whole)
    second = _below(draw, whole - first)
    return first, second, _below(draw, whole - first - second)


@st.composite
def _budget_and_final(draw: st.DrawFn) -> dict[str, Decimal]:
    budget = draw(money(2000))
    return {"预算": budget, "决算": _below(draw, budget)}


@st.composite
def _shares(draw: st.DrawFn, whole: Decimal, other: Decimal) -> dict[str, Decimal]:
    """Draw the income by source; the other funds are those of the projects."""
    first, second, _ = _parts(draw, whole - other)
    names = ("一般公共预算", "政府性基金拨款", "纳入专户管理的非税收入拨款", "其他资金")
    return dict(zip(names, (whole - first - second - other, first, second, other), strict=True))


@st.composite
def _projects(draw: st.DrawFn, name: str) -> dict[str, Any]:
    funds = {}
    for source in SOURCES:
        full = draw(money(5000))
        # What was carried over was known when the year began; it may be left out of the budget.
        initial = draw(st.one_of(st.just(full), st.just(Decimal(0)) if source == "上年结转资金" else money(5000)))
        funds[source] = dict(zip(COLUMNS, (initial, full, _below(draw, full)), strict=True))
    budget, outturn = (sum((one[column] for one in funds.values()), Decimal(0)) for column in COLUMNS[1:])
    return {
        "名称": name, "主管部门": None, "支出类别": draw(st.sampled_from(CLASSES)), "资金": funds,
        "年度总体目标": {"预期目标": f"做好{name}的各项工作。", "实际完成情况": f"{name}按计划推进，任务完成。"},
        "绩效指标": draw(indicators(budget, outturn)),
        "总分偏差原因": "资金到位较晚" if outturn < budget else "无",
    }  # fmt: skip


def _whole(projects: Any, column: str) -> Decimal:
    return sum((one["资金"][source][column] for one in projects for source in SOURCES), Decimal(0))


def _final(group: dict[str, dict[str, Decimal]]) -> Decimal:
    return sum((one["决算"] for one in group.values()), Decimal(0))


def _prior(annex1: Any, basic: Any, projects: Any, factor: Decimal) -> dict[str, Any]:
    """Return last year's accounts: everything a tenth more or less than this year, parts never above their total."""

    def scaled(amount: Decimal) -> Decimal:
        return (amount * factor).quantize(CENT, "ROUND_FLOOR")

    public = {name: scaled(one["决算"]) for name, one in annex1["公用经费"].items()}
    return {
        "年度": YEAR - 1,
        "三公经费": {name: scaled(one["决算"]) for name, one in annex1["三公经费"].items()},
        "项目支出": [
            {
                "标识": name.partition("-")[2].removesuffix(".yaml"),
                "名称": one["名称"],
                "决算": scaled(_whole([one], COLUMNS[2])),
            }
            for name, one in projects.items()
        ],
        "公用经费": {"合计": max(scaled(basic["决算"]["商品和服务支出"]), sum(public.values())), **public},
    }


def _report(year: Year, by_hand: bool) -> dict[str, str]:
    """Return the sections that speak of figures: by references, and words of comparison chosen here or by filters."""
    base = {path.name: path.read_text("utf-8") for path in (BASE / "data" / str(YEAR) / "report").glob("*.md")}
    texts = {name: base[name] for name in ("01-overview.md", "02-general-budget.md")}
    if not year.projects:
        head, _, _ = texts["01-overview.md"].partition("2.项目支出绩效目标")
        texts["01-overview.md"] = f"{head}2.项目支出绩效目标：没有项目支出。\n"
        head, _, _ = texts["02-general-budget.md"].partition("各项目实际使用情况")
        texts["02-general-budget.md"] = head
    texts["06-performance.md"] = (
        "\n\n".join(_sentences(year) if by_hand else _FILTERED[: 2 if year.prior else 1]) + "\n"
    )
    return texts


_FILTERED = [
    "1.支出总额{{ 附件2.资金.全年执行数 | 控制在(附件2.资金.全年预算数, '预算总额') }}。",
    "2.“三公”经费{{ 附件1.三公经费 | 较上年 }}，公务接待费{{ 附件1.三公经费.公务接待 | 较上年额 }}。",
]


def _sentences(year: Year) -> list[str]:
    staff = year.files["annex1.yaml"]["财政供养人员"]
    words = "少于" if staff["在职人数"] < staff["编制数"] else "等于"
    said = [f"1.在职人员数{words}编制人数，支出总额控制在预算总额以内。"]
    if year.prior:
        now, then = _final(year.files["annex1.yaml"]["三公经费"]), sum(year.prior["三公经费"].values())
        said.append(f"2.“三公”经费支出{direction(now, then)}。")
    return said


def direction(now: Decimal, then: Decimal) -> str:
    """Return how an amount stands to last year's, in words."""
    return "与上年持平" if now == then else "较上年有所增长" if now > then else "较上年有所降低"
