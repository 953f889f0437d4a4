"""A run over all units: the same bytes as alone, one failure stops no other, and what was interrupted goes on."""

from __future__ import annotations

import multiprocessing
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from benchmarks.believable.unit import YEAR
from jixiao.errors import EnvironmentFailure, UsageError
from jixiao.fleet.budget_units import FleetUnit
from jixiao.fleet.fleet_run import open_run, split_batches
from jixiao.fleet.run_outputs import write_summary
from jixiao.fleet.unit_store import STORE, UnitStore
from jixiao.paths import Bureau
from tests.fleet.bureaus import (
    COUNT,
    FLAWED,
    REQUEST,
    UNITS,
    bureau,
    copy_built,
    files_below,
)

ROOT = Path(__file__).resolve().parents[2]


def test_every_unit_is_built_but_the_one_with_an_error(built: Bureau) -> None:
    folders = sorted(path.name for path in (built.output(YEAR) / "units").iterdir())
    assert folders == [name for name in UNITS if name != FLAWED]


@given(count=st.integers(0, 300), workers=st.integers(1, 16))
def test_batches_hold_every_unit_once_in_order_and_shrink_to_one(count: int, workers: int) -> None:
    units = [FleetUnit(str(number), Bureau(Path())) for number in range(count)]
    batches = list(split_batches(units, workers))
    sizes = [len(batch) for batch in batches]
    assert [unit for batch in batches for unit in batch] == units
    assert sizes == sorted(sizes, reverse=True)
    assert not sizes or (sizes[0] <= 8 and sizes[-1] == 1)


def test_a_run_that_is_stopped_goes_on_where_it_was(built: Bureau, tmp_path: Path) -> None:
    whole = bureau(tmp_path)
    with open_run(whole, replace(REQUEST, jobs=1)) as run:
        first = next(run.progress)
        run.progress.close()
    assert multiprocessing.active_children() == []
    with open_run(whole, REQUEST) as run:
        again = {one.unit: one for one in run.progress}
        write_summary(run, "全部单位")
    assert again[first.unit].kept
    assert sum(one.kept for one in again.values()) < COUNT
    assert files_below(whole.output(YEAR)) == files_below(built.output(YEAR))


def test_a_run_that_is_killed_goes_on_where_it_was(built: Bureau, tmp_path: Path) -> None:
    whole = bureau(tmp_path)
    command = [
        sys.executable,
        str(ROOT / "build.py"),
        "fleet",
        "report",
        "--year",
        str(YEAR),
        "--no-pdf",
        "--jobs",
        "1",
    ]
    store = UnitStore(whole.output(YEAR) / STORE)
    with subprocess.Popen(command, cwd=whole.root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None and not any_kept(store):
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    with open_run(whole, REQUEST) as run:
        assert sum(one.kept for one in run.progress) < COUNT
        write_summary(run, "全部单位")
    assert files_below(whole.output(YEAR)) == files_below(built.output(YEAR))


def any_kept(store: UnitStore) -> bool:
    """Return whether a unit is kept already."""
    try:
        return store.path.is_file() and bool(store.list_others([]))
    except EnvironmentFailure:  # the file is being made
        return False


def test_a_unit_that_is_gone_leaves_nothing(built: Bureau, tmp_path: Path) -> None:
    whole = copy_built(built, tmp_path)
    (whole.units / UNITS[0]).rename(tmp_path / "搬走了")
    with open_run(whole, REQUEST) as run:
        assert UNITS[0] not in run.units
    assert sorted(path.name for path in (whole.output(YEAR) / "units").iterdir()) == [UNITS[1], UNITS[3]]


def test_two_runs_do_not_write_the_same_folder(tmp_path: Path) -> None:
    whole = bureau(tmp_path)
    with open_run(whole, REQUEST), pytest.raises(UsageError, match="另一个 fleet 正在写"), open_run(whole, REQUEST):
        pass
