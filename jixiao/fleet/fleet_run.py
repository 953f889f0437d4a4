"""A run over all units: who is asked, who does the work, what is kept; results stream by, no package is held here."""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from jixiao import edition
from jixiao.errors import EnvironmentFailure, UsageError, name_fault
from jixiao.findings import Finding
from jixiao.fleet.batch import Action, Order, reject_unit
from jixiao.fleet.budget_units import FleetUnit, digest_of, find_units, list_templates
from jixiao.fleet.fleet_plan import FleetPlan, UnitProgress, base_digest
from jixiao.fleet.processes import work_here
from jixiao.fleet.time_limit import UNIT_SECONDS
from jixiao.machine.file_locks import lock_file, open_unfollowed
from jixiao.machine.interrupts import count_cores
from jixiao.paths import Bureau
from jixiao.publish import pdf as office

_BATCH = 8  # LibreOffice and pandoc take a batch in one run
_LOCK = ".lock"


class FleetRequest(Struct, frozen=True):
    """What a command line asks for; ``scheduler`` is an address of Dask's, None for this machine.

    ``jobs`` is how many processes work, None for as many as there are cores for this one; ``seconds`` what a unit may
    take.
    """

    action: Action
    year: int
    pattern: str = "*"
    jobs: int | None = None
    scheduler: str | None = None
    force: bool = False
    pdf: bool = True
    output: Path | None = None
    seconds: int = UNIT_SECONDS


class FleetRun(Struct, frozen=True):
    """A run about to begin: its units in order, ``notes`` for the user, and the units as they are finished."""

    plan: FleetPlan
    units: tuple[str, ...]
    notes: tuple[str, ...]
    progress: Generator[UnitProgress, None, None]


@contextmanager
def open_run(bureau: Bureau, request: FleetRequest) -> Iterator[FleetRun]:
    """Yield the run that is asked for; nobody else may write into the same folder meanwhile.

    UsageError where no unit is meant or another run is at work; EnvironmentFailure where nothing can be written.
    """
    units, rejections = find_units(bureau, request.pattern)
    output = request.output or bureau.output(request.year)
    with _alone_in(output):
        plan, notes = _plan(bureau, request, output)
        plan.store.prepare()
        names = tuple(sorted([unit.name for unit in units] + [name for name, _ in rejections]))
        if request.pattern == "*":
            _clear(plan, names)
        yield FleetRun(plan, names, notes, _progress(plan, request, units, rejections))


def _plan(bureau: Bureau, request: FleetRequest, output: Path) -> tuple[FleetPlan, tuple[str, ...]]:
    wanted = request.pdf and request.action is Action.REPORT
    # Past this machine each worker has a LibreOffice of its own, or says that it has none.
    missing = office.available() if wanted and request.scheduler is None else None
    pdf = wanted and missing is None
    revision = edition.revision(bureau.root, ("units", "templates", "jixiao"))
    order = Order(request.action, request.year, pdf=pdf, revision=revision, seconds=request.seconds)
    base = base_digest(digest_of(list_templates(bureau.templates)))
    kind = request.action.value
    if request.action is Action.REPORT:
        kind = "docx" if not pdf else "pdf" if request.scheduler else f"pdf {office.version()}"
    plan = FleetPlan(order, output=output, base=base, kind=kind, today=edition.today(), force=request.force)
    return plan, (missing,) if missing else ()


def _progress(
    plan: FleetPlan, request: FleetRequest, units: list[FleetUnit], rejections: list[tuple[str, Finding]]
) -> Generator[UnitProgress, None, None]:
    for name, finding in rejections:
        yield plan.keep(reject_unit(name, finding))
    if not units:
        return
    jobs = min(request.jobs or count_cores(), len(units))
    batches = split_batches(units, jobs)
    if request.scheduler is None:
        yield from work_here(plan, batches, jobs=jobs)
    else:
        from jixiao.fleet.cluster import work_on_cluster

        yield from work_on_cluster(plan, batches, templates=units[0].bureau.templates, address=request.scheduler)


def split_batches(units: Sequence[FleetUnit], workers: int) -> Iterator[list[FleetUnit]]:
    """Yield the units in order, in batches that shrink towards the end, so that all workers finish together."""
    start = 0
    while start < len(units):
        size = min(_BATCH, max(1, (len(units) - start) // (2 * workers)))
        yield list(units[start : start + size])
        start += size


def _clear(plan: FleetPlan, names: tuple[str, ...]) -> None:
    """Remove what was made of units that are no more."""
    for unit in plan.store.list_others(names):
        shutil.rmtree(plan.packages / unit, ignore_errors=True)
        plan.store.forget(unit)


@contextmanager
def _alone_in(output: Path) -> Iterator[None]:
    try:
        output.mkdir(parents=True, exist_ok=True)
        handle = open_unfollowed(output / _LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise EnvironmentFailure(f"写不进 {output}（{name_fault(error)}）。请检查磁盘空间和写入权限。") from error
    try:
        lock_file(handle, wait=False)
        yield
    except BlockingIOError as error:
        raise UsageError(f"另一个 fleet 正在写 {output}。等它结束，或用 --output 换一个文件夹。") from error
    finally:
        os.close(handle)
