"""What a run leaves beside the packages: the roll-up, or the comparison of two years; and what it says at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from msgspec import Struct

from jixiao.build.packing import write_folder
from jixiao.fleet.batch import Action
from jixiao.fleet.fleet_run import FleetRun
from jixiao.fleet.rollup import Rollup, roll_up, rollup_json
from jixiao.fleet.rollup_figures import MEASURES, format_measure, format_value
from jixiao.fleet.rollup_page import render_rollup_page
from jixiao.fleet.unit_changes import UnitChanges
from jixiao.fleet.unit_records import UnitRow
from jixiao.fleet.workbook import write_workbook
from jixiao.fleet.year_comparison import (
    YearComparison,
    compare_units,
    comparison_json,
    render_comparison_page,
    write_comparison_workbook,
)
from jixiao.plain import printable

ROLLUP, COMPARISON = "汇总", "变动"
_LISTED = 20
_OFTEN = 5


class Summary(Struct, frozen=True):
    """A finished run: its folder, what programs and people get, whether every unit is as it should be.

    ``json`` is the file for programs.
    """

    folder: Path
    json: Path
    text: str
    clean: bool


def write_summary(run: FleetRun, scope: str) -> Summary:
    """Write what all units come to, as workbook, page and JSON, and return it; EnvironmentFailure where that fails."""
    store, year = run.plan.store, run.plan.order.year
    if run.plan.order.action is Action.DIFF:
        compared = compare_units(year, scope, store, run.units)
        page, pieces = render_comparison_page(compared), comparison_json(compared)
        workbook: Callable[[Path], None] = partial(write_comparison_workbook, comparison=compared)
        folder = _write(run, COMPARISON, workbook=workbook, page=page, json=pieces)
        lines, clean = _comparison_lines(compared), not len(compared.failed)
    else:
        whole = roll_up(year, scope, store.read_rows(UnitRow, run.units), run.notes)
        page, pieces = render_rollup_page(whole), rollup_json(whole)
        workbook = partial(write_workbook, rollup=whole, findings=store.read_findings(run.units))
        folder = _write(run, ROLLUP, workbook=workbook, page=page, json=pieces)
        lines, clean = _rollup_lines(whole), not whole.unclean
    return Summary(folder, folder / f"{folder.name}.json", "\n".join(lines), clean)


def _write(
    run: FleetRun, name: str, *, workbook: Callable[[Path], None], page: Iterable[str], json: Iterable[str]
) -> Path:
    folder = run.plan.output / name
    write_folder(folder, {f"{name}.xlsx": workbook, f"{name}.html": _text(page), f"{name}.json": _text(json)})
    return folder


def _text(pieces: Iterable[str]) -> Callable[[Path], None]:
    """Return what writes a text that comes in pieces."""

    def write(path: Path) -> None:
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(pieces)

    return write


def _rollup_lines(whole: Rollup) -> Iterator[str]:
    counts = "、".join(f"{status.value} {number} 个" for status, number in whole.statuses.items())
    yield f"共 {len(whole.rows)} 个单位：{counts}。"
    totals = [measure for measure in MEASURES if measure.key in ("full_year_budget", "outturn", "three_public_final")]
    sums = "，".join(f"{one.title} {format_measure(whole.totals[one.key], one)} 万元" for one in totals)
    yield f"{sums}；执行率 {format_value(whole.totals['execution_rate'], percent=True)}。"
    if often := [code for code in whole.codes if code.standing][:_OFTEN]:
        yield "最多的问题：" + "、".join(f"{code.code} {code.title}（{code.units} 个单位）" for code in often) + "。"
    yield from (f"注意：{note}" for note in whole.notes)
    yield from _unclean((row for row in whole.rows if not row.status.clean), whole.unclean)


def _comparison_lines(compared: YearComparison) -> Iterator[str]:
    yield compared.title
    for unit in islice(compared.compared, _LISTED):
        if unit.biggest:
            most = unit.biggest[0]
            ratio = "" if most.ratio is None else f"，{format_value(most.ratio, percent=True)}"
            words = f"{most.label} {most.old} → {most.new}（{most.difference:+f}{ratio}）"
            yield f"  {unit.unit}  {unit.name}：{printable(words)}"
    yield from _unclean(compared.failed, len(compared.failed))


def _unclean(rows: Iterable[UnitRow | UnitChanges], count: int) -> Iterator[str]:
    if count:
        yield "没有通过的单位："
        yield from (f"  {row.unit}  {printable(row.first)}" for row in islice(rows, _LISTED))
    if count > _LISTED:
        yield f"  ……另有 {count - _LISTED} 个，见汇总表。"
