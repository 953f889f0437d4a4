"""The shipped form set with one more column and row in Annex 1: only the set's folder and the data change."""

from __future__ import annotations

import re
from copy import deepcopy
from pathlib import Path
from typing import Any

from docx.document import Document

from jixiao.paths import Workspace
from tests.support.cases import clean_project
from tests.support.docx import W, edit_document, text_of
from tests.support.project import edit

ANNEX1, COLUMN, ROW = "data/2023/annex1.yaml", "调整预算", "劳务费"
FURTHER = f"""各项:
  附件1.三公经费.{COLUMN}: 金额
  附件1.三公经费.*.{COLUMN}: 金额
  附件1.项目支出.{COLUMN}: 金额
  附件1.项目支出.*.{COLUMN}: 金额
  附件1.公用经费.{COLUMN}: 金额
  附件1.公用经费.*.{COLUMN}: 金额
  附件1.公用经费.{ROW}.上年决算: 金额
  附件1.公用经费.{ROW}.预算: 金额
  附件1.公用经费.{ROW}.决算: {{类型: 金额, 填写说明: 支付给个人的劳务报酬}}
公式:
  附件1.三公经费.公务用车.{COLUMN}: 合计(附件1.三公经费.{{公车购置, 公车运行维护}}.{COLUMN})
  附件1.三公经费.{COLUMN}: 合计(附件1.三公经费.{{公务用车, 出国经费, 公务接待}}.{COLUMN})
  附件1.项目支出.*.{COLUMN}: 各项目.*.资金.年度资金总额.全年预算数
  附件1.项目支出.{COLUMN}: 合计(各项目.*.资金.年度资金总额.全年预算数)
  附件1.公用经费.{ROW}.上年决算: 上年(附件1.公用经费.{ROW}.决算)
"""
_AMOUNTS = {"公车购置": "0", "公车运行维护": "5.5", "出国经费": "0", "公务接待": "1.8", "办公经费": "11.8"}
_AMOUNTS |= {"水费、电费、差旅费": "19.2", "会议费、培训费": "4.6"}


def widen_set(folder: Path) -> None:
    """Give a copy of the form set the column and the row."""
    (folder / "further.yaml").write_text(FURTHER, encoding="utf-8")
    edit_document(folder / "annex1.docx", _widen)


def widen_data(path: Path) -> None:
    """Fill the column and the row in, in an annex1.yaml."""
    for line, amount in _AMOUNTS.items():
        text = path.read_text(encoding="utf-8")
        wider = re.sub(rf"(?m)(^  {line}:\n    预算: .*\n)", rf"\g<1>    {COLUMN}: {amount}\n", text)
        path.write_text(wider, encoding="utf-8", newline="\n")
    edit(
        path,
        "\n政府采购金额:",
        f"  {ROW}:\n    预算: 3\n    {COLUMN}: 3.1\n    决算: 2.9\n  {COLUMN}: 58.2\n\n政府采购金额:",
    )


def wider_project(target: Path) -> Workspace:
    """Return the clean year on the wider set."""
    workspace = clean_project(target)
    widen_set(workspace.form_set("yueyang-2023"))
    widen_data(target / ANNEX1)
    return workspace


def _widen(document: Document) -> None:
    rows = list(document.tables[0]._tbl.iter(f"{W}tr"))
    for row in rows:
        cells = row.findall(f"{W}tc")
        if (
            len(cells) == 4
            and _span(cells[0]) == "3"
            and not text_of(cells[0]).startswith("财政")
            and text_of(cells[0])
        ):
            _add_cell(cells)
    last = next(row for row in rows if text_of(row).startswith("会议费、培训费"))
    more = deepcopy(last)
    for node in more.iter(f"{W}t"):
        node.text = (node.text or "").replace("会议费、培训费", ROW).replace("会议费培训费", ROW)
    last.addnext(more)


def _span(cell: Any) -> Any:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    return span.get(f"{W}val") if span is not None else "1"


def _add_cell(cells: list[Any]) -> None:
    """Make the first cell narrow and put one behind that of the budget."""
    properties = cells[0].find(f"{W}tcPr")
    properties.remove(properties.find(f"{W}gridSpan"))
    properties.find(f"{W}tcW").set(f"{W}w", "2381")
    more = deepcopy(cells[2])
    for node in more.iter(f"{W}t"):
        text = node.text or ""
        node.text = text.replace(".预算", f".{COLUMN}").replace("年预算数", f"年{COLUMN}数")
        if "政府采购" in text or "基本支出预算调整" in text:
            node.text = "——"
    cells[2].addnext(more)
