"""A form's file that begins anew asks for all that the form must have, and shows what it may leave blank."""

from pathlib import Path

from jixiao.rollforward.described_skeleton import describe_skeleton
from tests.support.described import DESCRIPTION, load


def skeleton(root: Path, old: str = "", new: str = "", **values: str) -> str:
    described = load(root, old, new).described
    assert described is not None
    return describe_skeleton(described.forms["项目表"], values, {})


def test_what_is_given_stands_there_and_the_rest_is_left_to_fill_in(tmp_path: Path) -> None:
    text = skeleton(tmp_path, 项目名称="甲")
    assert text.startswith("# 项目自评表\n项目名称: 甲\n")
    assert "  财政:\n    预算: 待填\n    执行: 待填\n" in text
    assert text.endswith("得分: 待填\n    原因:\n")


def test_what_formulas_give_is_not_asked_for(tmp_path: Path) -> None:
    text = skeleton(tmp_path)
    assert "  合计:\n    分值: 待填\n" in text
    assert "总分" not in text


def test_last_year_is_asked_for_where_there_is_none_on_this_form(tmp_path: Path) -> None:
    asked = DESCRIPTION.replace("    公式:\n", "    公式:\n      资金.财政.上年: 上年(资金.财政.执行)\n")
    asked = asked.replace("      资金.*.执行:", "      资金.财政.上年: 金额\n      资金.*.执行:")
    assert "上年: 待填" in skeleton(tmp_path, DESCRIPTION, asked)
