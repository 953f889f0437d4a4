"""A year as plain values, for tests to make up and to break, and how it is written into a folder.

What its YAML files hold is a tree by file name; numbers are Decimals, the report's files are strings.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from jixiao.paths import Workspace
from tests.support.cases import BASE, YEAR
from tests.support.project import ROOT


@dataclass
class Year:
    """A year: what its files hold, and what a test wants to know of it."""

    files: dict[str, Any]
    report: dict[str, str]
    prior: dict[str, Any] | None
    controls: dict[str, Decimal] = field(default_factory=dict)

    @property
    def projects(self) -> list[str]:
        return sorted(name for name in self.files if name.startswith("projects/"))

    @property
    def forms(self) -> list[str]:
        return ["annex2.yaml", *self.projects]

    def indicators(self, form: str) -> Iterator[dict[str, Any]]:
        for below in self.files[form]["绩效指标"].values():
            for indicators in below.values():
                yield from indicators

    def say(self, words: str) -> None:
        """Add a paragraph to the section on performance."""
        self.report["06-performance.md"] += f"\n{words}\n"


def written(year: Year, folder: Path) -> Workspace:
    """Return the project in ``folder``, its data replaced by the year."""
    if not (folder / "templates").exists():
        shutil.copytree(ROOT / "templates", folder / "templates")
    data = folder / "data"
    shutil.rmtree(data, ignore_errors=True)
    shutil.copytree(BASE / "data" / str(YEAR), data / str(YEAR))
    for path in (data / str(YEAR) / "projects").iterdir():
        path.unlink()
    for name, tree in year.files.items():
        _write(data / str(YEAR) / name, tree)
    for name, words in year.report.items():
        (data / str(YEAR) / "report" / name).write_text(words, "utf-8")
    if year.controls:
        controls = [{"引用": path, "数额": amount, "出处": "部门决算报表"} for path, amount in year.controls.items()]
        _write(data / str(YEAR) / "control.yaml", {"核对数": controls})
    if year.prior:
        _write(data / str(YEAR - 1) / "final-accounts.yaml", year.prior)
    return Workspace(folder)


def _write(path: Path, tree: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # JSON is YAML: every key and text quoted, numbers as they are.
    path.write_text(_json(tree) + "\n", "utf-8")


def _json(value: Any, indent: str = "\n") -> str:
    inner = indent + "  "
    if isinstance(value, dict):
        return (
            "".join(f"{inner}{json.dumps(key, ensure_ascii=False)}: {_json(one, inner)}" for key, one in value.items())
            or "{}"
        )
    if isinstance(value, list):
        return "".join(f"{inner}- {_json(one, inner)}" for one in value) or "[]"
    if value is None:
        return ""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else plain(value)


def plain(amount: Decimal | int) -> str:
    """Return an amount in digits, without trailing zeros."""
    words = format(Decimal(amount), "f")
    return words.rstrip("0").rstrip(".") if "." in words else words
