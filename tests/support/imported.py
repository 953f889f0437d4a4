"""Packages taken in again: projects that hold no year yet, and what an import of some files makes of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from jixiao.importing.import_result import ImportResult
from jixiao.importing.import_run import NO_OPTIONS, ImportOptions, plan_import, write_import
from jixiao.paths import Workspace
from jixiao.source.nodes import Entries, Items, Scalar, load_yaml
from tests.support.package import silent
from tests.support.project import ROOT

YEAR = 2023
REFERENCE = ROOT / "tests/data/submission-2023.txt"


def empty_project(folder: Path, *, prior: bool = False) -> Workspace:
    """Return a project with the form sets and no year, or only with last year's accounts."""
    (folder / "data").mkdir(parents=True)
    (folder / "templates").symlink_to(ROOT / "templates")
    if prior:
        shutil.copytree(ROOT / "data" / str(YEAR - 1), folder / "data" / str(YEAR - 1))
    return Workspace(folder)


def imported(workspace: Workspace, *files: Path, year: int = YEAR, options: ImportOptions = NO_OPTIONS) -> ImportResult:
    """Import files into the project and return the plan that was written."""
    plan = plan_import(workspace, year, files, options, step=silent)
    write_import(workspace, plan)
    return plan


def stored(folder: Path, name: str, content: bytes | str) -> Path:
    """Return a file below ``folder`` with some content."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def scalars(path: Path) -> dict[str, str | None]:
    """Return the scalars of a data file by path; None for what is left blank."""
    return scalars_of(load_yaml(path, path.name, "").tree)


def scalars_of(tree: object) -> dict[str, str | None]:
    """Return the scalars of a tree by path."""
    return dict(_scalars(tree))


def _scalars(node: object) -> Iterator[tuple[str, str | None]]:
    if isinstance(node, Scalar):
        yield node.path, None if node.null else str(node)
    elif isinstance(node, Entries | Items):
        for one in node.values() if isinstance(node, Entries) else node:
            yield from _scalars(one)
