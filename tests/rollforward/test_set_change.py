"""Into another form set goes what has a place in it, by 原名, path or role; the rest is told in words."""

from pathlib import Path

import pytest

from jixiao.errors import UsageError
from tests.rollforward.described import PROJECTS, YEAR, other_set, plan_of, projects_year
from tests.support.described import DESCRIPTION
from tests.support.described_year import FORM, with_second_form, write_year

FILE = "other/project.yaml"


def carried(root: Path, text: str, old: str = "", new: str = "", *, form: str = FORM) -> str:
    """Return the form's file in a set with that description and ``new`` for ``old`` in its template."""
    workspace = write_year(root, form)
    other_set(workspace, text, old, new)
    return plan_of(workspace, "other").files[FILE].decode()


def told(root: Path, text: str, old: str, new: str) -> tuple[list[str], list[str]]:
    workspace = write_year(root)
    other_set(workspace, text, old, new)
    plan = plan_of(workspace, "other")
    return plan.fresh, plan.unplaced


def test_the_same_paths_take_over_and_the_rest_is_left_to_fill_in(tmp_path: Path) -> None:
    assert (
        carried(tmp_path, DESCRIPTION)
        == """\
# 项目自评表
项目名称: 示例项目

资金:
  财政:
    预算: 待填
    执行: 待填
  其他:
    预算: 待填
    执行: 待填
  合计:
    分值: 10

指标:
  - 一级指标: 产出指标
    三级指标: 甲
    指标值: ≥1
    完成值: 待填
    分值: 60
    得分: 待填
    原因:
  - 一级指标: 效益指标
    三级指标: 乙
    指标值: ≥1
    完成值: 待填
    分值: 30
    得分: 待填
    原因:
"""
    )


def test_a_form_that_may_be_lacking_is_made_where_last_year_had_one_of_its_name(tmp_path: Path) -> None:
    workspace = write_year(tmp_path)
    other_set(workspace, with_second_form(), "", "")
    plan = plan_of(workspace, "other")
    assert [name for name in plan.files if name.startswith("other/")] == ["other/project.yaml"]


def test_the_same_role_takes_over_under_another_name(tmp_path: Path) -> None:
    file = carried(tmp_path, DESCRIPTION.replace("项目名称: {", "名称: {"), "项目名称", "名称")
    assert "\n名称: 示例项目\n" in file


def test_a_column_of_the_same_role_takes_over_and_its_days_move_on(tmp_path: Path) -> None:
    form = FORM.replace("甲, 指标值: ≥1", "甲, 指标值: 2030年6月底前")
    file = carried(tmp_path, DESCRIPTION.replace("指标值: {类型", "目标值: {类型"), "行.指标值", "行.目标值", form=form)
    assert "目标值: 2031年6月底前\n" in file


def test_a_list_of_the_same_role_takes_over_under_another_name(tmp_path: Path) -> None:
    text = DESCRIPTION.replace("      指标:\n", "      绩效:\n").replace("合计(指标.得分)", "合计(绩效.得分)")
    assert "\n绩效:\n  - 一级指标: 产出指标\n" in carried(tmp_path, text, "行 in 指标", "行 in 绩效")


def test_a_field_may_name_what_it_was(tmp_path: Path) -> None:
    named = "说明: {类型: 文字, 原名: 项目名称}\n      经费.分值: {类型: 分值, 原名: 资金.合计.分值}"
    file = carried(tmp_path, DESCRIPTION.replace("      资金.*.预算:", f"      {named}\n      资金.*.预算:"))
    assert "\n说明: 示例项目\n" in file
    assert "\n经费:\n  分值: 10\n" in file


def test_a_pattern_may_name_the_pattern_that_it_was(tmp_path: Path) -> None:
    text = DESCRIPTION.replace(
        "资金.*.预算: {类型: 金额,", "资金.*.预算: {类型: 金额, 下年度: 沿用, 原名: 资金.*.执行,"
    )
    workspace = write_year(tmp_path, text=DESCRIPTION.replace("执行: {类型: 金额,", "执行: {类型: 金额, 下年度: 沿用,"))
    other_set(workspace, text.replace("'*'", "*"), "", "")
    assert "财政:\n    预算: 60\n" in plan_of(workspace, "other").files[FILE].decode()


def test_what_is_new_and_what_has_no_place_is_told(tmp_path: Path) -> None:
    text = DESCRIPTION.replace("项目名称: {类型: 文字, 角色: 项目名称}", "项目概况: 文字")
    assert told(tmp_path, text, "项目名称", "项目概况") == (["项目表.项目概况"], ["项目表.项目名称"])


def test_words_that_are_no_choice_have_no_place(tmp_path: Path) -> None:
    text = DESCRIPTION.replace("项目名称: {类型: 文字,", "项目名称: {类型: 单选, 选项: [甲, 乙],")
    fresh, unplaced = told(tmp_path, text, "", "")
    assert (fresh, unplaced) == ([], ["项目表.项目名称"])


def test_each_project_goes_on_under_its_identifier(tmp_path: Path) -> None:
    workspace = projects_year(tmp_path, "01-one.yaml", "02-two.yaml", "03-three.yaml")
    other_set(workspace, PROJECTS, "", "")
    plan = plan_of(workspace, "other", drop=["one"], add=["four=丁"])
    assert list(plan.files)[1:] == [f"other/projects/{one}.yaml" for one in ("01-two", "02-three", "03-four")]
    assert "项目名称: 项目02-two.yaml\n" in plan.files["other/projects/01-two.yaml"].decode()
    assert (plan.fresh, plan.unplaced) == ([], [])


def test_a_set_beside_those_that_go_on_takes_from_them_and_misses_nothing(tmp_path: Path) -> None:
    workspace = write_year(tmp_path)
    other_set(
        workspace, DESCRIPTION.replace("指标值: {类型: 指标值, 角色: 指标值}", "备注: 文字"), "行.指标值", "行.备注"
    )
    plan = plan_of(workspace, "sample", "other")
    assert "项目名称: 示例项目\n" in plan.files[FILE].decode()
    assert "表单集: [sample, other]\n" in plan.files["unit.yaml"].decode()
    assert (plan.fresh, plan.unplaced) == (["项目表.指标.备注"], [])
    assert plan.year == YEAR


def test_forms_per_project_need_a_project(tmp_path: Path) -> None:
    workspace = write_year(tmp_path)
    other_set(workspace, PROJECTS, "", "")
    with pytest.raises(UsageError, match="“项目表”每个项目一份，2031 年度还没有项目：加 --add 标识=名称"):
        plan_of(workspace, "other")
    assert "other/projects/01-one.yaml" in plan_of(workspace, "other", add=["one=甲"]).files


def test_points_that_add_up_otherwise_are_left_to_whoever_fills_in(tmp_path: Path) -> None:
    file = carried(tmp_path, DESCRIPTION.replace("分值: 60}", "分值: 50}"))
    assert "分值: 60\n" in file
