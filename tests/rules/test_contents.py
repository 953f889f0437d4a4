"""What a package holds: forms with their indicators, sections, and what says nothing."""

from __future__ import annotations

import pytest

from jixiao.rules.contents import is_empty, list_forms, list_sections, read_printed, says_nothing
from tests.support.book import clean_book


@pytest.mark.parametrize("words", ["无", "无。", "没有", "不涉及", "本单位无此类支出", "无该项情况。"])
def test_some_words_say_nothing(words: str) -> None:
    assert says_nothing(words)


@pytest.mark.parametrize("words", ["没有发现突出问题。", "无偿服务", "不适用于本单位的另行说明"])
def test_others_begin_like_them_and_say_something(words: str) -> None:
    assert not says_nothing(words)


@pytest.mark.parametrize(("words", "empty"), [("——", True), ("1.", True), ("/", True), ("0", False), ("甲", False)])
def test_strokes_stops_and_numbers_of_items_are_empty(words: str, *, empty: bool) -> None:
    assert is_empty(words) is empty


def test_the_forms_are_annex_2_and_one_a_project() -> None:
    found = list_forms(clean_book())
    assert [one.path for one in found] == ["附件2", "各项目.operation", "各项目.upkeep", "各项目.service"]
    assert [one.label for one in found][:2] == ["附件2", "附件3（1）"]


def test_an_indicator_goes_by_its_levels_and_its_ordinal() -> None:
    levels = [(path, str(indicator.level3)) for _, _, path, indicator in list_forms(clean_book())[0].indicators()]
    assert levels[1] == ("附件2.绩效指标.产出指标.数量指标[2]", "受理来访和咨询")


def test_an_entry_is_read_as_its_form_prints_it() -> None:
    form = list_forms(clean_book())[1]
    assert read_printed(clean_book(), form.goals.expected, form.label) == "保障日常业务正常开展。"
    assert form.spot(form.goals.expected).printed == (form.label,)


def test_every_section_is_there_with_its_paragraphs() -> None:
    found = list(list_sections(clean_book()))
    assert len(found) == len(clean_book().dossier.sections)
    assert all(paragraphs for _, _, paragraphs in found)
