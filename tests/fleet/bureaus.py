"""Bureaus of a few small believable units, for tests to run over and to break."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from msgspec.structs import replace

from benchmarks.believable.unit import YEAR, Shape
from benchmarks.make_units import make_units
from jixiao.findings import Finding
from jixiao.fleet.batch import Action
from jixiao.fleet.fleet_plan import UnitProgress
from jixiao.fleet.fleet_run import FleetRequest, FleetRun, open_run
from jixiao.fleet.unit_records import UnitRow
from jixiao.paths import Bureau

COUNT = 4
UNITS = [f"unit-{number:05d}" for number in range(1, COUNT + 1)]
FLAWED = "unit-00003"


@cache
def _pattern() -> Path:
    folder = Path(mkdtemp(prefix="jixiao-units-"))
    make_units(folder, COUNT, shape=Shape(projects=1, indicators=12))
    return folder


def bureau(target: Path, *, flawed: bool = True) -> Bureau:
    """Return a bureau of four units below ``target``, one of them with an error in its data."""
    shutil.copytree(_pattern(), target, dirs_exist_ok=True)
    if flawed:
        spoil(target / "units" / FLAWED)
    return Bureau(target)


def copy_built(built: Bureau, target: Path) -> Bureau:
    """Return a copy of a bureau below ``target``, with all that was made and kept of it."""
    shutil.copytree(built.root, target, dirs_exist_ok=True)
    return Bureau(target)


def spoil(unit: Path) -> None:
    """Put an error into a unit's data: a key that nobody knows."""
    path = unit / "data" / str(YEAR) / "unit.yaml"
    path.write_text(path.read_text("utf-8") + "没有这个键: 1\n", "utf-8")


def touch(unit: Path) -> None:
    """Change a unit's data so that nothing but the digest differs."""
    path = unit / "data" / str(YEAR) / "unit.yaml"
    path.write_text(path.read_text("utf-8") + "# 核对过\n", "utf-8")


REQUEST = FleetRequest(Action.REPORT, YEAR, jobs=2, pdf=False)


def finished(whole: Bureau, request: FleetRequest = REQUEST) -> dict[str, UnitProgress]:
    """Run over the units; return how each was finished."""
    with open_run(whole, request) as run:
        return {one.unit: one for one in run.progress}


def checked(whole: Bureau, **changes: Any) -> tuple[dict[str, UnitRow], dict[str, list[dict[str, Any]]]]:
    """Check the units; return their rows and findings by unit."""
    request = replace(REQUEST, action=Action.CHECK, **changes)
    with open_run(whole, request) as run:
        list(run.progress)
        return rows_of(run), findings_of(run)


def rows_of(run: FleetRun) -> dict[str, UnitRow]:
    return {row.unit: row for row in run.plan.store.read_rows(UnitRow, run.units)}


def findings_of(run: FleetRun) -> dict[str, list[dict[str, Any]]]:
    return {row.unit: findings for row, findings in run.plan.store.read_findings(run.units)}


def files_below(folder: Path) -> dict[str, bytes]:
    """Return the content of every file by its path, what is hidden left out."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    names = {path.relative_to(folder).as_posix(): path for path in paths}
    return {name: path.read_bytes() for name, path in sorted(names.items()) if not name.startswith(".")}


def a_finding(code: str = "U002", words: str = "没有数据") -> Finding:
    from jixiao.findings import Place

    return Finding(code, Place("data/2023"), words, "数据", "补上", subject="data")
