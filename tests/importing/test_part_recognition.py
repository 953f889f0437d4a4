"""Which part of a package tables and lines belong to."""

from __future__ import annotations

import pytest

from jixiao.importing.documents import Document, FiledGrid, FiledLine
from jixiao.importing.form_labels import FormLabels, read_forms
from jixiao.importing.import_result import ImportResult
from jixiao.importing.import_run import NO_OPTIONS, plan_documents
from jixiao.importing.part_recognition import RecognisedParts, recognise_parts
from jixiao.paths import Workspace
from tests.importing.filed_annexes import blocks, reference
from tests.support.imported import YEAR
from tests.support.package import real_dossier
from tests.support.project import ROOT


def test_each_annex_may_come_in_a_file_of_its_own_and_without_its_label(
    no_year: Workspace, plain: ImportResult
) -> None:
    files = [Document(f"{name}.docx", (FiledGrid(tuple(map(tuple, rows))),)) for name, rows in reference().items()]
    plan = plan_documents(no_year, YEAR, files, NO_OPTIONS)
    assert [name for name in plain.files if plain.files[name] != plan.files[name]] == []


def test_a_table_cut_in_two_by_a_page_is_one_form(no_year: Workspace, plain: ImportResult) -> None:
    annexes = reference()
    rows = annexes.pop("annex2")
    heading = next(row for row in rows if "一级指标" in row)
    cut: list[FiledLine | FiledGrid] = [
        FiledLine("附件2"),
        FiledGrid(tuple(map(tuple, rows[:18]))),
        FiledLine(""),
        FiledGrid((tuple(heading), *map(tuple, rows[18:]))),
    ]
    first, rest = blocks(annexes)[:2], blocks(annexes)[2:]
    plan = plan_documents(no_year, YEAR, [Document("报送件.docx", (*first, *cut, *rest))], NO_OPTIONS)
    assert plan.files["annex2.yaml"] == plain.files["annex2.yaml"]


@pytest.fixture(scope="module")
def forms() -> list[FormLabels]:
    form_set = real_dossier().form_set
    return read_forms(form_set, ROOT / "templates/yueyang-2023", YEAR)


def recognised(forms: list[FormLabels], *given: FiledLine | FiledGrid) -> RecognisedParts:
    return recognise_parts([Document("报送件", given, notes=("甲",))], forms, real_dossier().form_set)


def test_lines_are_cover_report_label_or_nothing_known(forms: list[FormLabels]) -> None:
    found = recognised(
        forms,
        FiledLine("2024年6月27日"),
        FiledLine("附件4"),
        FiledLine("一、部门（单位）基本情况"),
        FiledLine("正文"),
        FiledLine("附件2"),
        FiledLine("这一行谁也不认识", ordinal=6),
    )
    assert [filed.text for filed in found.cover.values()] == ["2024年6月27日"]
    assert [block.full for _, block in found.report if isinstance(block, FiledLine)] == [
        "一、部门（单位）基本情况",
        "正文",
    ]
    assert [(filed.text, filed.place) for filed in found.unread] == [("这一行谁也不认识", "报送件 第6段")]
    assert found.notes == ["报送件：甲"]


def test_a_table_is_the_form_whose_labels_it_shows_and_one_of_none_is_named(forms: list[FormLabels]) -> None:
    known = next(form for form in forms if len(form.groups) > 3)
    labels = [(label, "1") for label in list(known.groups)[:3]]
    found = recognised(forms, FiledGrid((("不相干", "表格"),)), FiledLine("单位：元"), FiledGrid(tuple(labels)))
    assert [part.form for part in found.parts] == [known]
    assert (found.filed_on(known)[0].unit, found.parts[0].labels_met) == ("元", {label for label, _ in labels})
    assert [filed.text for filed in found.unread] == ["表格（1 行，开头是“不相干”）", "单位：元"]
