"""What cannot be read as YAML is answered with what was probably meant, on its line or the one above."""

import pytest

from jixiao.source.syntax_hints import explain_syntax

QUOTES = "while scanning a quoted scalar"


@pytest.mark.parametrize(
    ("line", "problem", "found"),
    [
        ("预算：5", "", "用了中文冒号“：”"),
        ("预算:5", "", "冒号后面缺少空格"),
        ("预算: -", "", "值只有一个“-”"),
        ("预算: -  # 无", "", "值只有一个“-”"),
        ("预算: '12.5", "", "数字前面有一个单引号"),
        ("预算: 12.5:", "", "数字后面有冒号"),
        ("\u3000预算: 5", "", "缩进用了全角空格"),
        ("-三级指标", "", "“-”后面缺少空格"),
        (" : 5", "", "冒号前面没有键"),
        ("  － 三级指标: 甲", "", "列表一项前面的不是英文减号"),
        ('名称: "楼', QUOTES, "引号没有成对"),
        ('名称: "楼', "unexpected end of stream", "引号没有成对"),
        ("名称: '楼' 修缮", "", "引号后面还有文字"),
        ("名称: [附件]说明", "", "值以 [ 或 { 开头"),
        ("目标: >96%", "", "值以 > | @ ` % ! & * 之一开头"),
        ("目标: - 一", "", "列表的第一项写在了冒号后面"),
        ("名称: 甲: 乙", "mapping values are not allowed here", "一行里有两个冒号加空格"),
    ],
)
def test_a_line_says_what_was_meant(line: str, problem: str, found: str) -> None:
    at, told, expected, remedy = explain_syntax(["上一行", line], 2, problem)
    assert (at, told) == (2, f"YAML 写法有误：{found}")
    assert expected
    assert remedy.endswith("。")


def test_the_line_above_may_be_at_fault() -> None:
    assert explain_syntax(["预算：5", "决算: 3"], 2, "")[0] == 1


def test_where_no_hint_applies_indentation_is_looked_at() -> None:
    assert "对不齐" in explain_syntax(["预算: 5", "   决算: 3"], 2, "mapping values are not allowed here")[1]
    assert "读不下去" in explain_syntax(["甲", "乙"], 2, "")[1]
