"""A form template with a dozen faults at once."""

from __future__ import annotations

from pathlib import Path

from docx.document import Document
from docx.table import _Cell

from jixiao.paths import Workspace
from tests.support.docx import edit_document
from tests.support.project import copy_project

ANNEX1 = "templates/yueyang-2023/annex1.docx"


def damage(document: Document) -> None:
    rows = [[_Cell(cell, document.tables[0]) for cell in row.tc_lst] for row in document.tables[0]._tbl.tr_lst]
    rows[1][1].text = "{{ 附件1.财政供养人员.编制书 }}"
    rows[1][2].text = "{{ 附件1.财政供养人员.控制率 | 小数位(2) }}"
    rows[3][1].text = "{{ 附件1.三公经费.上年决算 "
    rows[3][2].text = "{{ 附件1.三公经费 }}"
    rows[4][1].text = "{% fro 行 in 各项目 %}"
    nested = rows[4][2].add_table(1, 2)
    nested.cell(0, 1).text = "{{ 附件1.三公经费.公务用车.预祘 }}"
    document.sections[0].header.paragraphs[0].add_run("{{ 单位.单位名 }}")
    document.sections[0].footer.paragraphs[0].add_run("{{ 单位.填报人 }}")
    split = document.paragraphs[0]
    for piece in ("{", "{ 年", "底 }", "}"):
        split.add_run(piece).bold = piece == "{ 年"


def copy_damaged(target: Path) -> Workspace:
    """Return a copy of the real project whose template of Annex 1 is damaged."""
    workspace = copy_project(target)
    edit_document(workspace.root / ANNEX1, damage)
    return workspace
