"""Tags that an input method widened become tags; words in quotation marks, comments and sentences stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.render.tag_width import narrow_signs, narrow_tags

WIDENED = [
    ("｛｛ 年度 ｝｝", "{{ 年度 }}"),
    ("｛{ 年度 }｝年", "{{ 年度 }}年"),
    ("{ { 年度 } }", "{{ 年度 }}"),
    ("｛｛　附件1．三公经费。决算　｝｝", "{{ 附件1.三公经费.决算 }}"),
    ("{{ 附件１.决算｜较上年 }}", "{{ 附件1.决算|较上年 }}"),
    ("｛｛ 数量指标【“编纂（一）书籍”】．年度指标值 ｝｝", '{{ 数量指标["编纂（一）书籍"].年度指标值 }}'),
    ("｛｛ 数［‘甲，乙’］ ｝｝", "{{ 数['甲，乙'] }}"),
    ("｛％ if 附件1．决算 ＞ 0 ％｝甲｛％ endif ％｝", "{% if 附件1.决算 > 0 %}甲{% endif %}"),
    ("｛％for 项 in 各项目%}", "{%for 项 in 各项目%}"),
    ("｛＃ 事实数字：4场，见（附件） ＃｝", "{# 事实数字：4场，见（附件） #}"),
    ("＃＃ 基本支出", "## 基本支出"),
    ("正文\n＃＃＃小标题", "正文\n###小标题"),
]
LEFT = [
    "{{ 年度 }}、{% if 甲 %}乙{% endif %}、{# 注：甲，乙 #}",
    "增长5％，（其中：甲，乙）；｛甲｝、{乙}、｛｛丙",
    "\\{\\{ 年度 \\}\\}",
    "＃1机组、＃ 注",
    "｛｛ 甲\n｝｝",
]


@pytest.mark.parametrize(("typed", "right"), WIDENED)
def test_a_widened_tag_is_narrowed(typed: str, right: str) -> None:
    assert narrow_tags(typed) == right
    assert narrow_tags(right) == right


@pytest.mark.parametrize("text", LEFT)
def test_sentences_and_tags_that_are_right_stay(text: str) -> None:
    assert narrow_tags(text) == text


@given(st.text(st.sampled_from("{｛}｝%％#＃“”\"'‘’甲.．。 　|［】\\\n"), max_size=20))
def test_narrowing_is_done_once(text: str) -> None:
    once = narrow_tags(text)
    assert narrow_tags(once) == once


@given(st.text(st.sampled_from("｛％＃甲a　！～\u3000\uff5f😀"), max_size=20))
def test_narrow_signs_keep_the_length(text: str) -> None:
    assert len(narrow_signs(text)) == len(text)
