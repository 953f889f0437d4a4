"""Workers on this machine: warm processes that take batches of units and store what they make themselves.

A worker that dies (out of memory, killed, a fault in a library) takes no unit along: what was at work then is done
again, each unit for itself, and a unit over which its own worker dies too has failed.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from multiprocessing.util import Finalize

from jixiao.findings import Finding, Place
from jixiao.fleet.batch import OFFICES, Done, reject_unit, work_on
from jixiao.fleet.budget_units import FleetUnit
from jixiao.fleet.fleet_plan import FleetPlan, Task, UnitProgress
from jixiao.machine.interrupts import FORKS

_PATIENCE = 10  # seconds that a worker has to stop its LibreOffice
Batch = list[FleetUnit]
Submit = Callable[[Batch], Future[list[UnitProgress]]]


def work_here(plan: FleetPlan, batches: Iterator[Batch], *, jobs: int) -> Iterator[UnitProgress]:
    """Yield each unit as it is finished, done in batches by ``jobs`` processes.

    EnvironmentFailure where nothing can be stored. Whoever stops asking stops the workers.
    """

    def work(batches: Iterator[Batch]) -> Generator[UnitProgress, None, Batch]:
        with _pool(jobs) as pool:
            return (yield from dispatch(lambda batch: pool.submit(_work, plan, batch), batches, lambda: jobs))

    return finish(plan, batches, work)


def finish(
    plan: FleetPlan,
    batches: Iterator[Batch],
    work: Callable[[Iterator[Batch]], Generator[UnitProgress, None, Batch]],
) -> Iterator[UnitProgress]:
    """Yield all units as ``work`` finishes them; what it returns undone is done again, each unit for itself."""
    while undone := (yield from work(batches)):
        for unit in undone:
            if (yield from work(iter([[unit]]))):
                yield plan.keep(_lose_unit(unit.name))


def dispatch(
    submit: Submit, batches: Iterator[Batch], places: Callable[[], int]
) -> Generator[UnitProgress, None, Batch]:
    """Yield the units of batches as they are finished, never more batches on their way than there are places.

    Return the units that were at work when a worker died, which ends it; none once there are no more batches.
    """
    undone: Batch = []
    sent: dict[Future[list[UnitProgress]], Batch] = {}
    while True:
        while not undone and len(sent) < places() and (batch := next(batches, [])):
            try:
                sent[submit(batch)] = batch
            except BrokenExecutor:
                undone += batch
        if not sent:
            return undone
        for future in wait(sent, return_when=FIRST_COMPLETED).done:
            batch = sent.pop(future)
            try:
                yield from future.result()
            except BrokenExecutor:
                undone += batch


@contextmanager
def _pool(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """Yield worker processes; left before they are done, they are ended."""
    context = multiprocessing.get_context("forkserver" if FORKS else "spawn")
    if FORKS:
        context.set_forkserver_preload([__name__])  # workers are forked from what is imported: saves each some 900 ms
        _start_fork_server()
    others = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin)
    try:
        yield pool
        pool.shutdown()
    except BaseException:
        # Before the pool goes, and with it what a worker just begun still reads.
        workers = set(multiprocessing.active_children()) - others
        for worker in workers:
            worker.terminate()
        for worker in workers:
            worker.join(_PATIENCE)
            worker.kill()
        pool.shutdown(wait=False, cancel_futures=True)
        raise


def _start_fork_server() -> None:
    """Start what workers are forked from, without stderr: interrupted, it and they write Python's tracebacks there.

    What befell a worker the parent says.
    """
    from multiprocessing import forkserver, resource_tracker  # which some systems have not

    with _silence_stderr():
        resource_tracker.ensure_running()
        forkserver.ensure_running()


@contextmanager
def _silence_stderr() -> Iterator[None]:
    """Let file descriptor 2 lead nowhere for a while; processes begun meanwhile keep it so."""
    try:
        before = os.dup(2)
    except OSError:  # it is closed
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(before, 2)
        os.close(before)
        os.close(nowhere)


def _lose_unit(unit: str) -> Done:
    """Return a unit over which workers died again and again."""
    found = "处理这个单位的进程两次意外终止（可能内存不足，或一步做得太久）"
    remedy = "看系统日志；内存不足的，减少 --jobs 再运行；仍不行的，把这个单位的数据交给维护人员。"
    return reject_unit(
        unit, Finding("U006", place=Place(""), found=found, expected="进程正常结束", remedy=remedy, subject="进程")
    )


# in a worker


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to hear
    threading.Thread(target=_end_with_parent, daemon=True).start()
    Finalize(None, OFFICES.close, exitpriority=1)
    gc.freeze()  # what was imported before stays to the end
    gc.set_threshold(100_000, 20, 20)  # as the command line does: a unit's values live until it is done


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
    os.kill(os.getpid(), signal.SIGTERM)


def _work(plan: FleetPlan, batch: Batch) -> list[UnitProgress]:
    """Do a batch; ended meanwhile, unwind it, which takes LibreOffice along, before ending."""
    signal.signal(signal.SIGTERM, _unwind)
    try:
        return list(make_units(plan, batch))
    except KeyboardInterrupt:
        OFFICES.close()
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.raise_signal(signal.SIGTERM)
        raise
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _unwind(*_: object) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise KeyboardInterrupt


def make_units(plan: FleetPlan, batch: Iterable[FleetUnit]) -> Iterator[UnitProgress]:
    """Do a batch of units in this process; yield each once it is stored."""
    tasks: dict[str, Task] = {}
    for unit in batch:
        task = plan.task_of(unit)
        if isinstance(task, Task):
            tasks[unit.name] = task
        else:
            yield task
    workspaces = {name: task.unit.workspace(plan.order.revision) for name, task in tasks.items()}
    for done in work_on(plan.order, workspaces):
        yield plan.keep(done, tasks[done.unit].digest)
