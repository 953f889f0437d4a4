"""Texts are searched as one for the mark a rule asks for: none that a rule would object to may be passed over."""

import re
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.paths import Workspace
from jixiao.rules import items, personal_words
from jixiao.rules.judged_text import (
    find_entries_holding,
    find_holding,
    find_occurring,
    list_judged_texts,
    list_own_entries,
)
from jixiao.rules.printed_package import PrintedPackage
from jixiao.targets import dates
from tests.support.book import book_of
from tests.support.project import ROOT


@cache
def book() -> PrintedPackage:
    return book_of(Workspace(ROOT))


@pytest.mark.parametrize(
    "mark", ["[（）]", "、", "[0-9]{3}", "。", "万元", "\n", "(?<![0-9])1[0-9](?![0-9])", "找不到的话"]
)
def test_the_texts_that_hold_a_mark_are_those_in_which_it_is_found(mark: str) -> None:
    pattern = re.compile(mark)
    assert list(find_holding(book(), pattern)) == [one for one in list_judged_texts(book()) if pattern.search(one.text)]
    assert list(find_entries_holding(book(), pattern)) == [
        one for one in list_own_entries(book()) if pattern.search(one.text)
    ]


def test_words_occur_that_stand_in_some_text() -> None:
    texts = [one.text for one in list_judged_texts(book())]
    words = ["档案", "项目", "找不到的话", texts[0][-1] + texts[1][:1]]
    assert find_occurring(book(), words) == [word for word in words if any(word in text for text in texts)]


_LINES = st.text(st.sampled_from("0123456789０９.．、（）()①⑳一二十零〇○年月日号-/—至 \u3000，。；：甲@a"), max_size=24)


@given(_LINES)
def test_every_item_has_what_its_mark_asks_for(line: str) -> None:
    assert items.NUMBER.search(line) or not list(items.find_items(line))


@given(st.sampled_from(dates._DATES).flatmap(lambda one: st.from_regex(one.pattern)))
def test_every_date_has_what_its_mark_asks_for(line: str) -> None:
    assert dates.DATED.search(line) or not any(pattern.search(line) for pattern in dates._DATES)


@given(st.from_regex(personal_words.NUMBERS.pattern))
def test_every_number_of_a_person_has_what_its_mark_asks_for(line: str) -> None:
    assert re.search(personal_words.LIKELY_NUMBER, line) or not personal_words.NUMBERS.search(line)


@pytest.mark.parametrize("line", ["２０２３年", "２０２３.１.２", "１２月", "二〇二三 年"])
def test_dates_are_looked_for_in_any_digits(line: str) -> None:
    assert dates.DATED.search(line)
