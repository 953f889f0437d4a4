"""Titles break between words: the year, the unit's name and the form's own words stay whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.render.titles import break_title

SHORT, LONG = "示例市档案馆", "示例市城市管理和综合行政执法局"
VERY_LONG = "示例市示例区人民政府政务服务和大数据管理局（行政审批服务局）"


@pytest.mark.parametrize(
    ("title", "name", "lines"),
    [
        ("2023年度示例市档案馆部门（单位）", SHORT, ["2023年度示例市档案馆部门（单位）"]),
        ("2023年度部门整体支出绩效自评表", SHORT, ["2023年度部门整体支出绩效自评表"]),
        (f"2023年度{LONG}部门（单位）", LONG, [f"2023年度{LONG}", "部门（单位）"]),
        (f"关于2023年度{LONG}整体支出绩效自评报告", LONG, ["关于2023年度", LONG, "整体支出绩效自评报告"]),
        (
            f"{LONG}2023年度部门整体支出绩效自评报告",
            LONG,
            [LONG, "2023年度部门整体支出绩效自评报告"],
        ),
        (f"2023年度{VERY_LONG}部门（单位）", VERY_LONG, ["2023年度", VERY_LONG, "部门（单位）"]),
        ("没有一处可以断开的一个很长很长很长很长的标题", "", ["没有一处可以断开的一个很长很长很长很长的标题"]),
        ("第一行\n第二行", SHORT, ["第一行", "第二行"]),
    ],
)
def test_a_line_too_long_is_broken_at_a_pause(title: str, name: str, lines: list[str]) -> None:
    assert break_title(title, name).split("\n") == lines


@given(st.text("示例市区局馆年度部门绩效关于", min_size=1, max_size=40))
def test_no_word_is_lost_and_a_name_is_never_broken(name: str) -> None:
    title = f"关于2023年度{name}部门（单位）整体支出绩效自评报告"
    broken = break_title(title, name)
    assert broken.replace("\n", "") == title
    assert name in broken
