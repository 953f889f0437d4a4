"""The package as it was printed: other values under the same marks, words and paragraph marks kept."""

from __future__ import annotations

from jixiao.docx.blocks import TextSpan
from jixiao.reconcile.expected import ExpectedForm, is_value, paragraph_of, print_again, values_of
from jixiao.reconcile.word_passages import BlockGrid, BlockLine, WordPassage

VALUE, OTHER, PARAGRAPH = "_JX000000000001", "_JX000000000002", "_JXP000000000003"
SENTENCE = WordPassage("支出12万元、3人", (TextSpan(PARAGRAPH, 0, 9), TextSpan(VALUE, 2, 4), TextSpan(OTHER, 7, 8)))


def held(unit: WordPassage) -> dict[str, str]:
    return {one.name: unit.text[one.start : one.end] for one in unit.marks}


def test_a_paragraph_has_its_own_mark_and_those_of_its_values() -> None:
    assert paragraph_of(SENTENCE) == PARAGRAPH
    assert [one.name for one in values_of(SENTENCE)] == [VALUE, OTHER]
    assert not is_value(SENTENCE.marks[0])
    assert paragraph_of(WordPassage("甲")) == ""


def test_other_values_move_the_marks_behind_them() -> None:
    again = print_again(SENTENCE, {VALUE: "1234.5"})
    assert isinstance(again, WordPassage)
    assert again.text == "支出1234.5万元、3人"
    assert held(again) == {PARAGRAPH: again.text, VALUE: "1234.5", OTHER: "3"}


def test_the_same_values_leave_a_paragraph_as_it_is() -> None:
    assert print_again(SENTENCE, {VALUE: "12", "_JX00000000000f": "9"}) is SENTENCE


def test_a_table_is_printed_again_cell_by_cell() -> None:
    cell = WordPassage("12", (TextSpan(VALUE, 0, 2),))
    form = ExpectedForm("附件1", "annex1.docx", (BlockGrid((BlockLine((cell, WordPassage("万元"))),)),))
    [grid] = form.printed_again({VALUE: ""}).body
    assert grid.text == "万元"
    assert grid.names == {VALUE}
