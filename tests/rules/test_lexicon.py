"""The words of sentences, by what they begin with."""

from __future__ import annotations

from jixiao.rules.held_numbers import Subject
from jixiao.rules.lexicon import make_lexicon


def test_a_name_counts_before_a_word_and_the_longest_comes_first() -> None:
    words = make_lexicon([Subject("预算"), Subject("预算外收入")]).words.by_first["预算"]
    assert [(text, letter) for text, letter, _ in words if letter == "S"] == [("预算外收入", "S"), ("预算", "S")]
    assert len({text for text, _, _ in words}) == len(words)


def test_years_with_the_same_names_have_the_same_words_whatever_their_numbers() -> None:
    one, other = (
        make_lexicon([Subject("公用经费")], "某局"),
        make_lexicon([Subject("公用经费", is_project=True)], "某局"),
    )
    assert one.words is other.words
    assert other.subjects["公用经费"].is_project
    assert make_lexicon([Subject("三公经费")], "某局").words is not one.words


def test_the_units_own_name_is_passed_over() -> None:
    [(text, letter, value)] = make_lexicon([], "岳档局").words.by_first["岳档"]
    assert (text, letter, value) == ("岳档局", "", None)
