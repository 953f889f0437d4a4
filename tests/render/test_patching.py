"""docxtpl's reading of a template, with our own merges."""

import re
from pathlib import Path

from jixiao.render.environment import context_of, form_environment
from jixiao.render.filling import render_form
from jixiao.render.printing import Printer
from tests.support.docx import form, grid, rewritten, squeezed, text
from tests.support.package import real_dossier


def test_a_merge_works_in_cells_without_properties(tmp_path: Path) -> None:
    rows = [["{%tr for 行 in 附件2.指标行 %}"], ["{% 合并 loop.first %}总"], ["{%tr endfor %}"]]
    plain = rewritten(
        form(cells=rows), "word/document.xml", lambda xml: re.sub(r"<w:tcPr>.*?</w:tcPr>", "", xml, flags=re.DOTALL)
    )
    template = tmp_path / "plain.docx"
    template.write_bytes(plain)
    filled = render_form(template, context_of(real_dossier()), Printer("附件2", ()), form_environment())
    count = len(real_dossier().annex2.indicator_rows)
    assert grid(filled) == [["总"], *[[""]] * (count - 1)]


def test_a_comment_in_a_template_prints_nothing(tmp_path: Path) -> None:
    template = tmp_path / "commented.docx"
    template.write_bytes(form("甲{# 给编辑模板的人：{{ 什么 }} #}乙{{ 年度 }}"))
    filled = render_form(template, context_of(real_dossier()), Printer("封面", ()), form_environment())
    assert squeezed(text(filled)) == "甲乙2023"
