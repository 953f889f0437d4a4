"""Workers past this machine, on a Dask cluster: inputs travel with the task, packages come back whole.

A worker needs this package and nothing else, no shared disk. What a lost worker had not delivered is done again
elsewhere. Dask runs what it is sent: scheduler and workers must be ones that are trusted; TLS is Dask's to set up.
"""

from __future__ import annotations

import logging
import tempfile
import threading
from collections import deque
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from jixiao import edition
from jixiao.errors import EnvironmentFailure, ToolMissing
from jixiao.fleet.batch import Done, Order, failed, worked
from jixiao.fleet.budget_units import FleetUnit, inputs_of, templates_of
from jixiao.fleet.folders import RunFolders, Task, UnitProgress, program_digest
from jixiao.fleet.processes import lost
from jixiao.paths import Workspace

_PATIENCE = 30  # seconds until a scheduler that does not answer, or has no workers, counts as none
_AHEAD = 2  # batches per thread: one at work, one on the way
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


def opened(parcel: Parcel) -> list[Done]:
    """Do a batch on a worker, in a folder of its own; one at a time in each process, whatever Dask would allow."""
    if parcel.program != program_digest():
        raise OtherProgram("集群里的工作进程装的 jixiao 与本机的不是同一版本。请在每台机器上安装同一版本再运行。")
    with _ONE_AT_A_TIME, edition.stated(parcel.epoch), tempfile.TemporaryDirectory(prefix="jixiao-fleet-") as folder:
        root = Path(folder)
        _unpack(parcel.templates, root)
        projects = {}
        for number, (unit, files) in enumerate(parcel.units.items()):
            home = root / "units" / str(number)
            (home / "data").mkdir(parents=True)
            _unpack(files, home)
            projects[unit] = Workspace(home, root / "templates", parcel.order.revision)
        return list(worked(parcel.order, projects))


def _unpack(files: Mapping[str, bytes], root: Path) -> None:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def done_elsewhere(
    desk: RunFolders, batches: Iterator[list[FleetUnit]], *, templates: Path, address: str
) -> Iterator[UnitProgress]:
    """Yield each unit as it is finished, done in batches by the workers of a Dask scheduler and stored here.

    ToolMissing without Dask, EnvironmentFailure where nobody answers or workers run another version.
    """
    client = _client(address)
    shared = {name: path.read_bytes() for name, path in templates_of(templates).items()}
    try:
        yield from _Dispatch(desk, client, batches, shared).finished()
    finally:
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


class _Dispatch:
    """What is on its way: never more batches than the workers can have at hand, so that memory stays flat."""

    def __init__(self, desk: RunFolders, client: Any, batches: Iterator[list[FleetUnit]], templates: Files) -> None:
        self._desk, self._client, self._batches, self._templates = desk, client, batches, templates
        self._again: deque[Task] = deque()
        self._sent: dict[Any, list[Task]] = {}

    def finished(self) -> Iterator[UnitProgress]:
        from distributed import wait

        yield from self._fill()
        while self._sent:
            for future in wait(list(self._sent), return_when="FIRST_COMPLETED").done:
                yield from self._came(future, self._sent.pop(future))
            yield from self._fill()

    def _fill(self) -> Iterator[UnitProgress]:
        """Send batches until enough are on their way; yield the units that need no work."""
        while len(self._sent) < max(1, _AHEAD * sum(self._client.nthreads().values())) and (batch := self._next()):
            yield from (
                self._desk.keep(one) if isinstance(one, Done) else one for one in batch if not isinstance(one, Task)
            )
            yield from self._send([one for one in batch if isinstance(one, Task)])

    def _next(self) -> list[Task | UnitProgress | Done]:
        if self._again:
            return [self._again.popleft()]
        return [self._desk.asked(unit) for unit in next(self._batches, [])]

    def _send(self, tasks: list[Task]) -> Iterator[UnitProgress]:
        units: dict[str, Files] = {}
        for task in tasks:
            try:
                files = inputs_of(task.unit, self._desk.order.year)
                units[task.unit.name] = {name: path.read_bytes() for name, path in files.items()}
            except Exception as error:  # whatever it is, the other units go on
                yield self._desk.keep(failed(task.unit.name, error))
        if units:
            moment = edition.stated_moment()
            epoch = str(int(moment.timestamp())) if moment else ""
            parcel = Parcel(
                self._desk.order, program=program_digest(), epoch=epoch, templates=self._templates, units=units
            )
            sent = [task for task in tasks if task.unit.name in units]
            self._sent[self._client.submit(opened, parcel, pure=False)] = sent

    def _came(self, future: Any, tasks: list[Task]) -> Iterator[UnitProgress]:
        from distributed import KilledWorker

        digests = {task.unit.name: task.digest for task in tasks}
        try:
            results = future.result()
        except KilledWorker:  # several workers in a row were lost over it
            yield from self._lost(tasks)
        except EnvironmentFailure:
            raise
        except Exception as error:
            raise EnvironmentFailure(
                f"Dask 集群没有交回成品（{type(error).__name__}：{error}）。"
                "请确认每台机器都装了同一版本的 jixiao；已完成的单位不会重做。"
            ) from error
        else:
            yield from (self._desk.keep(done, digests[done.unit]) for done in results)

    def _lost(self, tasks: list[Task]) -> Iterator[UnitProgress]:
        if len(tasks) == 1:
            yield self._desk.keep(lost(tasks[0].unit.name))
        else:
            self._again += tasks
