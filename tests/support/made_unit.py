"""A made unit whose years are laid out as a real one's: tests quote its lines and cells, never those of data/2023.

Its data lie in ``cases/slips``; nobody fills them in, so a line in them stays the line it is.
"""

import shutil
from pathlib import Path

from jixiao.paths import Workspace
from tests.support.project import ROOT

MADE = Workspace(ROOT / "tests/cases/slips", ROOT / "templates")


def copy_made_unit(target: Path) -> Workspace:
    """Return a copy of the made unit's first two years, with the real templates, below ``target``."""
    return copy_made_years(target, "2022", "2023")


def copy_made_years(target: Path, *years: str) -> Workspace:
    """Return a copy of some of the made unit's years, with the real templates, below ``target``."""
    for year in years:
        shutil.copytree(MADE.root / "data" / year, target / "data" / year)
    shutil.copytree(MADE.templates, target / "templates")
    return Workspace(target)
