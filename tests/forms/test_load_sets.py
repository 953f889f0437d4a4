"""Described sets are loaded with all that is wrong at once."""

from pathlib import Path

from jixiao.forms.load_sets import list_described_sets, load_described_sets
from jixiao.paths import Workspace
from tests.support.described import DESCRIPTION, NAME, line_of, load, told, write_set
from tests.support.project import ROOT


def test_the_sample_set_has_no_faults(tmp_path: Path) -> None:
    reading = load(tmp_path)
    assert (told(reading), reading.is_sound) == ([], True)


def test_the_sets_of_the_project_have_no_faults() -> None:
    workspace = Workspace(ROOT)
    names = list_described_sets(workspace)
    assert "national-2020" in names
    for reading in load_described_sets(workspace, names).values():
        assert [str(one) for one in reading.findings] == []


def test_a_template_that_is_not_there_is_named_and_nothing_else(tmp_path: Path) -> None:
    workspace = write_set(tmp_path)
    (workspace.form_set(NAME) / "project.docx").unlink()
    reading = load_described_sets(workspace, [NAME])[NAME]
    assert ("B010", line_of("模板: project.docx")) in told(reading)


def test_a_target_that_no_field_is_is_found(tmp_path: Path) -> None:
    reading = load(tmp_path, "      总分: 资金", "      总计: 资金")
    assert told(reading) == [("B002", line_of("      总分: 资金"))]


def test_a_formula_for_words_is_found(tmp_path: Path) -> None:
    reading = load(tmp_path, "      总分: 资金", "      项目名称: 资金")
    assert told(reading) == [("B004", line_of("      总分: 资金"))]


def test_an_unknown_kind_is_found_before_all_else(tmp_path: Path) -> None:
    reading = load(tmp_path, "总分: {类型: 得分", "总分: {类型: 分数")
    assert (told(reading), reading.described) == ([("M017", line_of("总分: {类型: 得分"))], None)


def test_formulas_lead_from_set_to_set(tmp_path: Path) -> None:
    write_set(tmp_path)
    other = DESCRIPTION.replace("÷ 资金.合计.预算", "÷ 另套(sample, 项目表, 资金.合计.预算)")
    workspace = write_set(tmp_path, other, name="other")
    readings = load_described_sets(workspace, ["sample", "other"])
    assert [reading.findings for reading in readings.values()] == [(), ()]
    assert told(load_described_sets(workspace, ["other"])["other"]) == [("B002", line_of("÷ 资金.合计.预算"))]
