"""Faults of templates: all at once, each with its place in the form and the nearest name."""

from pathlib import Path

import pytest

from jixiao.findings import Finding, Place
from jixiao.glossary import term
from jixiao.paths import Workspace
from jixiao.render.environment import context_of, form_environment
from jixiao.render.lint import MAX_TAG, find_tags, lint
from jixiao.render.parts import inspect
from jixiao.render.scan import check_form
from tests.support.damaged_template import ANNEX1, copy_damaged
from tests.support.docx import form
from tests.support.package import folders, real_dossier


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


@pytest.fixture
def damaged(tmp_path: Path) -> Workspace:
    return copy_damaged(tmp_path)


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


# bounds


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("{{ " + "(" * 200 + "年度" + ")" * 200 + " }}", ["T001"]),
        ("{{ not " * 1 + "not " * 100 + "年度 }}", []),
        ("{{ " + "年" * MAX_TAG + " }}", ["T001"]),
        ("{# " + "说明" * MAX_TAG + " #}", []),
        ("{% if 年度 %}" * 20 + "{% endif %}" * 20, []),
        ("{% if 年度 %}" * 300 + "{% endif %}" * 300, ["T009"]),
    ],
    ids=["brackets", "nots", "long", "long comment", "20 blocks", "300 blocks"],
)
def test_length_and_depth_have_a_limit(text: str, codes: list[str]) -> None:
    context = context_of(real_dossier())
    found = lint(find_tags(text, Place("a.md")), context, form_environment())
    assert [one.code for one in found] == codes
    assert all(len(one.found) < 2 * MAX_TAG for one in found)
