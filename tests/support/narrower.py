"""The shipped form set without some rows of Annex 1 and Annex 2: only the set's folder and the data change."""

from __future__ import annotations

import re
from pathlib import Path

from docx.document import Document

from jixiao.paths import Workspace
from tests.support.cases import clean_project
from tests.support.docx import W, edit_document, text_of
from tests.support.project import edit

UNUSED = (
    "附件1.三公经费.出国经费",
    "附件1.楼堂馆所",
    "附件1.部门基本支出预算调整",
    "附件2.收入.纳入专户管理的非税收入拨款",
)
NARROWER = "不用的项:\n" + "".join(f"  - {path}\n" for path in UNUSED)
_ROWS = ("2、出国经费", "楼堂馆所控制情况", "部门基本支出预算调整")


def narrow_set(folder: Path) -> None:
    """Take the rows out of a copy of the form set."""
    (folder / "further.yaml").write_text(NARROWER, encoding="utf-8")
    edit(folder / "forms.yaml", ", 表1 第7行第3格, 表1 第8行第3格]", ", 表1 第7行第3格]")
    edit_document(folder / "annex1.docx", _without_rows)
    edit_document(folder / "annex2.docx", _without_income)


def narrow_data(year: Path) -> None:
    """Take the values out of the data."""
    text = (year / "annex1.yaml").read_text("utf-8")
    for key in ("  出国经费", "楼堂馆所", "部门基本支出预算调整"):
        text, count = re.subn(rf"(?m)^{key}:\n(?:{' ' * (len(key) - len(key.lstrip()) + 2)}.*\n)+\n?", "", text)
        assert count == 1, key
    (year / "annex1.yaml").write_text(text, "utf-8", newline="\n")
    text = (year / "annex2.yaml").read_text("utf-8")
    (year / "annex2.yaml").write_text(re.sub(r"  纳入专户管理的非税收入拨款: .*\n", "", text), "utf-8", newline="\n")


def narrower_project(target: Path) -> Workspace:
    """Return the clean year on the narrower set."""
    workspace = clean_project(target)
    narrow_set(workspace.form_set("yueyang-2023"))
    narrow_data(workspace.year(2023))
    return workspace


def _without_rows(document: Document) -> None:
    rows = list(document.tables[0]._tbl.iter(f"{W}tr"))
    gone = [number for number, row in enumerate(rows) if text_of(row).startswith(_ROWS)]
    gone += [number + 1 for number in gone if text_of(rows[number]).startswith("楼堂馆所")]
    for number in gone:
        document.tables[0]._tbl.remove(rows[number])


def _without_income(document: Document) -> None:
    rows = list(document.tables[0]._tbl.iter(f"{W}tr"))
    [row] = [row for row in rows if text_of(row).startswith("纳入专户管理的")]
    document.tables[0]._tbl.remove(row)
