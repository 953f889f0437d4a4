"""workbook: a year's forms as .xlsx, for colleagues to fill in."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from jixiao.cli.console import colour_wanted, progress, show
from jixiao.cli.parsing import OF_YEAR, QUIET, Command, project_and_year

if TYPE_CHECKING:
    from jixiao.paths import Workspace
    from jixiao.reconcile.make_workbooks import WorkbooksMade


def _workbook(options: argparse.Namespace) -> int:
    from jixiao.reconcile.make_workbooks import make_workbooks

    workspace, year = project_and_year(options)
    with progress(options) as step:
        made = make_workbooks(workspace, year, step=step)
    code = 0 if made.files else 1
    everything = options.all
    return show(options, lambda: _text(made, workspace, everything=everything), lambda: _value(made, code), code)


def _text(made: WorkbooksMade, workspace: Workspace, *, everything: bool) -> str:
    from jixiao.reporting.terminal_text import findings_text

    if made.folder is None:
        told = findings_text(made.findings, made.texts, colour=colour_wanted(), everything=everything)
        return f"{told}\n\n没有生成：先改好上面的错误，再运行一次。\n"
    return "\n".join([*_files(made, workspace), "", _AFTER]) + "\n"


_AFTER = "发给同事在 Excel、WPS 表格里填，填好收回来：make reconcile FILE=收回的.xlsx，写入数据加 ARGS=--apply。"


def _files(made: WorkbooksMade, workspace: Workspace) -> Iterator[str]:
    if made.folder is not None:
        yield f"已生成 {workspace.shown(made.folder)}/"
    for one in made.files:
        yield f"  {one.name}"
        left = f"，其中待填 {one.open_entries} 格" if one.open_entries else "，没有待填的"
        yield f"    {len(one.sheets)} 张表，可以填的 {one.entries} 格{left}"


def _value(made: WorkbooksMade, code: int) -> dict[str, object]:
    return {
        "exit": code,
        "year": made.year,
        "folder": None if made.folder is None else str(made.folder),
        "files": [
            {"name": one.name, "sheets": list(one.sheets), "entries": one.entries, "open": one.open_entries}
            for one in made.files
        ],
        "findings": [finding.as_json() for finding in made.findings],
    }


WORKBOOK = Command(
    "workbook",
    _workbook,
    "把各张表写成一个 Excel 工作簿，发给同事填；填好的用 reconcile 收回",
    (*OF_YEAR, QUIET),
)
