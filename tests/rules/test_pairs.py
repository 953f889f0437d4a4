"""W703, W704: marks that come in pairs, numbers of a list that are written alike."""

from __future__ import annotations

import pytest

from tests.support.book import book_with, found


@pytest.mark.parametrize(
    "words",
    [
        "印发《〈服务规程〉释义》。",
        "做到1）公开，2）公平。",
        "（见表1、2）",
        "the unit’s log（OCR）",
        "他说：“严格执行‘八项规定’。”",
        "支出(含接待费）",
    ],
)
def test_marks_that_pair_are_left_alone(words: str) -> None:
    assert found("W703", book_with(said=words)) == []


@pytest.mark.parametrize(
    ("words", "shown"), [("印发《规程并学习。", "《"), ("获“基地”牌匾”。", "”"), ("一是（甲【乙）丙】。", "【")]
)
def test_a_mark_without_its_other_half_is_shown_with_what_stands_beside_it(words: str, shown: str) -> None:
    [one] = found("W703", book_with(said=words))
    assert any(shown in seen for seen in one.seen)
    assert one.found.startswith("报告 六 第1段的符号没有成对：")


def test_numbers_of_one_list_are_closed_alike() -> None:
    assert found("W704", book_with(said="1.论证目标值。2.突出核心指标。")) == []
    [one] = found("W704", book_with(said="1.论证目标值。2、突出核心指标。"))
    assert one.seen == ("1.", "2、")


def test_a_list_that_begins_anew_may_be_written_otherwise() -> None:
    assert found("W704", book_with(said="1.论证目标值。1、突出核心指标。2、少而精。")) == []
