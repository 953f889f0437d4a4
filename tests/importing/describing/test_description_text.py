"""The draft of a description: one line a field, alike ones together, questions behind."""

import pytest

from jixiao.importing.describing.description_text import quote
from jixiao.source.nodes import Entries, parse_yaml
from tests.support.drafted import description_of, draft_drawn

FUNDS = """
    示例专项自评表
    | 项目资金 | | 年初预算数 |
    | ^ | 合计 | 3 |
    | ^ | 甲 | 1 |
    | ^ | 乙 | 1 |
    | ^ | 丙 | 1 |
    注：另填
    | 不知何物 | | 主管部门 | |
"""


def test_a_column_of_a_table_is_said_once() -> None:
    assert "'资金.*.年初预算数': {类型: 金额, 角色: 年初预算" in description_of(draft_drawn(FUNDS))


def test_what_is_unsure_bears_a_question() -> None:
    lines = [line for line in description_of(draft_drawn(FUNDS)).split("\n") if "不知何物" in line]
    assert lines == ["      不知何物: {类型: 文字, 填写要求: 可空}  # ？“不知何物”是什么样的值，是不是表样的字"]


def test_a_form_of_a_project_is_one_of_each() -> None:
    text = description_of(draft_drawn("示例表\n| 项目名称 | 甲 |"))
    assert "份数: 每个项目一份" in text
    assert "文件: projects" in text


def test_cells_that_nothing_fills_are_named() -> None:
    assert "不填的格: [表1 第1行第2格]" in description_of(draft_drawn(FUNDS))


def test_a_form_in_yuan_says_so() -> None:
    assert "金额单位: 元" in description_of(draft_drawn("示例表\n单位：元\n| 拨款 | 12 |"))


@pytest.mark.parametrize(
    "text", ["甲", "甲: 乙", "- 甲", "# 甲", "'甲'", "12", "true", "甲\n乙", "*", "{甲}", "资金.*.甲", "甲 #乙"]
)
def test_a_quoted_text_is_read_back(text: str) -> None:
    source = parse_yaml(f"键: {quote(text)}\n", "description.yaml", "")
    assert source.findings == []
    assert isinstance(source.tree, Entries)
    assert str(source.tree["键"]) == text.replace("\n", " ")
