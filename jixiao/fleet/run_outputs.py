"""What a run leaves beside the packages: the roll-up, or the comparison of two years; and what it says at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from msgspec import Struct

from jixiao.build.packing import write_folder
from jixiao.fleet.batch import Action
from jixiao.fleet.fleet_run import Run
from jixiao.fleet.rollup import Rollup, rollup
from jixiao.fleet.rollup_figures import MEASURES
from jixiao.fleet.rollup_json import rollup_json
from jixiao.fleet.rollup_page import render_rollup_page
from jixiao.fleet.rollup_words import measured, shown
from jixiao.fleet.unit_changes import Shift
from jixiao.fleet.unit_records import UnitRow
from jixiao.fleet.workbook import rollup_workbook
from jixiao.fleet.year_comparison import Movement, moved, movement_json, movement_workbook, render_movement_page
from jixiao.plain import printable
from jixiao.publish.folder import Content

ROLLUP, MOVEMENT = "汇总", "变动"
_LISTED = 20
_OFTEN = 5


class Summary(Struct, frozen=True):
    """A finished run: its folder, what programs and people are told, whether every unit is as it should be.

    ``json`` is the file that programs are told.
    """

    folder: Path
    json: Path
    text: str
    clean: bool


def summarised(run: Run, scope: str) -> Summary:
    """Write what all units come to, as workbook, page and JSON, and return it; EnvironmentFailure where that fails."""
    return _compared(run, scope) if run.desk.order.action is Action.DIFF else _rolled_up(run, scope)


def _rolled_up(run: Run, scope: str) -> Summary:
    store, folder = run.desk.store, run.desk.output / ROLLUP
    rows = store.read_rows(UnitRow, run.units)
    whole = rollup(run.desk.order.year, scope, rows, run.notes)
    files: dict[str, Content] = {
        f"{ROLLUP}.xlsx": lambda path: rollup_workbook(path, whole, store.read_findings(run.units)),
        f"{ROLLUP}.html": _text(render_rollup_page(whole)),
        f"{ROLLUP}.json": _text(rollup_json(whole)),
    }
    write_folder(folder, files)
    return Summary(folder, folder / f"{ROLLUP}.json", "\n".join(_rollup_lines(whole)), not whole.unclean)


def _compared(run: Run, scope: str) -> Summary:
    folder = run.desk.output / MOVEMENT
    movement = moved(run.desk.order.year, scope, run.desk.store, run.units)
    files: dict[str, Content] = {
        f"{MOVEMENT}.xlsx": lambda path: movement_workbook(path, movement),
        f"{MOVEMENT}.html": _text(render_movement_page(movement)),
        f"{MOVEMENT}.json": _text(movement_json(movement)),
    }
    write_folder(folder, files)
    return Summary(folder, folder / f"{MOVEMENT}.json", "\n".join(_movement_lines(movement)), not len(movement.failed))


def _text(pieces: Iterable[str]) -> Content:
    """Return what writes a text that comes in pieces."""

    def written(path: Path) -> None:
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(pieces)

    return written


# words


def _rollup_lines(whole: Rollup) -> Iterator[str]:
    counted = "、".join(f"{status.value} {number} 个" for status, number in whole.statuses.items())
    yield f"共 {len(whole.rows)} 个单位：{counted}。"
    totals = [one for one in MEASURES if one.key in ("full_year_budget", "outturn", "three_public_final")]
    sums = "，".join(f"{one.title} {measured(whole.totals[one.key], one)} 万元" for one in totals)
    yield f"{sums}；执行率 {shown(whole.totals['execution_rate'], percent=True)}。"
    if often := [one for one in whole.codes if one.standing][:_OFTEN]:
        yield "最多的问题：" + "、".join(f"{one.code} {one.title}（{one.units} 个单位）" for one in often) + "。"
    yield from (f"注意：{note}" for note in whole.notes)
    yield from _troubled((row for row in whole.rows if not row.status.clean), whole.unclean)


def _movement_lines(movement: Movement) -> Iterator[str]:
    yield movement.title
    for one in islice(movement.compared, _LISTED):
        if one.biggest:
            most = one.biggest[0]
            ratio = "" if most.ratio is None else f"，{shown(most.ratio, percent=True)}"
            words = f"{most.label} {most.old} → {most.new}（{most.difference:+f}{ratio}）"
            yield f"  {one.unit}  {one.name}：{printable(words)}"
    yield from _troubled(movement.failed, len(movement.failed))


def _troubled(rows: Iterable[UnitRow | Shift], count: int) -> Iterator[str]:
    if count:
        yield "没有通过的单位："
        yield from (f"  {one.unit}  {printable(one.first)}" for one in islice(rows, _LISTED))
    if count > _LISTED:
        yield f"  ……另有 {count - _LISTED} 个，见汇总表。"
