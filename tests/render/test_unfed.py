"""Cells of a template that nothing feeds: lost placeholders and numbers typed over them, unless the form is so."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx.document import Document
from docx.table import _Cell

from jixiao.build.stories import check_year
from jixiao.findings import Severity
from jixiao.paths import Workspace
from jixiao.render.scan import scan_template
from jixiao.render.unfed import find_unfed_cells
from tests.support.cases import clean_project
from tests.support.docx import edit_document, form
from tests.support.package import YEAR, entry
from tests.support.project import ROOT, edit

ANNEX1 = "templates/yueyang-2023/annex1.docx"
FORMS = "templates/yueyang-2023/forms.yaml"


def found_in(cells: list[list[str]], *declared: str) -> list[str]:
    shown = "templates/试验.docx"
    findings = find_unfed_cells(
        scan_template(form(cells=cells), shown).cells, shown, tuple(entry(one) for one in declared)
    )
    return [f"{one.code} {one.found}" for one in findings]


def cell(document: Document, row: int, number: int) -> _Cell:
    table = document.tables[0]
    return _Cell(table._tbl.tr_lst[row - 1].tc_lst[number - 1], table)


def checked(workspace: Workspace) -> list[str]:
    findings = check_year(workspace, YEAR).findings
    return [f"{one.code} {one.found}" for one in findings if one.severity is not Severity.HINT]


def test_a_lost_placeholder_is_seen_in_the_template_and_in_the_data(tmp_path: Path) -> None:
    workspace = clean_project(tmp_path)
    edit_document(workspace.root / ANNEX1, clear)
    assert checked(workspace) == [
        "C613 “附件1.公用经费.会议费、培训费.预算”填了 5，没有印在任何一页，也没有用来算印出的数",
        "T011 表1 第17行第3格既没有标记，也没有字，印出来是空的",
    ]


def clear(document: Document) -> None:
    cell(document, 17, 3).text = ""


def test_a_number_typed_over_a_placeholder_is_seen(tmp_path: Path) -> None:
    def typed(document: Document) -> None:
        cell(document, 17, 3).text = "60"

    workspace = clean_project(tmp_path)
    edit_document(workspace.root / ANNEX1, typed)
    assert "T011 表1 第17行第3格是写死的“60”，不取自数据" in checked(workspace)


def test_what_the_form_leaves_empty_is_declared(tmp_path: Path) -> None:
    workspace = clean_project(tmp_path)
    edit(workspace.root / FORMS, "    不填的格: [表1 第9行第3格]\n", "    不填的格: [表1 第9行第2-3格, 合计行]\n")
    assert checked(workspace) == [
        "T012 “不填的格”里的“表1 第9行第2-3格”有标记或文字，或不存在",
        "T012 “不填的格”里的“合计行”认不出是哪一格",
    ]


def test_all_real_templates_declare_their_empty_cells() -> None:
    findings = check_year(Workspace(ROOT), YEAR).findings
    assert [one.found for one in findings if one.code in ("T011", "T012")] == []


@pytest.mark.parametrize("words", ["", "  ", "12", "1,200.50", "99%", "10分", "2023年", "2023年6月30日", "3.5 万元"])
def test_nothing_and_bare_values_are_unfed(words: str) -> None:
    assert [one[:4] for one in found_in([["项目", words]])] == ["T011"]


@pytest.mark.parametrize(
    "words", ["——", "/", "合计", "（3）", "1.", "一、", "{{ 年度 }}", "{{ 年度 }}年", "满分10分", "2023年度自评表"]
)
def test_words_strokes_numbers_of_lines_and_placeholders_are_not(words: str) -> None:
    assert found_in([["项目", words]]) == []


@pytest.mark.parametrize("declared", ["表1 第1行第2-3格", "表1第1行第2—3格", "表１第１行第２至３格"])
def test_cells_are_declared_from_to_however_it_is_written(declared: str) -> None:
    assert found_in([["项目", "", ""]], declared) == []


def test_a_cell_not_declared_is_still_told() -> None:
    told = found_in([["项目", "", ""]], "表1 第1行第2格")
    assert told == ["T011 表1 第1行第3格既没有标记，也没有字，印出来是空的"]
