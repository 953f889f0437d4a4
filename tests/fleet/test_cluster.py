"""A Dask scheduler and two worker processes on this machine: the same bytes, and a lost worker loses nothing."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from benchmarks.believable.unit import YEAR
from jixiao.errors import EnvironmentFailure
from jixiao.fleet import cluster
from jixiao.fleet.batch import Action, Order
from jixiao.fleet.cluster import OtherProgram, Parcel, work_on_parcel
from jixiao.fleet.fleet_run import FleetRequest, open_run
from jixiao.fleet.run_outputs import write_summary
from jixiao.fleet.unit_records import Status
from jixiao.paths import Bureau
from tests.fleet.bureaus import COUNT, FLAWED, REQUEST, bureau, files_below, finished

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as local:
        yield local.scheduler_address


@pytest.fixture(scope="module")
def here(built: Bureau) -> dict[str, bytes]:
    """What is made on this machine."""
    return files_below(built.output(YEAR))


def made(whole: Bureau, request: FleetRequest) -> dict[str, bytes]:
    with open_run(whole, request) as run:
        list(run.progress)
        write_summary(run, "全部单位")
    return files_below(whole.output(YEAR))


def test_a_cluster_makes_the_same_bytes_and_passes_over_what_is_made(
    address: str, here: dict[str, bytes], tmp_path: Path
) -> None:
    whole, request = bureau(tmp_path), replace(REQUEST, scheduler=address)
    (whole.units / "没报").mkdir()
    finished(whole, request)
    (whole.units / "没报").rmdir()
    assert all(one.kept for one in finished(whole, request).values())
    assert made(whole, request) == here


def test_a_worker_that_is_lost_loses_nothing(address: str, here: dict[str, bytes], tmp_path: Path) -> None:
    whole = bureau(tmp_path)
    with open_run(whole, replace(REQUEST, scheduler=address)) as run:
        progress = [next(run.progress)]
        os.kill(next(iter(pids(address))), signal.SIGKILL)
        progress += run.progress
        write_summary(run, "全部单位")
    assert len({one.unit for one in progress}) == COUNT
    assert {one.status for one in progress if one.unit != FLAWED} == {Status.BUILT}
    assert files_below(whole.output(YEAR)) == here


def pids(address: str) -> list[int]:
    with distributed.Client(address, set_as_default=False) as client:
        return sorted(client.run(os.getpid).values())


def test_nobody_at_the_address_is_said_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_PATIENCE", 1)
    with pytest.raises(EnvironmentFailure, match=r"连不上 tcp://127\.0\.0\.1:9 的 Dask 集群"):
        finished(bureau(tmp_path), replace(REQUEST, scheduler="tcp://127.0.0.1:9"))


def test_a_worker_with_another_version_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    parcel: Any = Parcel(Order(Action.CHECK, YEAR), "另一版本", "", {}, {})
    with pytest.raises(OtherProgram, match="不是同一版本"):
        work_on_parcel(parcel)
