"""Faults of templates: all at once, each with its place in the form and the nearest name."""

import io
import re
import shutil
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.table import _Cell

from jixiao.findings import Finding
from jixiao.glossary import term
from jixiao.paths import Workspace
from jixiao.render.environment import context_of, form_environment
from jixiao.render.filling import render_form
from jixiao.render.parts import inspect, render
from jixiao.render.printing import Printer
from jixiao.render.scan import check_form
from tests.support.docx import edit_document, form, grid, rewritten, saved, squeezed, text
from tests.support.package import folders, real_dossier, with_projects
from tests.support.project import ROOT, copy_project

ANNEX1 = "templates/yueyang-2023/annex1.docx"
MOMENT = datetime(2024, 6, 27, tzinfo=UTC)


def faults_of(template: bytes, folder: Path) -> list[Finding]:
    path = folder / "试验.docx"
    path.write_bytes(template)
    dossier = real_dossier()
    context = context_of(dossier) | {term("this_project"): dossier.projects.in_order[0]}
    return check_form(path, "templates/试验.docx", context, form_environment())


def codes_of(template: bytes, folder: Path) -> list[str]:
    return [one.code for one in faults_of(template, folder)]


def said(finding: Finding) -> str:
    return f"{finding.code} {finding.found}｜{finding.remedy}"


# all at once, in a copy of the real template


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


@pytest.fixture
def damaged(tmp_path: Path) -> Workspace:
    workspace = copy_project(tmp_path)
    edit_document(workspace.root / ANNEX1, damage)
    return workspace


def test_all_faults_of_a_template_are_reported_at_once_with_place_and_nearest_name(damaged: Workspace) -> None:
    findings = inspect(real_dossier(), folders(damaged)).findings
    assert {one.place.file for one in findings} == {ANNEX1}
    assert [said(one) for one in findings] == [
        "T002 正文：“{{ 年底 }}”：名称“年底”不存在｜是否应为“年度”？",
        "T002 表1 第2行第2格：“{{ 附件1.财政供养人员.编制书 }}”：名称“编制书”不存在｜是否应为“编制数”？",
        "T006 表1 第2行第3格：“{{ 附件1.财政供养人员.控制率 | 小数位(2) }}”：没有过滤器“小数位”｜是否应为“小数”？",
        "T001 表1 第4行第2格：“{{”不成对｜补上另一半，或删去。",
        "T005 表1 第4行第3格：“{{ 附件1.三公经费 }}”：“附件1.三公经费”是一组值，不能直接印出｜写成“附件1.三公经费.…”。",
        "T003 表1 第5行第2格：“{% fro 行 in 各项目 %}”里的“fro”不认识｜是否应为“for”？",
        "T002 表2 第1行第2格：“{{ 附件1.三公经费.公务用车.预祘 }}”：名称“预祘”不存在｜是否应为“预算”？",
        "T002 页眉：“{{ 单位.单位名 }}”：名称“单位名”不存在｜是否应为“单位名称”？",
        "T002 页脚：“{{ 单位.填报人 }}”：名称“填报人”不存在｜是否应为“填表人”？",
    ]


def test_faults_of_several_templates_and_of_the_narrative_come_together(damaged: Workspace) -> None:
    edit_document(damaged.root / ANNEX1.replace("annex1", "cover"), lambda cover: cover.add_paragraph("{{ 年 }}"))
    inspection = inspect(real_dossier(), folders(damaged))
    assert {one.place.file.rpartition("/")[2] for one in inspection.findings} == {"annex1.docx", "cover.docx"}
    assert inspection.unfillable


def test_nothing_is_rendered_by_inspection_of_a_faulty_template(damaged: Workspace) -> None:
    assert inspect(real_dossier(), folders(damaged)).prints == []


# one by one


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("{{ 年度 }}年", []),
        ("{{年度}}", []),
        ("{# 说明：{{ 什么 }} #}{{ 年度 }}", []),
        ("{% if 单位.填表人 == “填表人甲” %}甲{% else %}乙{% endif %}", []),
        ("{% for 项 in 各项目 %}{{ loop.index + 2 }}.{{ 项.名称 | 称项目 }}{% endfor %}", []),
        ("{% for 项 in 各项目 %}{{ loop.indx }}{% endfor %}", ["T002"]),
        ("{% for 项 in 各项目 %}{% if loop.frist %}{% endif %}{% endfor %}", ["T002"]),
        ("{% for 项 in 各项目 if 项.名字 %}{% endfor %}", ["T002"]),
        ("{% for 项 in 单位.单位名称 %}{{ 项 }}{% endfor %}", ["T005"]),
        ("{% for 项 in 单位 %}{% endfor %}", ["T005"]),
        ("{% for 项, 值 in 各项目 %}{% endfor %}", ["T001"]),
        ("{% for 项 in 各项目 recursive %}{% endfor %}", ["T001"]),
        ("{{ 单位 }}", ["T005"]),
        ("{{ 单位.单位名称.姓 }}", ["T002"]),
        ("{{ 单位.单位名称 }", ["T001"]),
        ("单位.单位名称 }}", ["T001"]),
        ("{% if 年度 %}", ["T004"]),
        ("{% endif %}", ["T004"]),
        ("{% if 年度 %}{% endfor %}", ["T004", "T004"]),
        ("{% for 项 in 各项目 %}{% elif 年度 %}{% endfor %}", ["T004"]),
        ("{% for 项 in 各项目 %}{% else %}{% endfor %}", ["T004"]),
        ("{% else %}", ["T004"]),
        ("{% set 甲 = 1 %}", ["T003"]),
        ("{% include 'x' %}", ["T003"]),
        ("{% raw %}{% endraw %}", ["T003", "T003"]),
        ("{{ }}", ["T001"]),
        ("{{ 年度 年度 }}", ["T001"]),
        ("{{ 年度 | }}", ["T001"]),
        ("{{r 单位.填表人 }}", ["T001"]),
        ("{{ 附件1.三公经费.预算 | 小数(1) }}", []),
        ("{{ 附件1.三公经费.预算 | 小数 }}", ["T006"]),
        ("{{ 附件1.三公经费.预算 | 小数(99) }}", ["T006"]),
        ("{{ 年度 | 小数(1) }}", ["T006"]),
        ("{{ 单位 | 称项目 }}", ["T006"]),
        ("{{ 单位.填表人 | upper }}", ["T006"]),
        ("{{ 附件1.三公经费.预算 + 附件1.三公经费.决算 }}", ["T009"]),
        ("{{ 附件1.三公经费.预算 * 2 }}", ["T009"]),
        ("{% if 附件1.三公经费.预算 > 附件1.三公经费.决算 %}{% endif %}", ["T009"]),
        ("{{ true }}", ["T005"]),
        ("{{ 1.5 }}", ["T005"]),
    ],
)
def test_a_line_of_a_template_has_the_faults(line: str, codes: list[str], tmp_path: Path) -> None:
    assert codes_of(form(line), tmp_path) == codes


def test_a_branch_that_is_never_reached_is_checked_too(tmp_path: Path) -> None:
    line = "{% if 年度 == “1900” %}{{ 单位.不存在 }}{% endif %}"
    [finding] = faults_of(form(line), tmp_path)
    assert "“不存在”不存在" in finding.found


def test_a_name_with_nothing_alike_lists_what_there_is(tmp_path: Path) -> None:
    [finding] = faults_of(form("{{ 单位.xyz }}"), tmp_path)
    assert finding.remedy == "改成所列的一个名称。"
    assert "单位名称" in finding.expected


# where tags stand


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


@pytest.mark.parametrize(
    "hidden",
    [
        "<w:del><w:r><w:delText>{{ 年度 }}</w:delText></w:r></w:del>",
        '<w:bookmarkStart w:id="7" w:name="{{ 年度 }}"/><w:bookmarkEnd w:id="7"/>',
        "<w:r><w:instrText>{% if 年度 %}</w:instrText></w:r>",
    ],
    ids=["deleted", "bookmark", "field"],
)
def test_a_tag_where_none_is_filled_in_is_refused(hidden: str, tmp_path: Path) -> None:
    template = rewritten(
        form("正文"), "word/document.xml", lambda xml: xml.replace("<w:r><w:t>正文", f"{hidden}<w:r><w:t>正文")
    )
    [finding] = faults_of(template, tmp_path)
    assert finding.code == "T010"
    assert "不会填" in finding.found


# files that are no templates


def zip_bomb() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 40_000_000)
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "不是 .docx"),
        ("就是一段文字".encode(), "不是 .docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "旧版 .doc"),
        (zip_bomb(), "压缩炸弹"),
        (form("正文")[:-40], "不是 .docx"),
        (rewritten(form("正文"), "word/document.xml", lambda xml: xml.replace("<w:body>", "")), "XML 有语法错误"),
        (
            rewritten(
                form("正文"),
                "word/document.xml",
                lambda xml: xml.replace(
                    "<w:document", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document', 1
                ),
            ),
            "DOCTYPE",
        ),
        (rewritten(form("正文"), "_rels/.rels", lambda xml: xml.replace('officeDocument"', 'other"')), "找不到正文"),
    ],
    ids=["empty", "text", "old doc", "bomb", "torn", "bad XML", "entity", "no body"],
)
def test_a_file_that_is_no_docx_is_a_finding_with_the_remedy(content: bytes, words: str, tmp_path: Path) -> None:
    [finding] = faults_of(content, tmp_path)
    assert finding.code == "T007"
    assert words in finding.found
    assert "另存为 .docx" in finding.remedy


def test_a_missing_template_is_a_finding(tmp_path: Path) -> None:
    workspace = copy_project(tmp_path)
    (workspace.root / ANNEX1).unlink()
    [finding] = inspect(real_dossier(), folders(workspace)).findings
    assert (finding.code, str(finding.place)) == ("T007", f"{ANNEX1}:1:1")
    assert "文件不存在" in finding.found


def test_a_folder_in_place_of_a_template_is_a_finding(tmp_path: Path) -> None:
    workspace = copy_project(tmp_path)
    (workspace.root / ANNEX1).unlink()
    (workspace.root / ANNEX1).mkdir()
    [finding] = inspect(real_dossier(), folders(workspace)).findings
    assert finding.code == "T007"


# what only filling in brings to light


def test_a_template_that_breaks_while_it_is_filled_in_is_a_finding(tmp_path: Path) -> None:
    workspace = copy_project(tmp_path)
    path = workspace.root / ANNEX1.replace("annex1", "cover")
    document = docx.Document(str(path))
    document.add_paragraph("{% if 上年度 == 年度 %}")
    document.add_paragraph("{% endif %}")
    document.save(str(path))
    wrapped = rewritten(
        path.read_bytes(),
        "word/document.xml",
        lambda xml: xml.replace("<w:r><w:t>{% if", '<w:hyperlink w:anchor="x"><w:r><w:t>{% if').replace(
            "上年度 == 年度 %}</w:t></w:r>", "上年度 == 年度 %}</w:t></w:r></w:hyperlink>"
        ),
    )
    path.write_bytes(wrapped)
    dossier, where = real_dossier(), folders(workspace)
    assert inspect(dossier, where).findings == []
    rendering = render(dossier, where, MOMENT)
    [finding] = rendering.findings
    assert (finding.code, finding.place.file.rpartition("/")[2]) == ("T008", "cover.docx")
    assert rendering.parts == []


def test_a_comment_in_a_template_prints_nothing(tmp_path: Path) -> None:
    template = tmp_path / "commented.docx"
    template.write_bytes(form("甲{# 给编辑模板的人：{{ 什么 }} #}乙{{ 年度 }}"))
    filled = render_form(template, context_of(real_dossier()), Printer("封面", ()), form_environment())
    assert squeezed(text(filled)) == "甲乙2023"


def test_a_year_without_projects_needs_no_project_template(tmp_path: Path) -> None:
    workspace = copy_project(tmp_path)
    (workspace.root / ANNEX1.replace("annex1", "annex3")).unlink()
    dossier = with_projects(real_dossier())
    inspection = inspect(dossier, folders(workspace))
    assert [one for one in inspection.findings if one.place.file.endswith(".docx")] == []


def test_a_template_of_another_name_is_the_form_sets_business(tmp_path: Path) -> None:
    workspace = copy_project(tmp_path)
    templates = (workspace.root / ANNEX1).parent
    shutil.copy(templates / "annex1.docx", templates / "unused.docx")
    edit_document(templates / "unused.docx", lambda unused: unused.add_paragraph("{{ 不存在 }}"))
    assert (
        inspect(real_dossier(), folders(Workspace(ROOT))).findings
        == inspect(real_dossier(), folders(workspace)).findings
    )
