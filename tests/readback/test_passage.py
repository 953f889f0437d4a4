"""A story is cut into passages: pieces with the names of their marks, white space left out."""

from __future__ import annotations

import pytest

from jixiao.readback.passage import list_marks, parse_passage, parse_passages, story_text
from jixiao.render.environment import BETWEEN, CLOSE, OPEN
from jixiao.render.scan import CELL


def marked(name: str, text: str) -> str:
    return f"{OPEN}{name}{BETWEEN}{text}{CLOSE}"


@pytest.mark.parametrize(
    ("written", "pieces"),
    [
        ("支出", [("", "支出")]),
        (f"支出{marked('a', '12')}万元", [("", "支出"), ("a", "12"), ("", "万元")]),
        (marked("a", ""), [("a", "")]),
        (f"{marked('a', '1')}{marked('a', '2')}", [("a", "12")]),
        (f"{marked('a', '1')}{marked('b', '2')}", [("a", "1"), ("b", "2")]),
    ],
)
def test_a_passage_has_its_pieces(written: str, pieces: list[tuple[str, str]]) -> None:
    assert list(parse_passage(written).pieces) == pieces


def test_white_space_and_empty_cells_count_for_nothing() -> None:
    assert story_text(f"{CELL} \n{CELL}甲 乙\n{CELL}") == "甲乙"
    assert [one.text for one in parse_passages(story_text(f"甲{CELL}{CELL}乙"))] == ["甲", "乙"]


def test_passages_are_equal_when_they_say_the_same_wherever_they_stand() -> None:
    assert parse_passage("甲", "附件1 第1行第1格") == parse_passage("甲", "附件2")
    assert parse_passage("甲") != parse_passage(marked("a", "甲"))


def test_words_values_and_frame_are_told_apart() -> None:
    one = parse_passage(f"支出{marked('a', '12')}万元")
    assert (one.text, one.fixed, one.values, one.frame) == ("支出12万元", "支出万元", {"a": "12"}, "支出〔a〕万元")


def test_the_marks_of_a_text_come_in_order() -> None:
    assert list_marks(f"{marked('b', '1')}{CELL}{marked('a', '2')}") == ["b", "a"]
