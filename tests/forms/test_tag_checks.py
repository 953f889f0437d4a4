"""A description and its template go together."""

from pathlib import Path

from jixiao.findings import Severity
from jixiao.forms.load_sets import load_described_sets
from tests.support.described import CELLS, DESCRIPTION, NAME, changed_cells, line_of, load, told, write_set


def test_a_tag_that_no_field_describes_is_found_with_its_cell(tmp_path: Path) -> None:
    (finding,) = load(tmp_path, cells=changed_cells("{{ 项目名称 }}", "{{ 项目名称 }}：{{ 项目编码 }}")).findings
    assert (finding.code, finding.place.file) == ("B005", "templates/sample/project.docx")
    assert finding.found.startswith("表1 第1行第2格")


def test_a_field_that_no_tag_prints_is_a_warning(tmp_path: Path) -> None:
    reading = load(tmp_path, "      总分: {类型", "      项目编码: 文字\n      总分: {类型")
    assert told(reading) == [("B006", line_of("      总分: {类型"))]
    assert reading.is_sound


def test_a_field_that_is_only_reckoned_with_need_not_be_printed(tmp_path: Path) -> None:
    text = DESCRIPTION.replace("角色: 总分}\n", "角色: 总分}\n      加分: 得分\n").replace(
        "总分: 资金", "总分: 加分 + 资金"
    )
    reading = load_described_sets(write_set(tmp_path, text), [NAME])[NAME]
    assert told(reading) == []


def test_two_values_with_nothing_between_them_are_a_warning(tmp_path: Path) -> None:
    (finding,) = load(tmp_path, cells=changed_cells("{{ 资金.合计.预算 }}", "{{ 资金.合计.预算 }}{{ 总分 }}")).findings
    assert (finding.code, finding.severity) == ("B007", Severity.WARNING)


def test_a_tag_that_two_patterns_fit_is_found(tmp_path: Path) -> None:
    reading = load(tmp_path, "      资金.*.预算:", "      '*.财政.*': 金额\n      '*.*.执行': 金额\n      资金.*.预算:")
    assert "B007" not in {code for code, _ in told(reading)}  # 资金.*.执行 goes before both
    reading = load(tmp_path, "资金.*.执行:", "'*.*.执行': 金额\n      '*.财政.*':")
    assert [one.seen for one in reading.findings if one.code == "B007"] == [("*.*.执行", "*.财政.*")]


def test_a_loop_through_no_list_is_found(tmp_path: Path) -> None:
    reading = load(tmp_path, cells=changed_cells("in 指标", "in 指标行"))
    assert "B014" in {code for code, _ in told(reading)}


def test_the_points_of_a_level_are_given_by_its_rows(tmp_path: Path) -> None:
    cells = changed_cells("{{ 行.一级指标 }}", "{{ 行.一级指标 }}（{{ 行.一级分值 }}分）")
    assert told(load(tmp_path, cells=cells)) == []


def test_the_sample_is_sound(tmp_path: Path) -> None:
    assert told(load(tmp_path, cells=CELLS)) == []
