"""A made year with as many rows as a test wants, under names of their own."""

import shutil
from pathlib import Path

from benchmarks.believable.unit import YEAR, Shape
from benchmarks.make_units import make_units
from jixiao.paths import Workspace
from tests.support.project import ROOT

LONG_YEAR = YEAR


def make_long_year(target: Path, rows: int) -> Workspace:
    """Return a made unit with one project below ``target``; its project's form has so many indicators."""
    make_units(target / "made", 1, shape=Shape(projects=1, indicators=rows, missed=0.0))
    shutil.copytree(next((target / "made/units").iterdir()) / "data", target / "data")
    return Workspace(target, ROOT / "templates")
