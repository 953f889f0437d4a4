"""Workers past this machine, on a Dask cluster: inputs travel with the task, packages come back whole.

A worker needs this package and nothing else, no shared disk. What a lost worker had not delivered is done again
elsewhere. Dask runs what it is sent: scheduler and workers must be ones that are trusted; TLS is Dask's to set up.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Generator, Iterator, Mapping
from concurrent.futures import BrokenExecutor, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from msgspec import Struct

from jixiao import edition
from jixiao.errors import EnvironmentFailure, ToolMissing
from jixiao.fleet.batch import Done, Order, fail_unit, work_on
from jixiao.fleet.budget_units import MAX_BYTES, list_inputs, list_templates
from jixiao.fleet.fleet_plan import FleetPlan, Task, UnitProgress, program_digest
from jixiao.fleet.processes import Batch, dispatch, finish
from jixiao.paths import Workspace
from jixiao.source.regular_file import read_regular
from jixiao.source.work_folder import work_folder

_PATIENCE = 30  # seconds until a scheduler that does not answer, or has no workers, counts as none
_AHEAD = 2  # batches per thread: one at work, one on the way
_MOST_AHEAD = 1_000
_ONE_AT_A_TIME = threading.Lock()

Files = dict[str, bytes]


class Parcel(Struct, frozen=True):
    """A batch as it travels: what all units share, and each unit's files by name as messages show them.

    ``program`` is the digest of the program that sends it; ``epoch`` what SOURCE_DATE_EPOCH states, "" for nothing.
    """

    order: Order
    program: str
    epoch: str
    templates: Files
    units: dict[str, Files]


class OtherProgram(EnvironmentFailure):
    """A worker runs another version of this program, and would make other bytes."""


def work_on_parcel(parcel: Parcel) -> list[Done]:
    """Do a batch on a worker, in a folder of its own; one at a time in each process, whatever Dask would allow."""
    if parcel.program != program_digest():
        raise OtherProgram("集群里的工作进程装的 jixiao 与本机的不是同一版本。请在每台机器上安装同一版本再运行。")
    with _ONE_AT_A_TIME, edition.state_epoch(parcel.epoch), work_folder() as folder:
        root = Path(folder)
        _unpack(parcel.templates, root)
        workspaces = {}
        for number, (unit, files) in enumerate(parcel.units.items()):
            unit_folder = root / "units" / str(number)
            (unit_folder / "data").mkdir(parents=True)
            _unpack(files, unit_folder)
            workspaces[unit] = Workspace(unit_folder, root / "templates", parcel.order.revision)
        return list(work_on(parcel.order, workspaces))


def _unpack(files: Mapping[str, bytes], root: Path) -> None:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def work_on_cluster(
    plan: FleetPlan, batches: Iterator[Batch], *, templates: Path, address: str
) -> Iterator[UnitProgress]:
    """Yield each unit as it is finished, done in batches by the workers of a Dask scheduler and stored here.

    ToolMissing without Dask, EnvironmentFailure where nobody answers or workers run another version.
    """
    client = _client(address)
    shared = _contents(list_templates(templates))
    threads = ThreadPoolExecutor(_MOST_AHEAD)  # each waits for one batch on its way
    work_on_batch = partial(_work_elsewhere, plan, client, shared)

    def places() -> int:
        return max(1, _AHEAD * sum(map(int, client.nthreads().values())))

    def work(batches: Iterator[Batch]) -> Generator[UnitProgress, None, Batch]:
        return dispatch(lambda batch: threads.submit(work_on_batch, batch), batches, places)

    try:
        yield from finish(plan, batches, work)
    finally:
        threads.shutdown(wait=False, cancel_futures=True)
        client.close()


def _client(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        raise ToolMissing("没有安装 Dask，不能用集群。请执行：.venv/bin/python -m pip install '.[cluster]'") from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        client: Any = Client(address, timeout=_PATIENCE)
        client.wait_for_workers(1, timeout=_PATIENCE)
    except (OSError, TimeoutError, ValueError) as error:
        raise EnvironmentFailure(
            f"连不上 {address} 的 Dask 集群，或者那里没有工作进程。"
            "请检查地址，并确认 dask scheduler 和 dask worker 已经启动。"
        ) from error
    return client


def _contents(files: Mapping[str, Path]) -> Files:
    return {name: read_regular(path, MAX_BYTES) for name, path in files.items()}


def _work_elsewhere(plan: FleetPlan, client: Any, templates: Files, batch: Batch) -> list[UnitProgress]:
    """Have a batch done by a worker and store what comes back; BrokenExecutor where workers were lost over it."""
    asked = [plan.task_of(unit) for unit in batch]
    finished = [task for task in asked if not isinstance(task, Task)]
    units: dict[str, Files] = {}
    tasks = {task.unit.name: task for task in asked if isinstance(task, Task)}
    for name, task in tasks.items():
        try:
            units[name] = _contents(list_inputs(task.unit, plan.order.year))
        except Exception as error:  # whatever it is, the other units go on
            finished.append(plan.keep(fail_unit(name, error)))
    if units:
        moment = edition.stated_moment()
        epoch = str(int(moment.timestamp())) if moment else ""
        parcel = Parcel(plan.order, program=program_digest(), epoch=epoch, templates=templates, units=units)
        finished += [plan.keep(done, tasks[done.unit].digest) for done in _delivered(client, parcel)]
    return finished


def _delivered(client: Any, parcel: Parcel) -> list[Done]:
    from distributed import KilledWorker

    try:
        done: list[Done] = client.submit(work_on_parcel, parcel, pure=False).result()
    except KilledWorker as error:  # several workers in a row were lost over it
        raise BrokenExecutor from error
    except EnvironmentFailure:
        raise
    except Exception as error:
        raise EnvironmentFailure(
            f"Dask 集群没有交回成品（{type(error).__name__}：{error}）。"
            "请确认每台机器都装了同一版本的 jixiao；已完成的单位不会重做。"
        ) from error
    return done
