"""Markup nobody rendered is found in entries, in the report, in titles and in forms, whoever typed it."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from jixiao.findings import Severity
from jixiao.render.environment import BETWEEN, CLOSE, OPEN
from jixiao.render.scan import CELL, OUTSIDE, ROW
from tests.support.book import book_of
from tests.support.project import copy_project, edit
from tests.support.texts import findings, real_book, report_of, told, with_goals


@pytest.mark.parametrize("words", ["｛年度｝", "{{ 年度 }}", "{ 单位.名称 }", "<!-- 注 -->", "TODO", "（待填）"])
def test_what_is_left_in_the_report_is_an_error(words: str) -> None:
    [found] = findings("W711", report_of(七=f"本年{words}完成。"), "报告 七")
    assert found.severity is Severity.ERROR
    assert words in found.found
    assert found.seen == (words,)


def test_what_is_left_in_an_entry_is_found_at_its_line(tmp_path: Path) -> None:
    book = with_goals(tmp_path, "1.做好接收工作。\n2.做好{ 项目 }保护工作。")
    [found] = findings("W711", book, "附件2.年度总体目标.预期目标")
    assert found.place.file == "data/2023/annex2.yaml"


def test_a_form_is_judged_by_what_it_prints_of_itself() -> None:
    value = f"{OPEN}x{BETWEEN}{{ 甲 }}{CLOSE}"
    page = f"{OUTSIDE}表{ROW}{CELL}名称{CELL}{value}{ROW}{CELL}说明{CELL}TODO"
    book = replace(real_book(), pages={"附件1": page})
    [found] = findings("W711", book, "模板")
    assert found.place.file == "templates/yueyang-2023/annex1.docx"
    assert found.found == "附件1 第2行第2格留有没有写完的记号：“TODO”"


def test_a_title_of_the_form_set_is_judged(tmp_path: Path) -> None:
    workspace = copy_project(tmp_path)
    path = workspace.form_set("yueyang-2023") / "forms.yaml"
    edit(path, "报告标题: |-\n  {年度}年度", "报告标题: |-\n  {年份}年度")
    [found] = findings("W711", book_of(workspace), "报告标题")
    assert found.place.file == "templates/yueyang-2023/forms.yaml"


def test_the_real_package_holds_none() -> None:
    assert told("W711", real_book()) == []
