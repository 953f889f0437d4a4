"""A year on a described set goes on: plans and names stay, what is of the year is left to fill in."""

from pathlib import Path

import pytest

from jixiao.errors import UsageError
from jixiao.rollforward.year_plan import write
from tests.rollforward.described import FILE, YEAR, next_of, plan_of, projects_year
from tests.support.described import NAME
from tests.support.described_year import FORM, UNIT, described, with_second_form, write_year


def test_names_targets_and_points_stay_and_the_rest_is_left_to_fill_in(tmp_path: Path) -> None:
    assert (
        next_of(tmp_path, f"# 说明\n{FORM}")
        == """\
# 说明
项目名称: 示例项目
资金:
  合计: {分值: 10}
  财政: {预算: 待填, 执行: 待填}
  其他: {预算: 待填, 执行: 待填}
指标:
  - {一级指标: 产出指标, 三级指标: 甲, 指标值: ≥1, 完成值: 待填, 分值: 60, 得分: 待填}
  - {一级指标: 效益指标, 三级指标: 乙, 指标值: ≥1, 完成值: 待填, 分值: 30, 得分: 待填, 原因: 待填}
"""
    )


def test_the_unit_goes_on_into_its_next_year(tmp_path: Path) -> None:
    unit = plan_of(write_year(tmp_path)).files["unit.yaml"].decode()
    assert unit == UNIT.replace("2030", str(YEAR)).replace("2031-03-15", "待填")


def test_what_a_formula_gives_is_taken_out_with_groups_that_hold_nothing_else(tmp_path: Path) -> None:
    typed = FORM.replace("{分值: 10}", "{分值: 10, 执行: 75, 得分: 7.5}").replace("指标:\n", "总分: 95.5\n指标:\n")
    carried = next_of(tmp_path, typed)
    assert "合计: {分值: 10}\n" in carried
    assert "总分" not in carried


def test_a_group_of_computed_values_alone_goes_whole(tmp_path: Path) -> None:
    text = described(
        "资金.合计.分值: {类型: 分值, 角色: 执行率分值}", "资金.合计.分值: {类型: 分值, 角色: 执行率分值, 下年度: 待填}"
    )
    text = text.replace("    公式:\n", "    公式:\n      资金.合计.分值: '10'\n")
    assert "合计" not in next_of(tmp_path, FORM, text)


def test_what_was_left_blank_is_asked_of_a_number_and_not_of_words(tmp_path: Path) -> None:
    carried = next_of(tmp_path, FORM.replace("原因: 说明", "原因: ''").replace("执行: 15", "执行: ''"))
    assert "原因: ''" in carried
    assert "执行: ''" not in carried


def test_the_description_may_say_what_becomes_of_a_field(tmp_path: Path) -> None:
    text = described("项目名称: {类型: 文字, 角色: 项目名称}", "项目名称: {类型: 文字, 角色: 项目名称, 下年度: 待填}")
    text = text.replace("执行: {类型: 金额, 角色: 执行数,", "执行: {类型: 金额, 下年度: 沿用, 角色: 执行数,")
    carried = next_of(tmp_path, FORM, text)
    assert "项目名称: 待填" in carried
    assert "{预算: 待填, 执行: 60}" in carried


def test_the_days_of_targets_move_on(tmp_path: Path) -> None:
    plan = plan_of(write_year(tmp_path, FORM.replace("甲, 指标值: ≥1", "甲, 指标值: 2030年6月底前")))
    assert "2031年6月底前" in plan.files[FILE].decode()
    assert [note for _, note in plan.moved] == ["年度：2030 → 2031", "年度指标值：2030年6月底前 → 2031年6月底前"]


def test_last_years_outturn_is_drawn_from_the_outturn_of_its_group(tmp_path: Path) -> None:
    text = described("      资金.*.执行:", "      资金.财政.上年: {类型: 金额, 角色: 上年决算}\n      资金.*.执行:")
    plan = plan_of(write_year(tmp_path, FORM.replace("{预算: 80,", "{预算: 80, 上年: 50,"), text=text))
    assert "财政: {预算: 待填, 上年: 60, 执行: 待填}" in plan.files[FILE].decode()
    assert "资金.财政.上年：取自 2030 年度的 60" in [note for _, note in plan.moved]


def test_a_formula_that_asks_for_last_year_needs_nothing(tmp_path: Path) -> None:
    text = described("      资金.*.执行:", "      资金.财政.上年: {类型: 金额, 角色: 上年决算}\n      资金.*.执行:")
    text = text.replace("    公式:\n", "    公式:\n      资金.财政.上年: 上年(资金.财政.执行)\n")
    assert "财政: {预算: 待填, 执行: 待填}" in next_of(
        tmp_path, FORM.replace("{预算: 80,", "{预算: 80, 上年: 50,"), text
    )


def test_projects_keep_their_files_unless_a_gap_would_stay(tmp_path: Path) -> None:
    workspace = projects_year(tmp_path, "01-one.yaml", "02-two.yaml", "03-three.yaml")
    plan = plan_of(workspace, drop=["two"], add=["four=丁"])
    folder = f"{NAME}/projects"
    assert list(plan.files)[1:] == [f"{folder}/{one}.yaml" for one in ("01-one", "02-three", "03-four")]
    assert plan.renamed == {f"{folder}/03-three.yaml": f"{folder}/02-three.yaml"}
    assert [one.name for one in plan.dropped] == ["项目02-two.yaml"]
    assert plan.files[f"{folder}/03-four.yaml"].decode().startswith("# 项目自评表\n项目名称: 丁\n")


def test_a_project_to_drop_that_there_is_not_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="没有标识为“three”的项目"):
        plan_of(projects_year(tmp_path, "01-one.yaml"), drop=["three"])


def test_a_project_cannot_be_added_where_no_form_is_per_project(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="没有每个项目一份的表"):
        plan_of(write_year(tmp_path), add=["one=甲"])


def test_a_form_that_may_be_lacking_goes_on_where_it_was(tmp_path: Path) -> None:
    second = f"{NAME}/second.yaml"
    workspace = write_year(tmp_path, text=with_second_form())
    assert second not in plan_of(workspace).files
    (workspace.year(YEAR - 1) / second).write_text(FORM, "utf-8")
    assert second in plan_of(workspace).files


def test_what_belongs_to_last_year_alone_stays_there(tmp_path: Path) -> None:
    workspace = write_year(tmp_path)
    (workspace.year(YEAR - 1) / "waivers.yaml").write_text("豁免: []\n", "utf-8")
    assert plan_of(workspace).left_behind == ["waivers.yaml"]


def test_the_new_year_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    workspace = write_year(tmp_path)
    plan = plan_of(workspace)
    write(workspace, plan)
    assert (workspace.year(YEAR) / FILE).read_bytes() == plan.files[FILE]
    with pytest.raises(UsageError, match="不会覆盖"):
        write(workspace, plan)
