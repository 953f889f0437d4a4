"""Fields and lists named by the words round them."""

from jixiao.model.form_roles import FieldKind, Presence, Role
from tests.support.drafted import paths_of, propose_drawn


def test_a_table_has_paths_of_group_row_and_heading() -> None:
    drawing = """
        | 项目资金（万元） | | 年初预算数 | 全年执行数 |
        | ^ | 年度资金总额 | 3 | 2 |
        | ^ | 其中：省级补助 | 3 | 2 |
    """
    assert paths_of(propose_drawn(drawing))[2:] == ["资金.省级补助.年初预算数", "资金.省级补助.全年执行数"]


def test_two_fields_of_one_path_are_numbered_and_asked_about() -> None:
    proposed = propose_drawn("| 备注 | 甲。 | 备注 | 乙。 |")
    assert [(one.path, bool(one.guess.question)) for one in proposed.fields] == [("备注", False), ("备注2", True)]


def test_points_and_scores_stand_in_the_row_of_the_total_alone() -> None:
    drawing = """
        | 项目资金 | | 年初预算数 | 分值 | 得分 |
        | ^ | 合计 | | | |
        | ^ | 财政 | | | |
    """
    paths = paths_of(propose_drawn(drawing))
    assert [path for path in paths if "财政" in path] == ["资金.财政.年初预算数"]


def test_points_without_a_name_are_no_weight() -> None:
    drawing = """
        | 一级指标 | 三级指标 | 得分 |
        | 产出指标（50分） | 甲 | 3 |
        | \u200b（40分） | 乙 | 4 |
    """
    assert propose_drawn(drawing).lists[0].weights == (("产出指标", "50"),)


def test_lists_of_one_name_are_called_by_their_labels() -> None:
    headings = "| 一级指标 | 三级指标 | 指标值 |\n    | ^ | 产出 | 甲 | 3 |\n"
    proposed = propose_drawn(f"| 远期的 {headings}    | 近期的 {headings}")
    assert [one.name.path for one in proposed.lists] == ["远期的", "近期的"]


def test_a_heading_over_several_is_a_step_of_its_columns() -> None:
    drawing = """
        | 一级指标 | 三级指标 | 指标值 | 自编情形«2» |
        | ^ | ^ | ^ | 缺钱 | 缺人 |
        | 产出 | 甲 | 3 | √ | |
    """
    (found,) = propose_drawn(drawing).lists
    assert [part.name for part in found.parts][3:] == ["自编情形.缺钱", "自编情形.缺人"]


def test_headings_that_come_several_times_are_told_apart_by_those_over_them() -> None:
    drawing = """
        | 一级指标«2» | 三级指标«2» | 自评得分 |
        | 指标名称 | 权重 | 指标名称 | 权重 | ^ |
        | 产出 | 60 | 甲 | 60 | 58 |
        | 效益 | 40 | 乙 | 40 | 38 |
    """
    (found,) = propose_drawn(drawing).lists
    parts = {part.name: part.guess.role for part in found.parts}
    assert parts == {
        "一级指标": Role.LEVEL1,
        "一级指标权重": None,
        "三级指标": Role.LEVEL3,
        "三级指标权重": Role.INDICATOR_POINTS,
        "自评得分": Role.INDICATOR_SCORE,
    }


def test_numbers_among_amounts_are_amounts() -> None:
    drawing = """
        | 项目资金 | | 年初预算数 | 自编栏 |
        | ^ | 合计 | 3 | 2 |
    """
    assert [one.guess.kind for one in propose_drawn(drawing).fields] == [FieldKind.AMOUNT, FieldKind.AMOUNT]


def test_what_a_filled_form_leaves_empty_may_be_empty() -> None:
    drawing = "| 项目名称 | 甲 | 省级拨款 | |\n| 备注 | 无。 | 说明 | |"
    presence = [one.guess.presence for one in propose_drawn(drawing).fields]
    assert presence == [Presence.REQUIRED, Presence.ZERO, Presence.REQUIRED, Presence.OPTIONAL]


def test_a_change_of_the_budget_may_fall_below_zero_and_is_no_budget() -> None:
    drawing = """
        | 资金 | 年初预算数 | 预算调整数 | 全年执行数 |
        | 合计 | 30 | 2 | 28 |
    """
    changed = propose_drawn(drawing).fields[1].guess
    assert (changed.may_fall_below_zero, changed.role) == (True, None)


def test_a_column_with_a_number_below_zero_may_fall_below_it() -> None:
    drawing = """
        | 资金 | 年初预算数 | 自编支出 |
        | 甲 | 30 | -2 |
        | 乙 | 30 | 2 |
    """
    assert [one.guess.may_fall_below_zero for one in propose_drawn(drawing).fields] == [False, True, False, True]


def test_the_budgets_year_is_the_years() -> None:
    assert paths_of(propose_drawn("预算年度：2030    单位：万元\n| 项目名称 | 甲 |"))[0] == "年度"


def test_a_name_with_a_word_in_brackets_is_one_of_a_project() -> None:
    assert propose_drawn("| 转移支付（项目）名称 | 甲 |").fields[0].guess.role is Role.PROJECT_NAME


def test_amounts_that_a_row_below_a_list_adds_up_are_fields_of_a_blank_form() -> None:
    drawing = """
        | 任务 | 任务名称 | 主要内容 | 预算数（万元） |
        | ^ | 甲 | 乙事 | |
        | ^ | 丙 | 丁事 | |
        | ^ | 金额合计«2» | |
    """
    assert paths_of(propose_drawn(drawing)) == ["金额合计.预算数"]
