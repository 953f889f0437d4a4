"""A check by a parent that forks, where the user allows it: JIXIAO_SERVER=1, and neither CI nor JIXIAO_NO_SERVER.

The first check starts it when it is done. It holds modules, patterns and what a year in which nothing is filled in,
made of the shipped form sets, calls for; never a user's data. Each check is a fork that reads and proves everything
anew, so it says the same.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

from jixiao.machine.forking_parent import ask_parent, place_of, serve_forks
from jixiao.patterns import LatePattern

_CHECKS = (["check-data"], ["check"])
_IDLE = 600.0  # seconds
_SET = "yueyang-2023"
_BEGINNING = """
from pathlib import Path
from sys import argv
from jixiao.cli import main
from jixiao.cli.warm_check import hold_parent
hold_parent(Path(argv[1]), main)
"""
_CODE = Path(__file__).resolve().parents[1]
# What Python itself heeds when it starts; the rest of the environment goes with each command.
_OF_PYTHON = ("LANG", "LC_", "PYTHON", "TZ")


def run_warm(run: Callable[[], int]) -> int:
    """Return the exit code of the command this program was started for: of a parent's fork, or as ``run`` runs it.

    Where it is a check and there is no parent yet, one is started for the next.
    """
    kept_away = any(map(os.environ.get, ("JIXIAO_NO_SERVER", "CI", "JIXIAO_DEBUG")))
    is_check = sys.argv[1:2] in _CHECKS and None not in (sys.stdin, sys.stdout, sys.stderr)
    place = _place() if is_check and not kept_away and os.environ.get("JIXIAO_SERVER") == "1" else None
    code = None if place is None else ask_parent(place, sys.argv)
    if code is not None:
        return code
    code = run()
    if place is not None:
        _start_parent(place)
    return code


def _start_parent(place: Path) -> None:
    nowhere = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in (0, 1, 2)]
    command = [sys.executable, "-P", "-c", _BEGINNING, os.fspath(place)]
    environment = {**os.environ, "PYTHONPATH": str(_CODE.parent)}
    os.posix_spawn(sys.executable, command, environment, file_actions=nowhere, setsid=True)


def _place() -> Path | None:
    heeded = (f"{name}={value}" for name, value in os.environ.items() if name.startswith(_OF_PYTHON))
    stated = "\0".join([sys.executable, str(_CODE), *sorted(heeded)])
    name = sha256(stated.encode("utf-8", "surrogateescape")).hexdigest()[:24]
    return place_of(name, os.environ.get("XDG_RUNTIME_DIR"))


def _stamp() -> list[tuple[str, int, int]]:
    """Return what the program and its libraries are, as far as files tell: names, times and sizes."""
    found = []
    for folder, below, files in os.walk(_CODE):
        below[:] = sorted(one for one in below if one != "__pycache__")
        found += [os.path.join(folder, name) for name in sorted(files)]  # noqa: PTH118 - three times as quick
    found += [sys.executable, *(one for one in sys.path if one.endswith("site-packages"))]
    return [(one, (read := os.stat(one)).st_mtime_ns, read.st_size) for one in found]  # noqa: PTH116


def hold_parent(place: Path, main: Callable[[Sequence[str]], int]) -> None:
    """Be the parent: read in what a check asks for, then fork for each and let ``main`` run it."""
    then = _stamp()
    os.closerange(3, 4096)  # pipes that the first command was given: whoever reads them waits for their end
    _check_sample(main)
    os.chdir("/")
    for one in gc.get_objects():
        if isinstance(one, LatePattern):
            _ = one.compiled
    gc.collect()
    gc.freeze()
    serve_forks(place, lambda: main(sys.argv[1:]), lambda: _stamp() == then, _IDLE)


def _check_sample(main: Callable[[Sequence[str]], int]) -> None:
    """Check a year in which nothing is filled in, so that what all checks call for is there."""
    from tempfile import TemporaryDirectory

    from jixiao.commands.data_repository import write_repository
    from jixiao.importing.first_year import plan_first_year
    from jixiao.paths import shipped_sets
    from jixiao.submission.validate import forget_records

    with TemporaryDirectory() as name:
        year = plan_first_year(shipped_sets(), 2023, [_SET])
        write_repository(
            Path(name) / "sample", {f"data/2023/{file}": text for file, text in year.items()}, [_SET], None
        )
        os.chdir(Path(name) / "sample")
        main(["check-data", "2023"])
    forget_records()
