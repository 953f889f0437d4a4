"""A run over all units: who is asked, who does the work, what is kept; results stream by, no package is held here."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from jixiao import edition
from jixiao.errors import EnvironmentFailure, UsageError
from jixiao.findings import Finding
from jixiao.fleet.batch import Action, Order, refused
from jixiao.fleet.budget_units import FleetUnit, digest_of, templates_of, units_of
from jixiao.fleet.folders import RunFolders, UnitProgress, base_digest
from jixiao.fleet.processes import done_here
from jixiao.paths import Bureau
from jixiao.publish import pdf as office

_BATCH = 8  # LibreOffice and pandoc take a batch in one run
_LOCK = ".lock"


class Wish(Struct, frozen=True):
    """What a command line asks for; ``scheduler`` is an address of Dask's, None for this machine."""

    action: Action
    year: int
    pattern: str = "*"
    jobs: int | None = None
    scheduler: str | None = None
    force: bool = False
    pdf: bool = True
    output: Path | None = None


class Run(Struct, frozen=True):
    """A run about to begin: its units in order, ``notes`` for the user, and the units as they are finished."""

    desk: RunFolders
    units: tuple[str, ...]
    notes: tuple[str, ...]
    progress: Generator[UnitProgress, None, None]


@contextmanager
def running(bureau: Bureau, wish: Wish) -> Iterator[Run]:
    """Yield the run that is asked for; nobody else may write into the same folder meanwhile.

    UsageError where no unit is meant or another run is at work; EnvironmentFailure where nothing can be written.
    """
    units, folders = units_of(bureau, wish.pattern)
    output = wish.output or bureau.output(wish.year)
    with _alone_in(output):
        desk, notes = _desk(bureau, wish, output)
        desk.store.prepare()
        names = tuple(sorted([unit.name for unit in units] + [name for name, _ in folders]))
        if wish.pattern == "*":
            _clear(desk, names)
        yield Run(desk, names, notes, _progress(desk, wish, units, folders))


def _desk(bureau: Bureau, wish: Wish, output: Path) -> tuple[RunFolders, tuple[str, ...]]:
    wanted = wish.pdf and wish.action is Action.REPORT
    # Past this machine each worker has a LibreOffice of its own, or says that it has none.
    missing = office.available() if wanted and wish.scheduler is None else None
    pdf = wanted and missing is None
    revision = edition.revision(bureau.root, ("units", "templates", "jixiao"))
    order = Order(wish.action, wish.year, pdf, revision)
    base = base_digest(digest_of(templates_of(bureau.templates)))
    kind = _kind(wish, pdf=pdf)
    return RunFolders(order, output=output, base=base, kind=kind, today=edition.today(), force=wish.force), (
        missing,
    ) if missing else ()


def _kind(wish: Wish, *, pdf: bool) -> str:
    if wish.action is not Action.REPORT:
        return wish.action.value
    if not pdf:
        return "docx"
    return "pdf" if wish.scheduler else f"pdf {office.version()}"


def _progress(
    desk: RunFolders, wish: Wish, units: list[FleetUnit], refusals: list[tuple[str, Finding]]
) -> Generator[UnitProgress, None, None]:
    for name, finding in refusals:
        yield desk.keep(refused(name, finding))
    if not units:
        return
    jobs = min(jobs_of(wish), len(units))
    batches = in_batches(units, jobs)
    if wish.scheduler is None:
        yield from done_here(desk, batches, jobs=jobs)
    else:
        from jixiao.fleet.cluster import done_elsewhere

        yield from done_elsewhere(desk, batches, templates=units[0].templates, address=wish.scheduler)


def in_batches(units: Sequence[FleetUnit], workers: int) -> Iterator[list[FleetUnit]]:
    """Yield the units in order, in batches that shrink towards the end, so that all workers finish together."""
    start = 0
    while start < len(units):
        size = min(_BATCH, max(1, (len(units) - start) // (2 * workers)))
        yield list(units[start : start + size])
        start += size


def jobs_of(wish: Wish) -> int:
    """Return how many processes work: as many as asked for, else as there are cores for this one."""
    return wish.jobs or len(os.sched_getaffinity(0))


def _clear(desk: RunFolders, names: tuple[str, ...]) -> None:
    """Remove what was made of units that are no more."""
    for unit in desk.store.list_others(names):
        shutil.rmtree(desk.packages / unit, ignore_errors=True)
        desk.store.forget(unit)


@contextmanager
def _alone_in(output: Path) -> Iterator[None]:
    try:
        output.mkdir(parents=True, exist_ok=True)
        handle = os.open(output / _LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise EnvironmentFailure(f"写不进 {output}（{error.strerror}）。请检查磁盘空间和写入权限。") from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise UsageError(f"另一个 fleet 正在写 {output}。等它结束，或用 --output 换一个文件夹。") from error
    finally:
        os.close(handle)
