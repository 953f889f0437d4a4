"""Roles by place: the total's row, an indicator's name and target, a second score."""

import pytest

from jixiao.importing.describing.field_roles import role_named
from jixiao.model.form_roles import Owner, Role
from tests.support.drafted import propose_drawn


def test_the_row_of_the_total_has_points_rate_and_score_of_execution() -> None:
    drawing = """
        | 资金 | | 年初预算数 | 全年执行数 | 用款率 | 满分 |
        | ^ | 合计数 | 3 | 2 | 66% | 10 |
        | ^ | 财政数 | 3 | 2 | 66% | |
    """
    roles = {one.path: one.guess.role for one in propose_drawn(drawing).fields}
    assert roles["资金.合计数.用款率"] is Role.EXECUTION_RATE
    assert roles["资金.合计数.满分"] is Role.EXECUTION_POINTS
    assert roles["资金.财政数.用款率"] is None


def test_an_indicators_name_and_target_are_the_columns_behind_its_levels() -> None:
    drawing = """
        | 一级指标 | 二级指标 | 甲栏 | 乙栏 | 得分 |
        | 产出 | 数量 | 面积 | ≥3亩 | 1 |
        | 产出 | 质量 | 合格 | ≥9% | 1 |
    """
    (found,) = propose_drawn(drawing).lists
    assert [part.guess.role for part in found.parts][:4] == [Role.LEVEL1, Role.LEVEL2, Role.LEVEL3, Role.TARGET]


def test_a_second_score_is_somebody_elses() -> None:
    drawing = """
        | 一级指标 | 三级指标 | 分值 | 得分 | 省厅复核得分 |
        | 产出 | 甲 | 60 | 58 | 57 |
    """
    (found,) = propose_drawn(drawing).lists
    assert (found.parts[-1].guess.role, found.parts[-1].guess.owner) == (Role.REVIEWER_SCORE, Owner.OTHERS)


def test_a_role_that_only_one_may_have_is_the_first_ones() -> None:
    roles = [one.guess.role for one in propose_drawn("| 项目名称 | 甲 | 项目名称 | 乙 |").fields]
    assert roles == [Role.PROJECT_NAME, None]


def test_a_role_may_bear_the_label_itself() -> None:
    assert (role_named("得分系数"), role_named("别的")) == (Role.FACTOR, None)
    assert role_named("全年预计完成情况") is Role.EXPECTED_ACTUAL


@pytest.mark.parametrize(
    ("headings", "roles"),
    [
        ("年初预算数 | 全年预算数", [Role.INITIAL_BUDGET, Role.FULL_YEAR_BUDGET]),
        ("全年预算数 | 调整预算数", [Role.INITIAL_BUDGET, Role.FULL_YEAR_BUDGET]),
        ("年初预算数 | 执行数", [Role.INITIAL_BUDGET, Role.OUTTURN]),
    ],
)
def test_two_budgets_are_that_at_the_start_and_that_for_the_year(headings: str, roles: list[Role]) -> None:
    proposed = propose_drawn(f"| 项目资金 | | {headings} |\n| ^ | 自编合计 | 3 | 2 |")
    assert [one.guess.role for one in proposed.fields] == roles


def test_a_goal_is_one_by_its_name() -> None:
    drawing = """
        | 自编总目标 | 建成三处。«3» |
        | 各项目标 | 自编中期目标 | 自编近期情形 |
        | ^ | 建成三处。 | 建成一处。 |
    """
    roles = [one.guess.role for one in propose_drawn(drawing).fields]
    assert roles == [Role.GOAL, Role.GOAL, None]


def test_a_column_that_forms_have_without_a_role_gets_none() -> None:
    drawing = """
        | 一级指标 | 三级指标 | 指标值 | 备注 |
        | 产出 | 甲 | 3 | 乙 |
    """
    assert propose_drawn(drawing).lists[0].parts[3].guess.role is None


def test_words_are_no_sign_of_a_target() -> None:
    drawing = """
        | 一级指标 | 三级指标 | 指标性质 | 指标值 |
        | 产出 | 甲 | {} | 3 |
    """
    signs = [propose_drawn(drawing.format(text)).lists[0].parts[2].guess.role for text in ("≥", "定量指标")]
    assert signs == [Role.SIGN, None]


def test_the_row_that_forms_close_with_has_the_total_not_the_one_before() -> None:
    drawing = """
        | 一级指标 | 三级指标 | 分值 | 得分 |
        | 产出 | 甲 | 50 | 50 |
        | 效益 | 乙 | 40 | 38 |
        | 指标小计«2» | 90 | 88 |
        | 总分«2» | 100 | 98 |
    """
    roles = {one.path: one.guess.role for one in propose_drawn(drawing).fields}
    assert roles["指标小计.得分"] is None
    assert roles["总分.得分"] is Role.TOTAL_SCORE


def test_what_was_spent_is_known_by_how_its_heading_ends() -> None:
    drawing = """
        | 预算资金 | 年初预算数 | 调整后预算数 | 实际支出数 |
        | 合计 | 3 | 3 | 2 |
    """
    assert propose_drawn(drawing).fields[-1].guess.role is Role.OUTTURN


@pytest.mark.parametrize(("second", "third"), [("与政策相符", "需求迫切"), ("", "")])
def test_a_scoring_sheet_has_indicators_whose_first_column_is_a_level(second: str, third: str) -> None:
    drawing = f"""
        | 评估内容 | 评估要点 | 评分标准 | 分值 | 得分 |
        | 必要性（20分） | {second} | 甲。 | 10 | 10 |
        | ^ | {third} | 乙。 | 10 | 8 |
    """
    (found,) = propose_drawn(drawing).lists
    assert [part.guess.role for part in found.parts][:2] == [Role.LEVEL1, Role.LEVEL3]


def test_the_unit_of_a_target_is_none_of_its_actual() -> None:
    drawing = """
        | 一级指标 | 三级指标 | 指标符号 | 指标值 | 单位 |
        | 产出 | 甲 | ≥ | 3 | 支 |
        | 产出 | 乙 | ≥ | 3 | 支 |
    """
    (found,) = propose_drawn(drawing).lists
    assert [part.guess.role for part in found.parts][2:] == [Role.SIGN, Role.TARGET, Role.MEASURE]


def test_the_column_before_level_two_is_level_one() -> None:
    drawing = """
        | 指标类型 | 二级指标 | 指标名称 | 指标值 | 实际完成 | 自评得分 |
        | 产出指标 | 数量 | 甲 | 3 | 3 | 5 |
        | 效益指标 | 影响 | 乙 | 3 | 3 | 5 |
    """
    (found,) = propose_drawn(drawing).lists
    assert [part.guess.role for part in found.parts][:3] == [Role.LEVEL1, Role.LEVEL2, Role.LEVEL3]
