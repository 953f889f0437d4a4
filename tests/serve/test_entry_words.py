"""What is typed or pasted becomes what the file holds, or is refused with a reason."""

import pytest

from jixiao.serve.data_entries import DataEntry
from jixiao.serve.entry_words import MOST_CHARACTERS, read_typed
from tests.serve.test_data_entries import HEAD, ROW, read

AMOUNT = read().entries[f"{HEAD}.资金.当年财政拨款.年初预算数"]
GOAL = read().entries[f"{HEAD}.年度总体目标.预期目标"]
NAME = read().entries[f"{HEAD}.名称"]
SCORE = read().entries[f"{ROW}.得分"]


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("12.50", "12.50"),
        (" 12 ", "12"),
        ("１２．５", "12.5"),
        ("1,234.5", "1234.5"),
        ("￥1,234.50", "1234.50"),
        ("￥12.5万元", "12.5"),
        ("-", "0"),
        ("无", "0"),
        ("3.2E+02", "320"),
        ("待填", "待填"),
        ("〔待填〕", "〔待填〕"),
    ],
)
def test_a_number_is_made_plain(typed: str, held: str) -> None:
    read_words = read_typed(AMOUNT, typed)
    assert (read_words.words, read_words.refused) == (held, "")


def test_what_was_made_of_a_number_is_said() -> None:
    assert read_typed(AMOUNT, "1,234.5").noted == "“1,234.5”按 1234.5 填写"
    assert read_typed(AMOUNT, "12.5").noted == ""
    assert "原表以别的单位计的" in read_typed(AMOUNT, "￥12.5").noted


@pytest.mark.parametrize(
    ("entry", "typed", "why"),
    [
        (AMOUNT, "甲", "不是数"),
        (AMOUNT, "12 13", "两个以上的数"),
        (AMOUNT, "12,5", "分隔符"),
        (AMOUNT, "(1.00)", "负数"),
        (NAME, "甲\n乙", "几行"),
        (NAME, "", "没有填写"),
        (GOAL, "甲" * (MOST_CHARACTERS + 1), "文字太长"),
    ],
)
def test_what_cannot_stand_is_refused_with_its_reason(entry: DataEntry, typed: str, why: str) -> None:
    assert why in read_typed(entry, typed).refused


def test_what_may_be_left_out_may_be_emptied() -> None:
    assert read_typed(SCORE, "") == read_typed(SCORE, "  ")
    assert not read_typed(SCORE, "").refused


def test_hidden_characters_are_gone_and_line_ends_are_one_kind() -> None:
    assert read_typed(GOAL, "甲\u200b\r\n乙\x07 \r丙\t丁").words == "甲\n乙\n丙 丁"
