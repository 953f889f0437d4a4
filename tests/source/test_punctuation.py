"""Mechanical mends: what is mended, what is left to people, and that nothing else changes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.source.punctuation import bones, mend_punctuation

LINES = st.text(alphabet="甲乙丙0１２９．％Ａb,;:?!()（），。；：“”‘’\"' \u3000《》、.%-", max_size=40)


@pytest.mark.parametrize(
    ("careless", "right"),
    [
        ("作风“十疴”,叩问灵魂“十问”,坚守", "作风“十疴”，叩问灵魂“十问”，坚守"),
        ("存储电子档案; 维护信息安全;", "存储电子档案；维护信息安全；"),
        ("完成了吗?完成了!", "完成了吗？完成了！"),
        ("目标:接收档案", "目标：接收档案"),
        ("约1万卷(件)", "约1万卷（件）"),
        ("(1)负责接收", "（1）负责接收"),
        ("（1)负责接收", "（1）负责接收"),
        ("指南(1980-2022(修订))", "指南（1980-2022（修订））"),
        ('杜绝"长明灯"和"跑、冒、滴、漏"现象', "杜绝“长明灯”和“跑、冒、滴、漏”现象"),
        ("贯彻'八项规定'精神", "贯彻‘八项规定’精神"),
        ("　　列出资 金情况 。", "列出资金情况。"),
        ("全年１２次，共３．５万卷，完成率１００％，ＰＤＦ格式", "全年12次，共3.5万卷，完成率100%，PDF格式"),
    ],
)
def test_careless_writing_is_mended(careless: str, right: str) -> None:
    assert mend_punctuation(careless) == right


@pytest.mark.parametrize(
    "line",
    [
        "1,024.50元；12:30；1:2；http://a.cn:80/x?y=1!",
        "函数 f(x) 与 OCR (PDF/A)",
        '使用5"屏和3"屏',
        '单独一个"引号',
        '甲“乙"丙"丁”',
        "it's a dog's life",
        "甲　　　乙",
        "甲  乙",
        "1．甲、乙",
        "3.5万卷",
    ],
)
def test_what_may_mean_something_else_is_left_to_people(line: str) -> None:
    assert mend_punctuation(line) == line


def test_the_width_of_digits_can_be_left_alone() -> None:
    assert mend_punctuation("１２次,完成", digits=False) == "１２次,完成".replace("次,", "次，")


@given(LINES)
def test_mending_twice_changes_no_more(line: str) -> None:
    assert mend_punctuation(mend_punctuation(line)) == mend_punctuation(line)


@given(LINES)
def test_no_word_no_digit_and_no_mark_is_lost(line: str) -> None:
    assert bones(mend_punctuation(line)) == bones(line)
    assert re.findall("[0-9]", mend_punctuation(line, digits=False)) == re.findall("[0-9]", line)
