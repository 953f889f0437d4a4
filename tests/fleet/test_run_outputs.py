"""However many units there are, the roll-up holds about the same; and it replaces the old one whole or not at all."""

from __future__ import annotations

import gc
import json
import tracemalloc
from collections.abc import Generator, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from benchmarks.believable.unit import YEAR
from jixiao.errors import EnvironmentFailure
from jixiao.fleet import run_outputs
from jixiao.fleet.batch import Action, Order
from jixiao.fleet.fleet_plan import FleetPlan, UnitProgress
from jixiao.fleet.fleet_run import FleetRun
from jixiao.fleet.rollup import Rollup, roll_up, rollup_json
from jixiao.fleet.rollup_page import render_rollup_page
from jixiao.fleet.run_outputs import write_summary
from jixiao.fleet.unit_changes import MovedFigure, UnitChanges
from jixiao.fleet.unit_records import Status, UnitRow, as_plain
from jixiao.fleet.unit_store import STORE, Made, UnitRecord, list_findings
from tests.fleet.bureaus import a_finding, files_below
from tests.fleet.rows import drawn_rows, keep_rows, row

FEW, MANY = 40, 160
# Bytes a unit may add: its name, to see names that are there twice, and its value in one aspect, to find outliers.
# A row alone is 4,000.
ALLOWED = 1_000


def run_over(folder: Path, action: Action, count: int) -> FleetRun:
    """Return a run whose units are finished."""
    plan = FleetPlan(Order(action, YEAR), folder, "", "", date(YEAR + 1, 4, 1))
    folder.mkdir(exist_ok=True)
    plan.store.prepare()
    units = tuple(f"unit-{number:05d}" for number in range(count))
    rows = (_changes(number, unit) if action is Action.DIFF else _row(number) for number, unit in enumerate(units))
    plan.store.keep(*((UnitRecord(one, list_findings([a_finding()])), Made("", "", {})) for one in rows))
    return FleetRun(plan, units, (), _nobody())


def _nobody() -> Generator[UnitProgress, None, None]:
    """Yield no unit: all are finished."""
    yield from ()


def _row(number: int) -> UnitRow:
    rate = Decimal(900 + number % 90) / 1000
    return row(number, f"示例市第{number}单位", execution_rate=rate, outturn=Decimal(number) / 7)


def _changes(number: int, unit: str) -> UnitChanges:
    by = Decimal(number * 37 % 1000 + 1)
    biggest = tuple(MovedFigure(f"项目支出 决算 {one}", "1.00", f"{by + 1}", by, by) for one in range(5))
    return UnitChanges(unit, f"示例市第{number}单位", Status.PASSED, 3, 2, 1, 0, 4, biggest)


def peak(run: FleetRun) -> int:
    """Return how many bytes are held at most while a run is summed up."""
    gc.collect()
    tracemalloc.start()
    try:
        write_summary(run, "全部单位")
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("action", [Action.CHECK, Action.DIFF])
def test_three_times_the_units_hold_hardly_more(tmp_path: Path, action: Action) -> None:
    few, many = (run_over(tmp_path / str(count), action, count) for count in (FEW, MANY))
    write_summary(few, "全部单位")  # what is imported and kept on the way is no unit's
    assert (peak(many) - peak(few)) / (MANY - FEW) < ALLOWED


@settings(max_examples=15)
@given(drawn_rows())
def test_rows_read_from_the_store_make_the_same_as_rows_held(rows: list[UnitRow]) -> None:
    with TemporaryDirectory() as folder:
        stored = keep_rows(Path(folder), rows)
        held, spooled = (roll_up(YEAR, "全部单位", one) for one in (tuple(rows), stored))
        assert_same(held, spooled, rows)


def assert_same(held: Rollup, spooled: Rollup, rows: list[UnitRow]) -> None:
    assert "".join(render_rollup_page(spooled)) == "".join(render_rollup_page(held))
    assert "".join(rollup_json(spooled)) == "".join(rollup_json(held))
    value = json.loads("".join(rollup_json(spooled)))
    assert value["units"] == [as_plain(one) for one in rows]
    assert sum(value["statuses"].values()) == len(rows)


class _Stopped(BaseException):
    """Somebody pressed Ctrl-C."""


@pytest.mark.parametrize("action", [Action.CHECK, Action.DIFF])
@pytest.mark.parametrize("error", [_Stopped(), OSError(28, "No space left on device")], ids=["stopped", "full"])
def test_what_is_interrupted_leaves_the_old_outputs(
    tmp_path: Path, action: Action, error: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_summary(run_over(tmp_path, action, 3), "全部单位")
    old = files_below(tmp_path)
    more = run_over(tmp_path, action, 9)

    def broken(_: object) -> Iterator[str]:
        yield "{"
        raise error

    monkeypatch.setattr(run_outputs, "comparison_json" if action is Action.DIFF else "rollup_json", broken)
    with pytest.raises((_Stopped, EnvironmentFailure)):
        write_summary(more, "全部单位")
    assert files_below(tmp_path) == old
    assert len([path for path in tmp_path.iterdir() if path.name != STORE]) == 1
    monkeypatch.undo()
    write_summary(more, "全部单位")
    assert files_below(tmp_path) != old
