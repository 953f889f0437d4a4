"""Worker processes: what a dead one was at is done again, and a unit over which two die fails alone."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Generator, Iterator
from concurrent.futures import BrokenExecutor, Future
from datetime import date
from pathlib import Path

import pytest

from benchmarks.believable.unit import YEAR
from jixiao.fleet import processes
from jixiao.fleet.batch import Action, Order
from jixiao.fleet.budget_units import FleetUnit
from jixiao.fleet.fleet_plan import FleetPlan, UnitProgress
from jixiao.fleet.fleet_run import open_run
from jixiao.fleet.processes import dispatch, finish
from jixiao.fleet.run_outputs import write_summary
from jixiao.fleet.unit_records import Status
from jixiao.paths import Bureau
from tests.fleet.bureaus import (
    REQUEST,
    UNITS,
    bureau,
    checked,
    files_below,
)


def test_a_worker_that_is_killed_takes_no_unit_along(built: Bureau, tmp_path: Path) -> None:
    whole = bureau(tmp_path)
    with open_run(whole, REQUEST) as run:
        progress = [next(run.progress)]
        multiprocessing.active_children()[0].kill()
        progress += run.progress
        write_summary(run, "全部单位")
    assert sorted(one.unit for one in progress) == UNITS
    assert files_below(whole.output(YEAR)) == files_below(built.output(YEAR))


@pytest.fixture
def deadly() -> Iterator[None]:
    """Kill every worker as soon as it is seen."""
    stop = threading.Event()

    def kill() -> None:
        while not stop.wait(0.02):
            for child in multiprocessing.active_children():
                os.kill(child.pid or 0, signal.SIGKILL)

    thread = threading.Thread(target=kill)
    thread.start()
    yield
    stop.set()
    thread.join()


@pytest.mark.usefixtures("deadly")
def test_a_unit_that_workers_die_over_again_and_again_fails(tmp_path: Path) -> None:
    rows, findings = checked(bureau(tmp_path), pattern=UNITS[0], jobs=1)
    assert rows[UNITS[0]].status is Status.FAILED
    assert [one["code"] for one in findings[UNITS[0]]] == ["U006"]


class _Pool:
    """Finishes batches at once; a batch that holds a deadly unit breaks."""

    def __init__(self, deadly: str) -> None:
        self.deadly, self.sizes = deadly, list[int]()

    def submit(self, batch: list[FleetUnit]) -> Future[list[UnitProgress]]:
        self.sizes.append(len(batch))
        future = Future[list[UnitProgress]]()
        if self.deadly in [unit.name for unit in batch]:
            future.set_exception(BrokenExecutor())
        else:
            future.set_result([UnitProgress(unit.name, Status.BUILT) for unit in batch])
        return future


def batches(*sizes: int) -> Iterator[list[FleetUnit]]:
    names = iter("甲乙丙丁戊己庚辛")
    return iter([[FleetUnit(next(names), Bureau(Path())) for _ in range(size)] for size in sizes])


def finished_and_undone(pool: _Pool, work: Iterator[list[FleetUnit]], places: int) -> tuple[list[str], list[str]]:
    def run() -> Generator[UnitProgress, None, None]:
        undone.extend(unit.name for unit in (yield from dispatch(pool.submit, work, lambda: places)))

    undone: list[str] = []
    return sorted(one.unit for one in run()), undone


def test_all_batches_are_finished_and_nothing_is_left_undone() -> None:
    assert finished_and_undone(_Pool(""), batches(3, 2, 1), 2) == (sorted("甲乙丙丁戊己"), [])


def test_a_death_ends_the_round_and_the_rest_is_still_to_be_had() -> None:
    work = batches(2, 2, 2, 2)
    finished, undone = finished_and_undone(_Pool("丙"), work, 1)
    assert (finished, undone) == (sorted("甲乙"), ["丙", "丁"])
    assert [unit.name for unit in next(work)] == ["戊", "己"]


def test_what_was_at_work_is_done_again_each_for_itself_and_only_the_culprit_fails(tmp_path: Path) -> None:
    plan = FleetPlan(Order(Action.CHECK, YEAR), tmp_path, "", "check", date(YEAR + 1, 1, 1))
    plan.store.prepare()
    pool = _Pool("丙")
    found = finish(plan, batches(2, 3, 1), lambda some: dispatch(pool.submit, some, lambda: 1))
    assert {one.unit: one.status for one in found} == {
        name: Status.FAILED if name == "丙" else Status.BUILT for name in "甲乙丙丁戊己"
    }
    assert pool.sizes == [2, 3, 1, 1, 1, 1]


def test_what_python_writes_in_an_interrupted_worker_is_seen_by_nobody() -> None:
    with processes._pool(1) as pool:
        assert pool.submit(os.readlink, "/proc/self/fd/2").result() == os.devnull
