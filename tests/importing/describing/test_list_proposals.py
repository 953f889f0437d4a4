"""Lists are named, and their columns told apart."""

from jixiao.importing.describing.list_proposals import Namer, propose_lists
from jixiao.model.form_roles import Role
from tests.support.drafted import find_drawn, propose_drawn, shipped_words


def test_columns_of_one_heading_are_called_by_the_ones_before_them() -> None:
    drawing = """
        | 一级指标 | 权重 | 二级指标 | 权重 | 三级指标 | 分值 | 得分 |
        | 决策 | 10 | 计划 | 10 | 甲 | 10 | 9 |
        | 过程 | 30 | 执行 | 15 | 乙 | 15 | 15 |
    """
    (found,) = propose_drawn(drawing).lists
    assert [part.name for part in found.parts][1:4] == ["一级指标权重", "二级指标", "二级指标权重"]
    assert not any(part.guess.question for part in found.parts)


def test_levels_signs_and_reasons_are_known_by_their_words() -> None:
    drawing = """
        | 一级目标 | 二级目标 | 三级目标 | 运算符号 | 目标值 | 偏差说明 |
        | 产出 | 数量 | 场次 | ≥ | 24 | |
        | 效果 | 影响 | 街道 | ≥ | 8 | |
    """
    (found,) = propose_drawn(drawing).lists
    roles = [part.guess.role for part in found.parts]
    assert roles == [Role.LEVEL1, Role.LEVEL2, Role.LEVEL3, Role.SIGN, Role.TARGET, Role.REASON]


def test_the_columns_are_known_by_block_and_heading() -> None:
    found = find_drawn("| 一级指标 | 三级指标 | 得分 |\n| 产出 | 甲 | 3 |\n| 效益 | 乙 | 4 |")
    _, columns = propose_lists(found.lists, Namer(shipped_words(), None))
    assert columns[0, "得分"].guess.role is Role.INDICATOR_SCORE
