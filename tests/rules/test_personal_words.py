"""Words that point at a person."""

from __future__ import annotations

import re

import pytest

from jixiao.rules.personal_words import MOBILE, NUMBERS, addressed_persons, find_introduced, is_name


@pytest.mark.parametrize("text", ["张三同志", "欧阳三四同志", "李四女士"])
def test_a_family_name_before_a_form_of_address_is_a_person(text: str) -> None:
    match = re.search(addressed_persons(["同志", "女士"]), f"见{text}的")
    assert match is not None
    assert match.group() == text


@pytest.mark.parametrize("text", ["任何同志", "全体同志"])
def test_words_that_begin_like_a_name_are_none(text: str) -> None:
    assert re.search(addressed_persons(["同志"]), text) is None


def test_a_label_introduces_a_name() -> None:
    assert [match.group() for match in find_introduced("联系人：张三，")] == ["联系人：张三"]


@pytest.mark.parametrize("text", ["13900000000", "0731-5550000", "a.b@example.org", "430000199001010000"])
def test_numbers_of_persons_are_known(text: str) -> None:
    assert NUMBERS.search(text)


def test_an_amount_is_no_telephone_and_words_of_two_to_six_may_be_a_name() -> None:
    assert MOBILE.search("13900000000.5") is None
    assert is_name("张三")
    assert not is_name("张")
    assert not is_name("A三")
