"""Labels as they are compared: numbers before, units behind, spaces and widths do not count."""

from __future__ import annotations

import pytest

from jixiao.importing.label_text import find_label, label_key, narrow, squeeze


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("3、公务接待", "公务接待"),
        ("（一）　公务 接待", "公务接待"),
        ("其中：1.公务接待", "公务接待"),
        ("经费控制情况（万元）", "经费控制情况"),
        ("产出指标\n（50分）", "产出指标"),
        ("填表人：", "填表人"),
        ("1.5万卷", "1.5万卷"),
        ("（1）", "(1)"),
        ("", ""),
    ],
)
def test_a_label_is_compared_without_numbers_units_and_spaces(text: str, key: str) -> None:
    assert label_key(text) == key


def test_of_a_text_that_is_no_label_the_beginning_counts() -> None:
    assert len(label_key("甲" * 50_000)) == 200


@pytest.mark.parametrize(
    ("key", "found"),
    [
        ("公务接待", "公务接待"),
        ("公务接待费", "公务接待"),
        ("公务用车购置", None),
        ("资金", None),
        ("", None),
        ("公务接待" * 20, None),
    ],
)
def test_the_known_label_is_the_same_or_nearly(key: str, found: str | None) -> None:
    assert find_label(key, ["公务接待", "其他资金", "会议费"]) == found


def test_other_funds_are_never_taken_for_funds() -> None:
    assert find_label("其他财政资金", ["当年财政资金"], alike=0.5) is None
    assert find_label("当年的财政资金", ["当年财政资金"]) == "当年财政资金"


def test_texts_are_compared_half_width_and_without_white_space() -> None:
    assert (narrow("Ａ（１） \n"), squeeze("Ａ（１） \n")) == ("A(1)", "Ａ（１）")
