"""The words that workbook, page and terminal share."""

from __future__ import annotations

from decimal import Decimal

from jixiao.figures import POINTS, RATE, round_half_up
from jixiao.fleet.rollup import Rollup
from jixiao.fleet.rollup_figures import Measure
from jixiao.fleet.statistics import FEWEST, REACH
from jixiao.plain import format_plain

OUTLIER_RULE = (
    f"离群：低于 Q1−{REACH}×(Q3−Q1) 或高于 Q3+{REACH}×(Q3−Q1)，Q1、Q3 是四分位数，同 Excel 的 QUARTILE.INC；"
    f"不足 {FEWEST} 个单位、或中间一半单位数值全同的不判断。离群不等于有错，是先看哪里。"
)
MOVER_RULE = "变动合计：三公经费、公用经费、项目支出三项决算与上年之差的绝对值相加；占上年：它与上年三项之和的比。"


def title_of(rollup: Rollup) -> str:
    """Return what the roll-up is called."""
    return f"{rollup.year} 年度部门整体支出绩效自评汇总（{rollup.scope}，{len(rollup.rows)} 个单位）"


def shown(value: Decimal | None, *, percent: bool = False) -> str:
    """Return a value with two decimals, halves up, as a percentage where it is a rate; — for none."""
    if value is None:
        return "—"
    return f"{round_half_up(value * 100, 2):f}%" if percent else f"{round_half_up(value, 2):f}"


def measured(value: Decimal | None, measure: Measure) -> str:
    """Return a figure as tables show it: 万元 with two decimals at least, all others as they are."""
    if value is None:
        return "—"
    if measure.unit == RATE:
        return shown(value, percent=True)
    if measure.unit in ("人", "个", POINTS):
        return format_plain(value)
    return shown(value) if value == round_half_up(value, 2) else format(value.normalize(), "f")
