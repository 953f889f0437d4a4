"""A planned year as the program itself will read and print it, before anything of it is stored."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from jixiao.build.steps import render_folders
from jixiao.derive.derivation import derive
from jixiao.errors import JixiaoError
from jixiao.importing.import_result import ImportResult
from jixiao.paths import Workspace
from jixiao.render.parts import inspect
from jixiao.render.printing import Print
from jixiao.submission.read import read_year


def prints_of(workspace: Workspace, plan: ImportResult) -> list[Print]:
    """Return everything the planned year prints; JixiaoError if it cannot be read back."""
    with tempfile.TemporaryDirectory(prefix="jixiao-import-") as folder:
        staged = Workspace(Path(folder), workspace.templates)
        before = workspace.year(plan.year - 1)
        if plan.prior:
            _write(staged.year(plan.year - 1), plan.prior)
        elif before.exists():
            staged.year(plan.year - 1).parent.mkdir()
            staged.year(plan.year - 1).symlink_to(before.resolve())
        _write(staged.year(plan.year), plan.files)
        reading = read_year(staged, plan.year, draft=True)
        if reading.submission is None:
            first = reading.findings[0]
            raise JixiaoError(f"导入没有完成：写成的数据读不回来（{first.place}：{first.found}）。没有建立任何文件。")
        dossier = derive(reading.submission)
        return inspect(dossier, render_folders(staged, dossier, plan.year)).prints


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
