"""The words that editors show are whole sentences about keys that there are."""

from jixiao.glossary import TERMS
from jixiao.model.guidance import EXAMPLES, GUIDANCE, examples, guidance


def test_a_word_on_one_record_goes_before_the_word_on_the_field() -> None:
    assert guidance("Adjustment", "budget") != guidance("Spending", "budget") == GUIDANCE["budget"]


def test_what_nobody_explains_has_no_words_and_no_examples() -> None:
    assert guidance("Unit", "no_such_field") == ""
    assert examples("Unit", "no_such_field") == []


def test_every_word_is_a_sentence() -> None:
    assert [key for key, words in GUIDANCE.items() if not words.endswith("。")] == []


def test_words_and_examples_are_about_fields_and_records() -> None:
    fields = {key.rpartition(".")[2] for key in (*GUIDANCE, *EXAMPLES) if key[0].islower() or "." in key}
    assert fields <= set(TERMS)
