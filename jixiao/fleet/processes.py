"""Workers on this machine: warm processes that take batches of units and store what they make themselves.

A worker that dies (out of memory, killed, a fault in a library) takes no other unit along: what it had not finished is
done again, each unit for itself, and a unit over which its own worker dies a second time has failed.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext, ForkServerProcess

from msgspec import Struct

from jixiao.errors import EnvironmentFailure, JixiaoError
from jixiao.findings import Finding, Place
from jixiao.fleet.batch import Done, refused, worked
from jixiao.fleet.budget_units import FleetUnit
from jixiao.fleet.folders import RunFolders, Task, UnitProgress

MOST_DEATHS = 2
_PATIENCE = 10  # seconds that a worker has to stop its LibreOffice


def done_here(desk: RunFolders, batches: Iterator[list[FleetUnit]], *, jobs: int) -> Iterator[UnitProgress]:
    """Yield each unit as it is finished, done in batches by ``jobs`` processes.

    EnvironmentFailure where nothing can be stored. Whoever stops asking stops the workers.
    """
    crew = _Crew(desk, batches)
    try:
        yield from crew.finished(jobs)
    finally:
        crew.dismiss()


class _Worker(Struct):
    process: ForkServerProcess
    connection: Connection
    batch: list[FleetUnit]


class _Crew:
    """The workers and what each is at."""

    def __init__(self, desk: RunFolders, batches: Iterator[list[FleetUnit]]) -> None:
        self._desk, self._batches = desk, batches
        self._again: deque[FleetUnit] = deque()
        self._deaths: Counter[str] = Counter()
        self._workers: list[_Worker] = []
        self._context: ForkServerContext = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["jixiao.fleet.preloaded"])

    def finished(self, jobs: int) -> Iterator[UnitProgress]:
        for _ in range(jobs):
            self._hire()
        while self._workers:
            ready = wait([one.connection for one in self._workers])
            for worker in [one for one in self._workers if one.connection in ready]:
                yield from self._heard(worker)

    def dismiss(self) -> None:
        for worker in self._workers:
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join(_PATIENCE)
            worker.process.kill()

    def _hire(self) -> None:
        """Start a worker if there is work for one."""
        batch = self._next()
        if batch:
            ours, theirs = self._context.Pipe()
            process = self._context.Process(target=_serve, args=(theirs, self._desk), daemon=True)
            process.start()
            theirs.close()
            self._workers.append(_Worker(process, ours, batch))
            self._send(self._workers[-1], batch)

    def _next(self) -> list[FleetUnit]:
        return [self._again.popleft()] if self._again else next(self._batches, [])

    def _heard(self, worker: _Worker) -> Iterator[UnitProgress]:
        try:
            said = worker.connection.recv()
        except (EOFError, OSError):
            yield from self._lost(worker)
            return
        if isinstance(said, JixiaoError):
            raise said
        worker.batch = [one for one in worker.batch if one.name != said.unit]
        yield said
        if not worker.batch:
            worker.batch = self._next()
            self._send(worker, worker.batch)
            if not worker.batch:
                self._gone(worker)

    def _send(self, worker: _Worker, batch: list[FleetUnit]) -> None:
        with suppress(OSError):  # it has died: the next look at its connection says so
            worker.connection.send(batch)

    def _lost(self, worker: _Worker) -> Iterator[UnitProgress]:
        """Put off what a dead worker left undone; a unit that it died over alone, and not for the first time, fails."""
        self._gone(worker)
        for unit in worker.batch:
            self._deaths[unit.name] += len(worker.batch) == 1
            if self._deaths[unit.name] < MOST_DEATHS:
                self._again.append(unit)
            else:
                yield self._desk.keep(lost(unit.name))
        self._hire()

    def _gone(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.connection.close()
        worker.process.join()


def lost(unit: str) -> Done:
    """Return a unit over which workers died again and again."""
    found = "处理这个单位的进程两次意外终止（可能内存不足）"
    remedy = "看系统日志；内存不足的，减少 --jobs 再运行；仍不行的，把这个单位的数据交给维护人员。"
    return refused(
        unit, Finding("U006", place=Place(""), found=found, expected="进程正常结束", remedy=remedy, subject="进程")
    )


def _serve(connection: Connection, desk: RunFolders) -> None:
    """Do batches until there are no more, or nobody listens any more."""
    # Ctrl-C is the parent's to hear; told to stop by it, a worker unwinds and takes its LibreOffice along.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    gc.freeze()  # what was imported before stays to the end
    gc.set_threshold(100_000, 20, 20)  # as the command line does: a unit's values live until it is done
    try:
        while batch := connection.recv():
            for progress in finished(desk, batch):
                connection.send(progress)
    except EnvironmentFailure as error:
        connection.send(error)
    except (EOFError, OSError, KeyboardInterrupt):
        return


def finished(desk: RunFolders, batch: Iterable[FleetUnit]) -> Iterator[UnitProgress]:
    """Do a batch of units in this process; yield each once it is stored."""
    tasks: dict[str, Task] = {}
    for unit in batch:
        asked = desk.asked(unit)
        if isinstance(asked, Task):
            tasks[unit.name] = asked
        else:
            yield desk.keep(asked) if isinstance(asked, Done) else asked
    projects = {name: task.unit.workspace(desk.order.revision) for name, task in tasks.items()}
    for done in worked(desk.order, projects):
        yield desk.keep(done, tasks[done.unit].digest)
