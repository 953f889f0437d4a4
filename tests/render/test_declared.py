"""Declarations of numbers that are plain text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jixiao.render.declared import find_declarations, format_declaration, without_declarations


def test_a_declaration_speaks_of_the_paragraph_above_it() -> None:
    text = (
        "首段3次。\n\n{% for 项 in 各项目 %}\n第二段5集。\n{% endfor %}\n{# 事实数字：5集、60集，1,200人 #}\n\n尾段。"
    )
    assert {line: [one.phrase for one in those] for line, those in find_declarations(text, "r.md").items()} == {
        4: ["5集", "60集", "1,200人"]
    }


def test_a_declaration_above_everything_speaks_of_the_first_paragraph() -> None:
    assert list(find_declarations("{# 事实数字：3次 #}\n首段3次。\n次段。", "r.md")) == [2]


def test_declarations_leave_the_number_of_lines_alone() -> None:
    text = "甲 {# 事实数字：3次 #}\n{# 事实数字：\n5次 #}\n乙{# 别的注释 #}"
    assert without_declarations(text) == "甲 \n\n\n乙{# 别的注释 #}"


@given(st.lists(st.from_regex(r"[1-9][0-9]{0,4}(\.[0-9])?(万?[人册页])", fullmatch=True), min_size=1, unique=True))
def test_the_line_a_finding_proposes_is_read_back(numbers: list[str]) -> None:
    [those] = find_declarations(f"一段。\n{format_declaration(numbers)}", "r.md").values()
    assert [one.phrase for one in those] == numbers
