"""Years begun from made years on described form sets."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jixiao.paths import Workspace
from jixiao.rollforward.described_last_year import DescribedLastYear, described_last_year_of
from jixiao.rollforward.last_year import UnreadableYear
from jixiao.rollforward.next_year import plan_next_year
from jixiao.rollforward.year_plan import YearPlan
from tests.support.described import CELLS, DESCRIPTION, NAME, write_set
from tests.support.described_year import FORM, write_year

YEAR, FILE = 2031, f"{NAME}/project.yaml"
# The same form for every project.
PROJECTS = DESCRIPTION.replace("文件: project.yaml", "文件: projects\n    份数: 每个项目一份")


def next_of(root: Path, form: str = FORM, text: str = DESCRIPTION) -> str:
    """Return the form's file of the year after one with that form's file."""
    return plan_of(write_year(root, form, text=text)).files[FILE].decode()


def projects_year(root: Path, *files: str) -> Workspace:
    """Return a year with a file for each project, all alike but for their names."""
    workspace = write_year(root, text=PROJECTS)
    folder = workspace.year(YEAR - 1) / NAME
    (folder / "project.yaml").unlink()
    (folder / "projects").mkdir()
    for file in files:
        (folder / "projects" / file).write_text(FORM.replace("示例项目", f"项目{file}"), "utf-8")
    return workspace


def other_set(workspace: Workspace, text: str, old: str, new: str) -> None:
    """Add a set called other whose template has ``new`` for ``old``."""
    cells = [[cell.replace(old, new) if old else cell for cell in row] for row in CELLS]
    write_set(workspace.root, text, cells=cells, name="other")


def plan_of(
    workspace: Workspace, *form_sets: str, drop: Sequence[str] = (), add: Sequence[str] = (), year: int = YEAR
) -> YearPlan:
    plan = plan_next_year(workspace, year, form_sets=form_sets, leaving=lambda _: drop, add=add)
    assert not isinstance(plan, UnreadableYear), [str(one) for one in plan.findings]
    return plan


def last_year(workspace: Workspace) -> DescribedLastYear:
    found = described_last_year_of(workspace, YEAR)
    assert isinstance(found, DescribedLastYear)
    return found
