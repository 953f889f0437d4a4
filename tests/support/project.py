"""Copies of the real project for tests to damage."""

import re
import shutil
from collections.abc import Callable
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


def edit_value(path: Path, key: str, change: Callable[[str], str], *, under: str = "") -> None:
    """Put another value under a key, made of the one that stands there; of several keys, the first behind ``under``."""
    head, behind, text = path.read_text(encoding="utf-8").rpartition(f"{under}:\n" if under else "\0")
    changed, count = re.subn(rf"(?m)(^ *{key}: *)(.*)$", lambda line: line[1] + change(line[2]), text, count=1)
    assert count == 1, f"{path.name}: no “{key}”"
    path.write_text(head + behind + changed, encoding="utf-8", newline="\n")
