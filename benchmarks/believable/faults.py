"""What can be wrong in a unit's year: each fault changes one thing, and the codes a check must then give are known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any

from benchmarks.believable.unit import YEAR, Unit

Change = Callable[[Random, Unit], None]


@dataclass(frozen=True, slots=True)
class Fault:
    """One way to go wrong: the codes that a check must give (others may follow from them), and what is changed."""

    name: str
    codes: tuple[str, ...]
    change: Change


_FAULTS: list[Fault] = []


def fault(*codes: str) -> Callable[[Change], Change]:
    """Register a change under its function's name with the codes it gives."""

    def register(change: Change) -> Change:
        _FAULTS.append(Fault(change.__name__, codes, change))
        return change

    return register


def faults() -> list[Fault]:
    """Return all faults in the order written here."""
    return list(_FAULTS)


def plant(rng: Random, unit: Unit) -> Fault:
    """Change one thing in a unit and return what."""
    chosen = rng.choice(_FAULTS)
    chosen.change(rng, unit)
    return chosen


@fault("S301")
def points_do_not_add_up(rng: Random, unit: Unit) -> None:
    """An indicator is worth more, and scored so."""
    one = _met(rng, unit)
    one["分值"] += 3
    one["得分"] += 3


@fault("S303")
def score_above_points(rng: Random, unit: Unit) -> None:
    """More points scored than there are."""
    one = _met(rng, unit)
    one["得分"] = one["分值"] + 1


@fault("S306")
def missed_but_scored_in_full(rng: Random, unit: Unit) -> None:
    """A rate far below its target."""
    one = _met(rng, unit)
    one["实际完成值"] = "1" + one["年度指标值"].lstrip("≥0123456789")


@fault("S309")
def points_lost_without_reason(rng: Random, unit: Unit) -> None:
    """A target half reached and scored so, but no word why."""
    one = _met(rng, unit)
    half = (one["分值"] / 2).quantize(Decimal("0.01"), "ROUND_HALF_UP")
    one |= {"年度指标值": "100次", "实际完成值": "50次", "得分": half}


@fault("S311")
def unfinished_in_full(rng: Random, unit: Unit) -> None:
    """Full points beside words that it was not done."""
    _met(rng, unit)["偏差原因"] = "尚未验收"


@fault("C602", "S301")
def one_indicator_only(rng: Random, unit: Unit) -> None:
    """A form with a single indicator."""
    form = rng.choice(unit.forms)
    level1, level2 = "产出指标", "成本指标"
    form["绩效指标"] = {level1: {level2: form["绩效指标"][level1][level2]}}


@fault("T203")
def income_differs(rng: Random, unit: Unit) -> None:
    """Income that is not what outlays were planned from."""
    unit.files["annex2.yaml"]["收入"]["其他资金"] += rng.randint(3, 80)


@fault("T203")
def adjustment_differs(rng: Random, unit: Unit) -> None:
    """Annex 1 and the report give different adjustments."""
    unit.files["annex1.yaml"]["部门基本支出预算调整"]["预算"] += rng.randint(1, 40)


@fault("T203")
def posts_differ(rng: Random, unit: Unit) -> None:
    """Kinds of posts that do not add up."""
    unit.files["unit.yaml"]["人员"]["工勤编制"] += rng.randint(1, 5)


@fault("T203")
def procurement_above_budget(rng: Random, unit: Unit) -> None:
    """More procured than planned."""
    line = unit.files["annex1.yaml"]["政府采购金额"]
    line["决算"] = line["预算"] + rng.randint(1, 50)


@fault("T203")
def spent_more_than_there_was(rng: Random, unit: Unit) -> None:
    """The unit as a whole overspent: wages above all income."""
    basic = unit.files["basic.yaml"]
    basic["决算"]["工资福利支出"] += sum(basic["年初预算"].values())


@fault("A104")
def parts_above_total(rng: Random, unit: Unit) -> None:
    """A part of the running costs' budget that is more than all of it."""
    whole = unit.files["basic.yaml"]["年初预算"]["公用经费"]
    unit.files["annex1.yaml"]["公用经费"]["办公经费"]["预算"] = whole + 1


@fault("Y101")
def jump_without_reason(rng: Random, unit: Unit) -> None:
    """A line that moved far since last year, with no reason given."""
    line = rng.choice(sorted(unit.prior["三公经费"]))
    unit.prior["三公经费"][line] = unit.prior["三公经费"][line] * 2 + 10


@fault("P504")
def number_by_hand(rng: Random, unit: Unit) -> None:
    """A number typed in the report that is not the table's."""
    retired = unit.files["unit.yaml"]["人员"]["退休人员"] + rng.randint(1, 9)
    unit.report["06-performance.md"] += f"\n退休人员{retired}人，均按规定管理。\n"


@fault("D402")
def last_years_deadline(rng: Random, unit: Unit) -> None:
    """An indicator's dates left over from last year."""
    one = next(one for one in unit.rows if one["三级指标"].endswith("完成时间"))
    one |= {"年度指标值": f"{YEAR - 1}年11月30日前", "实际完成值": f"{YEAR - 1}年11月20日"}


@fault("D403")
def filled_in_too_early(rng: Random, unit: Unit) -> None:
    """Filed before the year was over."""
    unit.files["unit.yaml"]["填报日期"] = f"{YEAR}-0{rng.randint(1, 9)}-15"


@fault("C603")
def amount_left_blank(rng: Random, unit: Unit) -> None:
    """An empty cell among a project's amounts."""
    funds = _project(rng, unit)["资金"]
    empty = next((one for one in funds.values() if not any(one.values())), None)
    (empty or funds["其他资金"])["年初预算数"] = None


@fault("C608")
def project_left_out(rng: Random, unit: Unit) -> None:
    """The list of attachments lacks a project."""
    names = [one["名称"] for one in unit.projects.values()][1:]
    listed = "".join(f"{number}.{name}支出绩效自评表\n\n" for number, name in enumerate(names, start=3))
    unit.report["attachments.md"] = unit.report["attachments.md"].partition("{%")[0] + "\n" + listed


@fault("W703")
def quotation_mark_missing(rng: Random, unit: Unit) -> None:
    """An opening quotation mark without its other half."""
    unit.report["07-problems.md"] += "\n对“重点项目的跟踪问效不够。\n"


@fault("C605")
def said_twice(rng: Random, unit: Unit) -> None:
    """The same goal twice."""
    goals = _project(rng, unit)["年度总体目标"]
    first = goals["预期目标"].split("\n")[0]
    goals["预期目标"] += f"\n3.{first.removeprefix('1.')}"


@fault("M017")
def unknown_class(rng: Random, unit: Unit) -> None:
    """A class of outlay the form set does not know."""
    _project(rng, unit)["支出类别"] = "其他经费"


@fault("M006")
def amount_with_unit(rng: Random, unit: Unit) -> None:
    """An amount with its unit typed behind it."""
    unit.files["annex1.yaml"]["政府采购金额"]["预算"] = "188万元"


@fault("M002")
def key_missing(rng: Random, unit: Unit) -> None:
    """A line left out."""
    del unit.files["basic.yaml"]["年中追加"]


@fault("L001")
def unreadable_yaml(rng: Random, unit: Unit) -> None:
    """A Chinese colon where YAML wants its own."""
    unit.raw["basic.yaml"] = "年初预算：\n  人员经费: 1\n  公用经费: 2\n"


@fault("T002")
def unknown_name(rng: Random, unit: Unit) -> None:
    """A placeholder for something that does not exist."""
    unit.report["07-problems.md"] += "\n全年结余{{ 基本支出.年末结馀 }}万元。\n"


def _met(rng: Random, unit: Unit) -> dict[str, Any]:
    """Return some indicator on a number that was met."""
    return rng.choice([one for one in unit.rows if one["年度指标值"].startswith("≥") and one["得分"] == one["分值"]])


def _project(rng: Random, unit: Unit) -> Any:
    return unit.projects[rng.choice(sorted(unit.projects))]
