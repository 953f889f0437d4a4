"""Where the tags of a DOCX template may stand."""

from pathlib import Path

import docx
import pytest

from jixiao.findings import Finding
from jixiao.glossary import term
from jixiao.render.environment import context_of, form_environment
from jixiao.render.scan import check_form
from tests.support.docx import form, saved
from tests.support.package import real_dossier


def faults_of(template: bytes, folder: Path) -> list[Finding]:
    path = folder / "试验.docx"
    path.write_bytes(template)
    dossier = real_dossier()
    context = context_of(dossier) | {term("this_project"): dossier.projects.in_order[0]}
    return check_form(path, "templates/试验.docx", context, form_environment())


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            [["{%tr for 项 in 各项目 %}", "{{ 年度 }}"], ["{{ 项.名称 }}", ""], ["{%tr endfor %}", ""]],
            "旁边还有别的内容",
        ),
        ([["{% for 项 in 各项目 %}", "{{ 项.名称 }}"], ["{% endfor %}", ""]], "不在一处"),
        ([["{%tr for 项 in 各项目 %}", ""], ["{{ 项.名称 }}{% endfor %}", ""]], "不在一处"),
        ([["{% tr for 项 in 各项目 %}", ""], ["{% tr endfor %}", ""]], "里的“tr”不认识"),
        ([["甲{% 合并 年度 %}", ""]], "不在格子的开头"),
        ([["{% 合并 年度 %}{% 合并 年度 %}", ""]], "在一格里出现两次"),
        ([["{% 合并 %}", ""]], "写法有误"),
        ([["{% 合并 年底 %}", ""]], "“年底”不存在"),
        ([["{%- if 年度 %}甲{% endif %}", ""]], "带有减号"),
        ([["{{ 年度 -}}", ""]], "带有减号"),
        ([["{#tr 说明 #}", "{{ 年度 }}"]], "旁边还有别的内容"),
    ],
)
def test_a_tag_in_a_table_that_would_do_harm_is_refused(rows: list[list[str]], message: str, tmp_path: Path) -> None:
    findings = faults_of(form(cells=rows), tmp_path)
    assert any(message in one.found for one in findings), [one.found for one in findings]
    assert all(one.found.startswith("表1 第") for one in findings)


@pytest.mark.parametrize("tag", ["{% 合并 年度 %}", "{%tr if 年度 %}"])
def test_a_table_tag_outside_a_table_is_refused(tag: str, tmp_path: Path) -> None:
    assert any("不在表格里" in one.found for one in faults_of(form(tag), tmp_path))


def test_a_merge_in_a_cell_that_holds_a_table_is_refused(tmp_path: Path) -> None:
    document = docx.Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "{% 合并 年度 %}"
    cell.add_table(1, 1)
    [finding] = faults_of(saved(document), tmp_path)
    assert "另有表格" in finding.found
