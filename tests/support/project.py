"""Copies of the real project for tests to damage."""

import shutil
from pathlib import Path

from jixiao.paths import Workspace

ROOT = Path(__file__).resolve().parents[2]


def copy_project(target: Path) -> Workspace:
    """Return a copy of the real data and templates below ``target``."""
    for folder in ("data", "templates"):
        shutil.copytree(ROOT / folder, target / folder)
    return Workspace(target)


def edit(path: Path, old: str, new: str) -> None:
    """Replace ``old`` in the file by ``new``; it must stand there exactly once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{path.name}: “{old}” stands there {text.count(old)} times"
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")
