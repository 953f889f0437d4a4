"""What of a filed report's numbers are figures of the year."""

from __future__ import annotations

import pytest

from jixiao.importing.stated_figures import find_stated, list_figure_patterns

PATTERNS = list_figure_patterns({"大楼运行维护费": "building"})


@pytest.mark.parametrize(
    ("words", "stated"),
    [
        ("人员支出395.02万元", [("基本支出.决算.人员支出", "395.02")]),
        ("年中追加-80.54万元", [("基本支出.年中追加", "-80.54")]),
        ("人员工资395.02万元", []),
    ],
)
def test_the_outline_words_before_a_number_say_what_it_is(words: str, stated: list[tuple[str, str]]) -> None:
    assert [(one.path, one.text) for one in find_stated(words, PATTERNS, "基本支出情况")] == stated


def test_what_a_project_spent_is_known_under_project_outlay_alone() -> None:
    words = "大楼运行维护费103.86万元"
    assert find_stated(words, PATTERNS, "基本支出情况") == []
    [stated] = find_stated(words, PATTERNS, "项目支出情况")
    assert words[stated.start : stated.end] == "103.86"
    assert stated.tag == "{{ 各项目.building.资金.年度资金总额.全年执行数 }}"
