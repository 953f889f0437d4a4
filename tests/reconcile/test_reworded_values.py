"""What forms print otherwise than it was typed comes back as it is typed."""

from __future__ import annotations

import pytest

from jixiao.reconcile.reworded_values import is_reworded, take_tick, type_again

TICKS = "□新增项目 ☑延续项目"


@pytest.mark.parametrize(
    ("printed", "typed", "returned", "again"),
    [
        (TICKS, "延续项目", "☑新增项目 □延续项目", "新增项目"),
        (TICKS, "延续项目", "√新增项目 ☐延续项目", "新增项目"),
        ("2020年5月", "2020-05", "2021年11月", "2021-11"),
        ("2020年5月", "2020年5月", "2021年11月", "2021年11月"),
        ("2020年5月至2022年10月", "2020-05 至 2022-10", "2020年5月至2023年1月", "2020-05 至 2023-01"),
        ("2023年3月15日", "2023-03-15", "2023年4月2日", "2023-04-02"),
        ("2023年3月15日", "2023-03-15", "2023.4.2", "2023-04-02"),
    ],
)
def test_what_came_back_is_typed_as_before(printed: str, typed: str, returned: str, again: str) -> None:
    assert is_reworded(printed, typed)
    assert type_again(printed, typed, returned) == again


@pytest.mark.parametrize(
    "returned", ["☑新增项目 ☑延续项目", "□新增项目 □延续项目", "☑新增项目", "☑新增 □延续项目", "新增"]
)
def test_ticks_that_are_no_single_choice_of_the_forms_are_not_typed(returned: str) -> None:
    assert type_again(TICKS, "延续项目", returned) is None


def test_what_is_no_month_any_more_is_not_typed() -> None:
    assert type_again("2020年5月", "2020-05", "去年五月") is None


@pytest.mark.parametrize(("printed", "typed"), [("阅读推广（续）", "阅读推广"), ("甲\n乙", "甲"), ("", "甲")])
def test_another_text_is_not_reworded(printed: str, typed: str) -> None:
    assert not is_reworded(printed, typed)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("☑新增 □延续", "新增"),
        ("□新增 √延续", "延续"),
        ("☑新增 ☑延续", "☑新增 ☑延续"),
        ("□新增 □延续", "□新增 □延续"),
        ("新增", "新增"),
        ("√", "√"),
    ],
)
def test_the_one_word_that_is_ticked_is_taken(text: str, word: str) -> None:
    assert take_tick(text) == word
