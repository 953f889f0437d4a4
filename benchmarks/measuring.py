"""Clocks, memory and instruction counts of processes, and what machine they were taken on."""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

ROOT = Path(__file__).resolve().parents[1]
PYTHON = sys.executable
Command = Sequence[str | Path]
Key = TypeVar("Key")
Result = TypeVar("Result")


class Failed(Exception):
    """A command that is measured did not do its work."""


@dataclass(frozen=True, slots=True)
class Series:
    """What several runs gave; all in one unit."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle value."""
        return statistics.median(self.values)

    @property
    def least(self) -> float:
        """The smallest value: what the machine can do when nothing disturbs it."""
        return min(self.values)

    @property
    def most(self) -> float:
        """The largest value."""
        return max(self.values)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process took, its children included: seconds on the clock and of processors, peak memory in MB.

    ``peak`` is that of the largest process, ``own`` that of the first one alone (0 where it could not be seen).
    """

    wall: float
    cpu: float
    peak: float
    own: float = 0


@dataclass(frozen=True, slots=True)
class Costs:
    """What a command took in several runs."""

    wall: Series
    cpu: Series
    peak: Series
    own: Series


# Started small: a process is charged with the memory of the one that started it. What it leaves behind (workers that
# a server of theirs started) comes to the starter, where the system knows how, and is counted when it ends.
_STARTER = """
import json, os, sys, time
try:
    import ctypes
    ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)
except (ImportError, OSError, AttributeError):
    pass
start = time.perf_counter()
quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
pid = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=quiet)
own = done = 0
while not done:
    try:
        with open(f"/proc/{pid}/status") as lines:
            own = max([own, *(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))])
    except OSError:
        pass
    time.sleep(0.002 if time.perf_counter() - start < 1 else 0.05)
    done, status, usage = os.wait4(pid, os.WNOHANG)
wall = time.perf_counter() - start
usages = [usage]
while time.perf_counter() - start < wall + 5:
    try:
        left, _, usage = os.wait4(-1, os.WNOHANG)
    except ChildProcessError:
        break
    usages += [usage] if left else []
    time.sleep(0 if left else 0.01)
code, cpu = os.waitstatus_to_exitcode(status), sum(one.ru_utime + one.ru_stime for one in usages)
print(json.dumps([code, wall, cpu, max(one.ru_maxrss for one in usages) / 1024, own]))
"""


def _usual(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the environment as users have it: Python keeps what it has compiled."""
    return {name: value for name, value in environment.items() if name != "PYTHONDONTWRITEBYTECODE"}


def run(command: Command, *, cwd: Path = ROOT, env: Mapping[str, str] | None = None) -> Cost:
    """Return what a command took; Failed where it does not end well."""
    environment = {**_usual(os.environ), "PYTHONPATH": str(ROOT), **(env or {})}
    words = [*map(str, command)]
    started = [PYTHON, "-I", "-S", "-c", _STARTER, *words]
    done = subprocess.run(started, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    code, *cost = json.loads(done.stdout) if done.stdout else [done.returncode]
    if code:
        raise Failed(f"{' '.join(words)}: exit code {code}\n{done.stderr[-2000:]}")
    return Cost(*cost)


def alternately(tasks: Mapping[Key, Callable[[], Result]], rounds: int) -> dict[Key, list[Result]]:
    """Return what each task gave in each round; the tasks take turns, so that a noisy minute hits all alike."""
    results: dict[Key, list[Result]] = {key: [] for key in tasks}
    for _ in range(rounds):
        for key, task in tasks.items():
            results[key].append(task())
    return results


def costs(tasks: Mapping[Key, Callable[[], Cost]], rounds: int) -> dict[Key, Costs]:
    """Return the costs of commands that take turns; a first turn, which warms the caches of the disk, is left out."""
    for task in tasks.values():
        task()
    return {
        key: Costs(*(Series(tuple(getattr(one, name) for one in taken)) for name in ("wall", "cpu", "peak", "own")))
        for key, taken in alternately(tasks, rounds).items()
    }


@dataclass(frozen=True, slots=True)
class Times:
    """What a process says of its own runs: milliseconds on the clock and of processors, a value a run."""

    clock: tuple[float, ...]
    processor: tuple[float, ...]

    def after(self, warm_up: int) -> Times:
        """Return the times of later runs."""
        return Times(self.clock[warm_up:], self.processor[warm_up:])


def timed(work: Callable[[int], object], runs: int) -> str:
    """Do the work so many times and return what it took, as ``answer`` reads it."""
    clock, processor = [], []
    for run_number in range(runs):
        start, worked = time.perf_counter(), time.process_time()
        work(run_number)
        clock.append(1000 * (time.perf_counter() - start))
        processor.append(1000 * (time.process_time() - worked))
    return json.dumps({"clock": clock, "processor": processor})


def answer(command: Command) -> Times:
    """Return the times that a command prints."""
    done = subprocess.run([*map(str, command)], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failed(f"{' '.join(map(str, command))}: exit code {done.returncode}\n{done.stderr[-2000:]}")
    said = json.loads(done.stdout.strip().splitlines()[-1])
    return Times(tuple(said["clock"]), tuple(said["processor"]))


def instructions(command: Command, *, cwd: Path = ROOT) -> int | None:
    """Return how many instructions a command executes, in millions; None where there is no valgrind.

    The same from run to run to about a thousandth, whatever else the machine does.
    """
    if shutil.which("valgrind") is None:
        return None
    with TemporaryDirectory() as folder:
        counting = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", *map(str, command)]
        environment = os.environ | {"PYTHONHASHSEED": "0", "PYTHONPATH": str(ROOT)}
        done = subprocess.run(counting, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    found = re.search(r"Collected : (\d+)", done.stderr)
    return round(int(found[1]) / 1e6) if found and done.returncode == 0 else None


def machine() -> dict[str, str]:
    """Return what the measurements were taken on."""
    facts = {
        "processor": f"{_processor()}, {os.cpu_count()} cores",
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB",
        "system": f"{platform.system()} {platform.release()}, {platform.machine()}",
        "Python": platform.python_version(),
    }
    facts |= {name: version(name) for name in ("docxtpl", "jinja2", "lxml", "pydantic", "python-docx", "ruamel.yaml")}
    for name, command in {"Node.js": ["node", "--version"], "LibreOffice": ["soffice", "--version"]}.items():
        if shutil.which(command[0]):
            said = subprocess.run(command, capture_output=True, text=True, check=False).stdout.split()
            facts[name] = next((word for word in said if word.lstrip("v")[:1].isdigit()), "?")
    return facts


def load() -> float:
    """Return how many processes wanted a processor in the last minute, on average."""
    return os.getloadavg()[0]


def _processor() -> str:
    text = Path("/proc/cpuinfo").read_text("utf-8") if Path("/proc/cpuinfo").exists() else ""
    found = re.search(r"model name\s*: (.*)", text)
    return found[1] if found else platform.processor() or "unknown processor"
