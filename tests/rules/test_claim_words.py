"""The words of claims."""

from __future__ import annotations

from collections import Counter

import pytest

from jixiao.rules.claim_words import Column, WordList, WordPart, find_column, list_words


@pytest.mark.parametrize("words", list_words(), ids=lambda words: words.words[0].text)
def test_each_list_has_a_sentence_with_one_of_its_words(words: WordList) -> None:
    assert any(word.text in words.example for word in words.words)


def test_no_word_stands_twice_in_a_list() -> None:
    for words in list_words():
        assert [text for text, many in Counter(word.text for word in words.words).items() if many > 1] == []


def test_every_part_has_its_own_letter() -> None:
    assert len({part.value for part in WordPart}) == len(WordPart)


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("决算", Column.FINAL),
        ("全年执行数", Column.FINAL),
        ("上年决算", Column.PRIOR),
        ("年初预算数", Column.INITIAL),
    ],
)
def test_columns_are_known_as_forms_spell_them(name: str, column: Column) -> None:
    assert find_column(name) is column


def test_the_name_of_a_line_is_no_column() -> None:
    assert find_column("公务接待") is None
