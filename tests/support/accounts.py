"""Workbooks as the software of the final accounts exports them, and a year that draws figures from one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from jixiao.accounts.ledger import FOLDER
from jixiao.accounts.sheet_tables import SheetGrid
from jixiao.accounts.stored_workbook import open_workbook
from jixiao.paths import Workspace
from tests.support.made_unit import copy_made_unit
from tests.support.workbooks import stored

FILE = "部门决算.xlsx"
UNIT = "示例市档案馆"
RUNNING, TOTALS = "F03 机构运行信息表(财决附03表)", "Z01 收入支出决算总表(财决01表)"
Change = Callable[[Any], object]


def export(*changes: Change, unit: str = UNIT, year: int = 2023) -> bytes:
    """Return a workbook of two forms after changes: counts beside amounts in one, groups side by side in the other."""
    book = openpyxl.Workbook()
    head: list[object] = [f"编制单位：{unit}", f"{year}年度", None, "金额单位：元"]
    running = book.active
    running.title = RUNNING
    _fill(running, _running(head), ("A1:D1", "A2:C2", "B3:C3"))
    _fill(book.create_sheet(TOTALS), _totals(head), ("A1:H1", "A4:D4", "E4:H4", "E9:F9"))
    for change in changes:
        change(book)
    return stored(book)


def _fill(sheet: Any, rows: Sequence[Sequence[object]], merged: Sequence[str]) -> None:
    for row in rows:
        sheet.append(row)
    for ref in merged:
        sheet.merge_cells(ref)


def _running(head: list[object]) -> list[list[object]]:
    return [
        ["机构运行信息表"],
        [None, None, None, "财决附03表"],
        head,
        ["项目", "行次", "全年预算数", "决算数"],
        ["一、“三公”经费支出", "1", 50000, 19200],
        ["  1．因公出国（境）费", "2"],
        ["  2．公务用车购置及运行维护费", "3", 30000, 5600],
        ["  3．公务接待费", "4", 20000, 13600.004],
        ["二、公务用车保有量（辆）", "5", "—", 1],
        ["三、年末在职人员（人）", "6", "—", 21],
    ]


def _totals(head: list[object]) -> list[list[object]]:
    return [
        ["收入支出决算总表"],
        [None, None, None, None, None, None, None, "财决01表"],
        head,
        ["收入", None, None, None, "支出"],
        ["项目", "行次", "预算数", "决算数", "项目（按性质）", "行次", "预算数", "决算数"],
        ["栏次", None, "1", "2", "栏次", None, "3", "4"],
        ["一、财政拨款收入", "1", 100, 320.15, "一、基本支出", "4", 60, 200.15],
        ["二、其他收入", "2", None, None, "二、项目支出", "5", 40, 120],
        ["总计", "3", 100, 320.15, "总计", None, 100, 320.15],
    ]


def grid(name: str, *changes: Change) -> SheetGrid:
    """Return one sheet of an export."""
    opened = open_workbook(export(*changes))
    sheet = next(one for one in opened.sheets if one.name == name)
    return SheetGrid(sheet, (opened.formats or {}).get(name))


def set_cells(sheet: str, **cells: object) -> Change:
    """Return a change that writes cells of one sheet."""

    def change(book: Any) -> None:
        for ref, value in cells.items():
            book[sheet][ref] = value

    return change


def drawing_year(target: Path, *changes: Change, accepted: bool = True, **about: Any) -> Workspace:
    """Return the made unit, whose receptions and a control total are drawn from an export beside the data."""
    workspace = copy_made_unit(target)
    folder = workspace.year(2023)
    put_export(workspace, *changes, accepted=accepted, **about)
    replace_once(folder / "annex1.yaml", "    决算: 1.36", "    决算: 决算.F03['3．公务接待费'].决算数")
    drawn = "数额: 决算.F03['一、“三公”经费支出'].决算数"
    replace_once(folder / "control.yaml", "数额: 1.92", drawn)
    return workspace


def put_export(workspace: Workspace, *changes: Change, accepted: bool = True, **about: Any) -> None:
    """Put an export beside the data of 2023, with its digest in sources.yaml where it is ``accepted``."""
    data, folder = export(*changes, **about), workspace.year(2023)
    (folder / FOLDER).mkdir(exist_ok=True)
    (folder / FOLDER / FILE).write_bytes(data)
    if accepted:
        digest = hashlib.sha256(data).hexdigest()
        text = f"来源:\n  - 名称: 决算\n    文件: {FILE}\n    摘要: {digest}\n"
        (folder / "sources.yaml").write_text(text, "utf-8")
    elif not (folder / "sources.yaml").exists():
        (folder / "sources.yaml").write_text(f"来源:\n  - 名称: 决算\n    文件: {FILE}\n", "utf-8")


def replace_once(path: Path, old: str, new: str) -> None:
    """Replace what stands in a file once."""
    text = path.read_text("utf-8")
    assert text.count(old) == 1, path
    path.write_text(text.replace(old, new), "utf-8")
